import Testing
import Wire

/// A ClientHello with the extensions given, as a handshake message.
func clientHello(_ extensions: [(kind: UInt16, data: [UInt8])]) -> [UInt8] {
    var body = ByteWriter()
    body.uint16(0x0303)
    body.zeros(32)
    body.uint8(0)
    for word in [2, 0x1301] as [UInt16] { body.uint16(word) }
    for octet in [1, 0] as [UInt8] { body.uint8(octet) }
    body.uint16(UInt16(extensions.reduce(0) { $0 + 4 + $1.data.count }))
    for (kind, data) in extensions {
        body.uint16(kind)
        body.uint16(UInt16(data.count))
        body.bytes(data)
    }
    var message = ByteWriter()
    message.uint8(1)
    message.uint24(UInt32(body.count))
    message.bytes(body.octets)
    return message.octets
}

func serverName(_ name: String) -> (kind: UInt16, data: [UInt8]) {
    let count = UInt8(name.utf8.count)
    return (0, [0, count + 3, 0, 0, count] + Array(name.utf8))
}

func applicationProtocols(_ names: String...) -> (kind: UInt16, data: [UInt8]) {
    let list = names.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    return (16, [0, UInt8(list.count)] + list)
}

/// A handshake message in records of at most `size` octets.
func records(_ message: [UInt8], of size: Int = 16_384) -> [UInt8] {
    stride(from: 0, to: message.count, by: size).flatMap { start in
        let piece = message[start..<min(start + size, message.count)]
        return [22, 3, 1, UInt8(piece.count >> 8), UInt8(piece.count & 0xff)] + piece
    }
}

@Suite struct TLSClientHelloTests {
    private let message = clientHello([
        (0x0a0a, []), serverName("Router7.Example.COM."), applicationProtocols("h2", "anydesk/6.2.0/linux"),
    ])
    private let expected = TLSClientHello(
        serverName: "router7.example.com", applicationProtocols: ["h2", "anydesk/6.2.0/linux"], isWhole: true)

    @Test(arguments: [1, 7, 100, 16_384])
    func `name and protocols are read from records of any size`(size: Int) throws {
        let octets = records(message, of: size)
        #expect(try TLSClientHello(records: octets) == expected)
        #expect(TLSClientHello.canBegin(octets[...]))
    }

    @Test func `what follows the message is passed over`() throws {
        #expect(try TLSClientHello(records: records(message) + [20, 3, 3, 0, 1, 1]) == expected)
        #expect(try TLSClientHello(records: records(message) + [0xff]) == expected)
    }

    @Test func `a message that breaks off tells what came before, and that it did`() throws {
        let octets = records(message)
        for length in 9..<octets.count {
            let hello = try TLSClientHello(records: octets[..<length])
            #expect(!hello.isWhole)
            #expect(hello.serverName == nil || hello.serverName == expected.serverName)
        }
        let cut = try TLSClientHello(records: octets.dropLast(10))
        #expect(cut.serverName == expected.serverName && cut.applicationProtocols.isEmpty)
    }

    @Test func `no changed octet does harm`() {
        let octets = records(message)
        for index in octets.indices {
            for octet in [0x00, 0x01, 0x7f, 0x80, 0xff] as [UInt8] {
                var changed = octets
                changed[index] = octet
                _ = try? TLSClientHello(records: changed)
            }
        }
    }

    @Test(arguments: ["\u{1b}[31m", "a b.example", "<script>", "例え.example", ""])
    func `what cannot be the name of a host is none`(name: String) throws {
        #expect(try TLSClientHello(records: records(clientHello([serverName(name)]))).serverName == nil)
    }

    @Test func `more protocols than a client offers are not kept`() throws {
        let many = [UInt8](repeating: 0, count: 100).flatMap { _ in [1, 0x61] as [UInt8] }
        let hello = try TLSClientHello(handshake: clientHello([(16, [0, UInt8(many.count)] + many)]))
        #expect(hello.applicationProtocols.count == TLSClientHello.protocolLimit)
    }

    @Test(arguments: [
        [], [22], [23, 3, 3, 0, 1, 1], [22, 2, 0, 0, 1, 1], [22, 3, 1, 0, 0], [22, 3, 1, 0xff, 0xff, 1],
        [22, 3, 1, 0, 4, 2, 0, 0, 0], [22, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff],
    ])
    func `other octets are no opening`(octets: [UInt8]) {
        #expect(throws: WireError.self) { try TLSClientHello(records: octets) }
    }
}
