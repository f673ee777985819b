import Model
import Wire

/// What a web server says of the device behind it.
struct HTTPIdentity: Equatable, Sendable {
    var product: String?
    var version: String?
    var attributes: [AttributeFact] = []

    /// Reads the `Server` field, the realm and the page's title.
    init(response: HTTPResponse, title: String?) {
        let server = response["server"] ?? ""
        let realm = response.realm ?? ""
        (product, version) = Self.product(of: server)
        if let described = Self.univergeIX(server) {
            (product, version) = ("UNIVERGE IX", described.version)
            claim(.vendor, "NEC")
            claim(.model, described.model)
            claim(.firmware, described.version)
            claim(.kind, "router")
        } else if server.hasPrefix("YAMAHA-RT") {
            claim(.vendor, "Yamaha")
            claim(.kind, "router")
        } else if server == "xxxxxxxx-xxxxx" {
            claim(.vendor, "Fortinet")
            claim(.kind, "vpn-gateway")
        } else if server.lowercased().hasPrefix("sonicwall") {
            claim(.vendor, "SonicWall")
            claim(.kind, "vpn-gateway")
        } else if realm == "AirStation" {
            claim(.vendor, "Buffalo")
            claim(.kind, "wireless-ap", .hint)
        }
        if [server, realm, title ?? ""].contains(where: Self.namesSoftEther) {
            claim(.kind, "vpn-gateway")
        }
        if let system = Self.system(of: server) { attributes.append(system) }
    }

    private mutating func claim(_ key: AttributeFact.Key, _ value: String, _ confidence: Confidence = .likely)
    {
        attributes.append(AttributeFact(key, value, confidence))
    }

    /// `Apache/2.4.57 (Debian)` is Apache and 2.4.57; a field of another shape is all product.
    static func product(of server: String) -> (String?, String?) {
        guard !server.isEmpty, server != "xxxxxxxx-xxxxx" else { return (nil, nil) }
        let first = server.prefix { $0 != " " && $0 != "(" }
        guard let slash = first.firstIndex(of: "/"), slash > first.startIndex else { return (server, nil) }
        let version = first[first.index(after: slash)...]
        return (String(first[..<slash]), version.isEmpty ? nil : String(version))
    }

    /// `IX Series IX2106 (magellan-sec) Software, Version 10.2.20, RELEASE SOFTWARE`
    private static func univergeIX(_ server: String) -> (model: String, version: String)? {
        let words = server.split(separator: " ")
        guard words.count >= 3, server.hasPrefix("IX Series "), let mark = words.firstIndex(of: "Version"),
            mark + 1 < words.count
        else { return nil }
        return (String(words[2]), String(words[mark + 1].prefix { $0 != "," }))
    }

    static func namesSoftEther(_ text: String) -> Bool {
        text.contains("SoftEther") || text.contains("PacketiX")
    }

    /// What the field's comment or the product tells of the operating system.
    private static func system(of server: String) -> AttributeFact? {
        if server.hasPrefix("Microsoft-IIS/") || server.hasPrefix("Microsoft-HTTPAPI/") {
            return AttributeFact(.os, "Windows", .likely)
        }
        let comments = [
            ("(Debian)", "Debian"), ("(Raspbian)", "Raspbian"), ("(Ubuntu)", "Ubuntu"),
            ("(CentOS)", "CentOS"),
            ("(Rocky Linux)", "Rocky Linux"), ("(AlmaLinux)", "AlmaLinux"), ("(FreeBSD)", "FreeBSD"),
            ("(Win32)", "Windows"), ("(Win64)", "Windows"),
        ]
        return comments.first { server.contains($0.0) }.map { AttributeFact(.os, $0.1, .hint) }
    }
}
