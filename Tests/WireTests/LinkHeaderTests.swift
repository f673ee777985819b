import Addresses
import Testing
import Wire

struct LinkHeaderTests {
    @Test func `an ARP packet is read and written alike`() {
        expectSymmetry(
            Sample.arpReply,
            ARPPacket(
                operation: .reply,
                sender: .init(mac: Sample.router, address: IPv4Address(0xc000_0201)),
                target: .init(mac: Sample.printer, address: IPv4Address(0xc000_0202))),
            parse: ARPPacket.init(parsing:), write: { $0.write(to: &$1) })
    }

    @Test func `an unknown ARP operation keeps its number`() throws {
        var octets = Sample.arpReply
        octets[7] = 9
        var reader = ByteReader(octets)
        let packet = try ARPPacket(parsing: &reader)
        #expect(packet.operation == .other(9))
        #expect(Array(written(packet.write).rest) == octets)
    }

    @Test(arguments: [(1, "hardware type"), (2, "protocol type"), (4, "address lengths")])
    func `ARP for other hardware or protocols is not read`(index: Int, field: String) {
        var octets = Sample.arpReply
        octets[index] = 0xff
        #expect(throws: WireError.self) {
            var reader = ByteReader(octets)
            _ = try ARPPacket(parsing: &reader)
        }
    }

    @Test func `an Ethernet header is read and written with its tags`() {
        expectSymmetry(
            Sample.ethernet + [0x88, 0xa8, 0x00, 0x64, 0x81, 0x00, 0x20, 0x0a, 0x08, 0x00],
            EthernetHeader(
                destination: Sample.printer, source: Sample.router,
                tags: [.init(proto: EtherType.serviceVLAN, control: 100), .init(control: 0x200a)],
                type: EtherType.ipv4),
            parse: EthernetHeader.init(parsing:), write: { $0.write(to: &$1) })
    }

    @Test func `tags without end are read up to a limit`() throws {
        let tags = Array(repeating: [0x81, 0x00, 0x00, 0x01] as [UInt8], count: 100).flatMap(\.self)
        var reader = ByteReader(Sample.ethernet + tags)
        #expect(try EthernetHeader(parsing: &reader).tags.count == EthernetHeader.tagLimit)
        #expect(Packet(dissecting: Sample.ethernet + tags).vlans.count == EthernetHeader.tagLimit)
    }

    @Test(arguments: [
        (1, LinkType.ethernet), (101, .rawIP), (228, .rawIP), (229, .rawIP), (12, .rawIP), (0, .loopback),
        (108, .loopback), (113, .linuxCooked), (276, .linuxCooked2), (105, .wireless), (127, .radiotap),
        (999, .other(999)),
    ])
    func `link types have their numbers`(code: Int, type: LinkType) {
        #expect(LinkType(code) == type)
    }

    @Test func `a checksum is that of RFC 1071's example`() {
        let octets: [UInt8] = [0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]
        #expect(Checksum.of(octets) == ~0xddf2)
        #expect(Checksum.of([0xab] as [UInt8]) == ~0xab00)
        #expect(Checksum.of([] as [UInt8]) == 0xffff)
    }

    @Test func `a number is summed as its octets are`() {
        var number = Checksum()
        number.add(0xffff_fffe_8001_7f02)
        var octets = Checksum()
        octets.add([0xff, 0xff, 0xff, 0xfe, 0x80, 0x01, 0x7f, 0x02])
        #expect(number.value == octets.value)
    }
}
