import Addresses
import Model

/// 2(8): who can connect, as far as being there shows it.
let sourceChecks: [Check] = [unregisteredPresent, randomisedMAC, addressConflict, manyAddresses]

private let registered = Site.example(row: [.number: "001"])

private let unregisteredPresent = Check(
    id: "source.unregistered-present", topic: .sourceRestriction, severity: .high,
    title: Text(ja: "登録していない機器の接続", en: "Unregistered devices connected"),
    advice: Text(
        ja: "ネットワーク機器で、つなげる機器を限っているか（接続元制限）を事業者に確かめてください。",
        en: "Ask the vendor whether the network devices restrict who may connect."),
    examples: [
        .init(.example(.example { $0.ledgerRow = "001" }, site: registered), gives: "pass"),
        .init(.example(.example(), site: registered), gives: "fail"),
        .init(.example(.example()), gives: "not-assessed"),
        .init(.example(site: registered, isActive: false), gives: "not-assessed"),
    ]
) { situation in
    guard !situation.site.ledger.rows.isEmpty else {
        return [
            .init(
                .notAssessed(
                    Text(
                        ja: "台帳がないため、登録していない機器かどうかを言えません。",
                        en: "Without a ledger nobody can say which device is unregistered.")))
        ]
    }
    let strangers = situation.assets.filter { $0.ledgerRow == nil && $0.host == nil }
    guard strangers.isEmpty else {
        let names = strangers.prefix(5).map { situation.name(of: $0) }.joined(separator: ", ")
        return [
            .init(
                .fail(
                    Text(
                        ja: "台帳にない機器が\(strangers.count)台つながっています: \(names)",
                        en: "\(strangers.count) devices that are not in the ledger are connected: \(names)")),
                observations: strangers.flatMap { $0.observations.prefix(2) })
        ]
    }
    guard situation.isActive else {
        return [
            .init(
                .notAssessed(
                    Text(
                        ja: "聞くだけの点検だったので、ほかの機器がいないとは言えません。",
                        en: "The scan only listened, so others may be there.")))
        ]
    }
    return [
        .init(
            .pass(
                Text(
                    ja: "この点検では、台帳にない機器は見つかりませんでした（接続を限る設定があることの証明ではありません）。",
                    en:
                        "No unregistered device was seen; this does not prove that connections are restricted."
                )))
    ]
}

private let randomisedMAC = Check(
    id: "source.randomised-mac", topic: .sourceRestriction, severity: .low,
    title: Text(ja: "変わることのあるMACアドレス", en: "Randomised MAC addresses"),
    advice: Text(
        ja: "スマートフォンなどはMACアドレスを変えることがあり、MACアドレスでは制限できません。業務用の機器なら「ランダム」の設定を切ってください。",
        en:
            "Phones change such addresses, so they cannot be restricted by MAC. Turn randomisation off on work devices."
    ),
    examples: [
        .init(.example(.example()), gives: "pass"),
        .init(.example(.example { $0.macs = [MACAddress(0x0200_5e00_5310)] }), gives: "fail"),
        .init(.example(.example { $0.macs = [] }), gives: "not-assessed"),
    ]
) { situation in
    situation.assets.filter { $0.host == nil }.map { asset in
        let name = situation.name(of: asset)
        guard let mac = asset.macs.first else {
            return .init(
                .notAssessed(
                    Text(ja: "\(name) のMACアドレスは見えません。", en: "The MAC address of \(name) was not seen.")),
                on: asset)
        }
        guard mac.isLocallyAdministered else {
            return .init(
                .pass(Text(ja: "\(name) のMACアドレスは製造会社のものです。", en: "\(name) has a maker's MAC.")),
                on: asset, observations: Array(asset.observations.prefix(2)))
        }
        return .init(
            .fail(
                Text(
                    ja: "\(name) のMACアドレス \(mac) は、機器が自分で決めたもの（ランダム）です。",
                    en: "The MAC \(mac) of \(name) is locally administered (randomised).")),
            on: asset, observations: Array(asset.observations.prefix(2)))
    }
}

