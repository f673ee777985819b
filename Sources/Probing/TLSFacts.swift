import Model
import Wire

extension TLSGreeting {
    /// The version, suite and certificate that a server chose, and what the certificate says of its device.
    func facts(port: UInt16) -> [ConversationFact] {
        var facts: [ServiceKey: String] = [.tlsVersions: version.name, .tlsCipher: cipher]
        if let certificate {
            facts[.certificateSubject] = certificate.subject
            facts[.certificateIssuer] = certificate.issuer
            if !certificate.names.isEmpty {
                facts[.certificateNames] = certificate.names.joined(separator: ",")
            }
            facts[.certificateNotBefore] = Timestamp(secondsSince1970: certificate.notBefore)?.description
            facts[.certificateNotAfter] = Timestamp(secondsSince1970: certificate.notAfter)?.description
            facts[.certificateKey] = certificate.key
            facts[.certificateFingerprint] = certificate.fingerprint
        }
        let service = ServiceFact(Port(.tcp, port), proto: "tls", facts: facts)
        let layers = certificate?.layers.map { proto in
            ConversationFact(.service(ServiceFact(Port(.tcp, port), proto: proto)), grounds: grounds)
        }
        return [ConversationFact(.service(service), grounds: grounds)] + (layers ?? [])
    }

    /// A handshake's own octets never reach a conversation; what it showed stands for them.
    private var grounds: Observation.Grounds {
        Observation.Grounds(text: "TLS \(version.name) \(cipher) \(certificate?.subject ?? "")")
    }
}

extension TLSGreeting.Certificate {
    /// The first value of an attribute of the subject, as RFC 2253 writes it: `CN=PC01,O=Example`.
    func value(of attribute: String) -> String? {
        var isEscaped = false
        var parts: [String] = [""]
        for character in subject {
            if character == ",", !isEscaped {
                parts.append("")
            } else if isEscaped || character != "\\" {
                parts[parts.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        let prefix = attribute + "="
        return parts.lazy.map { String($0.drop { $0 == " " }) }
            .first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }

    /// What only speaks behind a certificate of this shape.
    fileprivate var layers: [String] {
        // AnyDesk makes the same one for client and server.
        isSelfIssued && value(of: "CN") == "AnyDesk Client" ? ["anydesk"] : []
    }

    /// Whether the subject is its own issuer, as of a certificate that Windows makes for itself.
    var isSelfIssued: Bool { subject == issuer }
}
