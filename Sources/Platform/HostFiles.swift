import CLinux
import Glibc

/// Reading files of this host that belong to others: bounded, without changing anything, links followed.
package enum HostFiles {
    /// The text of a file of at most `limit` octets; octets that are no UTF-8 become replacement characters.
    package static func text(_ path: String, limit: Int = 1 << 20) throws(FileError) -> String {
        String(decoding: try octets(path, limit: limit), as: UTF8.self)
    }

    /// The octets of a file, at most `limit` of them. A pipe or device is not waited for.
    package static func octets(_ path: String, limit: Int = 1 << 20) throws(FileError) -> [UInt8] {
        var octets: [UInt8] = []
        try pieces(of: path, limit: limit) { octets += $0 }
        return octets
    }

    /// Opens a file to be read, and nothing more; throws why that is not possible.
    static func probe(_ path: String) throws(FileError) {
        do throws(SystemError) {
            _ = FileDescriptor(owning: try open(path, flags: O_NONBLOCK | O_NOCTTY))
        } catch {
            throw FileError(path: path, error)
        }
    }

    /// Hands out the octets of a file in pieces of up to 64 KiB. A file of more than `limit` octets throws after the
    /// pieces within the limit. A pipe or device is not waited for.
    package static func pieces(
        of path: String, limit: Int, _ body: ([UInt8]) -> Void
    ) throws(FileError) {
        var count = 0
        do throws(SystemError) {
            let file = FileDescriptor(owning: try open(path, flags: O_NONBLOCK | O_NOCTTY))
            while true {
                guard let more = try file.read(limit: 1 << 16), !more.isEmpty else { return }
                count += more.count
                guard count <= limit else { break }
                body(more)
            }
        } catch {
            throw FileError(path: path, error)
        }
        throw FileError(path: path, cause: .tooLarge)
    }

    /// Hands out what a file packed with LZ4 holds, in pieces. More than `limit` octets throw after the pieces within
    /// the limit, and so do octets that are no LZ4 frame or end within one.
    package static func pieces(
        ofLZ4 path: String, limit: Int, _ body: ([UInt8]) -> Void
    ) throws(FileError) {
        var stream = try LZ4Stream(path: path, limit: limit)
        var failure: FileError?
        try pieces(of: path, limit: limit) { octets in
            guard failure == nil else { return }
            do throws(FileError) {
                try stream.feed(octets, body)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        guard stream.isComplete else { throw FileError(path: path, cause: .damaged) }
    }

    /// The first octets of a file, at most `count` of them.
    package static func beginning(of path: String, count: Int) throws(FileError) -> [UInt8] {
        do throws(SystemError) {
            let file = FileDescriptor(owning: try open(path, flags: O_NONBLOCK | O_NOCTTY))
            return try file.read(limit: count) ?? []
        } catch {
            throw FileError(path: path, error)
        }
    }

    /// A file's size in octets, the time of its last change in microseconds since 1970, its permission bits and its
    /// owner; links are followed.
    package static func facts(_ path: String) throws(FileError) -> (
        size: Int, modified: Int64, mode: UInt32, owner: UInt32
    ) {
        var status = stat()
        do throws(SystemError) {
            // SAFETY: the string lives as long as the call, which fills a local variable.
            _ = try syscall("stat") { unsafe stat(path, &status) }
        } catch {
            throw FileError(path: path, error)
        }
        let modified = Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000
        return (Int(status.st_size), modified, status.st_mode & 0o7777, status.st_uid)
    }

    /// The names in a folder, without `.` and `..`, ascending.
    package static func names(in path: String) throws(FileError) -> [String] {
        do throws(SystemError) {
            return try FolderReader(FileDescriptor(owning: open(path, flags: O_DIRECTORY))).names().sorted()
        } catch {
            throw FileError(path: path, error)
        }
    }

    /// What a symbolic link says it leads to.
    package static func target(ofLink path: String) throws(FileError) -> String {
        do throws(SystemError) {
            return try linkTarget(path, in: AT_FDCWD)
        } catch {
            throw FileError(path: path, error)
        }
    }

    static func open(_ path: String, flags: Int32, in folder: Int32 = AT_FDCWD) throws(SystemError) -> Int32 {
        try syscall("open") {
            // SAFETY: the string lives as long as the call.
            unsafe openat(folder, path, O_RDONLY | O_CLOEXEC | flags)
        }
    }

    /// What a symbolic link in an open folder leads to; cut after 4095 octets.
    static func linkTarget(_ name: String, in folder: Int32) throws(SystemError) -> String {
        var failure: SystemError?
        // SAFETY: the kernel writes at most the capacity it is told, and only what it reports is kept.
        let target = unsafe [CChar](unsafeUninitializedCapacity: 4095) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            do throws(SystemError) {
                initialized = try syscall("readlink") { unsafe readlinkat(folder, name, base, 4095) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return String(decoding: target.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// The entries of one open folder.
@safe struct FolderReader: ~Copyable {
    private let stream: OpaquePointer
    /// Valid while this value lives.
    let raw: Int32

    /// Takes over an open folder.
    init(_ folder: consuming FileDescriptor) throws(SystemError) {
        // fdopendir takes ownership of the number it is given, so it gets a copy that nobody else closes.
        let number = folder.raw
        let copy = try syscall("dup") { fcntl(number, F_DUPFD_CLOEXEC, 0) }
        // SAFETY: the number is open; the stream closes it.
        guard let stream = unsafe fdopendir(copy) else {
            _ = close(copy)
            throw SystemError(call: "fdopendir", code: ENOMEM)
        }
        unsafe self.stream = stream
        raw = copy
    }

    deinit {
        // SAFETY: opened in the initialiser and closed only here.
        _ = unsafe closedir(stream)
    }

    /// The names, without `.` and `..`, in the order of the file system, at most `limit` of them; throws rather than
    /// give a part of them.
    borrowing func names(limit: Int = .max) throws(SystemError) -> [String] {
        var names: [String] = []
        while let name = try next() {
            guard name != ".", name != ".." else { continue }
            guard names.count < limit else { throw SystemError(call: "readdir", code: EOVERFLOW) }
            names.append(name)
        }
        return names
    }

    /// The next name; nil after the last one.
    private borrowing func next() throws(SystemError) -> String? {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
        let stream = unsafe stream
        var name: String?
        _ = try syscall("readdir") {
            // The end and a failure look the same but for errno.
            errno = 0
            // SAFETY: the entry is valid until the next call on this stream, and its name, which ends in a zero, is
            // copied before.
            guard let entry = unsafe readdir(stream) else { return errno == 0 ? 0 : -1 }
            let octets = unsafe UnsafeRawPointer(entry).advanced(by: offset)
            name = unsafe String(cString: octets.assumingMemoryBound(to: CChar.self))
            return 0
        }
        return name
    }
}
