import Addresses
import Model
import Probing
import Testing
import Wire

/// Devices' own words arrive as they were said, within bounds.
struct TraitTests {
    private func dhcp(_ options: [DHCPv4Message.Option]) -> [TraitFact] {
        let mac = MACAddress(0x0000_5e00_5302)
        var writer = ByteWriter()
        DHCPv4Message(
            operation: .request, transaction: 1, mac: mac,
            options: [.init(code: 53, octets: [1])] + options
        ).write(to: &writer)
        let frame = Frame.udp(
            from: Station(mac: mac, address: .v4(.any)),
            to: Station(mac: .broadcast, address: .v4(.broadcast)), sourcePort: 68, destinationPort: 67,
            payload: writer.octets)
        return Listener.dhcp.hear(Packet(dissecting: frame)).compactMap(\.fact.trait)
    }

    @Test func `a DHCP client's name, class and wishes are kept as it said them`() {
        let traits = dhcp([
            .init(code: 12, octets: Array("RECEPT-01".utf8)),
            .init(code: 60, octets: Array("MSFT 5.0".utf8)),
            .init(code: 55, octets: [1, 3, 6, 15, 31, 33, 43]),
        ])
        #expect(
            traits == [
                TraitFact(.dhcpHostname, "RECEPT-01"), TraitFact(.dhcpVendorClass, "MSFT 5.0"),
                TraitFact(.dhcpParameters, "1,3,6,15,31,33,43"),
            ])
        #expect(dhcp([]).isEmpty)
    }

    @Test func `a hostile DHCP client fills no page`() throws {
        let traits = dhcp([.init(code: 55, octets: Array(repeating: 200, count: 255))])
        #expect(try #require(traits.first).value.count <= 255)
    }

    private func mdns(_ answers: [DNSMessage.Record]) throws -> [TraitFact] {
        let message = DNSMessage(id: 0, flags: 0x8400, answers: answers)
        return try SampleDatagram.hear("mdns", SampleDatagram.packet(message.octets, from: 5353, to: 5353))
            .traits()
    }

    private func text(_ strings: String...) -> DNSMessage.Data { .text(strings.map { Array($0.utf8) }) }

    @Test func `an mDNS answer's types and texts are kept, but not what only its clients need`() throws {
        let traits = try mdns([
            .init("_ipp._tcp.local", .ptr, .name("Desk._ipp._tcp.local")),
            .init(
                "Desk._ipp._tcp.local", .txt, text("txtvers=1", "ty=EPSON EP-880A", "usb_MFG=EPSON", "rp=")),
            .init("mac._device-info._tcp.local", .txt, text("model=MacBookPro18,3")),
        ])
        #expect(
            traits == [
                TraitFact(.mdnsService, "_device-info._tcp"), TraitFact(.mdnsService, "_ipp._tcp"),
                TraitFact(.mdnsText, "_ipp._tcp ty=EPSON EP-880A"),
                TraitFact(.mdnsText, "_ipp._tcp usb_mfg=EPSON"),
                TraitFact(.mdnsDevice, "model=MacBookPro18,3"),
            ])
    }

    @Test func `a record of many keys gives a bounded number of texts`() throws {
        let strings = (0..<400).map { Array("k\($0)=v".utf8) }
        #expect(try mdns([.init("Desk._ipp._tcp.local", .txt, .text(strings))]).count <= 25)
    }

    @Test func `SSDP tells what the sender runs, and a search what asks`() throws {
        let type = "urn:schemas-upnp-org:device:MediaServer:1"
        let answer = SSDPMessage(
            .response(status: 200),
            headers: [.init("ST", type), .init("USN", "uuid:1"), .init("SERVER", "Linux/3.10 UPnP/1.0 x/1")])
        #expect(
            try SampleDatagram.hear("ssdp", SampleDatagram.packet(answer.octets, from: 1900)).traits() == [
                TraitFact(.ssdpServer, "Linux/3.10 UPnP/1.0 x/1"), TraitFact(.upnpType, type),
            ])
        let search = SSDPMessage(.search, headers: [.init("ST", "ssdp:all"), .init("USER-AGENT", "x/1")])
        #expect(
            try SampleDatagram.hear("ssdp", SampleDatagram.packet(search.octets, from: 50_000, to: 1900))
                .traits() == [TraitFact(.ssdpUserAgent, "x/1")])
    }

    @Test func `NetBIOS names tell roles`() throws {
        let names: [(UInt8, Bool)] = [(0, false), (0x1b, false), (0x1c, true), (0x1d, false), (0x20, false)]
        let entries = names.map { suffix, isGroup in
            NetBIOSMessage.Entry(
                NetBIOSName(octets: Array("SRV01".utf8), suffix: suffix), flags: isGroup ? 0x8400 : 0x0400)
        }
        let message = NetBIOSMessage(
            id: 1, isResponse: true, operation: .query, flags: 0x400,
            record: .init(.wildcard, .status(entries, unitID: nil)))
        #expect(
            try SampleDatagram.hear("netbios", SampleDatagram.packet(message.octets, from: 137)).traits()
                .map(\.value) == [
                    "domain-controller", "domain-master-browser", "file-server", "master-browser",
                    "workstation",
                ])
    }

    private func described(_ location: String, _ elements: String) throws -> [TraitFact] {
        var conversation = try #require(Catalog.description(location: location)).conversation
        _ = conversation.start()
        _ = conversation.receive(Array("HTTP/1.1 200 OK\r\n\r\n<e><b>\(elements)</b></e>".utf8))
        return conversation.end(.closedByPeer).compactMap(\.fact.trait)
    }

    @Test func `descriptions give maker and model in the device's words`() throws {
        let upnp = try described(
            "http://192.0.2.1/x",
            "<manufacturer>Buffalo Inc.</manufacturer><modelName>WSR-3200</modelName>"
                + "<modelNumber>2</modelNumber><modelDescription>Wi-Fi Router</modelDescription>")
        #expect(
            upnp == [
                TraitFact(.upnpManufacturer, "Buffalo Inc."), TraitFact(.upnpModel, "WSR-3200"),
                TraitFact(.upnpModelNumber, "2"), TraitFact(.upnpModelDescription, "Wi-Fi Router"),
            ])
        let wsd = try described(
            "http://192.0.2.9:5357/a#urn:uuid:a0",
            "<Manufacturer>Canon</Manufacturer><ModelName>MF640C</ModelName>"
                + "<FirmwareVersion>2.05</FirmwareVersion>")
        #expect(
            wsd == [
                TraitFact(.wsdManufacturer, "Canon"), TraitFact(.wsdModel, "MF640C"),
                TraitFact(.wsdFirmware, "2.05"),
            ])
    }
}