private let addressConflict = Check(
    id: "source.address-conflict", topic: .sourceRestriction, severity: .high,
    title: Text(ja: "IPアドレスの取り合い", en: "One address on several devices"),
    advice: Text(
        ja: "IPアドレスの取り合いか、なりすましの可能性があります。事業者に確かめてください。",
        en: "This is a conflict or an impersonation. Ask the vendor."),
    examples: [
        .init(.example(.example()), gives: "pass"),
        .init(
            .example(
                .example(),
                .example {
                    $0.id = "x"; $0.macs = [MACAddress(0x0000_5e00_5311)]
                }), gives: "fail"),
        .init(.example(isActive: false), gives: "not-assessed"),
    ]
) { situation in
    var holders: [IPAddress: [Asset]] = [:]
    for asset in situation.assets where !asset.macs.isEmpty {
        for address in asset.addresses { holders[address, default: []].append(asset) }
    }
    let conflicts = holders.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
    guard conflicts.isEmpty else {
        return conflicts.map { address, assets in
            let macs = assets.flatMap(\.macs).sorted().map { "\($0)" }.joined(separator: ", ")
            return .init(
                .fail(
                    Text(
                        ja: "この点検の間に、\(address) を複数の機器が使いました: \(macs)（同時にとは限りません）。",
                        en:
                            "\(address) was used by several devices during this scan, perhaps in turn: \(macs)"
                    )), on: assets.first)
        }
    }
    guard !situation.assets.isEmpty else {
        return [.init(.notAssessed(Text(ja: "機器が見えていません。", en: "No device was seen.")))]
    }
    return [
        .init(
            .pass(Text(ja: "同じIPアドレスを使う機器の重なりは見えませんでした。", en: "No address was seen on two devices.")))
    ]
}

private let manyAddresses = Check(
    id: "source.many-addresses", topic: .sourceRestriction, severity: .high,
    title: Text(ja: "多くのIPアドレスに答える機器", en: "A device that answers for many addresses"),
    advice: Text(
        ja: "ほかの機器の身代わりに答えている可能性があります（代理ARP）。事業者に確かめてください。",
        en: "It may answer for others (proxy ARP). Ask the vendor."),
    examples: [
        .init(.example(.example()), gives: "pass"),
        .init(
            .example(
                .example { $0.addresses = (10..<20).map { .v4(IPv4Address(0xc000_0200 + UInt32($0))) } }),
            gives: "fail"),
        .init(
            .example(
                .example {
                    $0.kind = .router
                    $0.addresses = (10..<20).map { .v4(IPv4Address(0xc000_0200 + UInt32($0))) }
                }), gives: "not-assessed"),
        .init(.example(.example { $0.proxyARPClaims = .example }), gives: "fail"),
        .init(
            .example(
                .example {
                    $0.host = .init()
                    $0.proxyARPClaims = .example
                }), gives: "pass"),
        .init(.example(isActive: false), gives: "not-assessed"),
    ]
) { situation in
    let proxies = situation.strangers.filter { !$0.proxyARPClaims.isEmpty }
    guard proxies.isEmpty else { return proxies.map { situation.proxyResult($0) } }
    let wide = situation.assets.filter { asset in
        asset.host == nil && asset.addresses.filter { $0.v4 != nil }.count >= 8
    }
    guard wide.isEmpty else {
        return wide.map { asset in
            let count = asset.addresses.filter { $0.v4 != nil }.count
            let name = situation.name(of: asset)
            guard !asset.kind.isNetworkDevice, asset.routerClaims.isEmpty else {
                return .init(
                    .notAssessed(
                        Text(
                            ja: "\(name) が\(count)個のIPアドレスに答えています。ルータなどでは、そういう設定の場合もあります。",
                            en: "\(name) answers for \(count) addresses; a router may be set to do so.")),
                    on: asset)
            }
            return .init(
                .fail(
                    Text(
                        ja: "\(name) が\(count)個のIPアドレスに答えています。",
                        en: "\(name) answers for \(count) addresses.")), on: asset)
        }
    }
    guard !situation.assets.isEmpty else {
        return [.init(.notAssessed(Text(ja: "機器が見えていません。", en: "No device was seen.")))]
    }
    return [
        .init(
            .pass(
                Text(ja: "多くのIPアドレスに答える機器は見えませんでした。", en: "No device answers for many addresses.")))
    ]
}
