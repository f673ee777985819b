import Addresses
import Testing
import Wire

@Suite struct DNSMessageTests {
    /// Written by hand from RFC 1035, 4.1 and RFC 6762, 18: a printer's answer with names compressed.
    static let answer: [UInt8] = [
        0x00, 0x00, 0x84, 0x00,  // id 0, authoritative response
        0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01,  // two answers, one additional
        // 12: _ipp._tcp.local PTR
        0x04, 0x5f, 0x69, 0x70, 0x70, 0x04, 0x5f, 0x74, 0x63, 0x70, 0x05, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0x00,
        0x00, 0x0c, 0x00, 0x01, 0x00, 0x00, 0x11, 0x94, 0x00, 0x08,
        // 39: Desk._ipp…
        0x04, 0x44, 0x65, 0x73, 0x6b, 0xc0, 0x0c, 0x00,
        // 47: the same name SRV, flushing the cache
        0xc0, 0x27, 0x00, 0x21, 0x80, 0x01, 0x00, 0x00, 0x00, 0x78, 0x00, 0x0c,
        // 59: priority, weight, port 631, prn.local
        0x00, 0x00, 0x00, 0x00, 0x02, 0x77, 0x03, 0x70, 0x72, 0x6e, 0xc0, 0x16,
        // 71: prn.local A 192.0.2.9
        0xc0, 0x41, 0x00, 0x01, 0x80, 0x01, 0x00, 0x00, 0x00, 0x78, 0x00, 0x04, 192, 0, 2, 9,
    ]

    static func parse(_ octets: [UInt8]) throws -> DNSMessage {
        var reader = ByteReader(octets)
        return try DNSMessage(parsing: &reader)
    }

    @Test func `reads names through compression pointers`() throws {
        // The PTR's data end in a pointer and then an octet too many: kept as octets, and its neighbours are read.
        let message = try Self.parse(Self.answer)
        #expect(message.isResponse)
        #expect(message.answers[0].data == .other([0x04, 0x44, 0x65, 0x73, 0x6b, 0xc0, 0x0c, 0x00]))
        #expect(message.answers[1].name == "Desk._ipp._tcp.local")
        #expect(message.answers[1].flushesCache)
        #expect(message.answers[1].data == .service(priority: 0, weight: 0, port: 631, target: "prn.local"))
        #expect(message.additionals[0].name == "PRN.LOCAL")
        #expect(message.additionals[0].data == .address(.v4(IPv4Address(0xc000_0209))))
    }

    @Test(arguments: 0..<answer.count) func `throws at every truncation`(length: Int) {
        #expect(throws: WireError.self) { try Self.parse(Array(Self.answer.prefix(length))) }
    }

    @Test func `writes what it reads back`() throws {
        let message = DNSMessage(
            id: 7, flags: 0x8400,
            questions: [DNSMessage.Question("_services._dns-sd._udp.local", .ptr, wantsUnicast: true)],
            answers: [
                DNSMessage.Record("a.local", .a, flushesCache: true, .address(.v4(IPv4Address(0xc000_0201)))),
                DNSMessage.Record("a.local", .aaaa, .address(.v6(IPv6Address(high: 0xfe80 << 48, low: 1)))),
                DNSMessage.Record("_http._tcp.local", .ptr, .name("NAS._http._tcp.local")),
                DNSMessage.Record("NAS._http._tcp.local", .txt, .text([Array("vendor=x".utf8), []])),
                DNSMessage.Record("version.bind", .txt, network: 3, ttl: 0, .text([Array("9.18.1".utf8)])),
            ],
            authorities: [DNSMessage.Record("x.local", DNSMessage.Kind(rawValue: 47), .other([1, 2, 3]))],
            additionals: [
                DNSMessage.Record(
                    "NAS._http._tcp.local", .srv,
                    .service(priority: 1, weight: 2, port: 80, target: "a.local"))
            ])
        var reader = written { message.write(to: &$0) }
        #expect(try DNSMessage(parsing: &reader) == message)
        #expect(reader.isAtEnd)
    }

    @Test(
        arguments: [
            [0xc0, 0x0c],  // itself
            [0x01, 0x61, 0xc0, 0x0c],  // its own start
            [0xc0, 0x0e, 0xc0, 0x0c],  // forward, then back
            [0xff, 0xff],  // beyond the end
            [0x40, 0x01],  // a label type that was never used
        ] as [[UInt8]])
    func `refuses a name that leads in circles or out of the message`(name: [UInt8]) {
        let header: [UInt8] = [0, 0, 0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        #expect(throws: WireError.self) { try Self.parse(header + name + [0, 1, 0, 1]) }
    }

    @Test func `refuses a name longer than a name may be`() {
        let header: [UInt8] = [0, 0, 0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        let label = [63] + Array(repeating: UInt8(0x61), count: 63)
        let long = Array(repeatElement(label, count: 4).joined())
        #expect(throws: WireError.self) { try Self.parse(header + long + [0, 0, 1, 0, 1]) }
    }

    @Test func `survives a header that promises more records than there are`() {
        let header: [UInt8] = [0, 0, 0x84, 0] + Array(repeating: 0xff, count: 8)
        #expect(throws: WireError.self) { try Self.parse(header) }
        #expect(throws: WireError.self) { try Self.parse(header + Array(repeating: 0, count: 9000)) }
    }

    @Test(arguments: ["192.0.2.7", "2001:db8::12:ab", "fe80::1"])
    func `turns an address into its reverse name and back`(text: String) throws {
        let address = try #require(IPAddress(text))
        let name = DNSName.reverse(of: address)
        #expect(name.reversedAddress == address)
        #expect(name.description.hasSuffix(address.v4 == nil ? ".ip6.arpa" : ".in-addr.arpa"))
        #expect(DNSName.reverse(of: .v4(IPv4Address(0xc000_0207))) == "7.2.0.192.in-addr.arpa")
    }

    @Test func `a name with other labels is no reverse name`() {
        #expect(("x.2.0.192.in-addr.arpa" as DNSName).reversedAddress == nil)
        #expect(("1.0.192.in-addr.arpa" as DNSName).reversedAddress == nil)
        #expect(("g.1.ip6.arpa" as DNSName).reversedAddress == nil)
    }

    @Test func `reads the first of each key of a TXT record`() {
        let strings = ["ty=EPSON", "TY=other", "=nothing", "flag", "note=a=b"].map { Array($0.utf8) }
        let record = DNSMessage.Record("x._ipp._tcp.local", .txt, .text(strings))
        #expect(record.attributes == ["ty": "EPSON", "note": "a=b"])
    }

    @Test func `escapes dots within a label`() throws {
        let name = try #require(DNSName(labels: [Array("a.b".utf8), Array("local".utf8)]))
        #expect(name.description == "a\\.b.local")
        #expect(DNSName(labels: [[]]) == nil)
        #expect(DNSName(labels: [Array(repeating: 0x61, count: 64)]) == nil)
    }
}
