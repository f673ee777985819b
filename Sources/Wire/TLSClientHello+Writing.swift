extension TLSClientHello {
    /// Writes the handshake message of a client that offers TLS 1.3 with one cipher suite and these names.
    ///
    /// Names are cut to 255 octets.
    package func write(to writer: inout ByteWriter) {
        var body = ByteWriter()
        body.uint16(0x0303)
        body.zeros(32)
        body.uint8(0)
        for word in [2, 0x1301, 0x0100] as [UInt16] { body.uint16(word) }
        let extensions = extensions
        body.uint16(UInt16(truncatingIfNeeded: extensions.count))
        body.bytes(extensions)
        writer.uint8(1)
        writer.uint24(UInt32(truncatingIfNeeded: body.count))
        writer.bytes(body.octets)
    }

    /// The message in records of at most `size` octets (RFC 8446, 5.1), as it stands at the beginning of a connection.
    package func records(of size: Int = 16_384) -> [UInt8] {
        var message = ByteWriter()
        write(to: &message)
        var writer = ByteWriter()
        for start in stride(from: 0, to: message.count, by: size) {
            let piece = message.octets[start..<min(start + size, message.count)]
            writer.uint8(22)
            writer.uint16(0x0301)
            writer.uint16(UInt16(truncatingIfNeeded: piece.count))
            writer.bytes(piece)
        }
        return writer.octets
    }

    private var extensions: [UInt8] {
        var writer = ByteWriter()
        if let name = serverName?.utf8.prefix(255) {
            for number in [0, name.count + 5, name.count + 3] {
                writer.uint16(UInt16(truncatingIfNeeded: number))
            }
            writer.uint8(0)
            writer.uint16(UInt16(truncatingIfNeeded: name.count))
            writer.bytes(name)
        }
        var list = ByteWriter()
        for name in applicationProtocols.map({ $0.utf8.prefix(255) }) {
            list.uint8(UInt8(truncatingIfNeeded: name.count))
            list.bytes(name)
        }
        guard list.count > 0 else { return writer.octets }
        for number in [16, list.count + 2, list.count] { writer.uint16(UInt16(truncatingIfNeeded: number)) }
        writer.bytes(list.octets)
        return writer.octets
    }
}
