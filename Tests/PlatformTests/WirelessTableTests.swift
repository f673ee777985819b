import Addresses
import Glibc
import Testing
import Wire

@testable import Platform

/// Answers of nl80211 made by hand after <linux/netlink.h>, <linux/genetlink.h> and <linux/nl80211.h>.
struct WirelessTableTests {
    /// A netlink message with its header.
    private static func message(_ type: UInt16, flags: UInt16 = 2, _ body: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.uint32LE(UInt32(16 + body.count))
        writer.uint16LE(type)
        writer.uint16LE(flags)
        writer.uint32LE(1)
        writer.uint32LE(0)
        writer.bytes(body)
        writer.zeros((4 - body.count % 4) % 4)
        return writer.octets
    }

    /// An attribute with its padding.
    private static func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.uint16LE(UInt16(4 + value.count))
        writer.uint16LE(type)
        writer.bytes(value)
        writer.zeros((4 - value.count % 4) % 4)
        return writer.octets
    }

    private static func number(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static let done = message(3, [0, 0, 0, 0])
    private static let name: [UInt8] = [0, 7] + Array("example".utf8)
    /// RSN: CCMP for the group and for pairs, a password.
    private static let robust: [UInt8] =
        [48, 20, 1, 0, 0, 0x0f, 0xac, 4, 1, 0, 0, 0x0f, 0xac, 4, 1, 0, 0, 0x0f, 0xac, 2, 0, 0]

    /// A network of an answer to GET_SCAN (command 34), attribute 47 (BSS) flagged as nested.
    private static func cell(
        _ last: UInt8, capabilities: [UInt8] = [0x11, 0x04], elements: [UInt8], beacon: [UInt8]? = nil,
        joined: Bool = false
    ) -> [UInt8] {
        var bss = attribute(1, [0, 0, 0x5e, 0, 0x53, last]) + attribute(2, number(2437))
        bss += attribute(5, capabilities)
        if !elements.isEmpty { bss += attribute(6, elements) }
        if let beacon { bss += attribute(11, beacon) }
        bss += attribute(7, number(UInt32(bitPattern: -6250))) + attribute(10, number(1200))
        if joined { bss += attribute(9, number(1)) }
        return message(
            0x1c,
            [34, 1, 0, 0] + attribute(46, number(7)) + attribute(3, number(3))
                + attribute(47 | 0x8000, bss))
    }

    private func card(_ octets: [UInt8]) throws -> WirelessTable.Card {
        var dump = NetlinkDump()
        try dump.add(octets + Self.done)
        #expect(dump.isComplete)
        var card = WirelessTable.Card(index: 3, name: "wlan0", heard: [])
        card.hear(dump.messages)
        return card
    }

    @Test func `an encrypted, an open and a hidden network are read with what the kernel says of each`()
        throws
    {
        let hidden: [UInt8] = [0, 0] + Self.robust
        let heard = try card(
            Self.cell(1, elements: Self.name + Self.robust, joined: true)
                + Self.cell(2, capabilities: [1, 0], elements: Self.name) + Self.cell(3, elements: hidden))
        #expect(heard.unread == 0)
        let cells = heard.heard
        try #require(cells.count == 3)
        #expect(cells.map(\.mac) == [1, 2, 3].map { MACAddress(0x0000_5e00_5300 | $0) })
        #expect(cells.map(\.capabilities) == [0x0411, 1, 0x0411])
        #expect(cells.map(\.elements) == [Self.name + Self.robust, Self.name, hidden])
        #expect(cells.map(\.isJoined) == [true, false, false])
        #expect(cells.allSatisfy { $0.frequency == 2437 && $0.signal == -6250 && $0.age == 1200 })
    }

    @Test func `the elements of the beacon stand in where no others are`() throws {
        #expect(try card(Self.cell(1, elements: [], beacon: Self.name)).heard.first?.elements == Self.name)
        let both = try card(Self.cell(1, elements: Self.robust, beacon: Self.name))
        #expect(both.heard.first?.elements == Self.robust)
    }

    @Test func `a network without elements or capabilities is counted, never taken for open`() throws {
        for network in [
            Self.cell(1, elements: []), Self.cell(1, elements: [], beacon: []),
            Self.cell(1, capabilities: [1], elements: Self.name), Self.message(0x1c, [34, 1, 0, 0]),
        ] {
            let heard = try card(network)
            #expect(heard.heard.isEmpty)
            #expect(heard.unread == 1)
        }
    }

    @Test func `a network cut at any length is whole in what matters or is not there`() throws {
        let body = Array(Self.cell(1, elements: Self.name + Self.robust, joined: true).dropFirst(16))
        let whole = try #require(WirelessTable.Cell(body[...]))
        for length in 0..<body.count {
            guard let cell = WirelessTable.Cell(body.prefix(length)) else { continue }
            #expect(cell.elements == whole.elements && cell.capabilities == whole.capabilities)
        }
        for length in 0..<body.count {
            var dump = NetlinkDump()
            try dump.add(Array(Self.message(0x1c, body).prefix(length)))
            #expect(dump.messages.isEmpty && !dump.isComplete)
        }
        // Lengths that say more or less than is there.
        for place in body.indices {
            for value in [0, 1, 3, 0x7f, 0xff] as [UInt8] {
                var changed = body
                changed[place] = value
                _ = WirelessTable.Cell(changed[...])
            }
        }
    }

    @Test func `an inner attribute cut short takes the network with it`() {
        var bss = Self.attribute(1, [0, 0, 0x5e, 0, 0x53, 1]) + Self.attribute(5, [1, 0])
        bss += Self.attribute(6, Self.name + Self.robust)
        for length in 0..<bss.count {
            let body = [34, 1, 0, 0] + Self.attribute(47, Array(bss.prefix(length)))
            let cell = WirelessTable.Cell(body[...])
            #expect(cell == nil || cell?.elements == Self.name + Self.robust)
        }
    }

    @Test func `what the kernel refuses is an error, in a message of its own or at the end`() {
        for message in [
            Self.message(2, Self.number(UInt32(bitPattern: -EPERM)) + [0, 0, 0, 0]),
            Self.message(3, Self.number(UInt32(bitPattern: -EPERM))),
        ] {
            var dump = NetlinkDump()
            let octets = Self.cell(1, elements: Self.name) + message
            #expect(throws: SystemError(call: "netlink dump", code: EPERM)) { try dump.add(octets) }
        }
        var dump = NetlinkDump()
        #expect(throws: SystemError(call: "netlink dump", code: EBADMSG)) {
            try dump.add(Self.message(2, []))
        }
    }

    @Test func `a list that changed while it was read is no list`() throws {
        var dump = NetlinkDump()
        try dump.add(Self.message(0x1c, flags: 0x12, [34, 1, 0, 0]))
        #expect(!dump.isComplete)
        try dump.add(Self.done)
        #expect(dump.isComplete && !dump.isConsistent)
    }

    @Test func `nl80211 is found by its name among the kernel's families, or is not there`() throws {
        var dump = NetlinkDump()
        for (number, name) in [(0x10, "nlctrl"), (0x1c, "nl80211"), (0x1d, "nl802154")] as [(UInt8, String)] {
            let body = Self.attribute(2, Array(name.utf8) + [0]) + Self.attribute(1, [number, 0])
            try dump.add(Self.message(0x10, [1, 2, 0, 0] + body))
        }
        #expect(WirelessTable.family(in: dump.messages) == 0x1c)
        #expect(WirelessTable.family(in: [dump.messages[0], dump.messages[2]]) == nil)
    }

    @Test func `cards are the interfaces that have a number`() throws {
        var dump = NetlinkDump()
        let named = Self.attribute(3, Self.number(3)) + Self.attribute(4, Array("wlan0".utf8) + [0])
        for body in [
            Self.attribute(3, Self.number(9)), named, Self.attribute(5, Self.number(10)),
            Self.attribute(3, Self.number(0)), Self.attribute(3, Self.number(.max)), Self.attribute(3, [3]),
        ] {
            try dump.add(Self.message(0x1c, [7, 1, 0, 0] + body))
        }
        let cards = WirelessTable.cards(in: dump.messages)
        #expect(cards.map(\.index) == [3, 9])
        #expect(cards.map(\.name) == ["wlan0", "#9"])
    }

    @Test func `this machine is asked without an error`() throws {
        // Whether it has a card is its own affair; one without any has an empty table.
        #expect(try WirelessTable.read().cards.allSatisfy { $0.index > 0 })
    }
}
