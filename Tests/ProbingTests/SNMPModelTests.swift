import Addresses
import Model
import Probing
import Testing
import Wire

/// What is asked of devices that answered SNMP, and what of their answer counts.
struct SNMPModelTests {
    private static let printer: [UInt32] = [1, 3, 6, 1, 2, 1, 43, 5, 1, 1]
    private static let entity: [UInt32] = [1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1]

    private static func answer(_ variables: [([UInt32], SNMPMessage.Value)]) throws -> [Sighting] {
        let message = SNMPMessage(
            version: .v2c, community: "public", operation: .response, requestID: 1,
            variables: variables.map { .init(ObjectIdentifier($0.0), $0.1) })
        return try SampleDatagram.hear("snmp", SampleDatagram.packet(message.octets, from: 161))
    }

    private static func text(_ text: String) -> SNMPMessage.Value { .octets(Array(text.utf8)) }

    @Test func `a printer tells its model and serial number`() throws {
        let sightings = try Self.answer([
            (Self.printer + [16, 1], Self.text("EPSON LP-S180")),
            (Self.printer + [17, 1], Self.text("X123\0")),
            ([1, 3, 6, 1, 2, 1, 25, 3, 2, 1, 3, 1], Self.text("EPSON LP-S180N")),
        ])
        let service = try #require(sightings.services.first)
        #expect(service[.snmpPrinter] == "EPSON LP-S180")
        #expect(service[.snmpDevice] == "EPSON LP-S180N")
        #expect(sightings.attribute(.serial) == "X123")
    }

    @Test func `a switch tells its parts, and what lies behind a column is not its own`() throws {
        let sightings = try Self.answer([
            (Self.entity + [13, 1001], Self.text("SW-24")), (Self.entity + [12, 1], Self.text("Example")),
            (Self.entity + [9, 1], Self.text("")), (Self.entity + [11], Self.text("no row")),
            // The next column, as an agent answers that has no row in this one.
            (Self.printer + [18, 1], .integer(1)), (Self.entity + [10, 1], .integer(7)),
            ([1, 3, 6, 1, 2, 1, 48], Self.text("elsewhere")),
        ])
        let service = try #require(sightings.services.first)
        #expect(
            service.facts == [
                "snmp.entPhysicalModelName": "SW-24", "snmp.entPhysicalMfgName": "Example",
                "methods": "community-public",
            ])
        #expect(sightings.attribute(.serial) == nil)
    }

    @Test func `it is asked of those that answered only, in their version, and only reads`() throws {
        let following = Catalog.questions.filter { $0.follows != nil }
        #expect(following.map(\.id) == ["ask-snmp-model", "ask-snmp1-model"])
        let own = Station(mac: SampleDatagram.mac, address: SampleDatagram.address)
        for (question, version) in zip(following, [SNMPMessage.Version.v2c, .v1]) {
            var reader = ByteReader(question.payload(SampleDatagram.address, 7, from: own))
            let message = try SNMPMessage(parsing: &reader)
            #expect(message.operation == .getNext)
            #expect(message.version == version)
            #expect(message.variables.count == 8)
            #expect(message.variables.allSatisfy { $0.value == .null })
        }
        func answer(_ proto: String, _ version: String, _ text: String?) -> ServiceFact {
            ServiceFact(
                Port(.udp, 161), proto: proto, version: version,
                facts: text.map { [.snmpDescription: $0] } ?? [:])
        }
        let follows = try #require(following.first?.follows)
        #expect(follows(answer("snmp", "2c", "x")))
        #expect(!follows(answer("snmp", "1", "x")))
        #expect(!follows(answer("snmp", "2c", nil)))
        #expect(!follows(answer("ntp", "2c", "x")))
    }
}
