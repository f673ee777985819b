import Addresses
import Testing
import Wire

struct ICMPTests {
    private let router = IPv4Address(0xc000_0201)
    private let from = Sample.routerV6
    private let to = Sample.printerV6

    private func expectSymmetry4(
        _ body: [UInt8], _ message: ICMPv4Message, fixed: Int, at location: SourceLocation = #_sourceLocation
    ) {
        let sum = Checksum.of(body)
        let octets = body[..<2] + [UInt8(sum >> 8), UInt8(sum & 0xff)] + body[4...]
        expectSymmetry(
            Array(octets), message, fixed: fixed, parse: ICMPv4Message.init(parsing:),
            write: { $0.write(to: &$1) }, at: location)
    }

    private func expectSymmetry6(
        _ body: [UInt8], _ message: ICMPv6Message, fixed: Int, at location: SourceLocation = #_sourceLocation
    ) {
        let sum = Checksum.of(body, from: .v6(from), to: .v6(to), proto: 58)
        let octets = body[..<2] + [UInt8(sum >> 8), UInt8(sum & 0xff)] + body[4...]
        expectSymmetry(
            Array(octets), message, fixed: fixed, parse: ICMPv6Message.init(parsing:),
            write: { $0.write(to: &$1, from: from, to: to) }, at: location)
    }

    @Test func `the messages of ICMP are read and written alike`() {
        let echo = ICMPEcho(identifier: 1, sequence: 2, data: [3])
        let invoking = InvokingPacket(octets: Array(Sample.ipv4.prefix(28)))
        expectSymmetry4([8, 0, 0, 0, 0, 1, 0, 2, 3], .echoRequest(echo), fixed: 8)
        expectSymmetry4([0, 0, 0, 0, 0, 1, 0, 2, 3], .echoReply(echo), fixed: 8)
        expectSymmetry4(
            [3, 3, 0, 0, 0, 0, 0, 0] + invoking.octets, .unreachable(code: 3, invoking), fixed: 8)
        expectSymmetry4(
            [5, 1, 0, 0, 192, 0, 2, 1] + invoking.octets, .redirect(code: 1, gateway: router, invoking),
            fixed: 8)
        expectSymmetry4([42, 7, 0, 0, 9], .other(type: 42, code: 7, body: [9]), fixed: 4)
    }

