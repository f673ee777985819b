import Addresses
import Model
import Wire

extension Listener {
    /// Who holds which IPv6 address: neighbour discovery, echo replies that cannot have come through a router, and
    /// the link-local senders of anything.
    package static let neighbourDiscovery = Listener(
        id: "nd", reads: [.senders] + (133...137).map { .icmp6(type: $0) } + [.icmp6(type: 129)]
    ) { packet in
        guard let network = packet.network, let source = network.source.v6 else { return [] }
        if let message = packet.discoveryMessage {
            let stated = statedNeighbour(in: message, source: source, sender: packet.source)
            if let stated {
                return packet.neighbour(stated.mac, stated.address, upTo: packet.payload.endIndex)
            }
        }
        // Link-local addresses are never forwarded (RFC 4291, 2.5.6): the frame's sender is the packet's.
        guard let mac = packet.source, source.isLinkLocal || packet.isLocalEchoReply else { return [] }
        // The headers are grounds enough; other talk's payload is not kept.
        return packet.neighbour(mac, source, upTo: packet.payload.startIndex)
    }

    /// The address a message of neighbour discovery states a hardware address for (RFC 4861, 7.2).
    private static func statedNeighbour(
        in message: ICMPv6Message, source: IPv6Address, sender: MACAddress?
    ) -> (mac: MACAddress, address: IPv6Address)? {
        switch message {
        case .neighbourAdvertisement(let advertisement):
            // The answer to a group's question always states it; other answers may leave it to the frame.
            (advertisement.options.targetLinkLayer ?? sender).map { ($0, advertisement.target) }
        case .neighbourSolicitation(let solicitation):
            solicitation.options.sourceLinkLayer.map { ($0, source) }
        case .routerSolicitation(let options): options.sourceLinkLayer.map { ($0, source) }
        case .routerAdvertisement(let advertisement):
            advertisement.options.sourceLinkLayer.map { ($0, source) }
        default: nil
        }
    }
}

extension Packet {
    /// The message of neighbour discovery in this packet: with a hop limit of 255 no router has forwarded it
    /// (RFC 4861, 6.1 and 7.1).
    var discoveryMessage: ICMPv6Message? {
        guard case .icmp6(let type, code: 0) = transport, (133...137).contains(type), network?.hops == 255
        else { return nil }
        var reader = ByteReader(payload)
        return try? ICMPv6Message(type: type, code: 0, body: &reader)
    }

    /// Whether this is an echo reply to a link-local address, which no router forwards.
    fileprivate var isLocalEchoReply: Bool {
        transport == .icmp6(type: 129, code: 0) && network?.destination.isLinkLocal == true
    }

    fileprivate func neighbour(_ mac: MACAddress, _ address: IPv6Address, upTo end: Int) -> [Sighting] {
        guard mac.isStation, IPAddress.v6(address).isUnicast else { return [] }
        return [
            Sighting(
                Observation.Subject(mac: mac, address: .v6(address)), .neighbour,
                grounds: Observation.Grounds(octets: octets[..<end]))
        ]
    }
}
