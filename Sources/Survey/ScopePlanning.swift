package import Addresses
package import Model

/// What a person asked to be scanned.
package struct ScopeRequest: Sendable {
    /// Interface names; empty when the only usable one is meant.
    package var interfaces: [String] = []
    /// Blocks to narrow the scope to; empty for each interface's own on-link blocks.
    package var networks: [Prefix] = []
    package var excluded: [Prefix] = []
    /// Whether blocks above /20 were asked for in so many words.
    package var allowsLarge = false
    package var intensity: Intensity
    package var authorisation: String

    package init(intensity: Intensity, authorisation: String) {
        self.intensity = intensity
        self.authorisation = authorisation
    }
}

/// An interface of this host that a scan could use.
package struct LinkCandidate: Equatable, Sendable {
    package var name: String
    package var index: Int
    package var mac: MACAddress?
    package var addresses: [InterfaceAddress]
    package var isUp: Bool
    package var isLoopback: Bool
    package var addressing: AdmissionFact.Addressing

    package init(
        name: String, index: Int, mac: MACAddress?, addresses: [InterfaceAddress], isUp: Bool,
        isLoopback: Bool, addressing: AdmissionFact.Addressing = .unknown
    ) {
        self.name = name
        self.index = index
        self.mac = mac
        self.addresses = addresses
        self.isUp = isUp
        self.isLoopback = isLoopback
        self.addressing = addressing
    }

    /// Whether it carries Ethernet frames and has an address of its own.
    var isUsable: Bool { isUp && !isLoopback && mac != nil && mac != .zero && !addresses.isEmpty }
}

/// Why there is nothing that may be scanned.
package struct ScopeError: Error, Equatable {
    package enum Kind: Equatable, Sendable {
        /// The request itself is wrong.
        case usage
        /// There is nothing to scan.
        case nothing
    }

    package var kind: Kind
    package var text: Text
}

extension Scope {
    /// The scope that a request means on this host.
    ///
    /// Only blocks directly connected to a chosen interface are ever in it: private, link-local and unique-local ones,
    /// and the link's own global IPv6 blocks (DESIGN: the scope of a scan).
    package static func planned(
        _ request: ScopeRequest, candidates: [LinkCandidate], site: Site, makers: [HandsOffMaker]
    ) throws(ScopeError) -> Scope {
        let chosen = try choose(request.interfaces, from: candidates)
        var links: [Link] = []
        var unused = request.networks
        for candidate in chosen {
            let link = try plan(candidate, request: request)
            unused.removeAll { network in candidate.addresses.contains { $0.prefix.contains(network) } }
            links.append(link)
        }
        if let stray = unused.first {
            throw .usage(
                ja: "\(stray) は、選んだネットワークの口に直接つながっていません。ルータの先は調べません。",
                en:
                    "\(stray) is not directly connected to the chosen interface. Nothing behind a router is scanned."
            )
        }
        links.removeAll(where: \.prefixes.isEmpty)
        guard !links.isEmpty else {
            throw ScopeError(
                kind: .nothing,
                text: Text(
                    ja: "調べられる範囲がありません。", en: "There is no block that may be scanned."))
        }
        return Scope(
            links: links, excluded: (request.excluded + site.excluded).sorted(),
            handsOff: handsOff(site: site, makers: makers), intensity: request.intensity,
            authorisation: request.authorisation)
    }

    private static func choose(
        _ names: [String], from candidates: [LinkCandidate]
    ) throws(ScopeError) -> [LinkCandidate] {
        guard names.isEmpty else {
            var chosen: [LinkCandidate] = []
            for name in names where !chosen.contains(where: { $0.name == name }) {
                chosen.append(try usable(name, in: candidates))
            }
            return chosen
        }
        let usable = candidates.filter(\.isUsable)
        switch usable.count {
        case 0:
            throw ScopeError(
                kind: .nothing,
                text: Text(
                    ja: "使えるネットワークの口が見つかりません。ケーブルや無線の接続を確かめてください。",
                    en: "No usable network interface was found. Check the cable or the wireless connection."))
        case 1: return usable
        default:
            let list = usable.map(\.name).joined(separator: ", ")
            throw .usage(
                ja: "ネットワークの口が複数あります（\(list)）。--interface で選んでください。",
                en: "There are several interfaces (\(list)). Choose with --interface.")
        }
    }

    private static func usable(_ name: String, in candidates: [LinkCandidate]) throws(ScopeError)
        -> LinkCandidate
    {
        guard let candidate = candidates.first(where: { $0.name == name }) else {
            let list = candidates.filter(\.isUsable).map(\.name).joined(separator: ", ")
            throw .usage(
                ja: "「\(name)」というネットワークの口はありません。使えるもの: \(list)",
                en: "There is no interface \(name). Usable: \(list)")
        }
        guard candidate.isUsable else {
            throw ScopeError(
                kind: .nothing,
                text: Text(
                    ja: "「\(name)」はつながっていないか、住所（IPアドレス）がありません。",
                    en: "\(name) is down, is no Ethernet link, or has no address."))
        }
        return candidate
    }

    private static func plan(_ candidate: LinkCandidate, request: ScopeRequest) throws(ScopeError) -> Link {
        var prefixes: [Prefix] = []
        for own in candidate.addresses {
            let asked = request.networks.filter { own.prefix.contains($0) }
            for prefix in request.networks.isEmpty ? [own.prefix] : asked where !prefixes.contains(prefix) {
                try judge(prefix, own: own, request: request)
                prefixes.append(prefix)
            }
        }
        // Whoever may be asked by IPv4 may be asked by its link-local address: it is the same wire.
        let linkLocal = candidate.addresses.first { $0.address.v6?.isLinkLocal == true }?.prefix
        if let linkLocal, !prefixes.isEmpty, !prefixes.contains(linkLocal) { prefixes.append(linkLocal) }
        return Link(
            interface: candidate.name, index: candidate.index, mac: candidate.mac ?? .zero,
            addresses: candidate.addresses, prefixes: prefixes.sorted(), addressing: candidate.addressing)
    }

    private static func judge(
        _ prefix: Prefix, own: InterfaceAddress, request: ScopeRequest
    ) throws(ScopeError) {
        guard case .v4(let v4) = prefix.address else { return }
        guard v4.isPrivate || v4.isLinkLocal else {
            throw .usage(
                ja: "\(prefix) は公開の（インターネットの）住所なので調べません。",
                en: "\(prefix) is a public block and is not scanned.")
        }
        guard prefix.length >= 20 || request.allowsLarge else {
            throw .usage(
                ja: "\(prefix) は広すぎます（/20 まで）。--network で範囲をしぼるか、--allow-large を付けてください。",
                en: "\(prefix) is too large (up to /20). Narrow it with --network or say --allow-large.")
        }
    }

    private static func handsOff(site: Site, makers: [HandsOffMaker]) -> HandsOff {
        let rows = site.ledger.rows.filter(\.isHandsOff)
        return HandsOff(
            macs: Set(site.handsOff.compactMap(\.mac) + rows.flatMap(\.macs)).sorted(),
            addresses: Set(site.handsOff.compactMap(\.address) + rows.flatMap(\.addresses)).sorted(),
            makers: makers.flatMap(\.blocks))
    }
}

extension ScopeError {
    fileprivate static func usage(ja: String, en: String) -> ScopeError {
        ScopeError(kind: .usage, text: Text(ja: ja, en: en))
    }
}
