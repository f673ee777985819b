/// The question whether a server still speaks SMB 1 (MS-CIFS 2.2.4.52.1): `NT LM 0.12` and nothing else is offered.
package struct SMB1NegotiateRequest: Equatable, Sendable {
    package init() {}

    package static let dialect = "NT LM 0.12"

    package func write(to writer: inout ByteWriter) {
        writer.bytes(SMB1NegotiateResponse.magic)
        writer.uint8(0x72)
        writer.uint32LE(0)
        // Case-insensitive canonical paths; Unicode, NT status, extended security, long names.
        writer.uint8(0x18)
        writer.uint16LE(0xc801)
        // High process id, signature, reserved, tree, process, user and multiplex ids.
        writer.zeros(20)
        // No words, then the dialects as octets.
        writer.uint8(0)
        writer.uint16LE(UInt16(Self.dialect.utf8.count + 2))
        writer.uint8(2)
        writer.bytes(Self.dialect.utf8)
        writer.uint8(0)
    }
}

/// A server's answer to an SMB 1 negotiation (MS-CIFS 2.2.4.52.2).
package enum SMB1NegotiateResponse: Equatable, Sendable {
    /// The dialect stands; security mode bits of 2.2.4.52.2, the clock in Windows time.
    case accepted(securityMode: UInt8, time: WindowsTime)
    /// None of the dialects was acceptable.
    case refused

    package static let magic: [UInt8] = [0xff, 0x53, 0x4d, 0x42]

    package init(parsing reader: inout ByteReader) throws(WireError) {
        guard try reader.take(4).elementsEqual(Self.magic) else { throw .malformed("not SMB 1") }
        let command = try reader.uint8()
        guard command == 0x72 else { throw .unsupported(field: "command", value: UInt64(command)) }
        let status = try reader.uint32LE()
        let flags = try reader.uint8()
        guard flags & 0x80 != 0 else { throw .malformed("a request, not an answer") }
        try reader.skip(22)
        let words = Int(try reader.uint8())
        var parameters = ByteReader(try reader.take(words * 2))
        guard status == 0, words > 0 else {
            self = .refused
            return
        }
        let index = try parameters.uint16LE()
        guard index == 0 else {
            self = .refused
            return
        }
        let mode = try parameters.uint8()
        try parameters.skip(20)
        self = .accepted(securityMode: mode, time: WindowsTime(try parameters.uint64LE()))
    }

    package var signing: (isEnabled: Bool, isRequired: Bool)? {
        guard case .accepted(let mode, _) = self else { return nil }
        return (mode & 4 != 0, mode & 8 != 0)
    }
}
