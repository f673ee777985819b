import Addresses
import Testing
import Wire

struct PacketDissectingTests {
    private let v4 = Packet.Network(
        source: .v4(IPv4Address(0xc000_0201)), destination: .v4(IPv4Address(0xc000_0202)), hops: 64, proto: 17
    )

    @Test func `reads a UDP packet over IPv4`() {
        let packet = Packet(dissecting: Sample.ethernet + [0x08, 0x00] + Sample.ipv4)
        #expect(packet.source == Sample.router)
        #expect(packet.destination == Sample.printer)
        #expect(packet.vlans == [])
        #expect(packet.etherType == 0x0800)
        #expect(packet.network == v4)
        #expect(packet.transport == .udp(source: 40000, destination: 53))
        #expect(Array(packet.payload) == [0x68, 0x69])
    }

    @Test func `leaves Ethernet padding out of the payload`() {
        let frame = Sample.ethernet + [0x08, 0x00] + Sample.ipv4 + Array(repeating: 0xee, count: 16)
        #expect(Array(Packet(dissecting: frame).payload) == [0x68, 0x69])
    }

    @Test func `walks the extension headers of IPv6`() {
        let packet = Packet(dissecting: Sample.ethernet + [0x86, 0xdd] + Sample.ipv6 + [0xee])
        #expect(
            packet.network
                == Packet.Network(
                    source: .v6(Sample.routerV6), destination: .v6(Sample.printerV6), hops: 64, proto: 17))
        #expect(packet.transport == .udp(source: 40000, destination: 53))
        #expect(Array(packet.payload) == [0x68, 0x69])
    }

    @Test func `reads a TCP header and steps over its options`() {
        let packet = Packet(dissecting: Sample.frames[3])
        #expect(
            packet.transport
                == .tcp(
                    TCPHeader(
                        source: 443, destination: 40000, sequence: 7, acknowledgment: 9,
                        flags: [.syn, .ack], window: 1024)))
        #expect(packet.payload.isEmpty)
    }

    @Test func `reads stacked VLAN tags from the outermost in`() {
        let packet = Packet(dissecting: Sample.frames[4])
        #expect(packet.vlans == [100, 10])
        #expect(packet.etherType == 0x0800)
        #expect(packet.network == v4)
    }

    @Test func `reads Ethernet types behind LLC and SNAP`() {
        let packet = Packet(dissecting: Sample.frames[5])
        #expect(packet.etherType == 0x0800)
        #expect(Array(packet.payload) == [0x68, 0x69])
    }

    @Test func `an IEEE 802.3 frame of another protocol has no type and a payload of its length`() {
        let packet = Packet(dissecting: Sample.ethernet + [0, 3, 0x42, 0x42, 0x03, 0, 0, 0, 0])
        #expect(packet.etherType == nil)
        #expect(Array(packet.payload) == [0x42, 0x42, 0x03])
    }

    @Test(
        arguments: [
            (LinkType.rawIP, []),
            (.loopback, [2, 0, 0, 0]),
            (.linuxCooked, [0, 0, 0, 1, 0, 6, 0, 0, 0x5e, 0, 0x53, 1, 0, 0, 0x08, 0x00]),
            (
                .linuxCooked2,
                [0x08, 0x00, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 0, 0, 0x5e, 0, 0x53, 1, 0, 0]
            ),
            (
                .wireless,
                [0x08, 0x02, 0, 0, 0, 0, 0x5e, 0, 0x53, 2, 2, 0, 0, 0, 0, 9, 0, 0, 0x5e, 0, 0x53, 1, 0, 0]
                    + [0xaa, 0xaa, 3, 0, 0, 0, 0x08, 0x00]
            ),
            (
                .radiotap,
                [0, 0, 8, 0, 0, 0, 0, 0]
                    + [
                        0x88, 0x01, 0, 0, 2, 0, 0, 0, 0, 9, 0, 0, 0x5e, 0, 0x53, 1, 0, 0, 0x5e, 0, 0x53, 2, 0,
                        0,
                    ]
                    + [0, 0] + [0xaa, 0xaa, 3, 0, 0, 0, 0x08, 0x00]
            ),
        ] as [(LinkType, [UInt8])])
    func `reads the link layers of capture files`(link: LinkType, header: [UInt8]) {
        let packet = Packet(dissecting: header + Sample.ipv4, linkType: link)
        #expect(packet.network == v4)
        #expect(packet.transport == .udp(source: 40000, destination: 53))
        if header.count > 4 { #expect(packet.source == Sample.router) }
        for length in header.indices {
            #expect(Packet(dissecting: Array(header[..<length]), linkType: link).network == nil)
        }
    }

    @Test func `a later fragment has no transport`() {
        var frame = Sample.ethernet + [0x08, 0x00] + Sample.ipv4
        frame[21] = 1
        let packet = Packet(dissecting: frame)
        #expect(packet.network?.isLaterFragment == true)
        #expect(packet.transport == nil)
        #expect(packet.payload.count == 10)
    }

    @Test func `a length of zero means all there is`() {
        var v4 = Sample.ethernet + [0x08, 0x00] + Sample.ipv4
        (v4[16], v4[17]) = (0, 0)
        #expect(Array(Packet(dissecting: v4).payload) == [0x68, 0x69])
        var v6 = Sample.ethernet + [0x86, 0xdd] + Sample.ipv6
        (v6[18], v6[19]) = (0, 0)
        #expect(Array(Packet(dissecting: v6).payload) == [0x68, 0x69])
    }

    @Test(arguments: Sample.frames)
    func `no prefix of a frame and no value of any octet stops it`(frame: [UInt8]) {
        for length in 0...frame.count {
            for link in [LinkType.ethernet, .rawIP, .loopback, .linuxCooked, .wireless, .radiotap] {
                let packet = Packet(dissecting: Array(frame[..<length]), linkType: link)
                #expect(packet.payload.endIndex <= length)
            }
        }
        for index in frame.indices {
            for value in [0x00, 0x01, 0x0f, 0x40, 0x4f, 0x60, 0x7f, 0x80, 0xff] as [UInt8] {
                var changed = frame
                changed[index] = value
                #expect(Packet(dissecting: changed).octets == changed)
            }
        }
    }

    @Test(arguments: Sample.frames)
    func `agrees with the readers of the single protocols`(frame: [UInt8]) throws {
        let packet = Packet(dissecting: frame)
        var reader = ByteReader(frame)
        let ethernet = try EthernetHeader(parsing: &reader)
        #expect(ethernet.source == packet.source)
        #expect(ethernet.destination == packet.destination)
        #expect(ethernet.tags.map(\.vlan) == packet.vlans)
        if ethernet.type < EtherType.lowest { try reader.skip(8) }
        switch packet.network?.source {
        case .v4:
            let header = try IPv4Header(parsing: &reader)
            #expect(.v4(header.source) == packet.network?.source)
            #expect(header.proto == packet.network?.proto)
        case .v6:
            let header = try IPv6Header(parsing: &reader)
            #expect(.v6(header.source) == packet.network?.source)
            #expect(header.proto == packet.network?.proto)
        case nil:
            _ = try ARPPacket(parsing: &reader)
        }
        switch packet.transport {
        case .udp(let source, let destination):
            let header = try UDPHeader(parsing: &reader)
            #expect((header.source, header.destination) == (source, destination))
        case .tcp(let found): #expect(try TCPHeader(parsing: &reader) == found)
        default: break
        }
    }
}
