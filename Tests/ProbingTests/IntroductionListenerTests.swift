import Addresses
import Model
import Probing
import Testing
import Wire

/// Whom introductions below IP are about.
struct IntroductionListenerTests {
    private static let port = MACAddress(0x0000_5e00_5302)
    private static let chassis = MACAddress(0x0000_5e00_5301)
    private static let address = IPAddress.v4(IPv4Address(0xc000_0209))

    private static func frame(_ group: UInt64, type: [UInt8], _ payload: [UInt8]) -> Packet {
        let header = MACAddress(group).octets + port.octets
        let rest = type.isEmpty ? [UInt8(payload.count >> 8), UInt8(payload.count & 0xff)] : type
        return Packet(dissecting: header + rest + payload)
    }

    private static func lldp(capabilities: UInt8, lifetime: UInt8 = 120) -> Packet {
        frame(
            0x0180_c200_000e, type: [0x88, 0xcc],
            [
                [0x02, 7, 4] + chassis.octets, [0x04, 2, 7, 0x31], [0x06, 2, 0, lifetime],
                [0x0a, 4] + Array("SW-1".utf8), [0x0c, 7] + Array("Example".utf8),
                [0x0e, 4, 0, 0xff, 0, capabilities],
                [0x10, 12, 5, 1, 192, 0, 2, 9, 2, 0, 0, 0, 1, 0],
                [0xfe, 7, 0, 0x12, 0xbb, 8, 0x53, 0x31, 0x32],
                [0, 0],
            ].flatMap(\.self))
    }

    @Test func `a switch is known by its chassis and by its management address`() {
        let sightings = Listener.lldp.hear(Self.lldp(capabilities: 0x14))
        let facts: [Fact] = [
            .name(NameFact("SW-1", .lldp)), .trait(TraitFact(.lldpDescription, "Example")),
            .trait(TraitFact(.lldpCapability, "bridge")), .trait(TraitFact(.lldpCapability, "router")),
            .attribute(AttributeFact(.serial, "S12", .likely)),
        ]
        let subjects = [Observation.Subject(mac: Self.chassis), .init(address: Self.address)]
        #expect(sightings.map(\.subject) == subjects.flatMap { Array(repeating: $0, count: facts.count) })
        #expect(sightings.map(\.fact) == facts + facts)
        #expect(sightings.allSatisfy { $0.grounds?.form == .hex })
    }

    @Test func `a station is known by the card that speaks`() {
        let sightings = Listener.lldp.hear(Self.lldp(capabilities: 0x80))
        #expect(sightings.first?.subject == .init(mac: Self.port))
        #expect(sightings.map(\.fact).contains(.trait(TraitFact(.lldpCapability, "station"))))
    }

    @Test func `a goodbye and other types say nothing`() {
        #expect(Listener.lldp.hear(Self.lldp(capabilities: 0x14, lifetime: 0)).isEmpty)
        #expect(Listener.lldp.hear(Self.frame(0x0180_c200_000e, type: [0x88, 0xcd], [2, 0])).isEmpty)
        #expect(Listener.cdp.hear(Self.lldp(capabilities: 0x14)).isEmpty)
    }

    @Test func `Cisco's protocol is read behind its organisation number`() {
        let payload =
            CDPFrame.header + [2, 180, 0, 0, 0, 1, 0, 8] + Array("PH-1".utf8) + [0, 4, 0, 8, 0, 0, 0, 0x80]
            + [0, 6, 0, 9] + Array("Phone".utf8)
        #expect(
            Listener.cdp.hear(Self.frame(0x0100_0ccc_cccc, type: [], payload))
                == [
                    .name(NameFact("PH-1", .cdp)), .trait(TraitFact(.cdpPlatform, "Phone")),
                    .trait(TraitFact(.cdpCapability, "telephone")),
                ].map {
                    Sighting(.init(mac: Self.port), $0, grounds: .init(octets: payload))
                })
        let other = [0xaa, 0xaa, 3, 0, 0, 0x0c, 0x20, 0x04] + payload.dropFirst(8)
        #expect(Listener.cdp.hear(Self.frame(0x0100_0ccc_cccc, type: [], other)).isEmpty)
    }
}
