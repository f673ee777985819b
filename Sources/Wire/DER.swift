/// One element of ASN.1's distinguished encoding (X.690, 8.1): a tag of one octet and its content.
package struct DERElement: Equatable, Sendable {
    package var tag: UInt8
    package var content: ArraySlice<UInt8>

    package init(_ tag: UInt8, _ content: some Collection<UInt8>) {
        self.tag = tag
        self.content = Array(content)[...]
    }

    /// An element made of others, one after the other.
    package init(_ tag: UInt8, of elements: [DERElement]) {
        var writer = ByteWriter()
        for element in elements { element.write(to: &writer) }
        self.init(tag, writer.octets)
    }

    package static let sequence: UInt8 = 0x30
    package static let integer: UInt8 = 0x02
    package static let octetString: UInt8 = 0x04
    package static let objectIdentifier: UInt8 = 0x06
    package static let enumerated: UInt8 = 0x0a

    /// The tag of an explicitly tagged part: `[number]`, below 31.
    package static func explicit(_ number: UInt8) -> UInt8 { 0xa0 | (number & 0x1f) }

    /// The longest content that is read.
    package static let limit = 65_536
}

extension DERElement {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let (headerLength, contentLength) = try Self.lengths(of: reader.rest)
        guard let tag = reader.rest.first else { throw .truncated(needed: 2, available: 0) }
        self.tag = tag
        try reader.skip(headerLength)
        content = try reader.take(contentLength)
    }

    /// The length of the whole element as its first octets say; nil while they are not there.
    package static func length(of octets: ArraySlice<UInt8>) throws(WireError) -> Int? {
        do {
            let (header, content) = try lengths(of: octets)
            return header + content
        } catch .truncated {
            return nil
        } catch {
            throw error
        }
    }

    /// Definite lengths only, tags of one octet only.
    private static func lengths(of octets: ArraySlice<UInt8>) throws(WireError) -> (header: Int, content: Int)
    {
        var reader = ByteReader(octets)
        let tag = try reader.uint8()
        guard tag & 0x1f != 0x1f else { throw .unsupported(field: "tag", value: UInt64(tag)) }
        let first = try reader.uint8()
        guard first >= 0x80 else { return (2, Int(first)) }
        let count = Int(first & 0x7f)
        guard (1...4).contains(count) else { throw .unsupported(field: "length form", value: UInt64(first)) }
        let length = try reader.take(count).reduce(0) { $0 << 8 | Int($1) }
        guard length <= limit else { throw .malformed("element too long") }
        return (2 + count, length)
    }

    /// Writes the element; its content is at most ``limit`` octets.
    package func write(to writer: inout ByteWriter) {
        precondition(content.count <= Self.limit)
        writer.uint8(tag)
        switch content.count {
        case 0..<0x80: writer.uint8(UInt8(content.count))
        case 0x80..<0x100: writer.bytes([0x81, UInt8(content.count)])
        case 0x100..<0x10000:
            writer.uint8(0x82)
            writer.uint16(UInt16(content.count))
        default:
            writer.uint8(0x83)
            writer.uint24(UInt32(content.count))
        }
        writer.bytes(content)
    }

    /// The elements inside, of which there are at most 32.
    package func elements() throws(WireError) -> [DERElement] {
        var reader = ByteReader(content)
        var elements: [DERElement] = []
        while !reader.isAtEnd {
            guard elements.count < 32 else { throw .malformed("too many elements") }
            elements.append(try DERElement(parsing: &reader))
        }
        return elements
    }

    /// The content of this element's part with `tag`, or nil.
    package func part(_ tag: UInt8) throws(WireError) -> DERElement? {
        try elements().first { $0.tag == tag }
    }
}
