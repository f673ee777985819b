import Addresses
import Wire

/// Frames as they are heard, with documentation addresses.
enum Heard {
    static let mac = MACAddress(0x0000_5e00_5302)
    static let peerMAC = MACAddress(0x0000_5e00_5303)
    static let station = Station(mac: mac, address: .v4(IPv4Address(0xc000_0202)))
    static let peer = Station(mac: peerMAC, address: .v4(IPv4Address(0xc000_0203)))
    static let group = IPAddress.v4(IPv4Address(0xe000_00fb))

    static func udp(from source: UInt16, to destination: UInt16, _ payload: [UInt8]) -> [UInt8] {
        Frame.udp(
            from: station, to: peer, sourcePort: source, destinationPort: destination, payload: payload)
    }

    /// An answer by multicast DNS: the host `a.local` has an address.
    static func mdns(id: UInt16) -> [UInt8] {
        let message: [UInt8] =
            [UInt8(id >> 8), UInt8(id & 0xff), 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0]
            + [1, 0x61, 5] + Array("local".utf8) + [0, 0, 1, 0x80, 1, 0, 0, 0, 120, 0, 4, 192, 0, 2, 2]
        return Frame.udp(
            from: station, to: Station(mac: Frame.multicastMAC(for: group), address: group), sourcePort: 5353,
            destinationPort: 5353, payload: message, hops: 255)
    }

    static let arp = Frame.arpRequest(
        sender: mac, senderAddress: IPv4Address(0xc000_0202), target: IPv4Address(0xc000_0203))

    /// A client asks for an address and says its name (RFC 2131).
    static var dhcp: [UInt8] {
        let hardware: [UInt8] = [0, 0, 0x5e, 0, 0x53, 2]
        let fixed: [UInt8] = [1, 1, 6, 0] + [UInt8](repeating: 0, count: 24) + hardware
        let message =
            fixed + [UInt8](repeating: 0, count: 236 - fixed.count)
            + [0x63, 0x82, 0x53, 0x63, 53, 1, 1, 12, 1, 0x61, 255]
        return udp(from: 68, to: 67, message)
    }

    /// A segment of a connection between the two stations, `back` from the second to the first.
    static func tcp(
        from source: UInt16 = 40_000, to destination: UInt16 = 443, flags: TCPHeader.Flags,
        sequence: UInt32 = 0, payload: [UInt8] = [], back: Bool = false
    ) -> [UInt8] {
        let (sender, receiver) = back ? (peer, station) : (station, peer)
        var segment = ByteWriter()
        TCPHeader(
            source: source, destination: destination, sequence: sequence, acknowledgment: 1, flags: flags,
            window: 1024
        ).write(to: &segment, from: sender.address, to: receiver.address)
        var frame = ByteWriter()
        EthernetHeader(destination: receiver.mac, source: sender.mac, type: EtherType.ipv4).write(to: &frame)
        IPv4Header(
            payloadLength: segment.count + payload.count, proto: 6, hops: 64,
            source: sender.address.v4 ?? .any, destination: receiver.address.v4 ?? .any
        ).write(to: &frame)
        frame.bytes(segment.octets)
        frame.bytes(payload)
        return frame.octets
    }
}
