import Addresses
import Model

/// 2(8): what the air around shows of wireless networks.
let wirelessChecks: [Check] = [wirelessWeak]

private let wirelessWeak = Check(
    id: "source.wireless-weak", topic: .sourceRestriction, severity: .high,
    title: Text(ja: "守りの弱い無線LAN", en: "Weak wireless networks"),
    advice: Text(
        ja: "無線LANの暗号をWPA2（AES）かWPA3にし、ボタンだけでつながるしくみ（WPS）を切るよう、ネットワークを設定した事業者に頼んでください。"
            + "お客様用なら、業務のネットワークと分かれているかを聞いてください。",
        en: "Have the wireless network set to WPA2 (AES) or WPA3 and Wi-Fi Protected Setup switched off; "
            + "if it is for guests, ask whether it is kept apart from work."),
    examples: [
        .init(.exampleAir(0x5310, .wpa2Personal), gives: "pass"),
        .init(.exampleAir(0x5310, .open), gives: "fail"),
        .init(.exampleAir(0x5312, .wep), gives: "fail"),
        .init(.exampleAir(0x5310, .wpa2Personal, tkip: true), gives: "fail"),
        .init(.exampleAir(0x5310, .wpa2Personal, setup: true), gives: "fail"),
        .init(.exampleAir(0x9910, .open), gives: "not-assessed"),
        .init(.exampleAir(0x9910, .wpa2Personal), gives: "not-assessed"),
        .init(.example(), gives: "not-assessed"),
        .init(.exampleCards([CoverageFact.wirelessCards]), gives: "not-assessed"),
        .init(
            .exampleCards([CoverageFact.wirelessCards, CoverageFact.wirelessNetworks(of: "wlan0")]),
            gives: "not-assessed"),
    ]
) { situation in
    guard !situation.wireless.isEmpty else { return situation.silence }
    let own = situation.wireless.compactMap { network in
        situation.owner(of: network).map { situation.judge(network, of: $0) }
    }
    return own + situation.othersInTheAir(isAlone: own.isEmpty)
}

/// Why a wireless network is taken for the pharmacy's own.
private enum Owner {
    /// Its hardware address is in the ledger or was seen on the LAN.
    case known(Asset?)
    /// A device of the LAN has nearly the same hardware address, as the cells of one access point have.
    case near(Asset)

    var asset: Asset? {
        switch self {
        case .known(let asset): asset
        case .near(let asset): asset
        }
    }
}

extension Situation {
    /// Why no wireless network was heard: never that there is none.
    fileprivate var silence: [Check.Result] {
        let coverage = assets.flatMap(\.coverage).filter { $0.source == "host-wireless" }
        let isCard = { (entry: Asset.Coverage) in entry.fact.what.hasPrefix(CoverageFact.wirelessNetworks) }
        let lines = coverage.map(\.observation)
        if let failure = coverage.lazy.compactMap(\.fact.failure).first {
            return [.init(.notAssessed(failure), observations: lines)]
        }
        guard !coverage.isEmpty else {
            return [
                .init(
                    .notAssessed(
                        Text(
                            ja: "無線LANの電波は調べていないため、守りの弱い無線LANがあるかどうかは言えません。",
                            en: "The air was not listened to, so nothing can be said of wireless networks.")))
            ]
        }
        guard coverage.contains(where: isCard) else {
            return [
                .init(
                    .notAssessed(
                        Text(
                            ja: "このコンピュータには無線LANの部品が見つからないため、まわりの無線LANはわかりません。"
                                + "調べるには、無線LANのあるコンピュータで点検してください。",
                            en:
                                "This computer has no wireless card that could be found, so the wireless networks "
                                + "around are not known. Inspect from a computer that has one.")),
                    observations: lines)
            ]
        }
        return [
            .init(
                .notAssessed(
                    Text(
                        ja: "このコンピュータの無線LANの部品は、最近どの無線LANも聞いていないため、まわりの無線LANはわかりません。"
                            + "無線LANを「入」にして1分ほど待ち、もう一度点検してください。",
                        en: "The wireless card of this computer has heard no network lately, so the wireless "
                            + "networks around are not known. Switch it on, wait a minute and inspect again.")
                ),
                observations: lines)
        ]
    }

