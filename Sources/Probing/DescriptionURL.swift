import Addresses

/// `http://192.0.2.1:49152/rootDesc.xml`, with a literal address only: a name would have to be looked up.
struct DescriptionURL: Equatable, Sendable {
    var address: IPAddress
    var port: UInt16
    /// Printable ASCII that begins with a slash; the query included.
    var path: String

    /// The fragment, where it names a WS-Discovery endpoint: `urn:uuid:…`. The listener of that protocol puts it there.
    var endpoint: String?

    /// For the `Host` field.
    var host: String { (address.v6 == nil ? "\(address)" : "[\(address)]") + ":\(port)" }

    init?(_ text: String) {
        guard text.utf8.count <= 512, text.lowercased().hasPrefix("http://") else { return nil }
        let rest = text.dropFirst(7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var path = String(rest.dropFirst(authority.count).prefix { $0 != "#" })
        if !path.hasPrefix("/") { path = "/" + path }
        guard path.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        var hostPart = authority
        port = 80
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            guard let number = UInt16(authority[colon...].dropFirst()), number > 0 else { return nil }
            port = number
            hostPart = authority[..<colon]
        }
        let isBracketed = hostPart.hasPrefix("[") && hostPart.hasSuffix("]") && hostPart.count > 2
        let literal = isBracketed ? String(hostPart.dropFirst().dropLast()) : String(hostPart)
        guard let address = IPAddress(literal), address.isUnicast, (address.v6 != nil) == isBracketed else {
            return nil
        }
        let fragment = text.firstIndex(of: "#").map { String(text[$0...].dropFirst()) } ?? ""
        if Self.isEndpoint(fragment) { endpoint = fragment }
        self.address = address
        self.path = path
    }

    /// Whether a text is `urn:uuid:` and hexadecimal digits in groups, as every endpoint's name is.
    static func isEndpoint(_ text: String) -> Bool {
        let digits = text.dropFirst(9)
        return text.hasPrefix("urn:uuid:") && (1...64).contains(digits.utf8.count)
            && digits.utf8.allSatisfy { $0 == 0x2d || Character(Unicode.Scalar($0)).isHexDigit }
    }
}
