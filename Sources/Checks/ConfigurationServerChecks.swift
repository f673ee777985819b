import Addresses
import Model

// 2(8): who tells the devices of this network their addresses and ways out.

/// Words that several checks share.
enum GatewayWords {
    static let onlyListened = Text(
        ja: "聞くだけの点検だったので、ほかにないとは言えません。", en: "The scan only listened, so there may be others.")
}

let secondDHCP = Check(
    id: "source.second-dhcp", topic: .sourceRestriction, severity: .high,
    title: Text(ja: "住所を配る機器が2台以上", en: "More than one DHCP server"),
    advice: Text(
        ja: "ふつうは1台だけです。あとから置かれたルータが配っている場合、機器が知らない出入口に導かれます。どれが正しいかを事業者に聞いてください。",
        en:
            "There should be one. A second may lead devices to an unknown way out. Ask the vendor which is right."
    ),
    examples: [
        .init(.example(.leaving(by: 1), .server(1)), gives: "pass"),
        .init(.example(.leaving(by: 1), .server(1), .server(9)), gives: "fail"),
        .init(.example(.server(1), .server(9)), gives: "fail", "fail"),
        .init(.example(), gives: "pass"),
        .init(.example(.server(1), isActive: false), gives: "not-assessed"),
    ]
) { situation in
    let results = [("dhcp", "DHCP"), ("dhcpv6", "DHCPv6")].flatMap { value, word in
        situation.serverResults(value, word: word)
    }
    guard results.isEmpty else { return results }
    guard situation.isActive else { return [.init(.notAssessed(GatewayWords.onlyListened))] }
    return [
        .init(
            .pass(
                Text(ja: "住所を配る機器（DHCP）は、1台をこえて見えませんでした。", en: "No second DHCP server answered.")))
    ]
}

extension Situation {
    /// What is to be said where a protocol has more than one server.
    fileprivate func serverResults(_ value: String, word: String) -> [Check.Result] {
        let servers = assets.filter { $0.dhcpServerClaims.contains { $0.value == value } }
        guard servers.count > 1 else { return [] }
        let unknown = servers.filter { !isKnownRouter($0) && $0.ledgerRow == nil }
        guard !unknown.isEmpty else {
            let names = servers.map { name(of: $0) }.joined(separator: ", ")
            return [
                .init(
                    .notAssessed(
                        Text(
                            ja:
                                "住所を配る機器（\(word)）が\(servers.count)台あります: \(names)。どれも知っている機器ですが、2台とも必要かを事業者に聞いてください。",
                            en:
                                "There are \(servers.count) \(word) servers, all known: \(names). Ask whether both are needed."
                        )))
            ]
        }
        return unknown.map { asset in
            .init(
                .fail(
                    Text(
                        ja:
                            "\(name(of: asset)) が、ほかの機器に住所と出入口を配っています（\(word)、全部で\(servers.count)台）。登録された配り手ではありません。",
                        en:
                            "\(name(of: asset)) hands out addresses (\(word), one of \(servers.count)), and is not known to."
                    )),
                on: asset, observations: asset.dhcpServerClaims.flatMap(\.observations).sorted())
        }
    }
}

let unknownAdvertisement = Check(
    id: "source.unknown-router-advertisement", topic: .sourceRestriction, severity: .high,
    title: Text(ja: "知らないIPv6の出入口", en: "Unknown IPv6 routers"),
    advice: Text(
        ja: "パソコンは、知らせを受けるとその機器を出入口に使います。だれが置いた機器かを事業者に聞いてください。",
        en: "Computers use whatever advertises itself. Ask the vendor who placed it."),
    examples: [
        .init(.example(.leaving(by: 1), .router(1, "ra")), gives: "pass"),
        .init(.example(.leaving(by: 1), .router(9, "ra")), gives: "fail"),
        .init(.example(.router(9, "ra")), gives: "not-assessed"),
        .init(.example(.leaving(by: 1)), gives: "not-assessed"),
    ]
) { situation in
    let routers = situation.assets.filter { $0.routerSigns.contains(.ra) }
    guard routers.isEmpty else { return routers.map { situation.advertisementResult($0) } }
    guard situation.isActive, situation.hasIPv6 else {
        return [
            .init(
                .notAssessed(
                    Text(ja: "IPv6の出入口がいるかは、聞いていません。", en: "IPv6 routers were not asked for.")))
        ]
    }
    return [
        .init(.pass(Text(ja: "IPv6の出入口は見えませんでした。", en: "No IPv6 router answered.")))
    ]
}

extension Situation {
    /// Whether this host could ask by IPv6.
    fileprivate var hasIPv6: Bool {
        scope?.links.contains { $0.addresses.contains { $0.address.v6 != nil } } ?? false
    }

    fileprivate func advertisementResult(_ asset: Asset) -> Check.Result {
        let name = name(of: asset)
        let lines = asset.routerClaims.filter { $0.value == "ra" }.flatMap(\.observations).sorted()
        if isKnownRouter(asset) {
            return .init(
                .pass(Text(ja: "\(name) は知っている出入口です（IPv6）。", en: "\(name) is a known router (IPv6).")),
                on: asset, observations: lines)
        }
        guard knowsRouters else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) がIPv6の出入口だと知らせています。正しい出入口がどれか、台帳にないので言えません。",
                        en: "\(name) advertises itself as an IPv6 router; no ledger says which is right.")),
                on: asset, observations: lines)
        }
        return .init(
            .fail(
                Text(
                    ja: "\(name) が、IPv6の出入口だとまわりに知らせています。知っている出入口ではありません。",
                    en: "\(name) advertises itself as an IPv6 router and is not the known one.")), on: asset,
            observations: lines)
    }
}

extension Asset {
    /// A DHCP server at 192.0.2.n.
    fileprivate static func server(_ number: UInt8) -> Asset {
        var asset = Asset.router(number, "")
        asset.routerClaims = []
        asset.dhcpServerClaims = [
            Claim(value: "dhcp", source: "example", confidence: .certain, observations: [1])
        ]
        return asset
    }
}
