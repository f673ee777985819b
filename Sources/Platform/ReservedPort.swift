import Addresses
import CLinux
import Glibc

/// A port of this host that is taken for as long as this value lives, for every address of the host.
package final class ReservedPort {
    private let socket: FileDescriptor
    package let number: UInt16

    /// Takes a UDP port; 0 takes any free one. What arrives is thrown away by the kernel, without an ICMP error.
    ///
    /// Throws EADDRINUSE when another program has the port: then that program's socket keeps the kernel silent.
    package static func udp(_ port: UInt16) throws(SystemError) -> ReservedPort {
        let reserved = try ReservedPort(tenken_socket_datagram, port)
        try reserved.socket.setOption(SOL_SOCKET, SO_RCVBUF, 1)
        // Set only after binding: it does not let this socket in beside another, but lets a program that starts
        // meanwhile take the port and its traffic.
        try reserved.socket.setOption(SOL_SOCKET, SO_REUSEADDR, 1)
        return reserved
    }

    /// Takes a free TCP port without listening on it, so that the kernel answers what arrives with a reset.
    package static func tcp() throws(SystemError) -> ReservedPort {
        try ReservedPort(tenken_socket_stream, 0)
    }

    private init(_ type: Int32, _ port: UInt16) throws(SystemError) {
        let socket = try Self.open(type, port)
        number = try socket.localPort()
        self.socket = socket
    }

    private static func open(_ type: Int32, _ port: UInt16) throws(SystemError) -> FileDescriptor {
        do {
            return try bound(type, SocketAddress(.v6(.any), port: port))
        } catch {
            // Without IPv6 in the kernel there is only the IPv4 half to take.
            guard [EAFNOSUPPORT, EADDRNOTAVAIL].contains(error.code) else { throw error }
            return try bound(type, SocketAddress(.v4(.any), port: port))
        }
    }

    private static func bound(_ type: Int32, _ address: SocketAddress) throws(SystemError) -> FileDescriptor {
        let socket = try FileDescriptor(socket: address.family, type)
        if address.family == AF_INET6 { try socket.setOption(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
        try socket.bind(to: address)
        return socket
    }
}
