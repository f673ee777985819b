/// What an RDP client or server can protect a connection with (MS-RDPBCGR 2.2.1.1.1).
package struct RDPSecurity: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    package static let tls = RDPSecurity(rawValue: 1)
    /// CredSSP: the user is asked before a session is made.
    package static let hybrid = RDPSecurity(rawValue: 2)
    package static let hybridEx = RDPSecurity(rawValue: 8)

    /// The names of the parts, the empty set being `rdp`: RDP's own encryption.
    package var names: [String] {
        var names: [String] = []
        if self == [] { names.append("rdp") }
        if contains(.tls) { names.append("tls") }
        if contains(.hybrid) { names.append("hybrid") }
        if contains(.hybridEx) { names.append("hybrid-ex") }
        return names
    }
}

/// An X.224 connection request as RDP uses it (MS-RDPBCGR 2.2.1.1), without cookie or routing token.
package struct X224ConnectionRequest: Equatable, Sendable {
    package var security: RDPSecurity

    package init(security: RDPSecurity) {
        self.security = security
    }

    package func write(to writer: inout ByteWriter) {
        // Length indicator, CR, destination and source references, class 0.
        writer.bytes([14, 0xe0, 0, 0, 0, 0, 0])
        // TYPE_RDP_NEG_REQ, flags, length.
        writer.bytes([1, 0])
        writer.uint16LE(8)
        writer.uint32LE(security.rawValue)
    }
}

/// An X.224 connection confirm with RDP's answer (MS-RDPBCGR 2.2.1.2).
package struct X224ConnectionConfirm: Equatable, Sendable {
    package enum Answer: Equatable, Sendable {
        /// A server from before the negotiation: RDP's own encryption only.
        case none
        case selected(RDPSecurity)
        case failure(Failure)
    }

    /// RDP_NEG_FAILURE codes (MS-RDPBCGR 2.2.1.2.2).
    package enum Failure: Equatable, Sendable {
        case tlsRequired, tlsNotAllowed, certificateMissing, inconsistentFlags, hybridRequired
        case userCertificateRequired
        case other(UInt32)

        package init(_ code: UInt32) {
            self =
                switch code {
                case 1: .tlsRequired
                case 2: .tlsNotAllowed
                case 3: .certificateMissing
                case 4: .inconsistentFlags
                case 5: .hybridRequired
                case 6: .userCertificateRequired
                default: .other(code)
                }
        }
    }

    package var answer: Answer
    /// The server's own number for the connection, which makers fill in differently: Windows and xrdp say 0x1234.
    package var source: UInt16
}

extension X224ConnectionConfirm {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let indicated = Int(try reader.uint8())
        var header = ByteReader(try reader.take(indicated))
        let code = try header.uint8()
        guard code & 0xf0 == 0xd0 else { throw .unsupported(field: "TPDU code", value: UInt64(code)) }
        try header.skip(2)
        source = try header.uint16()
        try header.skip(1)
        guard !header.isAtEnd else {
            answer = .none
            return
        }
        let type = try header.uint8()
        try header.skip(1)
        let length = try header.uint16LE()
        guard length == 8 else { throw .unsupported(field: "negotiation length", value: UInt64(length)) }
        let value = try header.uint32LE()
        switch type {
        case 2: answer = .selected(RDPSecurity(rawValue: value))
        case 3: answer = .failure(Failure(value))
        default: throw .unsupported(field: "negotiation type", value: UInt64(type))
        }
    }
}
