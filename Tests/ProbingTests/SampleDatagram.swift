import Addresses
import Model
import Probing
import Testing
import Wire

/// UDP packets as the dissector hands them on, with documentation addresses.
enum SampleDatagram {
    static let mac = MACAddress(0x0000_5e00_5302)
    static let address = IPAddress.v4(IPv4Address(0xc000_0209))
    static let sender = Observation.Subject(mac: mac, address: address)
    /// Who asks.
    static let own = Station(mac: MACAddress(0x0000_5e00_53fe), address: .v4(IPv4Address(0xc000_02fe)))
    static let group = IPAddress.v4(IPv4Address(0xe000_00fb))

    static func packet(
        _ payload: [UInt8], from source: UInt16, to destination: UInt16 = 40_000,
        address: IPAddress = address,
        receiver: IPAddress = group, hops: UInt8 = 64
    ) -> Packet {
        var packet = Packet(octets: payload)
        packet.source = mac
        packet.destination = MACAddress(0x0000_5e00_5301)
        packet.etherType = 0x0800
        packet.network = Packet.Network(source: address, destination: receiver, hops: hops, proto: 17)
        packet.transport = .udp(source: source, destination: destination)
        return packet
    }

    static func hear(_ id: String, _ packet: Packet) throws -> [Sighting] {
        let listener = try #require(Catalog.datagramListeners.first { $0.id == id })
        return listener.hear(packet)
    }

    static func questions(_ id: String) -> [DatagramQuestion] {
        Catalog.questions.filter { $0.id == id }
    }
}

extension [Sighting] {
    /// The facts about `subject`, the sample's sender unless told otherwise; its own words are ``traits(about:)``.
    func facts(about subject: Observation.Subject = SampleDatagram.sender) -> [Fact] {
        filter { $0.subject == subject }.map(\.fact).claims
    }

    /// What the subject says of itself, for rules to judge.
    func traits(about subject: Observation.Subject = SampleDatagram.sender) -> [TraitFact] {
        filter { $0.subject == subject }.compactMap(\.fact.trait)
    }

    var services: [ServiceFact] {
        compactMap { if case .service(let service) = $0.fact { service } else { nil } }
    }

    func attribute(_ key: AttributeFact.Key) -> String? {
        lazy.compactMap { sighting -> String? in
            guard case .attribute(let fact) = sighting.fact, fact.key == key else { return nil }
            return fact.value
        }.first
    }
}

extension [Fact] {
    /// What is claimed, without the words it was read from.
    var claims: [Fact] { filter { $0.trait == nil } }
}

extension Fact {
    var isClock: Bool { if case .clock = self { true } else { false } }

    var trait: TraitFact? { if case .trait(let trait) = self { trait } else { nil } }
}
