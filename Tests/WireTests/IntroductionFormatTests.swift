import Addresses
import Testing
import Wire

/// Introductions below IP, by hand from IEEE 802.1AB, ANSI/TIA-1057 and what Cisco's devices send.
struct IntroductionFormatTests {
    private static func lldp(_ type: UInt8, _ value: [UInt8]) -> [UInt8] {
        let head = UInt16(type) << 9 | UInt16(value.count)
        return [UInt8(head >> 8), UInt8(head & 0xff)] + value
    }

    private static let identity =
        lldp(1, [4, 0, 0, 0x5e, 0, 0x53, 1]) + lldp(2, [7] + Array("1".utf8)) + lldp(3, [0, 120])

    private static let switchFrame: [UInt8] = [
        identity, lldp(4, Array("port1".utf8)), lldp(5, Array("SW-1".utf8)),
        lldp(6, Array("Example Switch\r\nRev.1.02\0".utf8)), lldp(7, [0, 0x14, 0, 0x04]),
        lldp(8, [5, 1, 192, 0, 2, 9, 2, 0, 0, 0, 1, 0]),
        lldp(8, [17, 2, 0xfe, 0x80] + Array(repeating: 0, count: 13) + [9, 2, 0, 0, 0, 1, 0]),
        lldp(127, [0, 0x12, 0xbb, 6] + Array("2.0".utf8)), lldp(127, [0, 0x12, 0xbb, 10] + Array("X1".utf8)),
        lldp(127, [0, 0x80, 0xc2, 1, 0, 1]), lldp(0, []), [0xff, 0xff],
    ].flatMap(\.self)

    private static func read(_ octets: [UInt8]) throws -> LLDPFrame {
        var reader = ByteReader(octets)
        return try LLDPFrame(parsing: &reader)
    }

    @Test func `a switch introduces itself`() throws {
        let frame = try Self.read(Self.switchFrame)
        #expect(frame.chassis == MACAddress(0x0000_5e00_5301))
        #expect(frame.lifetime == 120)
        #expect(frame.systemName == "SW-1")
        #expect(frame.systemDescription == "Example Switch Rev.1.02")
        #expect(frame.enabled == [.bridge])
        #expect(
            frame.managementAddresses == [
                .v4(IPv4Address(0xc000_0209)), .v6(IPv6Address(high: 0xfe80 << 48, low: 9)),
            ])
        #expect(frame.inventory == [.firmware: "2.0", .model: "X1"])
    }

    @Test func `every truncation of a frame is read or refused`() {
        for length in 0..<Self.switchFrame.count - 2 {
            let frame = try? Self.read(Array(Self.switchFrame.prefix(length)))
            if length < Self.identity.count { #expect(frame == nil) }
            #expect(frame?.chassis ?? MACAddress(0x0000_5e00_5301) == MACAddress(0x0000_5e00_5301))
        }
    }

    @Test(arguments: [
        lldp(2, [7, 1]) + lldp(1, [7, 1]) + lldp(3, [0, 1]),
        lldp(1, [7, 1]) + lldp(2, [7, 1]) + lldp(3, [1]),
        identity + [0x0b, 0xff, 1], [],
    ])
    func `frames out of order or longer than they are say nothing`(octets: [UInt8]) {
        #expect(throws: WireError.self) { try Self.read(octets) }
    }

    @Test func `odd elements take nothing from the others`() throws {
        let frame = try Self.read(
            Self.identity + Self.lldp(7, [1]) + Self.lldp(8, [5, 2, 1, 2, 3, 4]) + Self.lldp(8, [])
                + Self.lldp(127, [0, 0x12]) + Self.lldp(5, []) + Self.lldp(5, [0x41]) + Self.lldp(5, [0x42]))
        #expect(frame.enabled == [])
        #expect(frame.managementAddresses.isEmpty)
        #expect(frame.systemName == "A")
    }

    private static func cdp(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
        let length = UInt16(value.count + 4)
        return [UInt8(type >> 8), UInt8(type & 0xff), UInt8(length >> 8), UInt8(length & 0xff)] + value
    }

    private static let phoneFrame: [UInt8] = [
        [2, 180, 0x0b, 0xea], cdp(1, Array("SEP00005E005301".utf8)),
        cdp(
            2,
            [0, 0, 0, 2, 1, 1, 0xcc, 0, 4, 192, 0, 2, 9] + [2, 8, 0xaa, 0xaa, 3, 0, 0, 0, 0x86, 0xdd]
                + [0, 16, 0xfe, 0x80] + Array(repeating: 0, count: 13) + [9]),
        cdp(3, Array("Port 1".utf8)), cdp(4, [0, 0, 4, 0x90]), cdp(5, Array("SIP70.9-4-2".utf8)),
        cdp(6, Array("Cisco IP Phone 7970".utf8)), cdp(0x1a, [0, 0, 0, 1]),
        cdp(0x16, [0, 0, 0, 1, 1, 1, 0xcc, 0, 4, 192, 0, 2, 9]),
    ].flatMap(\.self)

    private static func readCDP(_ octets: [UInt8]) throws -> CDPFrame {
        var reader = ByteReader(octets)
        return try CDPFrame(parsing: &reader)
    }

    @Test func `a telephone introduces itself`() throws {
        let frame = try Self.readCDP(Self.phoneFrame)
        #expect(frame.deviceID == "SEP00005E005301")
        #expect(frame.platform == "Cisco IP Phone 7970")
        #expect(frame.software == "SIP70.9-4-2")
        #expect(frame.capabilities.isSuperset(of: [.telephone, .host]))
        #expect(
            frame.addresses == [
                .v4(IPv4Address(0xc000_0209)), .v6(IPv6Address(high: 0xfe80 << 48, low: 9)),
            ])
    }

    @Test func `a CDP frame cut anywhere is read up to whole elements or refused`() {
        for length in 0..<Self.phoneFrame.count {
            let frame = try? Self.readCDP(Array(Self.phoneFrame.prefix(length)))
            #expect(frame?.deviceID ?? "SEP00005E005301" == "SEP00005E005301")
        }
    }

    @Test(
        arguments: [[9, 1, 0, 0], [2, 1, 0, 0, 0, 1, 0, 3], [2, 1, 0, 0, 0, 1, 0xff, 0xff], [2]] as [[UInt8]])
    func `impossible lengths and versions are refused`(octets: [UInt8]) {
        #expect(throws: WireError.self) { try Self.readCDP(octets) }
    }

    @Test func `a count that no frame can hold ends with the octets`() throws {
        let frame = try Self.readCDP([2, 1, 0, 0] + Self.cdp(2, [0xff, 0xff, 0xff, 0xff, 1, 1, 0xcc, 0, 4]))
        #expect(frame.addresses.isEmpty)
    }
}
