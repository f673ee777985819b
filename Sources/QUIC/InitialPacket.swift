import Crypto
package import Wire

/// The first packet that a client of QUIC sends, opened (RFC 9000, 17.2.2; RFC 9369).
///
///      +-+-+-+-+-+-+-+-+
///      |1|1| T |R R|P P|    T type, R reserved, P length of the number less one; the low four bits masked
///      |  Version (32)  |
///      | Destination connection ID length (8), ID (0..160) |
///      | Source connection ID length (8), ID (0..160)      |
///      | Token length (i), token |
///      | Length (i) | Packet number (8..32), masked | Protected payload |
package struct InitialPacket: Hashable, Sendable {
    package var version: QUICVersion
    /// The connection identifier that the client made up for the server; the keys come from it.
    package var destination: [UInt8]
    package var source: [UInt8]
    package var token: [UInt8]
    package var number: UInt32
    /// The frames, decrypted.
    package var payload: [UInt8]

    /// A client's datagram with an Initial packet has at least so many octets (RFC 9000, 14.1).
    package static let smallestDatagram = 1200
    /// Connection identifiers are not longer (RFC 9000, 17.2).
    private static let identifierLimit = 20
    /// The authentication tag of AES-GCM.
    private static let tagLength = 16

    package init(
        version: QUICVersion, destination: [UInt8], source: [UInt8], token: [UInt8] = [], number: UInt32,
        payload: [UInt8]
    ) {
        self.version = version
        self.destination = destination
        self.source = source
        self.token = token
        self.number = number
        self.payload = payload
    }

    /// Whether a datagram can begin with a client's Initial packet; says no to nearly everything else.
    package static func canBegin(_ octets: ArraySlice<UInt8>) -> Bool {
        guard octets.count >= smallestDatagram, let first = octets.first, first & 0xc0 == 0xc0 else {
            return false
        }
        var reader = ByteReader(octets.dropFirst())
        guard let number = try? reader.uint32(), let version = QUICVersion(rawValue: number) else {
            return false
        }
        return first >> 4 & 3 == version.initialType
    }
}

extension InitialPacket {
    /// Opens the packet at the cursor, which a datagram begins with; what follows in the datagram stays unread.
    ///
    /// Throws for other packets and versions, and for those that no client sealed with keys of their own header, such
    /// as a server's.
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let datagram = reader.rest
        let first = try reader.uint8()
        guard first & 0xc0 == 0xc0 else {
            throw .unsupported(field: "header form", value: UInt64(first >> 6))
        }
        let word = try reader.uint32()
        guard let version = QUICVersion(rawValue: word) else {
            throw .unsupported(field: "version", value: UInt64(word))
        }
        guard first >> 4 & 3 == version.initialType else {
            throw .unsupported(field: "packet type", value: UInt64(first >> 4 & 3))
        }
        self.version = version
        destination = try Self.identifier(&reader)
        source = try Self.identifier(&reader)
        token = Array(try reader.take(try reader.quicInteger()))
        var protected = try reader.take(try reader.quicInteger())
        let header = datagram[datagram.startIndex..<protected.startIndex]
        let keys = InitialKeys(of: version, destination: destination)
        let plain = try Self.unmask(first, header, &protected, keys)
        number = plain.number
        payload = try Self.open(protected, keys, plain)
    }

    private static func identifier(_ reader: inout ByteReader) throws(WireError) -> [UInt8] {
        let length = Int(try reader.uint8())
        guard length <= identifierLimit else { throw .malformed("connection identifier too long") }
        return Array(try reader.take(length))
    }

    /// Takes the mask off the header (RFC 9001, 5.4.1), and the packet number off `protected`.
    private static func unmask(
        _ first: UInt8, _ header: ArraySlice<UInt8>, _ protected: inout ArraySlice<UInt8>, _ keys: InitialKeys
    ) throws(WireError) -> (header: [UInt8], number: UInt32) {
        var reader = ByteReader(protected)
        // The sample begins where the packet number would end if it were of the greatest length (RFC 9001, 5.4.2).
        try reader.skip(4)
        let mask = try keys.mask(of: try reader.take(16))
        let plain = first ^ mask[0] & 0x0f
        let length = Int(plain & 3) + 1
        let digits = zip(protected.prefix(length), mask.dropFirst()).map { $0 ^ $1 }
        protected = protected.dropFirst(length)
        return ([plain] + header.dropFirst() + digits, digits.reduce(0) { $0 << 8 | UInt32($1) })
    }

    private static func open(
        _ sealed: ArraySlice<UInt8>, _ keys: InitialKeys, _ plain: (header: [UInt8], number: UInt32)
    ) throws(WireError) -> [UInt8] {
        guard sealed.count >= tagLength else {
            throw .truncated(needed: tagLength, available: sealed.count)
        }
        let nonce = try keys.nonce(of: plain.number)
        do {
            let box = try AES.GCM.SealedBox(
                nonce: nonce, ciphertext: sealed.dropLast(tagLength), tag: sealed.suffix(tagLength))
            return Array(try AES.GCM.open(box, using: keys.key, authenticating: plain.header))
        } catch {
            throw .malformed("not sealed with the keys of its header")
        }
    }
}
