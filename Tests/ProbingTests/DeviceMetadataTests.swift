import Addresses
import Model
import Probing
import Testing

@Suite struct DeviceMetadataTests {
    private static func facts(of elements: String) throws -> [Fact] {
        let location = "http://192.0.2.9:5357/4509-a0#urn:uuid:4509-a0"
        var conversation = try #require(Catalog.description(location: location)).conversation
        _ = conversation.start()
        let response =
            "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n<e><b>\(elements)</b></e>"
        _ = conversation.receive(Array(response.utf8))
        return conversation.end(.closedByPeer).map(\.fact).claims
    }

    @Test func `asks the endpoint by one transfer Get`() throws {
        let location = "http://192.0.2.9:5357/4509-a0#urn:uuid:4509-a0"
        var (address, port, conversation) = try #require(Catalog.description(location: location))
        #expect(address == SampleDatagram.address)
        #expect(port == 5357)
        #expect(conversation.id == "talk-wsd")
        let text = String(decoding: conversation.start().send, as: UTF8.self)
        let halves = text.split(separator: "\r\n\r\n")
        #expect(text.hasPrefix("POST /4509-a0 HTTP/1.1\r\nHost: 192.0.2.9:5357\r\n"))
        #expect(halves.count == 2)
        #expect(halves[0].hasSuffix("\r\nContent-Length: \(halves[1].utf8.count)"))
        #expect(halves[1].contains("<wsa:To>urn:uuid:4509-a0</wsa:To>"))
        #expect(halves[1].contains("/ws/2004/09/transfer/Get</wsa:Action>"))
    }

    @Test(arguments: [
        ("YAKKYOKU-SV/Workgroup:WORKGROUP", "WORKGROUP"),
        ("YAKKYOKU-SV/Domain:pharmacy.example", "pharmacy.example"),
        ("YAKKYOKU-SV/NotJoined", nil), ("YAKKYOKU-SV", nil),
    ])
    func `a computer tells its name and group, not what publishes them`(text: String, domain: String?) throws
    {
        let elements =
            "<FriendlyName>x</FriendlyName><Manufacturer>y</Manufacturer><p:Computer>\(text)</p:Computer>"
        let group = domain.map { [Fact.attribute(AttributeFact(.domain, $0, .likely))] } ?? []
        #expect(try Self.facts(of: elements) == [.name(NameFact("YAKKYOKU-SV", .wsd))] + group)
    }

    @Test func `a printer tells name, maker, model, firmware and serial number`() throws {
        let elements = """
            <FriendlyName xml:lang="ja">受付のプリンター</FriendlyName><FirmwareVersion>2.05</FirmwareVersion>\
            <SerialNumber>X1</SerialNumber><Manufacturer>Canon Inc.</Manufacturer><ModelName>MF640C</ModelName>
            """
        #expect(
            try Self.facts(of: elements) == [
                .name(NameFact("受付のプリンター", .wsd)),
                .attribute(AttributeFact(.vendor, "Canon Inc.", .likely)),
                .attribute(AttributeFact(.model, "MF640C", .likely)),
                .attribute(AttributeFact(.firmware, "2.05", .likely)),
                .attribute(AttributeFact(.serial, "X1", .likely)),
            ])
        #expect(try Self.facts(of: "").isEmpty)
    }

    @Test func `a fragment that is no endpoint changes nothing`() throws {
        for fragment in ["x", "urn:uuid:", "urn:uuid:a<b", "urn:uuid:" + String(repeating: "a", count: 65)] {
            let (_, _, conversation) = try #require(
                Catalog.description(location: "http://192.0.2.9/x#" + fragment))
            #expect(conversation.id == "talk-upnp")
        }
    }
}
