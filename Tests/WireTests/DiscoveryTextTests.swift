import Testing
import Wire

@Suite struct DiscoveryTextTests {
    private static func ssdp(_ text: String) throws -> SSDPMessage {
        var reader = ByteReader(Array(text.utf8))
        return try SSDPMessage(parsing: &reader)
    }

    private static func wsd(_ text: String) throws -> WSDiscoveryMessage {
        var reader = ByteReader(Array(text.utf8))
        return try WSDiscoveryMessage(parsing: &reader)
    }

    /// By hand from the UPnP Device Architecture 2.0, 1.3.3.
    static let response = """
        HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nst: upnp:rootdevice\r\n\
        USN: uuid:1::upnp:rootdevice\r\nSERVER: Linux/3.10 UPnP/1.0 MiniUPnPd/1.9\r\n\
        Location:http://192.0.2.1:49152/rootDesc.xml \r\nEXT:\r\n\r\n
        """

    @Test func `reads the header of an answer whatever the case of its names`() throws {
        let message = try Self.ssdp(Self.response)
        #expect(message.kind == .response(status: 200))
        #expect(message["ST"] == "upnp:rootdevice")
        #expect(message["LOCATION"] == "http://192.0.2.1:49152/rootDesc.xml")
        #expect(message["EXT"]?.isEmpty == true)
        #expect(message["HOST"] == nil)
    }

    @Test func `a search reads back`() throws {
        let search = SSDPMessage.search(host: "239.255.255.250:1900", target: "ssdp:all", wait: 2)
        var reader = ByteReader(search.octets)
        #expect(try SSDPMessage(parsing: &reader) == search)
        #expect(String(decoding: search.octets, as: UTF8.self).hasPrefix("M-SEARCH * HTTP/1.1\r\nHOST: 239."))
        #expect(search.octets.suffix(4) == [13, 10, 13, 10])
    }

    @Test(arguments: [
        "", "NOTIFY", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 999 X\r\n", "HTTP/1.1 \r\n", "\r\n", "\n\n",
    ])
    func `refuses what is no message of the protocol`(text: String) {
        #expect(throws: WireError.self) { try Self.ssdp(text) }
    }

    @Test func `no cut invents a field`() throws {
        let whole = try Self.ssdp(Self.response)
        for length in 0..<Self.response.utf8.count {
            var reader = ByteReader(Array(Self.response.utf8.prefix(length)))
            guard let cut = try? SSDPMessage(parsing: &reader) else { continue }
            #expect(cut.headers == Array(whole.headers.prefix(cut.headers.count)))
        }
    }

    /// By hand from WS-Discovery 2005/04, 5.3.
    static let matches = """
        <?xml version="1.0"?><!-- > --><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">
        <s:Header><a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action>
        <a:ReplyTo><a:Address>http://schemas.xmlsoap.org/role/anonymous</a:Address></a:ReplyTo></s:Header>
        <s:Body><d:ProbeMatches><d:ProbeMatch>
        <a:EndpointReference><a:Address> urn:uuid:4509a320-00a0-008f-00b6-002507510eca </a:Address></a:EndpointReference>
        <d:Types>wsdp:Device wprt:PrintDeviceType</d:Types><d:Scopes x="a>b">onvif://www.onvif.org/name/A&amp;B</d:Scopes>
        <d:XAddrs>http://192.0.2.9:5357/a http://[2001:db8::9]:5357/a</d:XAddrs></d:ProbeMatch></d:ProbeMatches>
        </s:Body></s:Envelope>
        """

    @Test func `reads what a probe found`() throws {
        let message = try Self.wsd(Self.matches)
        #expect(message.action == .probeMatches)
        #expect(
            message.targets == [
                .init(
                    endpoint: "urn:uuid:4509a320-00a0-008f-00b6-002507510eca",
                    types: ["wsdp:Device", "wprt:PrintDeviceType"],
                    scopes: ["onvif://www.onvif.org/name/A&B"],
                    addresses: ["http://192.0.2.9:5357/a", "http://[2001:db8::9]:5357/a"])
            ])
        #expect(message.targets.first?.localTypes == ["Device", "PrintDeviceType"])
    }

    @Test func `survives every cut`() {
        for length in 0..<Self.matches.utf8.count {
            var reader = ByteReader(Array(Self.matches.utf8.prefix(length)))
            let message = try? WSDiscoveryMessage(parsing: &reader)
            #expect((message?.targets.count ?? 0) <= 1)
        }
    }

    @Test(arguments: [true, false]) func `a probe reads back, with no targets`(ofDevices: Bool) throws {
        let octets = WSDiscoveryMessage.probe(token: 0xab, ofDevices: ofDevices)
        var reader = ByteReader(octets)
        #expect(try WSDiscoveryMessage(parsing: &reader) == WSDiscoveryMessage(.probe))
        let text = String(decoding: octets, as: UTF8.self)
        #expect(text.contains("<wsd:Types>wsdp:Device</wsd:Types>") == ofDevices)
        #expect(text.contains("urn:uuid:000000ab-7465-4e6b-8e00-74656e6b656e<"))
    }

    @Test func `refuses other documents`() {
        #expect(throws: WireError.self) { try Self.wsd("<a><Action>http://x/Probe</Action></a>") }
        #expect(throws: WireError.self) { try Self.wsd("") }
    }

    @Test func `finds leaves with their parents and decodes entities`() {
        let text = """
            <!DOCTYPE x><r a='>'><p:n> a&lt;b&#65;&#x42;&unknown;&amp </p:n><e/><c><![CDATA[<x>&amp;]]></c>
            <o>mixed<i>in</i>tail</o></r>
            """
        #expect(
            MarkupElement.leaves(in: Array(text.utf8)[...]) == [
                MarkupElement(name: "n", parent: "r", text: "a<bAB&unknown;&amp"),
                MarkupElement(name: "c", parent: "r", text: "<x>&amp;"),
                MarkupElement(name: "i", parent: "o", text: "in"),
            ])
    }

    @Test func `is bounded in depth, number and length`() {
        let deep = String(repeating: "<a>", count: 5000) + "x"
        #expect(MarkupElement.leaves(in: Array(deep.utf8)[...]).isEmpty)
        let many = "<r>" + String(repeating: "<a>x</a>", count: 5000)
        #expect(MarkupElement.leaves(in: Array(many.utf8)[...]).count == 512)
        let long = "<r>" + String(repeating: "x", count: 5000) + "</r>"
        #expect(MarkupElement.leaves(in: Array(long.utf8)[...]).map(\.text.utf8.count) == [1024])
        let closing = String(repeating: "</a>", count: 100) + "<"
        #expect(MarkupElement.leaves(in: Array(closing.utf8)[...]).isEmpty)
    }
}
