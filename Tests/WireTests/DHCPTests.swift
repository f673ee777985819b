import Addresses
import Testing
import Wire

struct DHCPTests {
    private let server = IPv4Address(0xc000_0201)

    private func fixedPart(overloading file: [UInt8] = []) -> [UInt8] {
        [2, 1, 6, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0]
            + Sample.printer.octets + Array(repeating: 0, count: 10 + 64)
            + file + Array(repeating: 0, count: 128 - file.count)
            + [0x63, 0x82, 0x53, 0x63]
    }

    @Test func `a DHCP message is read and written alike`() {
        let options: [UInt8] = [53, 1, 2, 54, 4, 192, 0, 2, 1, 3, 4, 192, 0, 2, 1, 255]
        expectSymmetry(
            fixedPart() + options,
            DHCPv4Message(
                operation: .reply, transaction: 9, mac: Sample.printer, yours: IPv4Address(0xc000_0207),
                options: [
                    .init(code: 53, octets: [2]), .init(code: 54, octets: server.octets),
                    .init(code: 3, octets: server.octets),
                ]),
            fixed: 240, parse: DHCPv4Message.init(parsing:), write: { $0.write(to: &$1) })
    }

    @Test func `options say what a client is`() throws {
        let options: [UInt8] =
            [53, 1, 3, 12, 4, 0x50, 0x43, 0x2d, 0x31, 50, 4, 192, 0, 2, 7, 60, 8] + Array("MSFT 5.0".utf8)
            + [55, 2, 1, 3, 61, 7, 1] + Sample.printer.octets
            + [81, 8, 4, 0, 0, 3, 0x70, 0x63, 0x31, 0, 255]
        var reader = ByteReader(fixedPart() + options)
        let message = try DHCPv4Message(parsing: &reader)
        #expect(message.kind == .request)
        #expect(message.hostName == "PC-1")
        #expect(message.requestedAddress == IPv4Address(0xc000_0207))
        #expect(message.vendorClass == "MSFT 5.0")
        #expect(message.parameterList == [1, 3])
        #expect(message.clientIdentifier == [1] + Sample.printer.octets)
        #expect(message.fullName == "pc1")
        #expect(message.mac == Sample.printer)
    }

    @Test func `a name in option 81 is ASCII without its flag`() throws {
        var reader = ByteReader(fixedPart() + [81, 6, 0, 0, 0, 0x70, 0x63, 0x31])
        #expect(try DHCPv4Message(parsing: &reader).fullName == "pc1")
    }

    @Test func `options in the boot-file field are read where they are announced`() throws {
        var reader = ByteReader(fixedPart(overloading: [12, 2, 0x61, 0x62, 255]) + [52, 1, 1, 255])
        let message = try DHCPv4Message(parsing: &reader)
        #expect(message.hostName == "ab")
        #expect(message[52] == nil)
        var silent = ByteReader(fixedPart(overloading: [12, 2, 0x61, 0x62, 255]) + [255])
        #expect(try DHCPv4Message(parsing: &silent).hostName == nil)
    }

    @Test func `a field of options cannot announce another`() throws {
        var reader = ByteReader(fixedPart(overloading: [52, 1, 3, 12, 1, 0x61, 255]) + [52, 1, 1, 255])
        let message = try DHCPv4Message(parsing: &reader)
        #expect(message.options == [.init(code: 12, octets: [0x61])])
        var again = written(message.write)
        #expect(try DHCPv4Message(parsing: &again) == message)
    }

    @Test func `an option longer than one field is split and joined`() throws {
        let long = Array(repeating: 0x61 as UInt8, count: 600)
        let message = DHCPv4Message(
            operation: .request, transaction: 1, mac: Sample.printer,
            options: [.init(code: 60, octets: long), .init(code: 80, octets: [])])
        var reader = written(message.write)
        #expect(try DHCPv4Message(parsing: &reader) == message)
    }

