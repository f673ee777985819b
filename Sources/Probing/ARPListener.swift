import Addresses
import Model
import Wire

extension Listener {
    /// Who holds which IPv4 address: the sender of every ARP request and reply (RFC 826).
    package static let arp = Listener(id: "arp", reads: [.etherType(EtherType.arp)]) { packet in
        guard packet.etherType == EtherType.arp else { return [] }
        var reader = ByteReader(packet.payload)
        guard let arp = try? ARPPacket(parsing: &reader) else { return [] }
        guard arp.operation == .request || arp.operation == .reply else { return [] }
        let address = IPAddress.v4(arp.sender.address)
        guard address.isUnicast, arp.sender.mac.isStation else { return [] }
        return [
            Sighting(
                Observation.Subject(mac: arp.sender.mac, address: address), .neighbour,
                grounds: packet.grounds(claiming: arp.sender.mac, message: ARPPacket.length))
        ]
    }
}

extension MACAddress {
    /// Whether this can be one station's own address.
    var isStation: Bool { !isGroup && self != .zero }
}

extension Packet {
    /// The octets of a message that states a hardware address: its first `length` octets, or the whole frame with
    /// its Ethernet header where the frame's own sender is another than it states.
    func grounds(claiming mac: MACAddress, message length: Int) -> Observation.Grounds {
        guard let source, source != mac else { return Observation.Grounds(octets: payload.prefix(length)) }
        return Observation.Grounds(octets: octets[..<min(payload.endIndex, payload.startIndex + length)])
    }
}
