import Addresses
import Model
import Probing
import Testing
import Wire

@Suite struct DiscoveryListenerTests {
    private static func ssdp(
        _ kind: SSDPMessage.Kind, _ headers: [(String, String)], from source: UInt16 = 1900,
        to destination: UInt16 = 1900
    ) throws -> [Sighting] {
        let message = SSDPMessage(kind, headers: headers.map { .init($0.0, $0.1) })
        return try SampleDatagram.hear(
            "ssdp", SampleDatagram.packet(message.octets, from: source, to: destination, hops: 4))
    }

    private static let gateway = "urn:schemas-upnp-org:device:InternetGatewayDevice:1"

    @Test func `an answer tells the product and where its description is`() throws {
        let server = "Linux/3.10 UPnP/1.0 MiniUPnPd/1.9"
        let location = "http://192.0.2.9:49152/rootDesc.xml"
        let sightings = try Self.ssdp(
            .response(status: 200),
            [("ST", Self.gateway), ("USN", "uuid:1"), ("SERVER", server), ("LOCATION", location)], to: 40_000)
        #expect(
            sightings.facts() == [
                .port(PortFact(Port(.udp, 1900), .open)),
                .service(
                    ServiceFact(
                        Port(.udp, 1900), proto: "ssdp", product: "MiniUPnPd", version: "1.9",
                        facts: [.announced: Self.gateway, .location: location, .banner: server])),
            ])
    }

    @Test(arguments: [
        "http://192.0.2.50/x.xml", "http://evil.example/x", "https://192.0.2.9/", "http://192.0.2.9:0/",
    ])
    func `a description elsewhere is not followed`(location: String) throws {
        let sightings = try Self.ssdp(
            .notify, [("NT", "upnp:rootdevice"), ("NTS", "ssdp:alive"), ("LOCATION", location)])
        #expect(sightings.services.count == 1)
        #expect(sightings.services.first?[.location] == nil)
    }

    @Test func `an announcement claims no open port and a goodbye nothing`() throws {
        let alive = try Self.ssdp(.notify, [("NT", "upnp:rootdevice"), ("NTS", "ssdp:alive")])
        #expect(!alive.contains { if case .port = $0.fact { true } else { false } })
        #expect(try Self.ssdp(.notify, [("NT", "upnp:rootdevice"), ("NTS", "ssdp:byebye")]).isEmpty)
    }

    @Test func `a searching client tells its words only`() throws {
        let agent = ("USER-AGENT", "Google Chrome/120.0.6099.71 Windows")
        let sightings = try Self.ssdp(.search, [("ST", "ssdp:all"), agent], from: 50_000)
        #expect(sightings.facts().isEmpty)
        #expect(sightings.traits() == [TraitFact(.ssdpUserAgent, agent.1)])
        #expect(try Self.ssdp(.search, [("ST", "ssdp:all")], from: 50_000).isEmpty)
    }

    @Test func `other talk that looks like HTTP is passed over`() throws {
        #expect(try Self.ssdp(.response(status: 200), [("SERVER", "x")]).isEmpty)
        #expect(try Self.ssdp(.response(status: 404), [("ST", "x"), ("USN", "y")]).isEmpty)
    }

    private static func wsd(
        types: String, scopes: String = "", action: String = "ProbeMatches", endpoint: String = "urn:x",
        addresses: String = ""
    ) throws -> [Sighting] {
        let text = """
            <e><h><Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/\(action)</Action></h><b><m>\
            <EndpointReference><Address>\(endpoint)</Address></EndpointReference><Types>\(types)</Types>\
            <Scopes>\(scopes)</Scopes><XAddrs>\(addresses)</XAddrs></m></b></e>
            """
        return try SampleDatagram.hear("wsd", SampleDatagram.packet(Array(text.utf8), from: 3702, hops: 1))
    }

    @Test func `a printer says so by its type`() throws {
        let sightings = try Self.wsd(types: "wsdp:Device wprt:PrintDeviceType")
        #expect(
            sightings.facts() == [
                .port(PortFact(Port(.udp, 3702), .open)),
                .service(
                    ServiceFact(Port(.udp, 3702), proto: "wsd", facts: [.announced: "Device,PrintDeviceType"])
                ),
            ])
    }

    @Test func `a camera tells name and model in its scopes`() throws {
        let sightings = try Self.wsd(
            types: "dn:NetworkVideoTransmitter",
            scopes:
                "onvif://www.onvif.org/hardware/NWC-1000 onvif://www.onvif.org/name/Entrance%20%E5%85%A5%zz")
        #expect(sightings.attribute(.model) == "NWC-1000")
        #expect(sightings.facts().contains(.name(NameFact("Entrance 入%zz", .wsd))))
    }

    @Test func `a computer says its types and a goodbye is nothing`() throws {
        let hello = try Self.wsd(types: "wsdp:Device pub:Computer", action: "Hello")
        #expect(hello.traits() == [TraitFact(.wsdTypes, "Computer Device")])
        #expect(try Self.wsd(types: "pub:Computer", action: "Bye").isEmpty)
    }

    @Test(arguments: [
        ("", "http://192.0.2.9:5357/4509-a0#urn:uuid:4509-a0"),
        ("http://192.0.2.50/x http://192.0.2.9:80/x", "http://192.0.2.9:80/x#urn:uuid:4509-a0"),
        ("http://192.0.2.50/x", nil), ("https://192.0.2.9/x", nil),
    ])
    func `metadata are where the sender itself is`(addresses: String, location: String?) throws {
        let endpoint = "urn:uuid:4509-a0"
        let sightings = try Self.wsd(types: "wsdp:Device", endpoint: endpoint, addresses: addresses)
        #expect(sightings.services.first?[.location] == location)
        let odd = try Self.wsd(types: "wsdp:Device", endpoint: "urn:uuid:<x>", addresses: addresses)
        #expect(odd.services.first?[.location] == nil)
    }
}