    /// Whose network it is; nil where it may be anybody's.
    fileprivate func owner(of network: HeardNetwork) -> Owner? {
        if let asset = assets.first(where: { $0.macs.contains(network.cell) }) { return .known(asset) }
        if site.ledger.rows.contains(where: { $0.macs.contains(network.cell) }) { return .known(nil) }
        return assets.first { $0.macs.contains { $0.isNear(network.cell) } }.map { .near($0) }
    }

    fileprivate func judge(_ network: HeardNetwork, of owner: Owner) -> Check.Result {
        let words = network.words
        let whose = whose(owner)
        let result = { (verdict: Verdict, severity: Severity?) in
            Check.Result(
                verdict, on: owner.asset, severity: severity, observations: [network.observation])
        }
        if let weakness = network.fact.weakness {
            return result(
                .fail(
                    Text(
                        ja: "\(whose.ja)無線LAN \(words.ja) は、\(weakness.text.ja)。",
                        en: "The wireless network \(words.en), \(whose.en), \(weakness.text.en).")),
                weakness.severity)
        }
        guard !network.fact.offersSetup else {
            return result(
                .fail(
                    Text(
                        ja: "\(whose.ja)無線LAN \(words.ja) は、ボタンや番号だけでつながるしくみ（WPS）を使えるようにしています。",
                        en: "The wireless network \(words.en), \(whose.en), offers Wi-Fi Protected Setup.")),
                .low)
        }
        return result(
            .pass(
                Text(
                    ja: "\(whose.ja)無線LAN \(words.ja) の暗号は、今の方式（\(network.fact.securityWords.ja)）です。",
                    en:
                        "The wireless network \(words.en), \(whose.en), uses \(network.fact.securityWords.en)."
                )),
            nil)
    }

    private func whose(_ owner: Owner) -> Text {
        switch owner {
        case .known(let asset?):
            Text(ja: "\(name(of: asset)) の", en: "of \(name(of: asset))")
        case .known: Text(ja: "台帳にある機器の", en: "of a device in the ledger")
        case .near(let asset):
            Text(
                ja: "\(name(of: asset)) のものらしい（MACアドレスが近い）",
                en: "probably of \(name(of: asset)), whose hardware address is near")
        }
    }

    /// What was heard and may be a neighbour's.
    fileprivate func othersInTheAir(isAlone: Bool) -> [Check.Result] {
        let others = wireless.filter { owner(of: $0) == nil }
        let weak = others.filter { $0.fact.weakness != nil }
        guard !weak.isEmpty else {
            guard isAlone else { return [] }
            return [
                .init(
                    .notAssessed(
                        Text(
                            ja: "聞こえた無線LAN（\(others.count)個）に、暗号の弱いものは見えませんでしたが、どれがこの薬局のものかはわかりません。",
                            en:
                                "None of \(others.count) wireless networks heard has weak encryption; which is the pharmacy's "
                                + "is not known.")))
            ]
        }
        let shown = weak.prefix(5).map { ($0.words, $0.fact.securityWords) }
        let listed = Text(
            ja: shown.map { "\($0.ja) \($1.ja)" }.joined(separator: "、"),
            en: shown.map { "\($0.en) \($1.en)" }.joined(separator: ", "))
        let rest = weak.count - min(weak.count, 5)
        return [
            .init(
                .notAssessed(
                    Text(
                        ja: "守りの弱い無線LANが\(weak.count)個聞こえました: \(listed.ja)\(rest > 0 ? " ほか\(rest)個" : "")。"
                            + "この薬局のものか近所のものかは、電波からはわかりません。名前を見て確かめてください。",
                        en:
                            "\(weak.count) weak wireless networks were heard: \(listed.en)\(rest > 0 ? " and \(rest) more" : ""). "
                            + "Whether they are the pharmacy's cannot be told from the air; look at the names."
                    )),
                observations: weak.map(\.observation))
        ]
    }
}

