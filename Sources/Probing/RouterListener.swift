import Addresses
import Model
import Wire

extension Listener {
    /// Who advertises itself as a router for IPv6, and who redirects others to a better way.
    package static let routers = Listener(id: "ra") { packet in
        guard let network = packet.network else { return [] }
        let sender = Observation.Subject(mac: packet.source, address: network.source)
        switch packet.transport {
        case .icmp6:
            switch packet.discoveryMessage {
            case .routerAdvertisement(let advertisement):
                // Without a lifetime the sender only offers prefixes, as hubs of home devices do.
                let confidence: Confidence = advertisement.lifetime > 0 ? .certain : .hint
                return [packet.router(sender, "ra", confidence)]
            case .redirect: return [packet.router(sender, "redirect", .likely)]
            default: return []
            }
        case .icmp(type: 5, let code):
            var reader = ByteReader(packet.payload)
            guard let message = try? ICMPv4Message(type: 5, code: code, body: &reader),
                case .redirect = message, network.source.isUnicast
            else { return [] }
            return [packet.router(sender, "redirect", .likely)]
        default: return []
        }
    }
}

extension Packet {
    fileprivate func router(
        _ subject: Observation.Subject, _ value: String, _ confidence: Confidence
    ) -> Sighting {
        // Type, code and checksum stand before the payload.
        Sighting(
            subject, .attribute(AttributeFact(.router, value, confidence)),
            grounds: Observation.Grounds(octets: octets[(payload.startIndex - 4)..<payload.endIndex]))
    }
}
