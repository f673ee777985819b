package import Addresses
import CLinux
import Glibc

/// A TCP connection of this host that never blocks; closes itself.
package struct TCPConnection: ~Copyable {
    private let socket: FileDescriptor

    /// Begins to connect; the descriptor becomes writable when it is decided, see ``outcome()``.
    ///
    /// `interface` is the index of the interface to go through: the scope of link-local addresses, and for all others
    /// what keeps the connection on that link. At most three SYN packets are sent.
    package init(to address: IPAddress, port: UInt16, interface: Int) throws(SystemError) {
        let target = SocketAddress(address, port: port, scope: interface)
        let socket = try FileDescriptor(socket: target.family, tenken_socket_stream)
        try socket.setOption(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        try socket.setOption(Int32(IPPROTO_TCP), TCP_SYNCNT, 2)
        if interface > 0 { try socket.bind(toInterface: interface) }
        let raw = socket.raw
        do {
            // SAFETY: the pointer is used only inside the call.
            _ = try syscall("connect") { unsafe target.withSockaddr { unsafe connect(raw, $0, $1) } }
        } catch {
            guard error.code == EINPROGRESS else { throw error }
        }
        self.socket = socket
    }

    package var descriptor: Int32 { socket.raw }

    /// How connecting ended, once the descriptor is writable: returns when it is connected, throws why not.
    package borrowing func outcome() throws(SystemError) {
        let raw = socket.raw
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        _ = try syscall("getsockopt") {
            // SAFETY: the pointer and the size describe the same local variable.
            unsafe getsockopt(raw, SOL_SOCKET, SO_ERROR, &code, &length)
        }
        guard code == 0 else { throw SystemError(call: "connect", code: code) }
    }

    /// At most `limit` octets that have arrived; nil when there are none yet, empty when the peer has closed.
    package borrowing func receive(limit: Int) throws(SystemError) -> [UInt8]? {
        try socket.read(limit: limit)
    }

    /// Gives octets to the kernel; returns how many it took, which may be none.
    package borrowing func send(_ octets: ArraySlice<UInt8>) throws(SystemError) -> Int {
        try socket.write(octets)
    }
}

extension FileDescriptor {
    /// Keeps a socket on one interface. Linux before 5.7 asks for CAP_NET_RAW; without it routing decides, which
    /// for targets on the link comes to the same.
    borrowing func bind(toInterface index: Int) throws(SystemError) {
        do {
            try setOption(SOL_SOCKET, SO_BINDTOIFINDEX, Int32(truncatingIfNeeded: index))
        } catch {
            guard error.isPermission || error.code == ENOPROTOOPT else { throw error }
        }
    }
}
