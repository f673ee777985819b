import Crypto
package import Wire

extension InitialPacket {
    /// Writes the packet sealed, with a number of four octets.
    ///
    /// Throws where connection identifiers or lengths do not fit the format.
    package func write(to writer: inout ByteWriter) throws(WireError) {
        let keys = InitialKeys(of: version, destination: destination)
        let header = plainHeader
        let sealed: [UInt8]
        let nonce = try keys.nonce(of: number)
        do {
            let box = try AES.GCM.seal(payload, using: keys.key, nonce: nonce, authenticating: header)
            sealed = Array(box.ciphertext + box.tag)
        } catch {
            throw .malformed("cannot be sealed")
        }
        guard sealed.count >= 16 else { throw .truncated(needed: 16, available: sealed.count) }
        let mask = try keys.mask(of: sealed.prefix(16))
        var masked = header
        masked[0] ^= mask[0] & 0x0f
        for index in 0..<4 { masked[masked.count - 4 + index] ^= mask[1 + index] }
        writer.bytes(masked)
        writer.bytes(sealed)
    }

    private var plainHeader: [UInt8] {
        var header = ByteWriter()
        header.uint8(0xc0 | version.initialType << 4 | 3)
        header.uint32(version.rawValue)
        for identifier in [destination, source] {
            header.uint8(UInt8(truncatingIfNeeded: identifier.count))
            header.bytes(identifier)
        }
        header.quicInteger(token.count)
        header.bytes(token)
        header.quicInteger(4 + payload.count + 16)
        header.uint32(number)
        return header.octets
    }
}
