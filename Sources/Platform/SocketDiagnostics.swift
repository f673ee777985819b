package import Addresses
import CLinux
import Glibc
import Wire

/// The sockets of this host that others can reach: TCP in the listening state, and UDP bound to a port without a
/// peer; of the network namespace this process is in.
package struct SocketDiagnostics: Sendable {
    package var sockets: [Socket]

    package struct Socket: Hashable, Sendable {
        package enum Transport: Hashable, Sendable { case tcp, udp }

        package var transport: Transport
        /// The bound address; 0.0.0.0 or :: for every address. An IPv4 address mapped into IPv6 is given as IPv4.
        package var address: IPAddress
        package var port: UInt16
        /// The user who opened it.
        package var uid: UInt32
        /// What the socket is called in the tables of open files.
        package var inode: UInt64
        /// The interface it is bound to; nil for every interface.
        package var interface: Int?
    }

    /// Asks the kernel by sock_diag; needs no privilege.
    package static func read() throws(SystemError) -> SocketDiagnostics {
        let netlink = try NetlinkSocket(family: NETLINK_SOCK_DIAG)
        var sockets: [Socket] = []
        for (transport, number, state) in [
            (Socket.Transport.tcp, IPPROTO_TCP, UInt32(1) << 10),  // TCP_LISTEN
            (.udp, IPPROTO_UDP, 1 << 7),  // TCP_CLOSE: bound, not connected
        ] {
            for family in [AF_INET, AF_INET6] {
                let request = Self.request(family: UInt8(family), protocol: UInt8(number), states: state)
                sockets += try netlink.dump(type: UInt16(SOCK_DIAG_BY_FAMILY), body: request)
                    .compactMap { Socket($0.body, transport) }
            }
        }
        return SocketDiagnostics(sockets: sockets)
    }

    /// struct inet_diag_req_v2: family, protocol, wanted extensions and padding in an octet each, a mask of states in
    /// four, and 48 octets of struct inet_diag_sockid, which a dump leaves empty.
    private static func request(family: UInt8, protocol number: UInt8, states: UInt32) -> [UInt8] {
        var request = ByteWriter()
        request.uint8(family)
        request.uint8(number)
        request.zeros(2)
        request.uint32LE(states)
        request.zeros(48)
        return request.octets
    }
}

extension SocketDiagnostics.Socket {
    /// Reads struct inet_diag_msg: family, state, timer and retransmissions in an octet each; struct inet_diag_sockid
    /// (source and destination port in network order, both addresses in 16 octets each, interface, 8 octets of
    /// cookie); expiry and the two queues in four octets each; then user and inode.
    init?(_ body: ArraySlice<UInt8>, _ transport: Transport) {
        var reader = ByteReader(body)
        guard let family = try? reader.uint8(), (try? reader.skip(3)) != nil,
            let port = try? reader.uint16(), port != 0, (try? reader.skip(2)) != nil,
            let source = try? reader.take(16), (try? reader.skip(16)) != nil,
            let interface = try? reader.uint32LE(), (try? reader.skip(8 + 12)) != nil,
            let uid = try? reader.uint32LE(), let inode = try? reader.uint32LE(),
            let address = IPAddress(octets: Int32(family) == AF_INET ? source.prefix(4) : source)
        else { return nil }
        self.init(
            transport: transport, address: address.unmapped, port: port, uid: uid, inode: UInt64(inode),
            interface: interface == 0 ? nil : Int(interface))
    }
}

extension IPAddress {
    /// The IPv4 address inside ::ffff:0:0/96 (RFC 4291, 2.5.5.2); any other address unchanged.
    fileprivate var unmapped: IPAddress {
        guard let address = v6, address.high == 0, address.low >> 32 == 0xffff else { return self }
        return .v4(IPv4Address(UInt32(truncatingIfNeeded: address.low)))
    }
}
