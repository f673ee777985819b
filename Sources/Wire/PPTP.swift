/// The two messages that begin a PPTP control connection (RFC 2637, 2.1 and 2.2), 156 octets each.
package struct PPTPStart: Equatable, Sendable {
    package enum Kind: UInt16, Sendable {
        case request = 1
        case reply = 2
    }

    package var kind: Kind
    /// In replies: 1 is success; 0 in requests.
    package var result: UInt8
    package var firmware: UInt16
    package var host: String
    package var vendor: String

    package static let length = 156
    package static let magic: UInt32 = 0x1a2b_3c4d
    private static let nameLength = 64

    /// A request that names nobody.
    package init() {
        kind = .request
        result = 0
        firmware = 0
        host = ""
        vendor = ""
    }
}

extension PPTPStart {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        try reader.expect(UInt16(Self.length), "length")
        try reader.expect(1, "message type")
        let magic = try reader.uint32()
        guard magic == Self.magic else { throw .unsupported(field: "magic", value: UInt64(magic)) }
        let type = try reader.uint16()
        guard let kind = Kind(rawValue: type) else {
            throw .unsupported(field: "control message", value: UInt64(type))
        }
        self.kind = kind
        try reader.skip(4)
        result = try reader.uint8()
        try reader.skip(1 + 4 + 4 + 2)
        firmware = try reader.uint16()
        host = Self.text(try reader.take(Self.nameLength))
        vendor = Self.text(try reader.take(Self.nameLength))
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(printable: field.prefix { $0 != 0 })
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint16(UInt16(Self.length))
        writer.uint16(1)
        writer.uint32(Self.magic)
        writer.uint16(kind.rawValue)
        writer.uint16(0)
        // Version 1.0, result, no error.
        writer.uint16(0x0100)
        writer.bytes([result, 0])
        // Asynchronous and synchronous framing, analog and digital bearers, no channels.
        writer.uint32(3)
        writer.uint32(3)
        writer.uint16(0)
        writer.uint16(firmware)
        for name in [host, vendor] {
            let octets = Array(name.utf8.prefix(Self.nameLength))
            writer.bytes(octets)
            writer.zeros(Self.nameLength - octets.count)
        }
    }
}
