import Addresses
import Testing
import Wire

struct InternetHeaderTests {
    private let source = IPv4Address(0xc000_0201)
    private let destination = IPv4Address(0xc000_0202)

    @Test func `an IPv4 header is read and written alike`() {
        expectSymmetry(
            Array(Sample.ipv4.prefix(20)),
            IPv4Header(payloadLength: 10, proto: 17, hops: 64, source: source, destination: destination),
            parse: IPv4Header.init(parsing:), write: { $0.write(to: &$1) })
    }

    @Test func `IPv4 options and fragments survive`() throws {
        var header = IPv4Header(
            payloadLength: 8, proto: 1, hops: 1, source: source, destination: destination)
        header.options = [0x94, 0x04, 0x00, 0x00]
        header.mayNotFragment = false
        header.moreFragments = true
        header.fragmentOffset = 0x1234
        var reader = written(header.write)
        #expect(Checksum.of(reader.rest) == 0)
        #expect(try IPv4Header(parsing: &reader) == header)
    }

    @Test func `an IPv4 header shorter than it can be is refused`() {
        #expect(throws: WireError.malformed("header shorter than 20 octets")) {
            var reader = ByteReader([0x44] + Sample.ipv4.dropFirst())
            _ = try IPv4Header(parsing: &reader)
        }
        #expect(throws: WireError.unsupported(field: "version", value: 6)) {
            var reader = ByteReader(Sample.ipv6)
            _ = try IPv4Header(parsing: &reader)
        }
    }

    @Test func `an IPv6 header is read and written with its extension headers`() {
        let header = IPv6Header(
            payloadLength: 48, proto: 58, hops: 1, source: Sample.routerV6, destination: .allNodes,
            extensions: [
                .init(proto: 0, body: [5, 2, 0, 0, 1, 0]),
                .init(proto: 51, body: Array(repeating: 7, count: 22)),
                .init(proto: 44, body: [0, 1, 0, 0, 0, 9]),
                .init(proto: 60, body: [1, 4, 0, 0, 0, 0]),
            ])
        var octets = ByteWriter()
        header.write(to: &octets)
        #expect(octets.count == 40 + 8 + 24 + 8 + 8)
        expectSymmetry(
            octets.octets, header,
            parse: IPv6Header.init(parsing:), write: { $0.write(to: &$1) })
    }

    @Test func `extension headers without end are refused`() {
        let chain = Array(repeating: [60, 0, 0, 0, 0, 0, 0, 0] as [UInt8], count: 1000).flatMap(\.self)
        var octets = Array(Sample.ipv6.prefix(40)) + chain
        octets[6] = 60
        #expect(throws: WireError.malformed("more than 16 extension headers")) {
            var reader = ByteReader(octets)
            _ = try IPv6Header(parsing: &reader)
        }
        #expect(Packet(dissecting: octets, linkType: .rawIP).network?.proto == 60)
    }

    @Test func `a UDP header is read and written alike`() {
        expectSymmetry(
            Array(Sample.ipv4[20..<28]),
            UDPHeader(source: 40000, destination: 53, length: 10, checksum: 0x76f7),
            parse: UDPHeader.init(parsing:), write: { $0.write(to: &$1) })
    }

    @Test func `a UDP length below its header is refused`() {
        #expect(throws: WireError.malformed("UDP length below 8")) {
            var reader = ByteReader([0, 1, 0, 2, 0, 7, 0, 0])
            _ = try UDPHeader(parsing: &reader)
        }
    }

    @Test func `a TCP header is read and written alike`() throws {
        let addresses = (IPAddress.v4(source), IPAddress.v4(destination))
        var octets = Sample.tcp
        let checksum = Checksum.of(octets, from: addresses.0, to: addresses.1, proto: 6)
        (octets[16], octets[17]) = (UInt8(checksum >> 8), UInt8(checksum & 0xff))
        expectSymmetry(
            octets,
            TCPHeader(
                source: 443, destination: 40000, sequence: 7, acknowledgment: 9, flags: [.syn, .ack],
                window: 1024),
            parse: TCPHeader.init(parsing:)
        ) { header, writer in
            header.write(
                to: &writer, options: TCPHeader.maximumSegmentOption, from: addresses.0, to: addresses.1)
        }
    }
}
