import Addresses
import Model
import Probing
import Testing
import Wire

/// ARP, neighbour discovery and routers: who holds which address, and who leads out of the link.
struct LinkListenerTests {
    private let router = MACAddress(0x0000_5e00_5301)
    private let printer = MACAddress(0x0000_5e00_5302)
    private let routerV6 = IPv6Address(high: 0xfe80_0000_0000_0000, low: 1)
    private let printerV6 = IPv6Address(high: 0xfe80_0000_0000_0000, low: 2)
    private let globalV6 = IPv6Address(high: 0x2001_0db8_0000_0000, low: 2)

    private func arp(_ operation: ARPPacket.Operation, sender: MACAddress, _ address: UInt32) -> Packet {
        var writer = ByteWriter()
        EthernetHeader(destination: router, source: printer, type: EtherType.arp).write(to: &writer)
        ARPPacket(
            operation: operation, sender: .init(mac: sender, address: IPv4Address(address)),
            target: .init(mac: router, address: IPv4Address(0xc000_0201))
        ).write(to: &writer)
        writer.zeros(18)
        return Packet(dissecting: writer.octets)
    }

    private func icmp6(
        _ message: ICMPv6Message, from source: IPv6Address, to destination: IPv6Address = .allNodes,
        hops: UInt8 = 255
    ) -> Packet {
        var body = ByteWriter()
        message.write(to: &body, from: source, to: destination)
        var writer = ByteWriter()
        EthernetHeader(destination: router, source: printer, type: EtherType.ipv6).write(to: &writer)
        IPv6Header(
            payloadLength: body.count, proto: 58, hops: hops, source: source, destination: destination
        ).write(to: &writer)
        writer.bytes(body.octets)
        return Packet(dissecting: writer.octets)
    }

    private func bindings(_ sightings: [Sighting]) -> [Observation.Subject] {
        sightings.filter { $0.fact == .neighbour }.map(\.subject)
    }

    @Test(arguments: [ARPPacket.Operation.request, .reply])
    func `ARP binds its sender`(operation: ARPPacket.Operation) throws {
        let sightings = Listener.arp.hear(arp(operation, sender: printer, 0xc000_0202))
        let held = IPAddress.v4(IPv4Address(0xc000_0202))
        #expect(bindings(sightings) == [.init(mac: printer, address: held)])
        #expect(try #require(sightings.first?.grounds).value.count == 2 * 28)
    }

    @Test func `an ARP sender that is not the frame's is kept with the frame's header`() throws {
        let other = MACAddress(0x0000_5e00_5309)
        let sightings = Listener.arp.hear(arp(.reply, sender: other, 0xc000_0202))
        #expect(sightings.map(\.subject.mac) == [other])
        let grounds = try #require(sightings.first?.grounds).value
        #expect(grounds.hasPrefix("00005e00530100005e0053020806"))
        #expect(grounds.count == 2 * (14 + 28))
    }

    @Test func `ARP without an address of one station binds nothing`() {
        for address in [0, 0xffff_ffff, 0xe000_0001, 0x7f00_0001] as [UInt32] {
            #expect(Listener.arp.hear(arp(.request, sender: printer, address)).isEmpty)
        }
        for mac in [MACAddress.zero, .broadcast, MACAddress(0x0100_5e00_0001)] {
            #expect(Listener.arp.hear(arp(.reply, sender: mac, 0xc000_0202)).isEmpty)
        }
        #expect(Listener.arp.hear(arp(.other(9), sender: printer, 0xc000_0202)).isEmpty)
    }

