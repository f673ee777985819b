import Testing
import Wire

@Suite struct SNMPMessageTests {
    /// By hand from RFC 3416, 3 and X.690: sysDescr.0 of a router.
    static let answer: [UInt8] = [
        0x30, 0x3a, 0x02, 0x01, 0x01,  // message, version 2c
        0x04, 0x06, 0x70, 0x75, 0x62, 0x6c, 0x69, 0x63,  // public
        0xa2, 0x2d, 0x02, 0x02, 0x04, 0xd2,  // response, request 1234
        0x02, 0x01, 0x00, 0x02, 0x01, 0x00,  // no error
        0x30, 0x21, 0x30, 0x1f,  // one variable
        0x06, 0x08, 0x2b, 0x06, 0x01, 0x02, 0x01, 0x01, 0x01, 0x00,  // 1.3.6.1.2.1.1.1.0
        0x04, 0x13, 0x52, 0x54, 0x58, 0x31, 0x32, 0x32, 0x30, 0x20, 0x52, 0x65, 0x76, 0x2e, 0x31, 0x35, 0x2e,
        0x30,
        0x34, 0x2e, 0x30,  // RTX1220 Rev.15.04.0
    ]

    static func parse(_ octets: [UInt8]) throws -> SNMPMessage {
        var reader = ByteReader(octets)
        return try SNMPMessage(parsing: &reader)
    }

    @Test func `reads what a device says of itself`() throws {
        let message = try Self.parse(Self.answer)
        #expect(message.version == .v2c)
        #expect(message.operation == .response)
        #expect(message.requestID == 1234)
        #expect(message[.sysDescr] == .octets(Array("RTX1220 Rev.15.04.0".utf8)))
        #expect(message[.sysName] == nil)
        #expect(message.octets == Self.answer)
    }

    @Test(arguments: 0..<answer.count) func `throws at every truncation`(length: Int) {
        #expect(throws: WireError.self) { try Self.parse(Array(Self.answer.prefix(length))) }
    }

    @Test func `writes what it reads back`() throws {
        let message = SNMPMessage(
            version: .v1, community: "public", operation: .response, requestID: -7, errorStatus: 2,
            errorIndex: 3,
            variables: [
                .init(.sysDescr, .octets(Array(repeating: 0x41, count: 300))),
                .init(.sysObjectID, .object(ObjectIdentifier([1, 3, 6, 1, 4, 1, 1182, 4_294_967_295]))),
                .init(.sysName), .init(.sysName, .integer(.min)), .init(.sysName, .integer(128)),
                .init(ObjectIdentifier([2, 999, 3]), .other(tag: 0x43, [1, 2])),
            ])
        var reader = written { message.write(to: &$0) }
        #expect(try SNMPMessage(parsing: &reader) == message)
        #expect(reader.isAtEnd)
    }

    @Test func `knows the enterprise of an object`() {
        #expect(ObjectIdentifier([1, 3, 6, 1, 4, 1, 1182, 3, 4]).enterprise == 1182)
        #expect(ObjectIdentifier([1, 3, 6, 1, 4, 1]).enterprise == nil)
        #expect(ObjectIdentifier.sysDescr.enterprise == nil)
    }

    @Test(
        arguments: [
            [0x30, 0x80, 0x02, 0x01],  // indefinite length
            [0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x02],  // four gigabytes
            [0x30, 0x88, 0, 0, 0, 0, 0, 0, 0, 1, 0],  // length of length beyond four
            [0x3f, 0x81, 0x00],  // long tag
            [0x30, 0x05, 0x02, 0x00, 0x04, 0x00, 0xa2],  // integer without octets
            [0x30, 0x0b, 0x02, 0x09, 1, 2, 3, 4, 5, 6, 7, 8, 9],  // integer of nine
            [0x30, 0x03, 0x02, 0x01, 0x03],  // version 3
        ] as [[UInt8]])
    func `refuses hostile encodings`(octets: [UInt8]) {
        #expect(throws: WireError.self) { try Self.parse(octets) }
    }

    @Test(arguments: [[], [0x80], [0x2b, 0x86], [0x2b, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]] as [[UInt8]])
    func `refuses object identifiers that are cut or too large`(content: [UInt8]) {
        let pair: [UInt8] = [0x06, UInt8(content.count)] + content + [0x05, 0x00]
        let list: [UInt8] = [0x30, UInt8(pair.count + 2), 0x30, UInt8(pair.count)] + pair
        let body: [UInt8] = [2, 1, 1, 2, 1, 0, 2, 1, 0] + list
        let message: [UInt8] = [2, 1, 1, 4, 0, 0xa2, UInt8(body.count)] + body
        #expect(throws: WireError.self) { try Self.parse([0x30, UInt8(message.count)] + message) }
    }
}
