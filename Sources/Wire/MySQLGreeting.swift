/// What a MySQL or MariaDB server says first (MySQL client/server protocol, Protocol::HandshakeV10).
package enum MySQLGreeting: Equatable, Sendable {
    case handshake(version: String, offersTLS: Bool)
    /// The server refuses this client before any handshake, with the reason as sent.
    case refused(code: UInt16, reason: String)

    /// The longest packet that is read.
    package static let limit = 4096
    private static let tlsCapability: UInt16 = 0x0800

    /// The whole packet's length as its first four octets say; nil while they are not there.
    package static func length(of octets: ArraySlice<UInt8>) throws(WireError) -> Int? {
        guard octets.count >= 4 else { return nil }
        var reader = ByteReader(octets)
        let length = Int(try reader.uint16LE()) | Int(try reader.uint8()) << 16
        let sequence = try reader.uint8()
        guard sequence == 0 else { throw .unsupported(field: "sequence", value: UInt64(sequence)) }
        guard (1...limit).contains(length) else { throw .malformed("packet length") }
        return length + 4
    }
}

extension MySQLGreeting {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        guard let length = try Self.length(of: reader.rest) else {
            throw .truncated(needed: 4, available: reader.count)
        }
        try reader.skip(4)
        var body = ByteReader(try reader.take(length - 4))
        switch try body.uint8() {
        case 10: self = try Self.handshake(&body)
        case 0xff:
            let code = try body.uint16LE()
            self = .refused(code: code, reason: String(printable: body.rest))
        case let version: throw .unsupported(field: "protocol version", value: UInt64(version))
        }
    }

    private static func handshake(_ body: inout ByteReader) throws(WireError) -> MySQLGreeting {
        guard let end = body.rest.firstIndex(of: 0) else {
            throw .truncated(needed: body.count + 1, available: body.count)
        }
        let version = String(printable: try body.take(end - body.rest.startIndex))
        guard !version.isEmpty else { throw .malformed("no version") }
        // The NUL, the thread, the first part of the challenge and its filler.
        try body.skip(1 + 4 + 8 + 1)
        return .handshake(version: version, offersTLS: try body.uint16LE() & tlsCapability != 0)
    }
}
