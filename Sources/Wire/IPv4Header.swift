package import Addresses

/// Protocol numbers of the Internet layer (IANA).
package enum InternetProtocol {
    package static let icmp: UInt8 = 1
    package static let tcp: UInt8 = 6
    package static let udp: UInt8 = 17
    package static let icmp6: UInt8 = 58
}

/// An IPv4 header (RFC 791, 3.1).
///
/// ```
///  |Version|  IHL  |Type of Service|          Total Length         |
///  |         Identification        |Flags|      Fragment Offset    |
///  |  Time to Live |    Protocol   |         Header Checksum       |
///  |                       Source Address                          |
///  |                    Destination Address                        |
///  |                    Options                    |    Padding    |
/// ```
package struct IPv4Header: Equatable, Sendable {
    /// Octets without options.
    package static let minimumLength = 20

    package var typeOfService: UInt8
    /// Header and payload, in octets, as the field says; 0 where the network card cuts the segments.
    package var totalLength: UInt16
    package var identification: UInt16
    package var mayNotFragment: Bool
    package var moreFragments: Bool
    /// In units of eight octets, 13 bits.
    package var fragmentOffset: UInt16
    package var hops: UInt8
    package var proto: UInt8
    package var source: IPv4Address
    package var destination: IPv4Address
    /// Options with their padding; a multiple of four octets, at most 40.
    package var options: [UInt8]

    package init(
        payloadLength: Int, proto: UInt8, hops: UInt8, source: IPv4Address, destination: IPv4Address
    ) {
        typeOfService = 0
        totalLength = UInt16(clamping: Self.minimumLength + payloadLength)
        // A packet that is never cut needs no identification (RFC 6864, 4.1).
        identification = 0
        mayNotFragment = true
        moreFragments = false
        fragmentOffset = 0
        self.hops = hops
        self.proto = proto
        self.source = source
        self.destination = destination
        options = []
    }
}

extension IPv4Header {
    /// Reads a header; its checksum is not judged, since a sending host's own captures hold it unfilled.
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let first = try reader.uint8()
        guard first >> 4 == 4 else { throw .unsupported(field: "version", value: UInt64(first >> 4)) }
        let length = Int(first & 0x0f) * 4
        guard length >= Self.minimumLength else { throw .malformed("header shorter than 20 octets") }
        typeOfService = try reader.uint8()
        totalLength = try reader.uint16()
        identification = try reader.uint16()
        let fragment = try reader.uint16()
        mayNotFragment = fragment & 0x4000 != 0
        moreFragments = fragment & 0x2000 != 0
        fragmentOffset = fragment & 0x1fff
        hops = try reader.uint8()
        proto = try reader.uint8()
        try reader.skip(2)
        source = try reader.ipv4()
        destination = try reader.ipv4()
        options = Array(try reader.take(length - Self.minimumLength))
    }

    package func write(to writer: inout ByteWriter) {
        precondition(options.count % 4 == 0 && options.count <= 40)
        var header = ByteWriter()
        header.uint8(0x40 | UInt8((Self.minimumLength + options.count) / 4))
        header.uint8(typeOfService)
        header.uint16(totalLength)
        header.uint16(identification)
        header.uint16((mayNotFragment ? 0x4000 : 0) | (moreFragments ? 0x2000 : 0) | fragmentOffset & 0x1fff)
        header.uint8(hops)
        header.uint8(proto)
        header.zeros(2)
        header.ipv4(source)
        header.ipv4(destination)
        header.bytes(options)
        header.overwrite16(at: 10, Checksum.of(header.octets))
        writer.bytes(header.octets)
    }
}
