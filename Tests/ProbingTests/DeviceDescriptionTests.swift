import Addresses
import Model
import Probing
import Testing

@Suite struct DeviceDescriptionTests {
    private static let location = "http://192.0.2.1:49152/rootDesc.xml"

    /// By hand from the UPnP Device Architecture 2.0, 2.3, with a device within the device.
    private static let document = """
        <?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><device>
        <deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>
        <friendlyName>NVR510 &lt;gate&gt;</friendlyName><manufacturer>Yamaha Corporation</manufacturer>
        <modelName>NVR510</modelName><modelNumber>NVR510</modelNumber><serialNumber>S1</serialNumber>
        <deviceList><device><deviceType>urn:schemas-upnp-org:device:WANDevice:1</deviceType>
        <friendlyName>WAN</friendlyName><modelName>other</modelName></device></deviceList></device></root>
        """

    private static let expected: [Fact] = [
        .name(NameFact("NVR510 <gate>", .ssdp)),
        .attribute(AttributeFact(.vendor, "Yamaha Corporation", .likely)),
        .attribute(AttributeFact(.model, "NVR510", .likely)),
        .attribute(AttributeFact(.serial, "S1", .likely)),
    ]

    private static func facts(of response: String, inPiecesOf size: Int, ends: ConversationEnd) throws
        -> [Fact]
    {
        var conversation = try #require(Catalog.description(location: location)).conversation
        _ = conversation.start()
        var rest = Array(response.utf8)[...]
        while !rest.isEmpty {
            if conversation.receive(Array(rest.prefix(size))).next == .finish { break }
            rest = rest.dropFirst(size)
        }
        return conversation.end(ends).map(\.fact).claims
    }

    @Test func `asks for one document and the end of the connection`() throws {
        let (address, port, conversation) = try #require(Catalog.description(location: Self.location))
        #expect(address == .v4(IPv4Address(0xc000_0201)))
        #expect(port == 49152)
        var fresh = conversation
        #expect(fresh.id == "talk-upnp")
        let text = String(decoding: fresh.start().send, as: UTF8.self)
        #expect(text.hasPrefix("GET /rootDesc.xml HTTP/1.1\r\nHost: 192.0.2.1:49152\r\n"))
        #expect(text.hasSuffix("Connection: close\r\n\r\n"))
    }

    @Test(arguments: [1, 7, 100_000]) func `reads a document of known length in any pieces`(size: Int) throws
    {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(Self.document.utf8.count)\r\n\r\n"
        #expect(try Self.facts(of: head + Self.document, inPiecesOf: size, ends: .finished) == Self.expected)
    }

    @Test(arguments: [1, 13, 100_000]) func `reads a document in chunks`(size: Int) throws {
        var body = ""
        var rest = Array(Self.document.utf8)[...]
        while !rest.isEmpty {
            let piece = rest.prefix(50)
            body +=
                String(piece.count, radix: 16) + ";x=y\r\n" + String(decoding: piece, as: UTF8.self) + "\r\n"
            rest = rest.dropFirst(50)
        }
        let response = "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n" + body + "0\r\n\r\n"
        #expect(try Self.facts(of: response, inPiecesOf: size, ends: .finished) == Self.expected)
    }

    @Test func `a document that ends with the connection or is cut gives what was read`() throws {
        let response = "HTTP/1.0 200 OK\r\n\r\n" + Self.document
        #expect(try Self.facts(of: response, inPiecesOf: 64, ends: .closedByPeer) == Self.expected)
        let cut = String(response.prefix { $0 != "N" || true }).prefix(320)
        #expect(try Self.facts(of: String(cut), inPiecesOf: 64, ends: .timedOut).count <= Self.expected.count)
    }

    @Test(arguments: [
        "", "HTTP/1.1 404 Not Found\r\n\r\n", "\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nx",
    ])
    func `other answers give nothing`(response: String) throws {
        #expect(try Self.facts(of: response, inPiecesOf: 5, ends: .closedByPeer).isEmpty)
    }

    @Test func `reads no more than 64 KiB`() throws {
        var conversation = try #require(Catalog.description(location: Self.location)).conversation
        _ = conversation.start()
        let piece = Array(repeating: UInt8(0x61), count: 50_000)
        #expect(conversation.receive(piece).next == .wait)
        #expect(conversation.receive(piece).next == .finish)
        #expect(conversation.receive(piece).next == .finish)
        #expect(conversation.end(.finished).isEmpty)
    }

    @Test(arguments: [
        "https://192.0.2.1/", "http://router.example/", "http://192.0.2.1:99999/", "http://192.0.2.1:/",
        "http://224.0.0.1/", "http://127.0.0.1/", "http://fe80::1/", "http://[192.0.2.1]/", "http://[fe80::1",
        "http://192.0.2.1/a b", "http://192.0.2.1/\r\nX: y", "http://user@192.0.2.1/", "", "http://",
        "http:///x",
    ])
    func `follows no other URL`(location: String) {
        #expect(Catalog.description(location: location) == nil)
    }

    @Test func `reads an address of version 6 in brackets and a URL without path`() throws {
        let (address, port, conversation) = try #require(
            Catalog.description(location: "HTTP://[fe80::1]:80?a=b#c"))
        #expect(address == .v6(IPv6Address(high: 0xfe80 << 48, low: 1)))
        #expect(port == 80)
        var fresh = conversation
        let text = String(decoding: fresh.start().send, as: UTF8.self)
        #expect(text.hasPrefix("GET /?a=b HTTP/1.1\r\nHost: [fe80::1]:80\r\n"))
    }
}
