package import Addresses

/// An ICMP message for IPv4 (RFC 792).
package enum ICMPv4Message: Equatable, Sendable {
    case echoReply(ICMPEcho)
    case echoRequest(ICMPEcho)
    /// The codes of RFC 792 and RFC 1812, section 5.2.7.1: 3 is port unreachable; 9, 10 and 13 prohibited.
    case unreachable(code: UInt8, InvokingPacket)
    case redirect(code: UInt8, gateway: IPv4Address, InvokingPacket)
    /// `body` is everything after the checksum.
    case other(type: UInt8, code: UInt8, body: [UInt8])
}

extension ICMPv4Message {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let type = try reader.uint8()
        let code = try reader.uint8()
        try reader.skip(2)
        try self.init(type: type, code: code, body: &reader)
    }

    /// Reads what follows the checksum, which is where ``Packet/payload`` begins.
    package init(type: UInt8, code: UInt8, body reader: inout ByteReader) throws(WireError) {
        switch (type, code) {
        case (0, 0): self = .echoReply(try ICMPEcho(parsing: &reader))
        case (8, 0): self = .echoRequest(try ICMPEcho(parsing: &reader))
        case (3, _):
            try reader.skip(4)
            self = .unreachable(code: code, InvokingPacket(octets: Array(try reader.take(reader.count))))
        case (5, _):
            let gateway = try reader.ipv4()
            let invoking = InvokingPacket(octets: Array(try reader.take(reader.count)))
            self = .redirect(code: code, gateway: gateway, invoking)
        default:
            self = .other(type: type, code: code, body: Array(try reader.take(reader.count)))
        }
    }

    package func write(to writer: inout ByteWriter) {
        var message = ByteWriter()
        switch self {
        case .echoReply(let echo), .echoRequest(let echo):
            if case .echoReply = self { message.uint16(0) } else { message.uint16(0x0800) }
            message.zeros(2)
            echo.write(to: &message)
        case .unreachable(let code, let invoking):
            message.bytes([3, code, 0, 0, 0, 0, 0, 0])
            message.bytes(invoking.octets)
        case .redirect(let code, let gateway, let invoking):
            message.bytes([5, code, 0, 0])
            message.ipv4(gateway)
            message.bytes(invoking.octets)
        case .other(let type, let code, let body):
            message.bytes([type, code, 0, 0])
            message.bytes(body)
        }
        message.overwrite16(at: 2, Checksum.of(message.octets))
        writer.bytes(message.octets)
    }
}
