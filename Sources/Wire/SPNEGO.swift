/// The two messages of SPNEGO (RFC 4178, 4.2) that carry NTLM's first two.
package enum SPNEGO {
    /// 1.3.6.1.5.5.2
    private static let identifier: [UInt8] = [0x2b, 6, 1, 5, 5, 2]
    /// 1.3.6.1.4.1.311.2.2.10
    private static let ntlm: [UInt8] = [0x2b, 6, 1, 4, 1, 0x82, 0x37, 2, 2, 0x0a]

    /// A NegTokenInit that offers NTLM only, with its first message.
    package static func initiate(_ message: [UInt8]) -> [UInt8] {
        let mechanisms = DERElement(
            DERElement.sequence, of: [DERElement(DERElement.objectIdentifier, ntlm)])
        let inner = DERElement(
            DERElement.sequence,
            of: [
                DERElement(DERElement.explicit(0), of: [mechanisms]),
                DERElement(
                    DERElement.explicit(2), of: [DERElement(DERElement.octetString, message)]),
            ])
        let outer = DERElement(
            0x60,
            of: [
                DERElement(DERElement.objectIdentifier, identifier),
                DERElement(DERElement.explicit(0), of: [inner]),
            ])
        var writer = ByteWriter()
        outer.write(to: &writer)
        return writer.octets
    }

    /// The mechanism's message inside a NegTokenResp.
    package static func response(in token: ArraySlice<UInt8>) throws(WireError) -> ArraySlice<UInt8> {
        var reader = ByteReader(token)
        let outer = try DERElement(parsing: &reader)
        guard outer.tag == DERElement.explicit(1) else {
            throw .unsupported(field: "SPNEGO token", value: UInt64(outer.tag))
        }
        guard let sequence = try outer.part(DERElement.sequence),
            let part = try sequence.part(DERElement.explicit(2)),
            let message = try part.part(DERElement.octetString)
        else { throw .malformed("SPNEGO answer without a token") }
        return message.content
    }
}
