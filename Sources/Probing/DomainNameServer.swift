import Model
import Wire

extension Listener {
    /// Name servers of this link (RFC 1035). What they answer others is passed over.
    static let dns = Listener(id: "dns", reads: [.udp(from: 53)]) { packet in
        guard packet.udp?.source == 53, let message = packet.message(DNSMessage.init(parsing:)),
            message.isResponse,
            var hearing = Hearing(of: packet, grounds: message.isOfServer ? nil : packet.payload.prefix(12))
        else { return [] }
        hearing.open(53)
        let banner = message.answers.lazy.compactMap(\.versionText).first
        let (product, version) = serverProduct(of: banner)
        hearing.service(53, "dns", product: product, version: version, [.banner: banner])
        return hearing.sightings
    }
}

extension DatagramQuestion {
    /// The server's own version, asked without recursion: nothing is to be looked up elsewhere for it.
    static let dns = DatagramQuestion(
        id: "ask-dns", family: "udp",
        title: Text(
            ja: "DNS：名前の案内をしているかと、その版を聞く（外へは問い合わせない）",
            en: "DNS: does it answer names, and its version (nothing is looked up elsewhere)"),
        destination: .device(port: 53), listener: "dns"
    ) { _, token in
        // CHAOS class (RFC 4892, 2); flags zero: recursion is not desired.
        let question = DNSMessage.Question("version.bind", .txt, network: 3)
        return DNSMessage(id: UInt16(truncatingIfNeeded: token), questions: [question]).octets
    }
}

extension DNSMessage {
    /// Whether it is about the server itself. Of every other answer the header alone is kept: the names that others ask
    /// for are theirs.
    fileprivate var isOfServer: Bool {
        (questions.map(\.name) + answers.map(\.name)).allSatisfy {
            $0 == "version.bind" || $0 == "version.server"
        }
    }
}

extension DNSMessage.Record {
    fileprivate var versionText: String? {
        guard network == 3, name == "version.bind" || name == "version.server",
            case .text(let strings) = data
        else { return nil }
        return bounded(strings.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
    }
}

/// `dnsmasq-2.90`, `unbound 1.17.1`, `PowerDNS Recursor 4.8.8`; BIND says its number only: `9.18.24-1-Debian`.
/// What has another shape is left as the banner.
private func serverProduct(of banner: String?) -> (product: String?, version: String?) {
    guard let banner else { return (nil, nil) }
    if banner.hasPrefix("9."), banner.dropFirst(2).first?.isNumber == true { return ("BIND", banner) }
    for (word, product) in [("dnsmasq", "dnsmasq"), ("unbound", "Unbound"), ("PowerDNS", "PowerDNS")]
    where banner.hasPrefix(word) {
        let version = banner.drop { !$0.isNumber }.prefix { !$0.isWhitespace && $0 != "(" }
        return (product, version.isEmpty ? nil : String(version))
    }
    return (nil, nil)
}
