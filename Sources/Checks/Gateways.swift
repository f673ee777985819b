import Addresses
import Model

// Ways out of the network, and which of them somebody answers for.

extension Situation {
    /// The IPv4 gateways that an inspected host leaves by. Those of IPv6 set themselves up by their own advertisement,
    /// which proves nothing.
    private var usedGateways: Set<IPAddress> {
        Set(
            hosts.flatMap { $0.1.routes }.filter { $0.destination.length == 0 }.compactMap(\.gateway)
                .filter { $0.v4 != nil })
    }

    /// Whether anybody can say which router is the right one.
    var knowsRouters: Bool {
        !usedGateways.isEmpty || site.ledger.rows.contains { $0.isOfRouter }
    }

    /// Whether a device is the way out that an inspected host uses, or the ledger has it as a router.
    func isKnownRouter(_ asset: Asset) -> Bool {
        !usedGateways.isDisjoint(with: asset.addresses) || row(of: asset)?.isOfRouter == true
    }

    /// Devices of others.
    var strangers: [Asset] { assets.filter { $0.host == nil } }
}

extension LedgerRow {
    /// Whether its role is that of a device which leads out of the network.
    fileprivate var isOfRouter: Bool {
        guard !isRetired, let kind = self[.role].flatMap({ Asset.Kind(role: $0) }) else { return false }
        return [.router, .vpnGateway, .wirelessAccessPoint].contains(kind)
    }
}

extension Asset {
    /// The signs that it leads out of the network, hints left out.
    var routerSigns: [RouterSign] {
        routerClaims.filter { $0.confidence >= .likely }.compactMap { RouterSign(rawValue: $0.value) }
            .sorted { $0.rawValue < $1.rawValue }
    }

    /// The journal lines of its claims to route.
    var routerObservations: [Int] { routerClaims.flatMap(\.observations).sorted() }

    /// How an exchange about itself ended, by the name of what was looked at.
    func outcome(of what: String) -> CoverageFact.Outcome? {
        coverage.first { $0.fact.what == what }?.fact.outcome
    }
}

/// How a device showed that it leads elsewhere: the values of ``AttributeFact/Key/router``.
enum RouterSign: String, CaseIterable {
    case dhcp, ra, nd, route, redirect, forwards, igd

    /// Whether others are led to it, rather than that it could forward.
    var isOffer: Bool { [.dhcp, .ra, .redirect, .igd].contains(self) }

    var words: Text {
        switch self {
        case .dhcp:
            Text(ja: "住所を配る機器（DHCP）が、外への出入口として教えている", en: "a DHCP server names it as the router")
        case .ra: Text(ja: "自分がIPv6の出入口だと知らせている", en: "it advertises itself as an IPv6 router")
        case .nd: Text(ja: "IPv6の通信を中継する機器だと名乗っている", en: "it calls itself an IPv6 router")
        case .route: Text(ja: "点検したパソコンが出入口にしている", en: "an inspected computer leaves by it")
        case .redirect: Text(ja: "通信の道すじを変える合図に出てきた", en: "a redirect came from it or named it")
        case .forwards: Text(ja: "ほかの機器あての通信を中継した", en: "it forwarded a packet for others")
        case .igd: Text(ja: "インターネットの出入口だと名乗っている（UPnP）", en: "it calls itself an Internet gateway (UPnP)")
        }
    }
}

extension [RouterSign] {
    /// All signs in one phrase.
    var words: Text {
        Text(
            ja: map(\.words.ja).joined(separator: "、"), en: map(\.words.en).joined(separator: "; "))
    }
}
