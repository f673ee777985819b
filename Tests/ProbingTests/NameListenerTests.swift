import Addresses
import Model
import Probing
import Testing
import Wire

@Suite struct NameListenerTests {
    private static let ipv6 = IPAddress.v6(IPv6Address(high: 0xfe80 << 48, low: 9))
    private static let other = IPAddress.v4(IPv4Address(0xc000_0214))

    private static func text(_ strings: String...) -> DNSMessage.Data {
        .text(strings.map { Array($0.utf8) })
    }

    private static func mdns(_ answers: [DNSMessage.Record], hops: UInt8 = 255) throws -> [Sighting] {
        let message = DNSMessage(id: 0, flags: 0x8400, answers: answers)
        return try SampleDatagram.hear(
            "mdns", SampleDatagram.packet(message.octets, from: 5353, to: 5353, hops: hops))
    }

    @Test func `a printer's answer names it, its model and its services`() throws {
        let sightings = try Self.mdns([
            .init("_ipp._tcp.local", .ptr, .name("Desk._ipp._tcp.local")),
            .init("_services._dns-sd._udp.local", .ptr, .name("_http._tcp.local")),
            .init(
                "Desk._ipp._tcp.local", .srv, .service(priority: 0, weight: 0, port: 631, target: "prn.local")
            ),
            .init("Desk._ipp._tcp.local", .txt, Self.text("ty=Brother HL-L2375DW series", "usb_MFG=Brother")),
            .init("prn.local", .a, .address(SampleDatagram.address)),
            .init("prn.local", .aaaa, .address(Self.ipv6)),
        ])
        #expect(
            sightings.facts() == [
                .port(PortFact(Port(.udp, 5353), .open)),
                .name(NameFact("prn", .mdns)),
                .service(
                    ServiceFact(
                        Port(.udp, 5353), proto: "mdns", facts: [.announced: "_http._tcp,_ipp._tcp:631"])),
            ])
        #expect(
            sightings.facts(about: .init(address: Self.ipv6)) == [.name(NameFact("prn", .mdns))])
        #expect(sightings.allSatisfy { $0.grounds?.form == .hex })
    }

    @Test func `a proxy's answer speaks of the host it stands in for`() throws {
        let sightings = try Self.mdns([
            .init("M._ssh._tcp.local", .srv, .service(priority: 0, weight: 0, port: 22, target: "mac.local")),
            .init("mac.local", .a, .address(Self.other)),
        ])
        #expect(
            sightings.facts(about: .init(address: Self.other)) == [
                .name(NameFact("mac", .mdns)),
                .service(ServiceFact(Port(.udp, 5353), proto: "mdns", facts: [.announced: "_ssh._tcp:22"])),
            ])
        #expect(sightings.facts().count == 2)
    }

    @Test func `a workstation tells its name and hardware address`() throws {
        let name = try #require(
            DNSName(
                labels: ["rece01 [00:00:5e:00:53:77]", "_workstation", "_tcp", "local"].map { Array($0.utf8) }
            ))
        let sightings = try Self.mdns([.init("_workstation._tcp.local", .ptr, .name(name))])
        #expect(sightings.facts().contains(.name(NameFact("rece01", .mdns))))
        #expect(
            sightings.facts(about: .init(mac: MACAddress(0x0000_5e00_5377))) == [
                .name(NameFact("rece01", .mdns))
            ])
    }

    @Test func `a goodbye takes its records back`() throws {
        let sightings = try Self.mdns([.init("prn.local", .a, ttl: 0, .address(SampleDatagram.address))])
        #expect(!sightings.contains { if case .name = $0.fact { true } else { false } })
    }

    @Test func `the answer to a reverse question names the address`() throws {
        let sightings = try Self.mdns([
            .init(.reverse(of: SampleDatagram.address), .ptr, .name("kagami.local"))
        ])
        #expect(sightings.facts().contains(.name(NameFact("kagami", .mdns))))
    }

    @Test func `a storage box tells its version in several keys`() throws {
        let synology = try Self.mdns([
            .init(
                "DS._http._tcp.local", .txt,
                Self.text(
                    "vendor=Synology", "model=DS218", "version_major=7", "version_minor=2",
                    "version_build=64570"))
        ])
        #expect(synology.attribute(.firmware) == "7.2-64570")
    }

    @Test func `questions and packets from behind a router tell nothing`() throws {
        let question = DNSMessage(id: 0, questions: [.init("x.local", .a)])
        let packet = SampleDatagram.packet(question.octets, from: 5353, to: 5353)
        #expect(try SampleDatagram.hear("mdns", packet).isEmpty)
        let answers: [DNSMessage.Record] = [.init("x.local", .a, .address(SampleDatagram.address))]
        #expect(try Self.mdns(answers, hops: 57).isEmpty)
    }

    @Test func `nobody's address is nobody's name`() throws {
        let sightings = try Self.mdns([
            .init("x.local", .a, .address(SampleDatagram.group)),
            .init("x.local", .a, .address(.v4(.loopback))), .init("x.local", .a, .address(.v4(.any))),
        ])
        #expect(sightings.count == 2)
    }

    @Test func `an answer stuffed with records gives a bounded number of facts`() throws {
        let records = (0..<400).map { number in
            DNSMessage.Record("x.local", .a, .address(.v4(IPv4Address(0x0a00_0000 + UInt32(number)))))
        }
        #expect(try Self.mdns(records).count <= 128)
    }

    @Test func `LLMNR answers name the address that was asked`() throws {
        let question = DNSMessage.Question(.reverse(of: SampleDatagram.address), .ptr)
        let message = DNSMessage(
            id: 9, flags: 0x8000, questions: [question],
            answers: [.init(question.name, .ptr, ttl: 30, .name("RECEPT01"))])
        let sightings = try SampleDatagram.hear(
            "llmnr", SampleDatagram.packet(message.octets, from: 5355, hops: 128))
        #expect(
            sightings.facts() == [
                .port(PortFact(Port(.udp, 5355), .open)),
                .service(ServiceFact(Port(.udp, 5355), proto: "llmnr")),
                .name(NameFact("RECEPT01", .llmnr)),
            ])
        let asked = DNSMessage(id: 9, questions: [.init("someone", .a)])
        #expect(
            try SampleDatagram.hear("llmnr", SampleDatagram.packet(asked.octets, from: 50_000, to: 5355))
                .isEmpty)
    }

    private static func netbios(_ message: NetBIOSMessage, from source: UInt16 = 137) throws -> [Sighting] {
        try SampleDatagram.hear(
            "netbios", SampleDatagram.packet(message.octets, from: source, to: 137, hops: 128))
    }

    private static func entry(_ text: String, _ suffix: UInt8, group: Bool = false) -> NetBIOSMessage.Entry {
        .init(NetBIOSName(octets: Array(text.utf8), suffix: suffix), flags: group ? 0x8400 : 0x0400)
    }

    @Test func `a node's status tells its name, group and uses`() throws {
        let entries = [
            Self.entry("SRV01", 0), Self.entry("PHARMACY", 0, group: true),
            Self.entry("PHARMACY", 0x1c, group: true),
            Self.entry("SRV01", 0x20),
        ]
        let sightings = try Self.netbios(
            NetBIOSMessage(
                id: 1, isResponse: true, operation: .query, flags: 0x400,
                record: .init(.wildcard, .status(entries, unitID: SampleDatagram.mac))))
        #expect(
            sightings.facts() == [
                .port(PortFact(Port(.udp, 137), .open)),
                .service(
                    ServiceFact(
                        Port(.udp, 137), proto: "netbios",
                        facts: [.announced: "domain-controller,file-server,workstation"])),
                .name(NameFact("SRV01", .netbios)),
                .attribute(AttributeFact(.domain, "PHARMACY", .likely)),
            ])
    }

    @Test func `a status from another card names that card as well`() throws {
        let mac = MACAddress(0x0000_5e00_5378)
        let sightings = try Self.netbios(
            NetBIOSMessage(
                id: 1, isResponse: true, operation: .query,
                record: .init(.wildcard, .status([Self.entry("SRV01", 0)], unitID: mac))))
        #expect(sightings.facts(about: .init(mac: mac)) == [.name(NameFact("SRV01", .netbios))])
    }

    @Test func `a registration names its sender without a claim that it serves`() throws {
        let name = NetBIOSName(octets: Array("TERM02".utf8), suffix: 0)
        func registration(of address: UInt32) -> NetBIOSMessage {
            NetBIOSMessage(
                id: 1, isResponse: false, operation: .registration, question: .init(name, asksStatus: false),
                record: .init(name, .holders([.init(isGroup: false, address: IPv4Address(address))])))
        }
        #expect(
            try Self.netbios(registration(of: 0xc000_0209)).facts() == [.name(NameFact("TERM02", .netbios))])
        #expect(try Self.netbios(registration(of: 0xc000_0233)).isEmpty)
        let query = NetBIOSMessage(
            id: 1, isResponse: false, operation: .query, question: .init(name, asksStatus: false))
        #expect(try Self.netbios(query).isEmpty)
    }
}
