/// The name of a host on the Internet in the form in which names are compared.
package enum HostName {
    /// Lower case without a final dot; nil when octets are not those of a host's name (RFC 1123, 2.1).
    package static func text(_ octets: some BidirectionalCollection<UInt8>) -> String? {
        let kept = octets.last == 0x2e ? Array(octets.dropLast()) : Array(octets)
        guard (1...253).contains(kept.count), kept.allSatisfy(isAllowed) else { return nil }
        return String(decoding: kept.map { (0x41...0x5a).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    /// Letters, digits, hyphen, dot, and the underscore that names of services have.
    private static func isAllowed(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
        default: false
        }
    }
}

extension DNSName {
    /// The name as hosts' names are compared; nil when it cannot be a host's.
    package var hostName: String? { HostName.text(Array(labels.joined(separator: [0x2e]))) }
}
