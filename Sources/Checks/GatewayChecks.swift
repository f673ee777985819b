import Addresses
import Model

/// 2(2) and 2(8): ways out of the network and ways in from outside.
let gatewayChecks: [Check] = [
    unknownGateway, portMapping, secondDHCP, unknownAdvertisement, forwardingDevice,
]

private let unknownGateway = Check(
    id: "remote.unknown-gateway", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "知らないつなぎ口", en: "Unknown ways out"),
    advice: Text(
        ja:
            "だれが、何のために置いた機器かを事業者に聞いてください。保守のための回線やVPNのルータなら、台帳に「ルータ」と書き、使わない時に切れるかを確かめてください。だれも知らなければ、線を抜く前に事業者に連絡してください。",
        en:
            "Ask the vendors who placed it and why. If it serves maintenance, enter it in the ledger as a router and "
            + "ask whether it can be off between uses. If nobody knows it, call the vendor before unplugging it."
    ),
    examples: [
        .init(.example(.leaving(by: 1), .router(1, "dhcp")), gives: "pass"),
        .init(.example(.leaving(by: 1), .router(1, "dhcp"), .router(9, "ra")), gives: "pass", "fail"),
        .init(.example(.leaving(by: 1), .router(9, "forwards")), gives: "fail"),
        .init(.example(.leaving(by: 1), .router(9, "nd")), gives: "pass"),
        .init(.example(.router(9, "dhcp")), gives: "not-assessed"),
        .init(.example(.leaving(by: 1), isActive: false), gives: "not-assessed"),
    ]
) { situation in
    let exits = situation.strangers.filter { asset in
        asset.routerSigns.contains { $0.isOffer || $0 == .route }
            || (asset.ledgerRow == nil && asset.routerSigns.contains(.forwards))
    }
    guard !exits.isEmpty else {
        guard situation.isActive else { return [.init(.notAssessed(GatewayWords.onlyListened))] }
        return [
            .init(
                .pass(
                    Text(
                        ja: "知らないつなぎ口は見えませんでした（黙って待つだけの機器や、別の回線は見えません）。",
                        en: "No unknown way out was seen; silent devices and separate lines cannot be seen."))
            )
        ]
    }
    return exits.map { situation.exitResult($0) }
}

extension Situation {
    fileprivate func exitResult(_ asset: Asset) -> Check.Result {
        let name = name(of: asset)
        let signs = asset.routerSigns
        let observations = asset.routerObservations
        if isKnownRouter(asset) {
            return .init(
                .pass(
                    Text(
                        ja: "\(name) は外への出入口です（台帳のルータか、点検したパソコンが使っている出入口）。",
                        en:
                            "\(name) is a way out that the ledger has as a router or an inspected computer uses."
                    )),
                on: asset, observations: observations)
        }
        guard knowsRouters else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) は外への出入口のようです（\(signs.words.ja)）。正しい出入口がどれか、台帳にないので言えません。",
                        en:
                            "\(name) seems to be a way out (\(signs.words.en)); no ledger says which one is right."
                    )),
                on: asset, observations: observations)
        }
        let isListed = asset.ledgerRow != nil
        let listed =
            isListed
            ? Text(ja: "台帳にはありますが、ルータとは書かれていません。", en: " It is in the ledger, but not as a router.")
            : Text(ja: "", en: "")
        return .init(
            .fail(
                Text(
                    ja:
                        "\(name) が、知らないつなぎ口になっています（\(signs.words.ja)）。\(listed.ja)ここから外の人が薬局のネットワークに入れる場合や、通信をのぞける場合があります。",
                    en:
                        "\(name) is an unknown way out (\(signs.words.en)).\(listed.en) Outsiders may come in by it, or traffic may be led through it."
                )), on: asset,
            severity: isListed ? .medium : signs.contains { $0.isOffer } ? .critical : .high,
            observations: observations)
    }
}

private let forwardingDevice = Check(
    id: "source.forwarding-device", topic: .sourceRestriction, severity: .medium,
    title: Text(ja: "通信を中継する機器", en: "Devices that forward"),
    advice: Text(
        ja: "この機器が通信を中継する必要があるかを事業者に聞き、必要がなければ中継を切ってもらってください。",
        en: "Ask the vendor whether it needs to forward; if not, have forwarding switched off."),
    examples: [
        .init(.example(.leaving(by: 1), .router(9, "forwards")), gives: "fail"),
        .init(.example(.leaving(by: 1), .router(9, "nd")), gives: "not-assessed"),
        .init(.example(.leaving(by: 1), .router(1, "forwards")), gives: "pass"),
        .init(.example(.example { $0.coverage = [.example("forwarding")] }), gives: "pass"),
        .init(.example(.example()), gives: "not-assessed"),
    ]
) { situation in
    let forwarding = situation.strangers.filter { asset in
        asset.routerSigns.contains { $0 == .forwards || $0 == .nd }
    }
    guard forwarding.isEmpty else { return forwarding.map { situation.forwardingResult($0) } }
    let tested = situation.strangers.filter { $0.outcome(of: "forwarding") == .looked }
    guard !tested.isEmpty else {
        return [
            .init(
                .notAssessed(
                    Text(ja: "通信を中継する機器がいるかは、試していません。", en: "Forwarding was not tested.")))
        ]
    }
    return [
        .init(
            .pass(
                Text(
                    ja: "\(tested.count)台を試し、通信を中継する機器は見えませんでした（相手を選んで中継する機器は、この方法では見えません）。",
                    en:
                        "None of \(tested.count) devices forwarded; one that forwards for chosen stations only cannot be seen."
                )))
    ]
}

extension Situation {
    fileprivate func forwardingResult(_ asset: Asset) -> Check.Result {
        let name = name(of: asset)
        let observations = asset.routerObservations
        guard !isKnownRouter(asset) else {
            return .init(
                .pass(Text(ja: "\(name) は中継をする機器（ルータ）です。", en: "\(name) is a router and forwards.")),
                on: asset)
        }
        guard asset.routerSigns.contains(.forwards) else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) は、IPv6の通信を中継する機器だと名乗っています。中継を確かめてはいません。",
                        en: "\(name) calls itself an IPv6 router; whether it forwards was not tested.")),
                on: asset,
                severity: .low, observations: observations)
        }
        return .init(
            .fail(
                Text(
                    ja: "\(name) は、ルータとして登録されていませんが、ほかの機器あての通信を中継します。",
                    en: "\(name) is not known as a router, but forwards packets for others.")), on: asset,
            severity: asset.ledgerRow == nil ? .high : .medium, observations: observations)
    }
}
