package import Wire

/// The TLS messages that a client's Initial packets carry, put in order as far as they have come (RFC 9000, 19.6).
///
/// Frames may come in any order, cut anywhere, twice, and in several packets.
package struct CryptoStream: Hashable, Sendable {
    private var octets: [UInt8] = []
    private var isKnown: [Bool] = []

    /// Nothing beyond this many octets is kept.
    private static let limit = TLSClientHello.lengthLimit + 4

    package init() {}

    /// Adds the CRYPTO frames among the frames of an Initial packet.
    ///
    /// Throws for frames that no Initial packet may carry (RFC 9000, 12.4); those before them have been added.
    package mutating func add(frames: some Collection<UInt8>) throws(WireError) {
        var reader = ByteReader(Array(frames))
        while !reader.isAtEnd {
            switch try reader.uint8() {
            case 0, 1: break
            case 2: try Self.skipAcknowledgment(&reader, counts: false)
            case 3: try Self.skipAcknowledgment(&reader, counts: true)
            case 6:
                let offset = try reader.quicInteger()
                insert(try reader.take(try reader.quicInteger()), at: offset)
            case 0x1c:
                for _ in 0..<2 { _ = try reader.quicInteger() }
                try reader.skip(try reader.quicInteger())
            case let other: throw .unsupported(field: "frame", value: UInt64(other))
            }
        }
    }

    /// What has come without a gap from the beginning.
    package var beginning: [UInt8] {
        Array(octets.prefix(isKnown.firstIndex(of: false) ?? isKnown.count))
    }

    private mutating func insert(_ data: ArraySlice<UInt8>, at offset: Int) {
        let end = min(offset + data.count, Self.limit)
        guard offset < end else { return }
        if octets.count < end {
            isKnown += repeatElement(false, count: end - octets.count)
            octets += repeatElement(0, count: end - octets.count)
        }
        for (index, octet) in zip(offset..<end, data) {
            octets[index] = octet
            isKnown[index] = true
        }
    }

    /// RFC 9000, 19.3.
    private static func skipAcknowledgment(_ reader: inout ByteReader, counts: Bool) throws(WireError) {
        for _ in 0..<2 { _ = try reader.quicInteger() }
        let ranges = try reader.quicInteger()
        _ = try reader.quicInteger()
        // Each range is read from octets that are there, so a large number ends by itself.
        for _ in 0..<ranges {
            for _ in 0..<2 { _ = try reader.quicInteger() }
        }
        if counts { for _ in 0..<3 { _ = try reader.quicInteger() } }
    }
}
