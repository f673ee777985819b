import Crypto
import CryptoExtras
import Wire

/// The keys of what a client says first (RFC 9001, 5.2).
///
/// Anybody who sees the packet can derive them from it: they guard against accidents, not against readers.
struct InitialKeys {
    let key: SymmetricKey
    let iv: [UInt8]
    private let headerProtection: SymmetricKey

    /// The client's keys for the destination connection identifier of its first packet.
    init(of version: QUICVersion, destination: some Collection<UInt8>) {
        let initial = HKDF<SHA256>.extract(
            inputKeyMaterial: SymmetricKey(data: Array(destination)), salt: version.salt)
        let client = Self.expand(SymmetricKey(data: initial), "client in", 32)
        key = Self.expand(client, version.label + "key", 16)
        iv = Self.expand(client, version.label + "iv", 12).withUnsafeBytes { Array($0) }
        headerProtection = Self.expand(client, version.label + "hp", 16)
    }

    /// HKDF-Expand-Label with an empty context (RFC 8446, 7.1).
    private static func expand(_ secret: SymmetricKey, _ label: String, _ count: Int) -> SymmetricKey {
        let label = Array("tls13 \(label)".utf8)
        var info = ByteWriter()
        info.uint16(UInt16(truncatingIfNeeded: count))
        info.uint8(UInt8(truncatingIfNeeded: label.count))
        info.bytes(label)
        info.uint8(0)
        return HKDF<SHA256>.expand(pseudoRandomKey: secret, info: info.octets, outputByteCount: count)
    }

    /// The mask over the first octet and the packet number (RFC 9001, 5.4.3).
    ///
    /// The rule asks for one block of AES without chaining, which is what chaining from nought gives for a first block.
    func mask(of sample: some Collection<UInt8>) throws(WireError) -> [UInt8] {
        do {
            let nought = try AES._CBC.IV(ivBytes: [UInt8](repeating: 0, count: 16))
            return Array(
                try AES._CBC.encrypt(Array(sample), using: headerProtection, iv: nought, noPadding: true))
        } catch {
            throw .malformed("header protection sample")
        }
    }

    /// The nonce of a packet: its number laid over the initialisation vector (RFC 9001, 5.3).
    func nonce(of number: UInt32) throws(WireError) -> AES.GCM.Nonce {
        var octets = iv
        for index in 0..<4 {
            octets[8 + index] ^= UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * index))
        }
        do { return try AES.GCM.Nonce(data: octets) } catch { throw .malformed("nonce") }
    }
}
