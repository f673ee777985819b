import Addresses
import Model
import Probing
import Testing
import Wire

@Suite struct ServerListenerTests {
    private static func hear(_ id: String, _ octets: [UInt8], from port: UInt16) throws -> [Sighting] {
        try SampleDatagram.hear(id, SampleDatagram.packet(octets, from: port))
    }

    private static func snmp(_ description: String, _ object: [UInt32], name: String = "") throws
        -> [Sighting]
    {
        let message = SNMPMessage(
            version: .v2c, community: "public", operation: .response, requestID: 1,
            variables: [
                .init(.sysDescr, .octets(Array(description.utf8))),
                .init(.sysObjectID, .object(ObjectIdentifier(object))),
                .init(.sysName, .octets(Array(name.utf8))),
            ])
        return try hear("snmp", message.octets, from: 161)
    }

    @Test func `a router tells its description, its number and its name`() throws {
        let description = "RTX1220 Rev.15.04.03 (Thu Sep  1 10:00:00 2022)"
        let sightings = try Self.snmp(description, [1, 3, 6, 1, 4, 1, 1182, 1, 40], name: "gate\0")
        #expect(
            sightings.facts() == [
                .port(PortFact(Port(.udp, 161), .open)),
                .service(
                    ServiceFact(
                        Port(.udp, 161), proto: "snmp", version: "2c",
                        facts: [
                            .snmpDescription: description, .snmpObjectID: "1.3.6.1.4.1.1182.1.40",
                            .snmpName: "gate", .methods: "community-public",
                        ])),
                .name(NameFact("gate", .snmp)),
            ])
    }

    @Test(arguments: [
        ("Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)", "10.0.17763"),
        ("Software: Windows Version 6.1 (Build 7601 Multiprocessor Free)", "6.1.7601"),
        ("Software: Windows Version 6.3 (Build x)", nil),
    ])
    func `Windows tells its build`(description: String, build: String?) throws {
        let sightings = try Self.snmp(
            "Hardware: Intel64 - " + description, [1, 3, 6, 1, 4, 1, 311, 1, 1, 3, 1, 2])
        #expect(sightings.attribute(.osBuild) == build)
    }

    @Test func `other communities stay secret and questions tell nothing`() throws {
        let answer = SNMPMessage(
            version: .v1, community: "himitsu", operation: .response, requestID: 1,
            variables: [.init(.sysName)])
        let service = try #require(try Self.hear("snmp", answer.octets, from: 161).services.first)
        #expect(service.facts.isEmpty)
        #expect(service.version == "1")
        let question = SNMPMessage(
            version: .v1, community: "public", operation: .get, requestID: 1, variables: [.init(.sysName)])
        #expect(try Self.hear("snmp", question.octets, from: 161).isEmpty)
    }

    @Test func `a time server tells its clock, stratum and source`() throws {
        var message = NTPMessage(queryWith: NTPTimestamp(0xedc4_4980_0000_0000))
        (message.mode, message.stratum, message.referenceID) = (.server, 1, 0x4750_5300)
        #expect(
            try Self.hear("ntp", message.octets, from: 123).facts() == [
                .port(PortFact(Port(.udp, 123), .open)),
                .service(
                    ServiceFact(
                        Port(.udp, 123), proto: "ntp", version: "4",
                        facts: [.banner: "stratum 1, GPS", .clock: "2026-05-29T17:21:04.000000Z"])),
                .clock(
                    ClockFact(
                        shown: try #require(Timestamp("2026-05-29T17:21:04Z")), resolution: 1_000_000,
                        port: Port(.udp, 123))),
            ])
        (message.stratum, message.leap, message.referenceID) = (3, 3, 0xc000_0201)
        #expect(!(try Self.hear("ntp", message.octets, from: 123).facts()).contains(where: \.isClock))
        let service = try Self.hear("ntp", message.octets, from: 123).services.first
        #expect(service?[.banner] == "stratum 3, 192.0.2.1")
        #expect(service?[.clock] == nil)
        message.mode = .client
        #expect(try Self.hear("ntp", message.octets, from: 123).isEmpty)
    }

    @Test(
        arguments: [
            ("dnsmasq-2.90", "dnsmasq", "2.90"), ("9.18.24-1-Debian", "BIND", "9.18.24-1-Debian"),
            ("unbound 1.17.1", "Unbound", "1.17.1"),
            ("PowerDNS Recursor 4.8.8 (built x)", "PowerDNS", "4.8.8"),
            ("none of your business", nil, nil), ("9.", nil, nil),
        ] as [(String, String?, String?)])
    func `a name server tells its version`(banner: String, product: String?, version: String?) throws {
        let record = DNSMessage.Record("VERSION.BIND", .txt, network: 3, .text([Array(banner.utf8)]))
        let message = DNSMessage(id: 1, flags: 0x8400, answers: [record])
        let service = try Self.hear("dns", message.octets, from: 53).services.first
        #expect(
            service
                == ServiceFact(
                    Port(.udp, 53), proto: "dns", product: product, version: version, facts: [.banner: banner]
                ))
    }

    @Test func `a refusal is a name server's answer as well`() throws {
        let sightings = try Self.hear("dns", DNSMessage(id: 1, flags: 0x8005).octets, from: 53)
        #expect(sightings.services.map(\.proto) == ["dns"])
        #expect(try Self.hear("dns", DNSMessage(id: 1, flags: 0x0005).octets, from: 53).isEmpty)
    }
}
