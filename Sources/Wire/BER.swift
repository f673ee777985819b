/// One element of the basic encoding rules with a definite length (X.690, 8.1): SNMP needs no more.
struct BERElement: Equatable, Sendable {
    /// The identifier octet; long tags are not read.
    var tag: UInt8
    var content: ArraySlice<UInt8>
}

extension ByteReader {
    /// The next element whatever it is.
    mutating func berElement() throws(WireError) -> BERElement {
        let tag = try uint8()
        guard tag & 0x1f != 0x1f else { throw .unsupported(field: "BER tag", value: UInt64(tag)) }
        var length = Int(try uint8())
        if length >= 0x80 {
            let octets = length & 0x7f
            guard (1...4).contains(octets) else {
                throw .unsupported(field: "BER length of length", value: UInt64(octets))
            }
            length = 0
            for _ in 0..<octets { length = length << 8 | Int(try uint8()) }
        }
        return BERElement(tag: tag, content: try take(length))
    }

    /// A cursor over the content of the next element, which must have this tag.
    mutating func berContent(_ tag: UInt8) throws(WireError) -> ByteReader {
        let element = try berElement()
        guard element.tag == tag else { throw .unsupported(field: "BER tag", value: UInt64(element.tag)) }
        return ByteReader(element.content)
    }

    /// An INTEGER of up to eight octets.
    mutating func berInteger() throws(WireError) -> Int64 {
        try Int64(berContent: try berContent(0x02).rest)
    }
}

extension Int64 {
    /// The two's complement number in a BER INTEGER's content.
    init(berContent octets: ArraySlice<UInt8>) throws(WireError) {
        guard let first = octets.first, octets.count <= 8 else { throw .malformed("BER integer") }
        self = octets.reduce(first & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int64($1) }
    }
}

extension ByteWriter {
    /// Writes an element whose content `body` writes.
    mutating func ber(_ tag: UInt8, _ body: (inout ByteWriter) -> Void) {
        var content = ByteWriter()
        body(&content)
        uint8(tag)
        if content.count < 0x80 {
            uint8(UInt8(content.count))
        } else {
            uint8(0x82)
            uint16(UInt16(truncatingIfNeeded: content.count))
        }
        bytes(content.octets)
    }

    /// Writes an INTEGER in its shortest form.
    mutating func berInteger(_ value: Int64) {
        // The octets needed until the rest is only the sign.
        var count = 1
        while count < 8, value >> Int64(8 * count - 1) != (value < 0 ? -1 : 0) { count += 1 }
        ber(0x02) { content in
            for index in (0..<count).reversed() {
                content.uint8(UInt8(truncatingIfNeeded: value >> Int64(8 * index)))
            }
        }
    }
}
