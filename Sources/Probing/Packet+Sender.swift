import Addresses
import Model
import Wire

extension Packet {
    /// Source and destination port of a UDP datagram.
    var udp: (source: UInt16, destination: UInt16)? {
        guard case .udp(let source, let destination) = transport else { return nil }
        return (source, destination)
    }

    /// The device on this link that sent the packet; nil when it came from elsewhere or nobody can have this address.
    ///
    /// Behind a router the hardware address is the router's. A packet that was not forwarded still has one of the hop
    /// limits that systems begin with; others are believed by their private address alone, without the hardware
    /// address.
    var sender: Observation.Subject? {
        guard let network, network.source.isUnicast else { return nil }
        let wasNotForwarded = network.source.isLinkLocal || Self.firstHopLimits.contains(network.hops)
        guard wasNotForwarded || network.source.isLocal else { return nil }
        guard wasNotForwarded, let source, !source.isGroup, source != .zero else {
            return Observation.Subject(address: network.source)
        }
        return Observation.Subject(mac: source, address: network.source)
    }

    /// The device of this network that the packet is for; nil where it may be elsewhere.
    ///
    /// Its hardware address is left out: the frame may be for a router on the way.
    var receiver: Observation.Subject? {
        guard let network, network.destination.isUnicast, network.destination.isLocal else { return nil }
        return Observation.Subject(address: network.destination)
    }

    private static let firstHopLimits: Set<UInt8> = [
        1, 2, 4, 8, 16, 30, 32, 60, 64, 100, 128, 150, 200, 254, 255,
    ]

    /// What `parse` makes of the payload; nil when it is something else.
    func message<Message>(_ parse: (inout ByteReader) throws(WireError) -> Message) -> Message? {
        var reader = ByteReader(payload)
        return try? parse(&reader)
    }
}

extension IPAddress {
    /// Whether the address can only belong to a network of one's own: private, link-local or unique local.
    var isLocal: Bool {
        switch self {
        case .v4(let address): address.isPrivate || address.isLinkLocal
        case .v6(let address): address.isUniqueLocal || address.isLinkLocal
        }
    }
}
