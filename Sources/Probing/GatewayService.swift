import Wire

/// A service of an Internet gateway that keeps port mappings (UPnP WANIPConnection:1 and WANPPPConnection:1), and
/// where it is asked.
struct GatewayService: Equatable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case ip = "WANIPConnection"
        case ppp = "WANPPPConnection"
    }

    var kind: Kind
    /// 1 or 2 have been published.
    var version: Int
    /// On the same address and port as the description.
    var control: DescriptionURL

    /// `urn:schemas-upnp-org:service:WANIPConnection:1`, made anew: no text of a device is ever sent back.
    var type: String { Self.scheme + "\(kind.rawValue):\(version)" }

    private static let scheme = "urn:schemas-upnp-org:service:"

    /// Nil for any other service.
    init?(type: String, control: DescriptionURL) {
        let parts = type.split(separator: ":", omittingEmptySubsequences: false)
        guard type.hasPrefix(Self.scheme), parts.count == 5, let kind = Kind(rawValue: String(parts[3])),
            let version = Int(parts[4]), (1...9).contains(version)
        else { return nil }
        self.kind = kind
        self.version = version
        self.control = control
    }
}

extension GatewayService {
    /// The gateway services in the leaves of a description that was read from `url`, at most one of each kind.
    static func all(in leaves: [MarkupElement], of url: DescriptionURL) -> [GatewayService] {
        let base = leaves.first("URLBase").flatMap { DescriptionURL($0) } ?? url
        var services: [GatewayService] = []
        for fields in groups(of: leaves) {
            guard let type = fields["serviceType"], let path = fields["controlURL"],
                let control = resolve(path, against: base), control.address == url.address,
                control.port == url.port, let service = GatewayService(type: type, control: control),
                !services.contains(where: { $0.kind == service.kind })
            else { continue }
            services.append(service)
        }
        return services
    }

    /// The fields of each `service` element: a name that comes again begins the next.
    private static func groups(of leaves: [MarkupElement]) -> [[String: String]] {
        var groups: [[String: String]] = [[:]]
        for leaf in leaves where leaf.parent == "service" {
            if groups[groups.count - 1][leaf.name] != nil { groups.append([:]) }
            groups[groups.count - 1][leaf.name] = leaf.text
        }
        return groups
    }

    /// A reference as RFC 3986, 5.2, joins it; without its rules for dots, which no device needs.
    private static func resolve(_ text: String, against base: DescriptionURL) -> DescriptionURL? {
        if text.lowercased().hasPrefix("http://") { return DescriptionURL(text) }
        guard !text.isEmpty, !text.hasPrefix("//") else { return nil }
        let folder = base.path.prefix { $0 != "?" }.reversed().drop { $0 != "/" }.reversed()
        return DescriptionURL("http://\(base.host)" + (text.hasPrefix("/") ? "" : String(folder)) + text)
    }
}