    @Test func `an error's packet gives its addresses and ports`() throws {
        let udp = try #require(InvokingPacket(octets: Array(Sample.ipv4.prefix(28))).read())
        #expect(udp.network.destination == .v4(IPv4Address(0xc000_0202)))
        #expect(udp.ports == .init(source: 40000, destination: 53))
        let header: [UInt8] = [0x45, 0, 0, 44, 0, 0, 0x40, 0, 0x40, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
        let tcp = try #require(InvokingPacket(octets: header + Sample.tcp.prefix(8)).read())
        #expect(tcp.ports == .init(source: 443, destination: 40000))
        let v6 = try #require(InvokingPacket(octets: Sample.ipv6).read())
        #expect(v6.ports == .init(source: 40000, destination: 53))
        let cut = try #require(InvokingPacket(octets: header + Sample.tcp.prefix(7)).read())
        #expect(cut.ports == nil)
        #expect(InvokingPacket(octets: []).read() == nil)
    }

    @Test func `errors and echoes of ICMPv6 are read and written alike`() {
        let invoking = InvokingPacket(octets: Sample.ipv6)
        expectSymmetry6(
            [1, 4, 0, 0, 0, 0, 0, 0] + invoking.octets, .unreachable(code: 4, invoking), fixed: 8)
        expectSymmetry6(
            [128, 0, 0, 0, 0, 1, 0, 2], .echoRequest(.init(identifier: 1, sequence: 2)), fixed: 8)
        expectSymmetry6(
            [129, 0, 0, 0, 0, 1, 0, 2], .echoReply(.init(identifier: 1, sequence: 2)), fixed: 8)
        expectSymmetry6([200, 1, 0, 0, 9], .other(type: 200, code: 1, body: [9]), fixed: 4)
    }

    @Test func `solicitations and advertisements of neighbours are read and written alike`() {
        let option: [UInt8] = [1, 1, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01]
        expectSymmetry6(
            [135, 0, 0, 0, 0, 0, 0, 0] + to.octets + option,
            .neighbourSolicitation(.init(target: to, options: [.sourceLinkLayer(Sample.router)])), fixed: 24)
        expectSymmetry6(
            [136, 0, 0, 0, 0xe0, 0, 0, 0] + from.octets + [2] + option.dropFirst(),
            .neighbourAdvertisement(
                .init(flags: 0xe0, target: from, options: [.targetLinkLayer(Sample.router)])), fixed: 24)
        expectSymmetry6(
            [133, 0, 0, 0, 0, 0, 0, 0] + option,
            .routerSolicitation(options: [.sourceLinkLayer(Sample.router)]), fixed: 8)
        expectSymmetry6(
            [137, 0, 0, 0, 0, 0, 0, 0] + from.octets + to.octets,
            .redirect(target: from, destination: to, options: []), fixed: 40)
    }

    @Test func `a router advertisement is read and written with its options`() {
        let prefix = IPv6Address(high: 0x2001_0db8_0000_0000, low: 0)
        let octets: [UInt8] =
            [134, 0, 0, 0, 64, 0x48, 0x07, 0x08, 0, 0, 0, 1, 0, 0, 0, 2]
            + [3, 4, 64, 0xc0, 0, 0, 0x0e, 0x10, 0, 0, 0x07, 0x08, 0, 0, 0, 0] + prefix.octets
            + [5, 1, 0, 0, 0, 0, 0x05, 0xdc]
            + [25, 3, 0, 0, 0, 0, 0, 60] + from.octets
            + [24, 1, 1, 2, 3, 4, 5, 6]
        expectSymmetry6(
            octets,
            .routerAdvertisement(
                .init(
                    hopLimit: 64, flags: 0x48, lifetime: 1800, reachableTime: 1, retransmissionTime: 2,
                    options: [
                        .prefix(
                            .init(
                                address: prefix, length: 64, flags: 0xc0, validLifetime: 3600,
                                preferredLifetime: 1800)),
                        .mtu(1500), .recursiveDNS(lifetime: 60, servers: [from]),
                        .other(type: 24, body: [1, 2, 3, 4, 5, 6]),
                    ])), fixed: 16)
    }

    @Test func `an option of length 0 is refused`() {
        #expect(throws: WireError.malformed("neighbour discovery option of length 0")) {
            var reader = ByteReader([133, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
            _ = try ICMPv6Message(parsing: &reader)
        }
    }

    @Test func `a prefix longer than an address is no block`() {
        let prefix = NeighbourOption.AdvertisedPrefix(
            address: from, length: 129, flags: 0, validLifetime: 0, preferredLifetime: 0)
        #expect(prefix.block == nil)
    }

    @Test func `queries and reports of multicast listeners are read and written alike`() {
        let group = IPv6Address(high: 0xff02_0000_0000_0000, low: 0xfb)
        expectSymmetry6(
            [130, 0, 0, 0, 0x03, 0xe8, 0, 0] + group.octets,
            .listenerQuery(.init(maximumResponse: 1000, group: group, version2: nil)), fixed: 24)
        expectSymmetry6(
            [130, 0, 0, 0, 0x03, 0xe8, 0, 0] + group.octets + [0x0a, 125, 0, 1] + from.octets,
            .listenerQuery(
                .init(
                    maximumResponse: 1000, group: group,
                    version2: .init(suppress: true, robustness: 2, intervalCode: 125, sources: [from]))),
            fixed: 24)
        let record = MLDReport.Record(type: 4, group: group, sources: [to], auxiliary: [1, 2, 3, 4])
        expectSymmetry6(
            [143, 0, 0, 0, 0, 0, 0, 1] + [4, 1, 0, 1] + group.octets + to.octets + [1, 2, 3, 4],
            .listenerReport(.init(records: [record])), fixed: 48)
    }
}
