import CLinux
import Glibc

/// An open file, socket or kernel object; closes itself.
package struct FileDescriptor: ~Copyable {
    /// The number; valid only while this value lives.
    package let raw: Int32

    /// Takes ownership of an open descriptor.
    package init(owning raw: Int32) {
        self.raw = raw
    }

    deinit {
        _ = close(raw)
    }
}

extension FileDescriptor {
    /// Opens a socket that is non-blocking and closes on exec.
    init(socket family: Int32, _ type: Int32, protocol number: Int32 = 0) throws(SystemError) {
        let flags = tenken_socket_cloexec | tenken_socket_nonblock
        self.init(owning: try syscall("socket") { socket(family, type | flags, number) })
    }

    /// Sets a socket option whose value is an `int`.
    borrowing func setOption(_ level: Int32, _ option: Int32, _ value: Int32) throws(SystemError) {
        let raw = raw
        _ = try syscall("setsockopt") {
            var value = value
            // SAFETY: the pointer and the size describe the same local variable.
            return unsafe setsockopt(raw, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
        }
    }

    /// Reads at most `limit` octets; nil when there is nothing yet, empty at the end.
    borrowing func read(limit: Int) throws(SystemError) -> [UInt8]? {
        let raw = raw
        var count: Int?
        var failure: SystemError?
        // SAFETY: the kernel writes at most the capacity it is told, and only what it reports is kept.
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
            do throws(SystemError) {
                count = try syscallUnlessBlocking("read") {
                    unsafe Glibc.read(raw, buffer.baseAddress, limit)
                }
                initialized = count ?? 0
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return count == nil ? nil : octets
    }

    /// Writes a part of `octets`; returns how many were taken, 0 when the descriptor would have to wait.
    borrowing func write(_ octets: ArraySlice<UInt8>) throws(SystemError) -> Int {
        let raw = raw
        return try syscallUnlessBlocking("write") {
            // SAFETY: the buffer is borrowed for this one call.
            unsafe octets.withUnsafeBytes { unsafe Glibc.write(raw, $0.baseAddress, $0.count) }
        } ?? 0
    }

    /// Writes all of `octets` to a blocking descriptor.
    borrowing func writeAll(_ octets: [UInt8]) throws(SystemError) {
        var rest = octets[...]
        while !rest.isEmpty {
            rest = rest.dropFirst(try write(rest))
        }
    }
}

extension FileDescriptor {
    /// Waits until the descriptor is ready for `events` (`POLLIN`, `POLLOUT`); false after `milliseconds`.
    borrowing func waitUntilReady(_ events: Int32, milliseconds: Int32) throws(SystemError) -> Bool {
        var request = pollfd(fd: raw, events: Int16(events), revents: 0)
        // SAFETY: one element is passed and one is said to be there.
        return try syscall("poll") { unsafe poll(&request, 1, milliseconds) } > 0
    }
}
