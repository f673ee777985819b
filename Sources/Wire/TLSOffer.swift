/// A protocol version of TLS as its wire number (RFC 8446, 4.1.2).
package enum TLSVersion: UInt16, Hashable, Sendable, CaseIterable, Comparable {
    case tls10 = 0x0301
    case tls11 = 0x0302
    case tls12 = 0x0303
    case tls13 = 0x0304

    /// `1.2`
    package var name: String { "1.\(rawValue - 0x0301)" }

    package static func < (left: TLSVersion, right: TLSVersion) -> Bool { left.rawValue < right.rawValue }
}

/// What one handshake offers to a server.
package struct TLSOffer: Hashable, Sendable {
    package var versions: ClosedRange<TLSVersion>
    /// The name for SNI; nil sends none, as for a bare address.
    package var serverName: String?

    package init(versions: ClosedRange<TLSVersion> = .tls10 ... .tls13, serverName: String? = nil) {
        self.versions = versions
        self.serverName = serverName
    }
}

/// What a server showed of itself in one completed handshake.
package struct TLSGreeting: Hashable, Sendable {
    package var version: TLSVersion
    /// The cipher suite's IANA name.
    package var cipher: String
    /// The server's own certificate, absent for anonymous suites.
    package var certificate: Certificate?

    package init(version: TLSVersion, cipher: String, certificate: Certificate?) {
        self.version = version
        self.cipher = cipher
        self.certificate = certificate
    }

    /// The parts of an X.509 certificate that evidence needs (RFC 5280).
    package struct Certificate: Hashable, Sendable {
        /// RFC 2253 text, UTF-8.
        package var subject: String
        /// RFC 2253 text, UTF-8.
        package var issuer: String
        /// DNS names and addresses of the subject alternative name.
        package var names: [String]
        /// Seconds since 1970-01-01 UTC.
        package var notBefore: Int64
        /// Seconds since 1970-01-01 UTC.
        package var notAfter: Int64
        /// `RSA 2048`, `EC P-256`.
        package var key: String
        /// `sha256WithRSAEncryption`
        package var signatureAlgorithm: String
        /// SHA-256 of the DER octets, lower-case hexadecimal.
        package var fingerprint: String

        package init(
            subject: String, issuer: String, names: [String], notBefore: Int64, notAfter: Int64, key: String,
            signatureAlgorithm: String, fingerprint: String
        ) {
            self.subject = subject
            self.issuer = issuer
            self.names = names
            self.notBefore = notBefore
            self.notAfter = notAfter
            self.key = key
            self.signatureAlgorithm = signatureAlgorithm
            self.fingerprint = fingerprint
        }
    }
}
