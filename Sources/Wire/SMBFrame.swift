/// The frame around SMB messages on TCP 445 (MS-SMB2 2.1): a zero octet and the length in 24 bits.
package struct SMBFrame: Equatable, Sendable {
    package var message: [UInt8]

    package init(message: [UInt8]) {
        self.message = message
    }

    /// The longest message that is read.
    package static let limit = 65_536

    /// The whole frame's length as its first four octets say; nil while they are not there.
    package static func length(of octets: ArraySlice<UInt8>) throws(WireError) -> Int? {
        if let first = octets.first, first != 0 { throw .unsupported(field: "type", value: UInt64(first)) }
        guard octets.count >= 4 else { return nil }
        var reader = ByteReader(octets)
        let length = Int(try reader.uint32())
        guard length <= limit else { throw .malformed("message too long") }
        return length + 4
    }
}

extension SMBFrame {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        guard let length = try Self.length(of: reader.rest) else {
            throw .truncated(needed: 4, available: reader.count)
        }
        try reader.skip(4)
        message = Array(try reader.take(length - 4))
    }

    /// Writes the frame; the message is at most ``limit`` octets.
    package func write(to writer: inout ByteWriter) {
        precondition(message.count <= Self.limit)
        writer.uint32(UInt32(message.count))
        writer.bytes(message)
    }
}
