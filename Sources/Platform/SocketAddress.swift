import Addresses
import CLinux
import Glibc
import Wire

/// An address and port in the form the kernel takes (struct sockaddr_in, struct sockaddr_in6).
struct SocketAddress {
    let family: Int32
    private let octets: [UInt8]

    /// `scope` is the interface index for link-local IPv6 addresses; ignored for all others.
    init(_ address: IPAddress, port: UInt16, scope: Int = 0) {
        var writer = ByteWriter()
        switch address {
        case .v4(let v4):
            family = AF_INET
            writer.uint16LE(UInt16(AF_INET))
            writer.uint16(port)
            writer.ipv4(v4)
            writer.zeros(8)
        case .v6(let v6):
            family = AF_INET6
            writer.uint16LE(UInt16(AF_INET6))
            writer.uint16(port)
            writer.uint32(0)
            writer.ipv6(v6)
            writer.uint32LE(v6.isLinkLocal ? UInt32(truncatingIfNeeded: scope) : 0)
        }
        octets = writer.octets
    }

    /// Hands the structure to a system call for the length of the call.
    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        // SAFETY: sockaddr_storage is larger than either structure and aligned for both; the pointer stays inside.
        var storage = sockaddr_storage()
        return unsafe withUnsafeMutableBytes(of: &storage) { buffer in
            unsafe buffer.copyBytes(from: octets)
            return unsafe buffer.withMemoryRebound(to: sockaddr.self) { bound in
                guard let base = unsafe UnsafePointer(bound.baseAddress) else {
                    preconditionFailure("a structure has an address")
                }
                return unsafe body(base, socklen_t(octets.count))
            }
        }
    }
}

extension FileDescriptor {
    borrowing func bind(to address: SocketAddress) throws(SystemError) {
        let raw = raw
        // SAFETY: the pointer is used only inside the call.
        _ = try syscall("bind") { unsafe address.withSockaddr { unsafe Glibc.bind(raw, $0, $1) } }
    }

    /// The port a bound Internet socket has.
    borrowing func localPort() throws(SystemError) -> UInt16 {
        let raw = raw
        var storage = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        _ = try syscall("getsockname") {
            // SAFETY: the kernel writes at most `length` octets, the size of the variable.
            unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getsockname(raw, $0, &length)
                }
            }
        }
        // The port is at the same place in sockaddr_in and sockaddr_in6.
        return UInt16(bigEndian: storage.sin6_port)
    }
}