    @Test func `a neighbour advertisement binds its target`() {
        let packet = icmp6(
            .neighbourAdvertisement(
                .init(flags: 0x60, target: globalV6, options: [.targetLinkLayer(printer)])),
            from: printerV6)
        #expect(
            bindings(Listener.neighbourDiscovery.hear(packet)) == [
                .init(mac: printer, address: .v6(globalV6))
            ])
    }

    @Test func `a neighbour advertisement that a router may have forwarded binds nothing`() {
        let packet = icmp6(
            .neighbourAdvertisement(
                .init(flags: 0x60, target: globalV6, options: [.targetLinkLayer(printer)])),
            from: globalV6, hops: 254)
        #expect(Listener.neighbourDiscovery.hear(packet).isEmpty)
    }

    @Test func `a solicitation binds its sender, and the search for duplicates nobody`() {
        let asking = icmp6(
            .neighbourSolicitation(.init(target: routerV6, options: [.sourceLinkLayer(printer)])),
            from: globalV6)
        #expect(
            bindings(Listener.neighbourDiscovery.hear(asking)) == [
                .init(mac: printer, address: .v6(globalV6))
            ])
        let searching = icmp6(.neighbourSolicitation(.init(target: globalV6, options: [])), from: .any)
        #expect(Listener.neighbourDiscovery.hear(searching).isEmpty)
    }

    @Test func `a link-local sender is on the link, any other may be behind a router`() {
        let echo = ICMPv6Message.echoReply(.init(identifier: 1, sequence: 1, data: [0xde, 0xad]))
        let local = Listener.neighbourDiscovery.hear(icmp6(echo, from: printerV6, hops: 64))
        #expect(bindings(local) == [.init(mac: printer, address: .v6(printerV6))])
        #expect(local.first?.grounds?.value.hasSuffix("dead") == false)
        let answer = Listener.neighbourDiscovery.hear(icmp6(echo, from: globalV6, to: routerV6, hops: 64))
        #expect(bindings(answer) == [.init(mac: printer, address: .v6(globalV6))])
        let routed = icmp6(echo, from: globalV6, to: globalV6, hops: 64)
        #expect(Listener.neighbourDiscovery.hear(routed).isEmpty)
    }

    @Test(arguments: [(1800, Confidence.certain), (0, .hint)] as [(UInt16, Confidence)])
    func `a router advertisement makes a router while it has a lifetime`(life: UInt16, sure: Confidence) {
        let advertisement = ICMPv6Message.RouterAdvertisement(
            hopLimit: 64, flags: 0, lifetime: life, reachableTime: 0, retransmissionTime: 0,
            options: [.sourceLinkLayer(printer)])
        let packet = icmp6(.routerAdvertisement(advertisement), from: routerV6)
        #expect(Listener.routers.hear(packet).map(\.fact) == [.attribute(.init(.router, "ra", sure))])
        #expect(
            bindings(Listener.neighbourDiscovery.hear(packet)) == [
                .init(mac: printer, address: .v6(routerV6))
            ])
        let forwarded = icmp6(.routerAdvertisement(advertisement), from: routerV6, hops: 64)
        #expect(Listener.routers.hear(forwarded).isEmpty)
    }

    @Test func `a redirect shows a router`() {
        let packet = icmp6(.redirect(target: routerV6, destination: globalV6, options: []), from: routerV6)
        #expect(
            Listener.routers.hear(packet).map(\.fact) == [.attribute(.init(.router, "redirect", .likely))])
    }

    @Test func `a redirect names the better router, and never the destination itself`() {
        let better = MACAddress(0x0000_5e00_5309)
        let packet = icmp6(
            .redirect(
                target: IPv6Address(high: 0xfe80_0000_0000_0000, low: 9), destination: globalV6,
                options: [.targetLinkLayer(better), .other(type: 4, body: Array(repeating: 0xdd, count: 70))]),
            from: routerV6)
        let heard = Listener.routers.hear(packet)
        #expect(heard.map(\.subject.mac) == [printer, better])
        #expect(heard.allSatisfy { $0.fact == .attribute(.init(.router, "redirect", .likely)) })
        #expect(heard.allSatisfy { $0.grounds?.value.contains("dddd") == false })
        let onLink = icmp6(.redirect(target: globalV6, destination: globalV6, options: []), from: routerV6)
        #expect(Listener.routers.hear(onLink).count == 1)
    }

    /// An ICMP message from 192.0.2.1.
    private func icmp(_ message: ICMPv4Message) -> Packet {
        var body = ByteWriter()
        message.write(to: &body)
        var writer = ByteWriter()
        EthernetHeader(destination: printer, source: router, type: EtherType.ipv4).write(to: &writer)
        IPv4Header(
            payloadLength: body.count, proto: 1, hops: 64, source: IPv4Address(0xc000_0201),
            destination: IPv4Address(0xc000_0202)
        ).write(to: &writer)
        writer.bytes(body.octets)
        return Packet(dissecting: writer.octets)
    }

    @Test(
        arguments: [(0xc000_0209, 2), (0xc000_0207, 1), (0xe000_0001, 1), (0xc000_0201, 1)] as [(UInt32, Int)]
    )
    func `a redirect for IPv4 names a router where it names another station`(gateway: UInt32, count: Int) {
        // To 192.0.2.7, by the sender of the redirect.
        let invoking = Frame.udp(
            from: Station(mac: printer, address: .v4(IPv4Address(0xc000_0202))),
            to: Station(mac: router, address: .v4(IPv4Address(0xc000_0207))), sourcePort: 40_000,
            destinationPort: 53, payload: [0xdd, 0xdd, 0xdd, 0xdd])
        let heard = Listener.routers.hear(
            icmp(
                .redirect(
                    code: 1, gateway: IPv4Address(gateway),
                    InvokingPacket(octets: Array(invoking.dropFirst(14))))))
        #expect(heard.count == count)
        #expect(heard.first?.subject == .init(mac: router, address: .v4(IPv4Address(0xc000_0201))))
        #expect(count == 1 || heard.last?.subject == .init(address: .v4(IPv4Address(gateway))))
        #expect(heard.allSatisfy { $0.grounds?.value.contains("dddd") == false })
    }

    @Test func `a router advertisement for IPv4 makes a router, a broken one does not`() {
        let entry: [UInt8] = [192, 0, 2, 1, 0, 0, 0, 0]
        let whole = icmp(.other(type: 9, code: 0, body: [1, 2, 7, 8] + entry))
        #expect(Listener.routers.hear(whole).map(\.fact) == [.attribute(.init(.router, "ra", .certain))])
        for length in 0..<12 {
            let cut = Array(([1, 2, 7, 8] + entry).prefix(length))
            #expect(Listener.routers.hear(icmp(.other(type: 9, code: 0, body: cut))).isEmpty)
        }
    }

    @Test(arguments: [(0xe0, 1), (0x60, 0)] as [(UInt8, Int)])
    func `a neighbour that says it routes is heard`(flags: UInt8, count: Int) {
        let packet = icmp6(
            .neighbourAdvertisement(.init(flags: flags, target: printerV6, options: [])), from: printerV6)
        let heard = Listener.routers.hear(packet)
        #expect(heard.count == count)
        #expect(heard.allSatisfy { $0.fact == .attribute(.init(.router, "nd", .likely)) })
    }

    @Test func `our own frames bind us alike`() {
        let frame = Frame.neighbourSolicitation(sender: printer, source: printerV6, target: routerV6)
        #expect(
            bindings(Listener.neighbourDiscovery.hear(Packet(dissecting: frame)))
                == [.init(mac: printer, address: .v6(printerV6))])
    }
}
