import Addresses
import Model
import Probing
import Wire

/// Hearing who talks to remote-maintenance services, this host included.
extension Conductor {
    /// A way in of a device that this scan asked.
    struct Endpoint: Hashable {
        var address: IPAddress
        var port: UInt16
    }

    /// Counts what a frame tells of such talk, unless it belongs to this scan's own questions.
    mutating func hearRelays(_ packet: Packet, link: Scope.Link, at time: Timestamp) throws {
        guard !isOwnQuestion(packet, link) else { return }
        let talks = relays.hear(packet, at: time) { [gate] device in
            // What a router brings from outside is nobody's of this link, whatever its hop limit looks like.
            guard device.mac != nil, let address = device.address else { return true }
            return gate.isOnLink(address, link)
        }
        for talk in talks {
            try record(.observation(talk))
            if packet.source != link.mac { try follow(talk, link: link) }
        }
    }

    mutating func settleRelays() throws {
        for talk in relays.settle(at: ports.wallClock()) { try record(.observation(talk)) }
    }

    mutating func finishRelays() throws {
        for talk in relays.finish(at: ports.wallClock()) { try record(.observation(talk)) }
        if let text = relays.droppedNote { try note(text) }
    }

    /// Whether a packet goes between this host and what this scan asked.
    private func isOwnQuestion(_ packet: Packet, _ link: Scope.Link) -> Bool {
        let isOutgoing = packet.source == link.mac
        guard isOutgoing || packet.destination == link.mac, let network = packet.network else { return false }
        let peer = isOutgoing ? network.destination : network.source
        switch packet.transport {
        case .tcp(let header):
            let (own, other) =
                isOutgoing ? (header.source, header.destination) : (header.destination, header.source)
            return own == syn?.sourcePort || talkedTo.contains(Endpoint(address: peer, port: other))
        case .udp(let source, let destination):
            let own = isOutgoing ? source : destination
            return own == askingPort || fixedPorts.contains(own)
        default: return true
        }
    }
}
