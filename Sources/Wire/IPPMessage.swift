/// A message of the Internet Printing Protocol (RFC 8010, 3.1), the body of an HTTP request or answer.
///
///     version (16), operation or status (16), request (32), attributes in groups, 0x03, data
///
/// Documents and other data behind the attributes are neither written nor read.
package struct IPPMessage: Equatable, Sendable {
    /// An attribute with its values, as they are on the wire.
    package struct Attribute: Equatable, Sendable {
        /// The delimiter before it: 1 of the operation, 4 of the printer (RFC 8010, 3.5.1).
        package var group: UInt8
        package var name: String
        package var values: [Value]

        package init(group: UInt8, name: String, values: [Value]) {
            self.group = group
            self.name = name
            self.values = values
        }
    }

    package struct Value: Equatable, Sendable {
        /// The syntax (RFC 8010, 3.5.2): 0x41 text, 0x44 keyword, 0x45 URI.
        package var tag: UInt8
        package var octets: [UInt8]

        package init(tag: UInt8, octets: [UInt8]) {
            self.tag = tag
            self.octets = octets
        }

        package static func keyword(_ text: String) -> Value { Value(tag: 0x44, octets: Array(text.utf8)) }
    }

    /// 0x0101 is 1.1.
    package var version: UInt16
    /// The operation asked for, or the status of the answer: below 0x0100 it succeeded (RFC 8011, B.1).
    package var code: UInt16
    package var request: UInt32
    package var attributes: [Attribute]

    package init(version: UInt16 = 0x0101, code: UInt16, request: UInt32, attributes: [Attribute]) {
        self.version = version
        self.code = code
        self.request = request
        self.attributes = attributes
    }

    /// The most attributes, and values of all together, that are kept.
    private static let attributeLimit = 128
    private static let valueLimit = 512

    /// Asks a printer to describe itself (RFC 8011, 4.2.5): nothing is printed and nothing changes.
    package static func describe(printer: String, wanted: [String]) -> IPPMessage {
        let texts: [(String, UInt8, String)] = [
            ("attributes-charset", 0x47, "utf-8"), ("attributes-natural-language", 0x48, "en"),
            ("printer-uri", 0x45, printer),
        ]
        let operation = texts.map { name, tag, text in
            Attribute(group: 1, name: name, values: [Value(tag: tag, octets: Array(text.utf8))])
        }
        let names = Attribute(group: 1, name: "requested-attributes", values: wanted.map { .keyword($0) })
        return IPPMessage(code: 0x000b, request: 1, attributes: operation + [names])
    }

    /// The first value of a printer's attribute as text, where it is one; nil when there is none.
    package func text(_ name: String) -> String? {
        guard let value = attributes.first(where: { $0.group == 4 && $0.name == name })?.values.first else {
            return nil
        }
        return value.text.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension IPPMessage.Value {
    /// Texts and names, with or without their language, keywords and URIs.
    fileprivate var text: String? {
        switch tag {
        case 0x41, 0x42, 0x44, 0x45: return String(lossy: octets)
        case 0x35, 0x36:
            var reader = ByteReader(octets)
            guard let language = try? reader.uint16(), (try? reader.skip(Int(language))) != nil,
                let length = try? reader.uint16(), let text = try? reader.take(Int(length))
            else { return nil }
            return String(lossy: text)
        default: return nil
        }
    }
}

extension IPPMessage {
    /// Reads up to the end of the attributes; data behind it is left.
    package init(parsing reader: inout ByteReader) throws(WireError) {
        version = try reader.uint16()
        guard (1...2).contains(version >> 8) else {
            throw .unsupported(field: "IPP version", value: UInt64(version))
        }
        code = try reader.uint16()
        request = try reader.uint32()
        attributes = []
        var group: UInt8 = 0
        var values = 0
        while true {
            let tag = try reader.uint8()
            if tag == 0x03 { return }
            guard tag >= 0x10 else {
                group = tag
                continue
            }
            let name = try reader.take(Int(try reader.uint16()))
            let octets = try reader.take(Int(try reader.uint16()))
            values += 1
            guard values <= Self.valueLimit else { throw .malformed("too many values") }
            try add(Value(tag: tag, octets: Array(octets)), name: name, group: group)
        }
    }

    /// A value without a name is a further one of the attribute before it (RFC 8010, 3.1.5).
    private mutating func add(_ value: Value, name: ArraySlice<UInt8>, group: UInt8) throws(WireError) {
        if !name.isEmpty {
            guard attributes.count < Self.attributeLimit else { throw .malformed("too many attributes") }
            attributes.append(Attribute(group: group, name: String(lossy: name), values: [value]))
        } else {
            guard !attributes.isEmpty else { throw .malformed("value of no attribute") }
            attributes[attributes.count - 1].values.append(value)
        }
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint16(version)
        writer.uint16(code)
        writer.uint32(request)
        var group: UInt8?
        for attribute in attributes {
            if attribute.group != group { writer.uint8(attribute.group) }
            group = attribute.group
            for (index, value) in attribute.values.enumerated() {
                let name = index == 0 ? Array(attribute.name.utf8) : []
                writer.uint8(value.tag)
                for octets in [name, value.octets] {
                    let kept = octets.prefix(Int(Int16.max))
                    writer.uint16(UInt16(kept.count))
                    writer.bytes(kept)
                }
            }
        }
        writer.uint8(0x03)
    }

    package var octets: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.octets
    }
}
