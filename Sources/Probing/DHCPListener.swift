import Addresses
import Model
import Wire

extension Listener {
    /// What clients say of themselves when they ask for an address, and who gives addresses out.
    package static let dhcp = Listener(id: "dhcp", reads: [67, 68, 546, 547].map { .udp(to: $0) }) { packet in
        guard case .udp(let source, let destination) = packet.transport else { return [] }
        switch (source, destination) {
        case (67, 67), (67, 68), (68, 67): return hearIPv4(packet)
        case (546, 547), (547, 546): return hearIPv6(packet)
        default: return []
        }
    }

    private static func hearIPv4(_ packet: Packet) -> [Sighting] {
        var reader = ByteReader(packet.payload)
        guard let message = try? DHCPv4Message(parsing: &reader) else { return [] }
        let facts: [(Observation.Subject, Fact)]
        switch (message.operation, message.kind) {
        case (.request, .discover), (.request, .request), (.request, .inform):
            facts = clientFacts(message) + chosenServer(message)
        case (.reply, .offer), (.reply, .acknowledge), (.reply, .refuse):
            facts = serverFacts(message, in: packet)
        default: return []
        }
        // Verbatim, apart from the server-name and boot-file fields, which begin at octet 44 and end at 236.
        let grounds = Observation.Grounds(octets: packet.payload.prefix(44) + packet.payload.dropFirst(236))
        return facts.map { Sighting($0.0, $0.1, grounds: grounds) }
    }

    private static func clientFacts(_ message: DHCPv4Message) -> [(Observation.Subject, Fact)] {
        guard let mac = message.mac, mac.isStation else { return [] }
        let held = IPAddress.v4(message.client)
        let subject = Observation.Subject(mac: mac, address: held.isUnicast ? held : nil)
        var facts: [Fact] = []
        for name in [message.hostName, message.fullName].compactMap(\.self) {
            let fact = Fact.name(NameFact(name, .dhcp))
            if !facts.contains(fact) { facts.append(fact) }
        }
        facts += clientTraits(message).map(Fact.trait)
        return facts.map { (subject, $0) }
    }

    /// The server whose offer a client takes, which it names to all others (RFC 2131, 4.3.2).
    private static func chosenServer(_ message: DHCPv4Message) -> [(Observation.Subject, Fact)] {
        guard message.kind == .request, let server = message.serverIdentifier.map({ IPAddress.v4($0) }),
            server.isUnicast
        else { return [] }
        return [(.init(address: server), .attribute(AttributeFact(.dhcpServer, "dhcp", .likely)))]
    }

    private static func clientTraits(_ message: DHCPv4Message) -> [TraitFact] {
        // No system asks for more options than this; the number is one octet.
        let parameters = message.parameterList.prefix(64).map { String($0) }.joined(separator: ",")
        return [
            TraitFact(.dhcpHostname, saying: message.hostName),
            TraitFact(.dhcpVendorClass, saying: message.vendorClass),
            TraitFact(.dhcpParameters, saying: parameters),
        ].compactMap(\.self)
    }

    private static func serverFacts(
        _ message: DHCPv4Message, in packet: Packet
    ) -> [(Observation.Subject, Fact)] {
        guard let server = message.serverIdentifier.map({ IPAddress.v4($0) }), server.isUnicast else {
            return []
        }
        // What a relay passed on came from elsewhere, and the answer to a station that has an address already may have
        // been routed: only then is the frame's sender not the server.
        let isNear = message.client == .any || packet.sender?.mac != nil
        let isOnLink = message.relay == .any && isNear && packet.network?.source == server
        let subject = Observation.Subject(mac: isOnLink ? packet.source : nil, address: server)
        return [(subject, .attribute(AttributeFact(.dhcpServer, "dhcp", .certain)))]
            + routers(message).map {
                (Observation.Subject(address: $0), .attribute(AttributeFact(.router, "dhcp", .likely)))
            }
    }

    /// The routers a server hands out, each once (RFC 2132, 3.5; RFC 3442).
    private static func routers(_ message: DHCPv4Message) -> [IPAddress] {
        guard message.kind != .refuse else { return [] }
        var routers: [IPAddress] = []
        for router in message.routers + message.classlessRoutes.map(\.router) {
            let address = IPAddress.v4(router)
            guard address.isUnicast, !routers.contains(address), routers.count < routerLimit else { continue }
            routers.append(address)
        }
        return routers
    }

    /// More routers than this are in no honest answer.
    private static let routerLimit = 8

    private static func hearIPv6(_ packet: Packet) -> [Sighting] {
        var reader = ByteReader(packet.payload)
        guard let network = packet.network, network.source.isLinkLocal,
            let message = try? DHCPv6Message(parsing: &reader)
        else { return [] }
        let subject = Observation.Subject(mac: packet.source, address: network.source)
        var facts: [Fact] = []
        switch message.kind {
        case .fromClient:
            if let name = message.fullName { facts.append(.name(NameFact(name, .dhcp))) }
            let words = message.vendorClass.map { "\($0.enterprise) \($0.text)" }
            if let trait = TraitFact(.dhcpv6VendorClass, saying: words) { facts.append(.trait(trait)) }
        case .fromServer: facts.append(.attribute(AttributeFact(.dhcpServer, "dhcpv6", .certain)))
        case .other: break
        }
        let grounds = Observation.Grounds(octets: packet.payload)
        return facts.map { Sighting(subject, $0, grounds: grounds) }
    }
}
