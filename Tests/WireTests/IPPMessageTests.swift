import Testing
import Wire

/// By hand from RFC 8010, 3.1 and appendix A.
struct IPPMessageTests {
    private static func attribute(_ tag: UInt8, _ name: String, _ value: [UInt8]) -> [UInt8] {
        [tag, 0, UInt8(name.utf8.count)] + Array(name.utf8) + [0, UInt8(value.count)] + value
    }

    private static let octets: [UInt8] = [
        [1, 1, 0, 0, 0, 0, 0, 1, 1], attribute(0x47, "attributes-charset", Array("utf-8".utf8)), [4],
        attribute(0x41, "printer-make-and-model", Array("Example LBP 1".utf8)),
        attribute(0x35, "printer-info", [0, 2, 0x6a, 0x61, 0, 3] + Array("受".utf8)),
        attribute(0x41, "printer-firmware-string-version", Array("1.2".utf8)),
        attribute(0x41, "", Array("3.4".utf8)), attribute(0x21, "pages", [0, 0, 0, 1]), [3],
    ].flatMap(\.self)

    private static let message = IPPMessage(
        code: 0, request: 1,
        attributes: [
            .init(
                group: 1, name: "attributes-charset", values: [.init(tag: 0x47, octets: Array("utf-8".utf8))]),
            .init(
                group: 4, name: "printer-make-and-model",
                values: [.init(tag: 0x41, octets: Array("Example LBP 1".utf8))]),
            .init(
                group: 4, name: "printer-info",
                values: [.init(tag: 0x35, octets: [0, 2, 0x6a, 0x61, 0, 3] + Array("受".utf8))]),
            .init(
                group: 4, name: "printer-firmware-string-version",
                values: [
                    .init(tag: 0x41, octets: Array("1.2".utf8)), .init(tag: 0x41, octets: Array("3.4".utf8)),
                ]),
            .init(group: 4, name: "pages", values: [.init(tag: 0x21, octets: [0, 0, 0, 1])]),
        ])

    @Test func `an answer reads and writes alike`() {
        expectSymmetry(Self.octets, Self.message, parse: IPPMessage.init(parsing:)) { $0.write(to: &$1) }
        #expect(Self.message.text("printer-make-and-model") == "Example LBP 1")
        #expect(Self.message.text("printer-info") == "受")
        #expect(Self.message.text("printer-firmware-string-version") == "1.2")
        #expect(Self.message.text("pages") == nil)
        #expect(Self.message.text("attributes-charset") == nil)
    }

    @Test func `the question has its attributes in the order that printers insist on`() {
        let question = IPPMessage.describe(printer: "ipp://192.0.2.9:631/ipp/print", wanted: ["a", "b"])
        #expect(question.code == 0x000b)
        #expect(
            question.attributes.map(\.name) == [
                "attributes-charset", "attributes-natural-language", "printer-uri", "requested-attributes",
            ])
        #expect(question.octets.prefix(9) == [1, 1, 0, 0x0b, 0, 0, 0, 1, 1])
        #expect(question.octets.suffix(8) == [0x61, 0x44, 0, 0, 0, 1, 0x62, 0x03])
    }

    @Test(
        arguments: [
            [9, 0, 0, 0, 0, 0, 0, 1, 3], [1, 1, 0, 0, 0, 0, 0, 1, 4, 0x41, 0, 0, 0, 0, 3],
            [1, 1, 0, 0, 0, 0, 0, 1],
            [1, 1, 0, 0, 0, 0, 0, 1, 4, 0x41, 0xff, 0xff, 0],
        ] as [[UInt8]])
    func `what is no such message is refused`(octets: [UInt8]) {
        var reader = ByteReader(octets)
        #expect(throws: WireError.self) { try IPPMessage(parsing: &reader) }
    }

    @Test func `more values than a printer has are refused`() {
        let one = Self.attribute(0x41, "a", [])
        let octets: [UInt8] = [1, 1, 0, 0, 0, 0, 0, 1, 4] + (0..<600).flatMap { _ in one } + [3]
        var reader = ByteReader(octets)
        #expect(throws: WireError.self) { try IPPMessage(parsing: &reader) }
    }

    @Test(arguments: [[], [0], [0, 9, 0x6a], [0, 2, 0x6a, 0x61, 0xff, 0xff, 1]] as [[UInt8]])
    func `a text with a broken language is none`(octets: [UInt8]) {
        let message = IPPMessage(
            code: 0, request: 1,
            attributes: [.init(group: 4, name: "printer-info", values: [.init(tag: 0x35, octets: octets)])])
        #expect(message.text("printer-info") == nil)
    }
}
