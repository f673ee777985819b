import Addresses
import Model
import Wire

extension Listener {
    /// Who advertises itself as a router, who redirects others to a better way, and to whom.
    package static let routers = Listener(
        id: "ra",
        reads: [.icmp6(type: 134), .icmp6(type: 136), .icmp6(type: 137), .icmp(type: 5), .icmp(type: 9)]
    ) { packet in
        guard let network = packet.network, network.source.isUnicast else { return [] }
        let sender = Observation.Subject(mac: packet.source, address: network.source)
        switch packet.transport {
        case .icmp6: return hearIPv6(packet, from: sender)
        case .icmp(type: 5, let code): return hearRedirect(packet, code: code, from: sender)
        case .icmp(type: 9, let code) where code == 0 || code == 16:
            return hearAdvertisement(packet, from: sender)
        default: return []
        }
    }

    private static func hearIPv6(_ packet: Packet, from sender: Observation.Subject) -> [Sighting] {
        switch packet.discoveryMessage {
        case .routerAdvertisement(let advertisement):
            // Without a lifetime the sender only offers prefixes, as hubs of home devices do.
            let confidence: Confidence = advertisement.lifetime > 0 ? .certain : .hint
            return [packet.router(sender, "ra", confidence)]
        case .neighbourAdvertisement(let advertisement) where advertisement.isRouter:
            // The flag is about the target, which is another station where this one answers for it.
            let mac = advertisement.options.targetLinkLayer ?? packet.source
            let subject = Observation.Subject(mac: mac, address: .v6(advertisement.target))
            guard subject.address?.isUnicast == true, mac?.isStation == true else { return [] }
            return [packet.router(subject, "nd", .likely)]
        case .redirect(let target, let destination, let options):
            let heard = [packet.router(sender, "redirect", .likely)]
            // Where both are the same, the destination is on the link and needs no router (RFC 4861, 4.5).
            guard target != destination, IPAddress.v6(target).isUnicast, .v6(target) != sender.address else {
                return heard
            }
            let better = Observation.Subject(
                mac: options.targetLinkLayer.flatMap { $0.isStation ? $0 : nil }, address: .v6(target))
            return heard + [packet.router(better, "redirect", .likely)]
        default: return []
        }
    }

    /// The redirect of RFC 792: who sends it routes, and so does the gateway it names, unless that is the destination.
    private static func hearRedirect(
        _ packet: Packet, code: UInt8, from sender: Observation.Subject
    ) -> [Sighting] {
        var reader = ByteReader(packet.payload)
        guard let message = try? ICMPv4Message(type: 5, code: code, body: &reader),
            case .redirect(_, let gateway, let invoking) = message
        else { return [] }
        let heard = [packet.router(sender, "redirect", .likely)]
        let better = IPAddress.v4(gateway)
        guard better.isUnicast, better != sender.address, let network = invoking.read()?.network,
            network.destination != better
        else { return heard }
        return heard + [packet.router(.init(address: better), "redirect", .likely)]
    }

    /// The router advertisement for IPv4 (RFC 1256, 3): a count, the octets of each entry in fours, a lifetime.
    private static func hearAdvertisement(_ packet: Packet, from sender: Observation.Subject) -> [Sighting] {
        var reader = ByteReader(packet.payload)
        guard let count = try? reader.uint8(), count > 0, let size = try? reader.uint8(), size >= 2,
            let lifetime = try? reader.uint16(), reader.count >= Int(count) * Int(size) * 4
        else { return [] }
        return [packet.router(sender, "ra", lifetime > 0 ? .certain : .hint)]
    }
}

extension Packet {
    fileprivate func router(
        _ subject: Observation.Subject, _ value: String, _ confidence: Confidence
    ) -> Sighting {
        // A redirect returns the packet it is about: of that no more than the headers are kept.
        let kept =
            switch transport {
            case .icmp(type: 5, _): 4 + IPv4Header.minimumLength + 8
            case .icmp6(type: 137, _): 4 + 32 + 8
            default: payload.count
            }
        // Type, code and checksum stand before the payload.
        return Sighting(
            subject, .attribute(AttributeFact(.router, value, confidence)),
            grounds: Observation.Grounds(octets: octets[(payload.startIndex - 4)...].prefix(4 + kept)))
    }
}
