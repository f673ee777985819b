extension IKEMessage {
    /// The first message of version 2, IKE_SA_INIT (RFC 7296, 1.2): proposals, a key share and a nonce.
    ///
    /// The key share is that of the exponent 1: well formed, and of no use to anyone, since no key is ever derived
    /// and the exchange ends with the answer. `seed` fills the nonce.
    package static func openingV2(initiator: UInt64, seed: UInt32) -> IKEMessage {
        var keyShare = ByteWriter()
        keyShare.uint16(modp2048)
        keyShare.uint16(0)
        keyShare.zeros(255)
        keyShare.uint8(2)
        var nonce = ByteWriter()
        for index in 0..<8 { nonce.uint32(seed &* 0x9e37_79b1 &+ UInt32(index) &* 0x85eb_ca6b) }
        return IKEMessage(
            initiator: initiator, majorVersion: 2, exchange: .saInit, flags: initiatorFlag,
            payloads: [
                Payload(Payload.securityAssociation2, proposal2),
                Payload(Payload.keyExchange2, keyShare.octets),
                Payload(Payload.nonce2, nonce.octets),
            ])
    }

    /// Group 14 (RFC 3526, 3).
    private static let modp2048: UInt16 = 14

    /// One proposal with the transforms that routers of the last fifteen years speak (RFC 7296, 3.3).
    private static var proposal2: [UInt8] {
        // Type 1 cipher: AES-CBC (12) with 256 and 128 bits, 3DES (3); 2 PRF: SHA-256 (5), SHA-1 (2);
        // 3 integrity: SHA-256-128 (12), SHA-1-96 (2); 4 group: 14, 19, 2.
        let transforms: [(kind: UInt8, id: UInt16, keyBits: UInt16?)] = [
            (1, 12, 256), (1, 12, 128), (1, 3, nil), (2, 5, nil), (2, 2, nil), (3, 12, nil), (3, 2, nil),
            (4, modp2048, nil), (4, 19, nil), (4, 2, nil),
        ]
        var body = ByteWriter()
        for (index, transform) in transforms.enumerated() {
            body.uint8(index + 1 < transforms.count ? 3 : 0)
            body.uint8(0)
            body.uint16(transform.keyBits == nil ? 8 : 12)
            body.uint8(transform.kind)
            body.uint8(0)
            body.uint16(transform.id)
            if let keyBits = transform.keyBits {
                body.uint16(0x800e)
                body.uint16(keyBits)
            }
        }
        return proposal(of: body.octets, count: transforms.count)
    }

    /// The first message of version 1, main mode (RFC 2409, 5): proposals with a pre-shared key only.
    package static func openingV1(initiator: UInt64) -> IKEMessage {
        IKEMessage(
            initiator: initiator, majorVersion: 1, exchange: .identityProtection,
            // Domain of interpretation IPsec, situation identity only (RFC 2407, 4.6.1).
            payloads: [Payload(Payload.securityAssociation1, [0, 0, 0, 1, 0, 0, 0, 1] + proposal1)])
    }

    private static var proposal1: [UInt8] {
        // Cipher 7 AES with its bits, 5 3DES; hash 4 SHA-256, 2 SHA-1, 1 MD5; group (RFC 2409, appendix A).
        let transforms: [(cipher: UInt16, keyBits: UInt16?, hash: UInt16, group: UInt16)] = [
            (7, 256, 4, 14), (7, 256, 2, 14), (7, 128, 2, 14), (7, 256, 2, 2), (7, 128, 2, 2), (5, nil, 2, 2),
            (5, nil, 1, 2),
        ]
        var body = ByteWriter()
        for (index, transform) in transforms.enumerated() {
            var attributes: [(UInt16, UInt16)] = [(1, transform.cipher)]
            if let keyBits = transform.keyBits { attributes.append((14, keyBits)) }
            // Hash, pre-shared key, group, eight hours.
            attributes += [(2, transform.hash), (3, 1), (4, transform.group), (11, 1), (12, 28_800)]
            body.uint8(index + 1 < transforms.count ? 3 : 0)
            body.uint8(0)
            body.uint16(UInt16(8 + 4 * attributes.count))
            body.uint8(UInt8(index + 1))
            body.uint8(1)
            body.uint16(0)
            for (kind, value) in attributes {
                body.uint16(0x8000 | kind)
                body.uint16(value)
            }
        }
        return proposal(of: body.octets, count: transforms.count)
    }

    /// The header both versions share: last proposal, number 1, protocol ISAKMP/IKE, no SPI.
    private static func proposal(of transforms: [UInt8], count: Int) -> [UInt8] {
        var writer = ByteWriter()
        writer.uint16(0)
        writer.uint16(UInt16(truncatingIfNeeded: 8 + transforms.count))
        writer.bytes([1, 1, 0, UInt8(truncatingIfNeeded: count)])
        writer.bytes(transforms)
        return writer.octets
    }
}