extension Situation.HeardNetwork {
    /// 「NAME」（00:00:5e:00:53:01）
    fileprivate var words: Text {
        guard let network = fact.network?.printable else {
            return Text(ja: "（名前なし、\(cell)）", en: "without a name (\(cell))")
        }
        return Text(ja: "「\(network)」（\(cell)）", en: "“\(network)” (\(cell))")
    }
}

extension WirelessFact {
    fileprivate struct Weakness {
        var text: Text
        var severity: Severity
    }

    /// Its weakest point that matters; nil where there is none.
    fileprivate var weakness: Weakness? {
        if security.contains(.open) {
            return Weakness(
                text: Text(
                    ja: "合言葉も暗号もなく、だれでもつながり、通信を読まれるおそれがあります",
                    en: "admits everybody and is not encrypted"), severity: .high)
        }
        if security.contains(.wep) {
            return Weakness(
                text: Text(ja: "すぐに破られる古い暗号（WEP）です", en: "uses WEP, which is quickly broken"),
                severity: .high)
        }
        if security.contains(.owe) {
            return Weakness(
                text: Text(ja: "暗号はありますが、合言葉がなく、だれでもつながります", en: "is encrypted but admits everybody"),
                severity: .medium)
        }
        guard security.contains(.wpa) || allowsTKIP else { return nil }
        return Weakness(
            text: Text(ja: "古い暗号（WPA、TKIP）を今も受け付けます", en: "still accepts the outdated WPA or TKIP"),
            severity: .medium)
    }

    /// `WPA2, WPA3`
    fileprivate var securityWords: Text {
        Text(ja: securityNames(bare: "暗号なし"), en: securityNames(bare: "no encryption"))
    }

    private func securityNames(bare: String) -> String {
        security.map { level in
            switch level {
            case .open: bare
            case .owe: "OWE"
            case .wep: "WEP"
            case .wpa: "WPA"
            case .wpa2Personal, .wpa2Enterprise: "WPA2"
            case .wpa3Personal, .wpa3Enterprise: "WPA3"
            }
        }
        .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        .joined(separator: ", ")
    }
}

extension MACAddress {
    /// Whether two addresses are of one device, as its makers count: the same but for the last few numbers and for the
    /// local bit, which access points set for further networks.
    fileprivate func isNear(_ other: MACAddress) -> Bool {
        let local: UInt64 = 0x0200_0000_0000
        let (left, right) = (value & ~local, other.value & ~local)
        return left >> 24 == right >> 24 && max(left, right) - min(left, right) <= 16
    }
}

extension Situation {
    /// The device 00:00:5e:00:53:10 on the LAN, and one network heard.
    fileprivate static func exampleAir(
        _ cell: UInt64, _ security: WirelessFact.Security, tkip: Bool = false, setup: Bool = false
    ) -> Situation {
        var situation = Situation.example(.example())
        situation.wireless = [
            HeardNetwork(
                cell: MACAddress(0x0000_5e00_0000 | cell),
                fact: WirelessFact(
                    network: "example", security: [security], channel: 6, offersSetup: setup, allowsTKIP: tkip
                ),
                observation: 9)
        ]
        return situation
    }

    /// This host, which looked at what `names` say and heard no network.
    fileprivate static func exampleCards(_ names: [String]) -> Situation {
        var host = Asset(id: "this-host")
        host.host = Asset.HostDetails()
        host.coverage = names.map {
            Asset.Coverage(source: "host-wireless", fact: CoverageFact($0, .looked), observation: 9)
        }
        return .example(host)
    }
}
