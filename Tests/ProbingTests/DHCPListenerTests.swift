import Addresses
import Model
import Probing
import Testing
import Wire

/// What DHCP and the errors of ICMP tell.
struct DHCPListenerTests {
    private let client = MACAddress(0x0000_5e00_5302)
    private let router = Station(mac: MACAddress(0x0000_5e00_5301), address: .v4(IPv4Address(0xc000_0201)))
    private let all = Station(mac: .broadcast, address: .v4(.broadcast))
    private let any = Station(mac: MACAddress(0x0000_5e00_5302), address: .v4(.any))

    private func packet(
        _ message: DHCPv4Message, from: Station, to: Station, ports: (UInt16, UInt16)
    ) -> Packet {
        var writer = ByteWriter()
        message.write(to: &writer)
        return Packet(
            dissecting: Frame.udp(
                from: from, to: to, sourcePort: ports.0, destinationPort: ports.1, payload: writer.octets))
    }

    private func asking(_ options: [DHCPv4Message.Option]) -> Packet {
        packet(
            DHCPv4Message(
                operation: .request, transaction: 1, mac: client,
                options: [.init(code: 53, octets: [3])] + options),
            from: any, to: all, ports: (68, 67))
    }

    @Test func `a client tells its name and its system`() throws {
        let sightings = Listener.dhcp.hear(
            asking([
                .init(code: 12, octets: Array("RECEPT-01".utf8)),
                .init(code: 60, octets: Array("MSFT 5.0".utf8)),
                .init(code: 81, octets: [0, 0, 0] + Array("RECEPT-01".utf8)),
            ]))
        #expect(
            sightings.map(\.fact).claims == [
                .name(NameFact("RECEPT-01", .dhcp))
            ])
        #expect(sightings.allSatisfy { $0.subject == Observation.Subject(mac: client) })
        let grounds = try #require(sightings.first?.grounds).value
        #expect(grounds.hasPrefix("01010600"))
        #expect(grounds.contains("00005e005302"))
        #expect(!grounds.contains(String(repeating: "00", count: 64)))
    }

    @Test func `a server tells itself and the router it hands out`() {
        var offer = DHCPv4Message(
            operation: .reply, transaction: 1, mac: client, yours: IPv4Address(0xc000_0207),
            options: [
                .init(code: 53, octets: [2]), .init(code: 54, octets: [192, 0, 2, 1]),
                .init(code: 3, octets: [192, 0, 2, 254]),
            ])
        let heard = Listener.dhcp.hear(packet(offer, from: router, to: all, ports: (67, 68)))
        #expect(
            heard.map(\.subject) == [
                .init(mac: router.mac, address: router.address),
                .init(address: .v4(IPv4Address(0xc000_02fe))),
            ])
        #expect(
            heard.map(\.fact) == [
                .attribute(.init(.dhcpServer, "dhcp", .certain)), .attribute(.init(.router, "dhcp", .likely)),
            ])
        offer.relay = IPv4Address(0xc000_0209)
        let relayed = Listener.dhcp.hear(packet(offer, from: router, to: all, ports: (67, 67)))
        #expect(relayed.first?.subject == .init(address: router.address))
    }

    @Test func `routers of classless routes are told as well, and of a refusal none`() {
        let route: [UInt8] = [24, 10, 0, 0, 192, 0, 2, 253, 0, 192, 0, 2, 254, 16, 10, 1, 0, 0, 0, 0]
        let answer = { (kind: UInt8) in
            DHCPv4Message(
                operation: .reply, transaction: 1, mac: self.client,
                options: [
                    .init(code: 53, octets: [kind]), .init(code: 54, octets: [192, 0, 2, 1]),
                    .init(code: 3, octets: [192, 0, 2, 254]), .init(code: 121, octets: route),
                ])
        }
        let heard = Listener.dhcp.hear(packet(answer(5), from: router, to: all, ports: (67, 68)))
        #expect(
            heard.map(\.subject.address) == [
                router.address, .v4(IPv4Address(0xc000_02fe)), .v4(IPv4Address(0xc000_02fd)),
            ])
        let refused = Listener.dhcp.hear(packet(answer(6), from: router, to: all, ports: (67, 68)))
        #expect(refused.map(\.fact) == [.attribute(.init(.dhcpServer, "dhcp", .certain))])
    }

    @Test(arguments: [64, 63] as [UInt8])
    func `a server is its frame's sender unless the answer may have been routed`(hops: UInt8) {
        var answer = DHCPv4Message(
            operation: .reply, transaction: 1, mac: client,
            options: [.init(code: 53, octets: [5]), .init(code: 54, octets: [192, 0, 2, 1])])
        answer.client = IPv4Address(0xc000_0202)
        var writer = ByteWriter()
        answer.write(to: &writer)
        let frame = Frame.udp(
            from: router, to: Station(mac: client, address: .v4(IPv4Address(0xc000_0202))), sourcePort: 67,
            destinationPort: 68, payload: writer.octets, hops: hops)
        #expect(
            Listener.dhcp.hear(Packet(dissecting: frame)).map(\.subject) == [
                .init(mac: hops == 64 ? router.mac : nil, address: router.address)
            ])
    }

    @Test func `a client names the server whose offer it takes`() {
        let heard = Listener.dhcp.hear(asking([.init(code: 54, octets: [192, 0, 2, 9])]))
        #expect(heard.map(\.subject) == [.init(address: .v4(IPv4Address(0xc000_0209)))])
        #expect(heard.map(\.fact) == [.attribute(.init(.dhcpServer, "dhcp", .likely))])
    }

    @Test func `a DHCPv6 client tells its name`() {
        let from = Station(mac: client, address: .v6(IPv6Address(high: 0xfe80_0000_0000_0000, low: 2)))
        let group = IPv6Address(high: 0xff02_0000_0000_0000, low: 0x1_0002)
        var writer = ByteWriter()
        DHCPv6Message(
            kind: .fromClient(1), transaction: 1,
            options: [
                .init(code: 39, octets: [0, 3, 0x70, 0x63, 0x31, 0]),
                .init(code: 16, octets: [0, 0, 1, 0x37, 0, 8] + Array("MSFT 5.0".utf8)),
            ]
        ).write(to: &writer)
        let frame = Frame.udp(
            from: from, to: Station(mac: group.multicastMAC, address: .v6(group)), sourcePort: 546,
            destinationPort: 547, payload: writer.octets)
        #expect(
            Listener.dhcp.hear(Packet(dissecting: frame)).map(\.fact).claims == [
                .name(NameFact("pc1", .dhcp))
            ])
    }

    private func unreachable(_ code: UInt8, from sender: UInt32, about frame: [UInt8]) -> [Sighting] {
        var body = ByteWriter()
        ICMPv4Message.unreachable(code: code, InvokingPacket(octets: Array(frame.dropFirst(14).prefix(28))))
            .write(to: &body)
        var writer = ByteWriter()
        EthernetHeader(destination: client, source: router.mac, type: EtherType.ipv4).write(to: &writer)
        IPv4Header(
            payloadLength: body.count, proto: 1, hops: 64, source: IPv4Address(sender),
            destination: IPv4Address(0xc000_0202)
        ).write(to: &writer)
        writer.bytes(body.octets)
        return Listener.icmpErrors.hear(Packet(dissecting: writer.octets))
    }

    @Test(
        arguments: [
            (3, 0xc000_0201, PortFact.State.closed), (3, 0xc000_0209, nil), (13, 0xc000_0201, .prohibited),
            (13, 0xc000_0209, .prohibited), (1, 0xc000_0201, nil),
        ] as [(UInt8, UInt32, PortFact.State?)])
    func `an error tells of the port it was about`(code: UInt8, sender: UInt32, state: PortFact.State?) {
        let us = Station(mac: client, address: .v4(IPv4Address(0xc000_0202)))
        let frame = Frame.udp(
            from: us, to: router, sourcePort: 40000, destinationPort: 161, payload: [0xde, 0xad])
        let sightings = unreachable(code, from: sender, about: frame)
        #expect(
            sightings.map(\.fact)
                == [state].compactMap(\.self).map { .port(PortFact(Port(.udp, 161), $0)) })
        #expect(sightings.allSatisfy { $0.subject == .init(address: router.address) })
        #expect(sightings.allSatisfy { $0.grounds?.value.hasSuffix("dead") == false })
    }

    @Test func `a TCP port called unreachable is behind a firewall, not closed`() {
        let us = Station(mac: client, address: .v4(IPv4Address(0xc000_0202)))
        let frame = Frame.tcpSYN(from: us, to: router, sourcePort: 40000, destinationPort: 22, sequence: 1)
        let sightings = unreachable(3, from: 0xc000_0201, about: frame)
        #expect(sightings.map(\.fact) == [.port(PortFact(Port(.tcp, 22), .prohibited))])
    }
}