    @Test(arguments: [121, 249] as [UInt8])
    func `classless routes are read up to where they break off`(code: UInt8) throws {
        let octets: [UInt8] = [24, 10, 0, 7, 192, 0, 2, 1, 0, 192, 0, 2, 2, 32, 10, 0, 0, 9, 0, 0, 0, 0]
        let routes = try [("10.0.7.0/24", 1), ("0.0.0.0/0", 2)].map { text, last in
            ClasslessRoute(
                destination: try #require(Prefix(text)), router: IPv4Address(0xc000_0200 | last))
        }
        let host = ClasslessRoute(destination: try #require(Prefix("10.0.0.9/32")), router: .any)
        for length in 0...octets.count {
            let message = DHCPv4Message(
                operation: .reply, transaction: 1, mac: Sample.printer,
                options: [.init(code: code, octets: Array(octets.prefix(length)))])
            let whole = length < 8 ? 0 : length < 13 ? 1 : length < octets.count ? 2 : 3
            #expect(message.classlessRoutes == Array((routes + [host]).prefix(whole)))
        }
        let wrong = DHCPv4Message(
            operation: .reply, transaction: 1, mac: Sample.printer,
            options: [.init(code: code, octets: [33, 1, 2, 3, 4, 5, 6, 7, 8, 9])])
        #expect(wrong.classlessRoutes.isEmpty)
    }

    @Test func `lists of addresses of a wrong length give nothing`() throws {
        var reader = ByteReader(fixedPart() + [3, 5, 1, 2, 3, 4, 5, 53, 2, 1, 1, 54, 3, 1, 2, 3])
        let message = try DHCPv4Message(parsing: &reader)
        #expect(message.routers == [])
        #expect(message.kind == nil)
        #expect(message.serverIdentifier == nil)
    }

    @Test func `an option that ends after the message throws`() {
        #expect(throws: WireError.truncated(needed: 9, available: 1)) {
            var reader = ByteReader(fixedPart() + [12, 9, 0x61])
            _ = try DHCPv4Message(parsing: &reader)
        }
    }

    @Test func `a DHCPv6 message is read and written alike`() {
        let identifier: [UInt8] = [0, 1, 0, 1, 0x2a, 0, 0, 0] + Sample.printer.octets
        let octets: [UInt8] =
            [1, 0x12, 0x34, 0x56, 0, 1, 0, 14] + identifier
            + [0, 39, 0, 6, 0, 3, 0x70, 0x63, 0x31, 0]
            + [0, 16, 0, 10, 0, 0, 0x01, 0x37, 0, 4, 0x4d, 0x53, 0x46, 0x54]
        let message = DHCPv6Message(
            kind: .fromClient(1), transaction: 0x12_3456,
            options: [
                .init(code: 1, octets: identifier), .init(code: 39, octets: [0, 3, 0x70, 0x63, 0x31, 0]),
                .init(code: 16, octets: [0, 0, 0x01, 0x37, 0, 4, 0x4d, 0x53, 0x46, 0x54]),
            ])
        expectSymmetry(
            octets, message, fixed: 4, parse: DHCPv6Message.init(parsing:), write: { $0.write(to: &$1) })
        #expect(message.clientMAC == Sample.printer)
        #expect(message.fullName == "pc1")
        #expect(message.vendorClass?.enterprise == 311)
        #expect(message.vendorClass?.text == "MSFT")
    }

    @Test(arguments: [12, 13] as [UInt8])
    func `DHCPv6 between relays is not read`(type: UInt8) {
        #expect(throws: WireError.unsupported(field: "relay message", value: UInt64(type))) {
            var reader = ByteReader([type] + Array(repeating: 0, count: 40))
            _ = try DHCPv6Message(parsing: &reader)
        }
    }

    @Test func `an identifier without a hardware address gives none`() {
        for octets in [[], [0, 2, 0, 0], [0, 3, 0, 1, 1, 2, 3], [0, 3, 0, 9, 1, 2, 3, 4, 5, 6]] as [[UInt8]] {
            let message = DHCPv6Message(
                kind: .fromClient(1), transaction: 0, options: [.init(code: 1, octets: octets)])
            #expect(message.clientMAC == nil)
        }
    }
}
