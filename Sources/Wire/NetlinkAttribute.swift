/// One attribute of a netlink message (struct rtattr, struct nlattr).
package struct NetlinkAttribute: Hashable, Sendable {
    package var type: UInt16
    package var value: ArraySlice<UInt8>

    /// The value as a number of the host's byte order, which is little-endian on every machine that tenken runs on; nil
    /// when it is too short.
    package var uint32: UInt32? {
        var reader = ByteReader(value)
        return try? reader.uint32LE()
    }

    /// The value as a number of the host's byte order; nil when it is too short.
    package var uint16: UInt16? {
        var reader = ByteReader(value)
        return try? reader.uint16LE()
    }

    /// The value as a number in network order, as netfilter writes them; nil when it is too short.
    package var bigEndian: UInt32? {
        var reader = ByteReader(value)
        return try? reader.uint32()
    }

    /// The value as text without its final zero.
    package var text: String { String(decoding: value.prefix { $0 != 0 }, as: UTF8.self) }

    /// The attributes that this one is made of.
    package var nested: [NetlinkAttribute] { Self.list(in: value, after: 0) }

    /// The attributes that follow a message's fixed part of `header` octets; octets that are no whole attribute end it.
    package static func list(in body: ArraySlice<UInt8>, after header: Int) -> [NetlinkAttribute] {
        var attributes: [NetlinkAttribute] = []
        var reader = ByteReader(body.dropFirst(header + padding(of: header)))
        while let length = try? reader.uint16LE(), length >= 4, let type = try? reader.uint16LE(),
            let value = try? reader.take(Int(length) - 4)
        {
            // The two highest bits are flags: nested, and network byte order.
            attributes.append(NetlinkAttribute(type: type & 0x3fff, value: value))
            guard (try? reader.skip(padding(of: Int(length)))) != nil else { break }
        }
        return attributes
    }

    /// The octets up to the next multiple of four.
    package static func padding(of length: Int) -> Int { (4 - length % 4) % 4 }
}

extension [NetlinkAttribute] {
    /// The first attribute of a type.
    package subscript(type type: UInt16) -> NetlinkAttribute? { first { $0.type == type } }
}
