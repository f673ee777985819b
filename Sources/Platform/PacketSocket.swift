import CLinux
import Glibc

/// Sends whole Ethernet frames through one interface (packet(7)); receives nothing.
///
/// Needs CAP_NET_RAW to open, not to use.
package struct PacketSocket: ~Copyable {
    private let socket: FileDescriptor
    package let interface: Int

    package init(interface: Int) throws(SystemError) {
        self.interface = interface
        // Protocol 0: no frame is ever queued for reading.
        let socket = try FileDescriptor(socket: AF_PACKET, tenken_socket_raw, protocol: 0)
        let raw = socket.raw
        var address = sockaddr_ll()
        address.sll_family = UInt16(AF_PACKET)
        address.sll_ifindex = Int32(truncatingIfNeeded: interface)
        _ = try syscall("bind") {
            // SAFETY: the pointer and the size describe the same local variable.
            unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(raw, $0, socklen_t(MemoryLayout<sockaddr_ll>.size))
                }
            }
        }
        self.socket = socket
    }

    /// Sends one frame, header included.
    ///
    /// When the queue is full, waits for room for at most 50 ms. An error whose `isLinkLoss` is true means that the
    /// interface went down or away.
    package borrowing func send(_ frame: [UInt8]) throws(SystemError) {
        for _ in 0..<10 {
            do {
                if try socket.write(frame[...]) > 0 { return }
            } catch {
                guard error.code == ENOBUFS else { throw error }
                // The driver's queue is full, of which poll does not tell: give it a moment.
                _ = try socket.waitUntilReady(0, milliseconds: 4)
            }
            _ = try socket.waitUntilReady(POLLOUT, milliseconds: 1)
        }
        throw SystemError(call: "send", code: ENOBUFS)
    }
}
