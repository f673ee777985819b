import Addresses
import Testing
import Wire

@Suite struct NetBIOSNameTests {
    /// The node status question of RFC 1002, 4.2.17, by hand: `*` with fourteen zeros is `CKAAAA…`.
    static let question: [UInt8] =
        [0x12, 0x34, 0x00, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]
        + [0x20, 0x43, 0x4b] + Array(repeating: 0x41, count: 30) + [0x00]
        + [0x00, 0x21, 0x00, 0x01]

    /// An answer of RFC 1002, 4.2.18, by hand: a Windows terminal of a workgroup.
    static let status: [UInt8] =
        [0x12, 0x34, 0x84, 0x00, 0, 0, 0, 1, 0, 0, 0, 0]
        + [0x20, 0x43, 0x4b] + Array(repeating: 0x41, count: 30) + [0x00]
        + [0x00, 0x21, 0x00, 0x01, 0, 0, 0, 0, 0x00, 0x65]  // 101 octets
        + [0x03]
        + Array("RECEPT01       ".utf8) + [0x00, 0x04, 0x00]
        + Array("WORKGROUP      ".utf8) + [0x00, 0x84, 0x00]
        + Array("RECEPT01       ".utf8) + [0x20, 0x04, 0x00]
        + [0x00, 0x00, 0x5e, 0x00, 0x53, 0x02] + Array(repeating: 0, count: 40)

    static func parse(_ octets: [UInt8]) throws -> NetBIOSMessage {
        var reader = ByteReader(octets)
        return try NetBIOSMessage(parsing: &reader)
    }

    private static func name(_ text: String, _ suffix: UInt8) -> NetBIOSName {
        NetBIOSName(octets: Array(text.utf8), suffix: suffix)
    }

    @Test func `asks for the status of any node`() throws {
        let message = NetBIOSMessage(
            id: 0x1234, isResponse: false, operation: .query,
            question: NetBIOSMessage.Question(.wildcard, asksStatus: true))
        #expect(message.octets == Self.question)
        #expect(try Self.parse(Self.question) == message)
    }

    @Test func `reads the names and hardware address of a node`() throws {
        let record = try #require(try Self.parse(Self.status).record)
        let expected: [NetBIOSMessage.Entry] = [
            .init(Self.name("RECEPT01", 0), flags: 0x0400), .init(Self.name("WORKGROUP", 0), flags: 0x8400),
            .init(Self.name("RECEPT01", 0x20), flags: 0x0400),
        ]
        #expect(record.data == .status(expected, unitID: MACAddress(0x0000_5e00_5302)))
        #expect(expected.map(\.isGroup) == [false, true, false])
    }

    @Test(arguments: 0..<status.count) func `throws at every truncation`(length: Int) {
        #expect(throws: WireError.self) { try Self.parse(Array(Self.status.prefix(length))) }
    }

    @Test func `writes what it reads back`() throws {
        let messages = [
            try Self.parse(Self.status),
            NetBIOSMessage(
                id: 1, isResponse: false, operation: .registration, flags: 0x110,
                question: .init(Self.name("NAS01", 0x20), asksStatus: false),
                record: .init(
                    Self.name("NAS01", 0x20), ttl: 300_000,
                    .holders([.init(isGroup: false, address: IPv4Address(0xc000_0205))]))),
            NetBIOSMessage(
                id: 2, isResponse: true, operation: .other(15),
                record: .init(Self.name("X", 3), .other(kind: 10, [1, 2]))),
        ]
        for message in messages {
            var reader = written { message.write(to: &$0) }
            #expect(try NetBIOSMessage(parsing: &reader) == message)
        }
    }

    @Test func `a node may promise more names than it sends`() {
        var octets = Self.status
        octets[56] = 0xff
        #expect(throws: WireError.self) { try Self.parse(octets) }
    }

    @Test func `refuses letters outside A to P`() {
        var octets = Self.question
        octets[13] = 0x51
        #expect(throws: WireError.self) { try Self.parse(octets) }
    }

    @Test func `shows katakana as such and other octets by number`() {
        // CP932: 0xD4 0xAF 0xB7 is ﾔｯｷ; 0x96 0xF2 is one kanji of two octets.
        #expect(NetBIOSName(octets: [0xd4, 0xaf, 0xb7], suffix: 0).text == "ﾔｯｷ")
        #expect(NetBIOSName(octets: [0x96, 0xf2, 0x01], suffix: 0).text == "\\x96\\xf2\\x01")
    }
}
