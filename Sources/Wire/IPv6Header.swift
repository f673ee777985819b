package import Addresses

/// An IPv6 header with its extension headers (RFC 8200, 3 and 4).
///
/// ```
///  |Version| Traffic Class |           Flow Label                  |
///  |         Payload Length        |  Next Header  |   Hop Limit   |
///  |                   Source Address (16 octets)                  |
///  |                Destination Address (16 octets)                |
/// ```
package struct IPv6Header: Equatable, Sendable {
    /// An extension header.
    package struct Extension: Equatable, Sendable {
        /// The number that the header before it announces.
        package var proto: UInt8
        /// Everything after the next-header and length octets.
        package var body: [UInt8]

        package init(proto: UInt8, body: [UInt8]) {
            self.proto = proto
            self.body = body
        }
    }

    /// Octets without extension headers.
    package static let length = 40
    /// More extension headers than these are not walked.
    package static let extensionLimit = 16

    package var trafficClass: UInt8
    /// 20 bits.
    package var flowLabel: UInt32
    /// Extension headers and payload in octets, as the field says; 0 for a jumbogram (RFC 2675).
    package var payloadLength: UInt16
    package var hops: UInt8
    package var source: IPv6Address
    package var destination: IPv6Address
    package var extensions: [Extension]
    /// The protocol after the last extension header.
    package var proto: UInt8

    /// A header whose payload, extension headers included, has `payloadLength` octets.
    package init(
        payloadLength: Int, proto: UInt8, hops: UInt8, source: IPv6Address, destination: IPv6Address,
        extensions: [Extension] = []
    ) {
        trafficClass = 0
        flowLabel = 0
        self.payloadLength = UInt16(clamping: payloadLength)
        self.hops = hops
        self.source = source
        self.destination = destination
        self.extensions = extensions
        self.proto = proto
    }
}

/// The extension headers that can be walked (IANA, "IPv6 Extension Header Types").
enum IPv6ExtensionType {
    static let hopByHop: UInt8 = 0
    static let routing: UInt8 = 43
    static let fragment: UInt8 = 44
    static let authentication: UInt8 = 51
    static let destination: UInt8 = 60

    /// Whether a header of this number can be stepped over: mobility, HIP and Shim6 have the general shape too.
    static func canBeWalked(_ proto: UInt8) -> Bool {
        switch proto {
        case hopByHop, routing, fragment, authentication, destination, 135, 139, 140: true
        default: false
        }
    }

    /// The octets of a header from its number and its second octet (RFC 8200, 4.2–4.6; RFC 4302, 2.2).
    static func length(of proto: UInt8, field: UInt8) -> Int {
        switch proto {
        case fragment: 8
        case authentication: (Int(field) + 2) * 4
        default: (Int(field) + 1) * 8
        }
    }

    /// The second octet for a header whose body, without its first two octets, has `count` octets.
    static func field(of proto: UInt8, count: Int) -> UInt8 {
        switch proto {
        case fragment: 0
        case authentication: UInt8(clamping: (count + 2) / 4 - 2)
        default: UInt8(clamping: (count + 2) / 8 - 1)
        }
    }
}

extension IPv6Header {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let first = try reader.uint32()
        guard first >> 28 == 6 else { throw .unsupported(field: "version", value: UInt64(first >> 28)) }
        trafficClass = UInt8(truncatingIfNeeded: first >> 20)
        flowLabel = first & 0xf_ffff
        payloadLength = try reader.uint16()
        proto = try reader.uint8()
        hops = try reader.uint8()
        source = try reader.ipv6()
        destination = try reader.ipv6()
        extensions = []
        while IPv6ExtensionType.canBeWalked(proto) {
            guard extensions.count < Self.extensionLimit else {
                throw .malformed("more than \(Self.extensionLimit) extension headers")
            }
            let next = try reader.uint8()
            let length = IPv6ExtensionType.length(of: proto, field: try reader.uint8())
            extensions.append(Extension(proto: proto, body: Array(try reader.take(length - 2))))
            proto = next
            // After a fragment header other than the first comes the middle of something.
            if isLaterFragment { break }
        }
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint32(6 << 28 | UInt32(trafficClass) << 20 | flowLabel & 0xf_ffff)
        writer.uint16(payloadLength)
        writer.uint8(extensions.first?.proto ?? proto)
        writer.uint8(hops)
        writer.ipv6(source)
        writer.ipv6(destination)
        for (index, header) in extensions.enumerated() {
            writer.uint8(index + 1 < extensions.count ? extensions[index + 1].proto : proto)
            writer.uint8(IPv6ExtensionType.field(of: header.proto, count: header.body.count))
            writer.bytes(header.body)
        }
    }

    /// Whether this is a fragment other than the first.
    package var isLaterFragment: Bool {
        extensions.contains { header in
            header.proto == IPv6ExtensionType.fragment && header.body.count >= 2
                && (header.body[0] != 0 || header.body[1] & 0xf8 != 0)
        }
    }
}
