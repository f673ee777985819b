import Testing
import Wire

/// Answers of nf_tables made by hand after <linux/netfilter/nf_tables.h>; a kernel's own are in the scenario tests.
struct PacketFilterTests {
    /// An attribute with its padding.
    private static func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
        let length = UInt16(4 + value.count)
        let header = [UInt8(length & 0xff), UInt8(length >> 8), UInt8(type & 0xff), UInt8(type >> 8)]
        return header + value + [UInt8](repeating: 0, count: NetlinkAttribute.padding(of: value.count))
    }

    private static func text(_ type: UInt16, _ value: String) -> [UInt8] {
        attribute(type, Array(value.utf8) + [0])
    }

    private static func number(_ type: UInt16, _ value: UInt32) -> [UInt8] {
        attribute(type, (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
    }

    private static func step(_ name: String, _ data: [UInt8]) -> [UInt8] {
        attribute(1, text(1, name) + attribute(2, data))
    }

    /// `tcp dport 22 accept` of the chain `in` of the table `inet f`, without the question for TCP.
    private static let rule: [UInt8] =
        [1, 0, 0, 0] + text(1, "f") + text(2, "in")
        + attribute(
            4,
            step("payload", number(1, 1) + number(2, 2) + number(3, 2) + number(4, 2))
                + step("cmp", number(1, 1) + number(2, 0) + attribute(3, attribute(1, [0, 22])))
                + step("immediate", number(1, 0) + attribute(2, attribute(2, number(1, 1)))))

    private static let chain: [UInt8] =
        [1, 0, 0, 0] + text(1, "f") + text(3, "in") + attribute(4, number(1, 1) + number(2, 0xffff_ff6a))
        + number(5, 0) + text(7, "filter")

    private let table = PacketFilter.Table(family: 1, name: "f")

    @Test func `a base chain says where it stands and what becomes of the rest`() {
        #expect(
            PacketFilter.Chain(Self.chain[...])
                == .init(
                    table: table, name: "in",
                    base: .init(hook: 1, priority: -150, type: "filter", drops: true)))
    }

    @Test func `a rule is read step by step`() {
        #expect(
            PacketFilter.Rule(Self.rule[...])
                == .init(
                    table: table, chain: "in",
                    expressions: [
                        .payload(header: 2, offset: 2, length: 2, into: 1), .compare(1, .equal, [0, 22]),
                        .verdict(.accept),
                    ]))
    }

    @Test func `what is not known stays unknown`() {
        let strange =
            [1, 0, 0, 0] + Self.text(1, "f") + Self.text(2, "in")
            + Self.attribute(4, Self.step("novel", []) + Self.step("cmp", []) + Self.step("queue", []))
        #expect(
            PacketFilter.Rule(strange[...])?.expressions == [
                .unknown("novel"), .unknown("cmp"), .verdict(.divert),
            ])
    }

    @Test(arguments: 0..<rule.count) func `a rule cut anywhere never accepts by what is missing`(length: Int)
    {
        let cut = PacketFilter.Rule(Self.rule.prefix(length))
        #expect(cut?.expressions.contains(.verdict(.accept)) != true)
        _ = PacketFilter.Chain(Self.chain.prefix(length))
    }

    @Test func `ranges of a tree end where the next value begins, the last one never`() {
        let element = { (key: [UInt8], flags: UInt32) in
            Self.attribute(1, Self.number(3, flags) + Self.attribute(1, Self.attribute(1, key)))
        }
        let list =
            element([0x20, 0], 0) + element([0x10, 0], 1) + element([0, 80], 0) + element([0, 81], 1)
            + element([0x0f, 0], 0)
        var set = PacketFilter.Set(table: table, name: "s", keyLength: 2, elements: [])
        set.add([([1, 0, 0, 0] + Self.attribute(3, list))[...]])
        #expect(
            set.elements == [
                .init([0x20, 0], [0xff, 0xff]), .init([0, 80], [0, 80]), .init([0x0f, 0], [0x0f, 0xff]),
            ])
    }
}
