/// The frame around X.224 messages on TCP (RFC 1006, section 6).
package struct TPKT: Equatable, Sendable {
    package var payload: [UInt8]

    package init(payload: [UInt8]) {
        self.payload = payload
    }

    /// The whole frame's length as its first four octets say; nil while they are not there.
    package static func length(of octets: ArraySlice<UInt8>) throws(WireError) -> Int? {
        if let first = octets.first, first != 3 { throw .unsupported(field: "version", value: UInt64(first)) }
        guard octets.count >= 4 else { return nil }
        var reader = ByteReader(octets)
        try reader.skip(2)
        let length = Int(try reader.uint16())
        guard length >= 7 else { throw .malformed("frame shorter than its header") }
        return length
    }
}

extension TPKT {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        guard let length = try Self.length(of: reader.rest) else {
            throw .truncated(needed: 4, available: reader.count)
        }
        try reader.skip(4)
        payload = Array(try reader.take(length - 4))
    }

    /// Writes the frame; the payload is shorter than 64 KiB.
    package func write(to writer: inout ByteWriter) {
        precondition(payload.count <= 65_531)
        writer.bytes([3, 0])
        writer.uint16(UInt16(payload.count + 4))
        writer.bytes(payload)
    }
}
