/// A TSRequest with one negotiation token (MS-CSSP 2.2.1), as RDP's network level authentication begins with.
package struct CredSSPRequest: Equatable, Sendable {
    package var version: Int
    /// The NTLM or SPNEGO message; nil when the server sent none.
    package var token: ArraySlice<UInt8>?
    /// An NTSTATUS by which the server ends the exchange.
    package var errorCode: UInt32?

    package init(version: Int, token: [UInt8]) {
        self.version = version
        self.token = token[...]
    }

    package static func length(of octets: ArraySlice<UInt8>) throws(WireError) -> Int? {
        if let first = octets.first, first != DERElement.sequence {
            throw .unsupported(field: "tag", value: UInt64(first))
        }
        return try DERElement.length(of: octets)
    }
}

extension CredSSPRequest {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let request = try DERElement(parsing: &reader)
        guard request.tag == DERElement.sequence,
            let number = try request.part(DERElement.explicit(0))?.part(DERElement.integer)
        else { throw .malformed("TSRequest without a version") }
        version = Int(truncatingIfNeeded: unsigned(number))
        token = try request.part(DERElement.explicit(1))?.part(DERElement.sequence)?
            .part(DERElement.sequence)?.part(DERElement.explicit(0))?.part(DERElement.octetString)?.content
        errorCode = try request.part(DERElement.explicit(4))?.part(DERElement.integer).map(unsigned)
    }

    package func write(to writer: inout ByteWriter) {
        let number = DERElement(DERElement.integer, [UInt8(truncatingIfNeeded: version) & 0x7f])
        var parts = [DERElement(DERElement.explicit(0), of: [number])]
        if let token {
            let string = DERElement(DERElement.octetString, token)
            let item = DERElement(
                DERElement.sequence, of: [DERElement(DERElement.explicit(0), of: [string])])
            parts.append(
                DERElement(DERElement.explicit(1), of: [DERElement(DERElement.sequence, of: [item])]))
        }
        DERElement(DERElement.sequence, of: parts).write(to: &writer)
    }
}

/// The last four octets of an integer's content.
private func unsigned(_ element: DERElement) -> UInt32 {
    element.content.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
}
