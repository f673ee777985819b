/// A control message of L2TP version 2 (RFC 2661, 3.1 and 4.1).
///
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
///     |T|L|x|x|S|x|O|P|x|x|x|x|  Ver  |  Length
///     |           Tunnel ID           |  Session ID
///     |              Ns               |  Nr
package struct L2TPPacket: Equatable, Sendable {
    package var tunnel: UInt16
    package var session: UInt16
    package var sent: UInt16
    package var expected: UInt16
    /// Empty for a bare acknowledgment.
    package var attributes: [Attribute]

    package init(
        tunnel: UInt16, session: UInt16 = 0, sent: UInt16 = 0, expected: UInt16 = 0, attributes: [Attribute]
    ) {
        self.tunnel = tunnel
        self.session = session
        self.sent = sent
        self.expected = expected
        self.attributes = attributes
    }

    /// The kind of message, its first attribute (RFC 2661, 3.2).
    package enum Message: UInt16, Equatable, Sendable {
        case startRequest = 1
        case startReply = 2
        case startConnected = 3
        case stop = 4
        case hello = 6
    }

    /// An attribute value pair (RFC 2661, 4.1).
    package struct Attribute: Equatable, Sendable {
        package var isMandatory: Bool
        /// The value is encrypted with a shared secret.
        package var isHidden: Bool
        package var vendor: UInt16
        package var kind: UInt16
        package var value: [UInt8]

        package init(
            _ kind: UInt16, vendor: UInt16 = 0, isMandatory: Bool = true, isHidden: Bool = false,
            value: [UInt8]
        ) {
            self.kind = kind
            self.vendor = vendor
            self.isMandatory = isMandatory
            self.isHidden = isHidden
            self.value = value
        }

        package static let messageKind: UInt16 = 0
        package static let resultCode: UInt16 = 1
        package static let protocolVersion: UInt16 = 2
        package static let framing: UInt16 = 3
        package static let firmware: UInt16 = 6
        package static let hostName: UInt16 = 7
        package static let vendorName: UInt16 = 8
        package static let assignedTunnel: UInt16 = 9
        package static let receiveWindow: UInt16 = 10
    }

    /// Start-Control-Connection-Request with what RFC 2661, 6.1 makes mandatory.
    package static func startRequest(hostName: String, tunnel: UInt16) -> L2TPPacket {
        L2TPPacket(
            tunnel: 0,
            attributes: [
                Attribute(Attribute.messageKind, value: [0, 1]),
                Attribute(Attribute.protocolVersion, value: [1, 0]),
                Attribute(Attribute.framing, value: [0, 0, 0, 3]),
                Attribute(Attribute.hostName, value: Array(hostName.utf8)),
                Attribute(Attribute.assignedTunnel, value: [UInt8(tunnel >> 8), UInt8(tunnel & 0xff)]),
            ])
    }

    package var message: Message? {
        guard let first = attributes.first, first.vendor == 0, first.kind == Attribute.messageKind,
            first.value.count == 2
        else { return nil }
        return Message(rawValue: UInt16(first.value[0]) << 8 | UInt16(first.value[1]))
    }

    /// The first open value of an IETF attribute.
    package subscript(kind: UInt16) -> [UInt8]? {
        attributes.first { $0.vendor == 0 && $0.kind == kind && !$0.isHidden }?.value
    }
}

extension L2TPPacket {
    /// T, L and S set, version 2.
    private static let controlBits: UInt16 = 0xc802

    package init(parsing reader: inout ByteReader) throws(WireError) {
        let bits = try reader.uint16()
        guard bits & 0xc80f == Self.controlBits else {
            throw .unsupported(field: "L2TP header", value: UInt64(bits))
        }
        let length = Int(try reader.uint16())
        guard length >= 12 else { throw .malformed("L2TP length") }
        var body = ByteReader(try reader.take(length - 4))
        tunnel = try body.uint16()
        session = try body.uint16()
        sent = try body.uint16()
        expected = try body.uint16()
        attributes = []
        while !body.isAtEnd { attributes.append(try Attribute(parsing: &body)) }
    }

    package func write(to writer: inout ByteWriter) {
        let start = writer.count
        writer.uint16(Self.controlBits)
        writer.uint16(0)
        for number in [tunnel, session, sent, expected] { writer.uint16(number) }
        for attribute in attributes { attribute.write(to: &writer) }
        writer.overwrite16(at: start + 2, UInt16(truncatingIfNeeded: writer.count - start))
    }

    package var octets: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.octets
    }
}

extension L2TPPacket.Attribute {
    fileprivate init(parsing reader: inout ByteReader) throws(WireError) {
        let bits = try reader.uint16()
        isMandatory = bits & 0x8000 != 0
        isHidden = bits & 0x4000 != 0
        let length = Int(bits & 0x3ff)
        guard length >= 6 else { throw .malformed("L2TP attribute length") }
        var body = ByteReader(try reader.take(length - 2))
        vendor = try body.uint16()
        kind = try body.uint16()
        value = Array(body.rest)
    }

    fileprivate func write(to writer: inout ByteWriter) {
        let kept = value.prefix(0x3ff - 6)
        writer.uint16((isMandatory ? 0x8000 : 0) | (isHidden ? 0x4000 : 0) | UInt16(kept.count + 6))
        writer.uint16(vendor)
        writer.uint16(kind)
        writer.bytes(kept)
    }
}
