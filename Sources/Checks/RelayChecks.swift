import Addresses
import Model

/// 2(2): talk with remote-maintenance services that was heard, against what was declared.
let relayHeard = Check(
    id: "remote.relay-heard", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "遠隔操作のサービスとの通信", en: "Talk with remote-maintenance services"),
    advice: Text(
        ja: "この機器でこのソフトを使っているか、事業者に聞いてください。使っていれば site.yaml の vendors に書き、使っていなければ消してもらってください。",
        en:
            "Ask the vendor whether this tool is used on this device. Declare it in site.yaml, or have it removed."
    ),
    examples: [
        .init(.example(.exampleTalk("relay.example.com"), knowledge: .exampleWithRelay), gives: "fail"),
        .init(
            .example(
                .exampleTalk("relay.example.com"),
                site: Site(vendors: [Vendor(name: "A", remoteMaintenance: [.init(product: "Relay")])]),
                knowledge: .exampleWithRelay), gives: "pass"),
        .init(
            .example(.exampleTalk("www.example.com"), knowledge: .exampleWithRelay), gives: "not-assessed"),
        .init(.example()),
    ]
) { situation in
    situation.assets.flatMap { asset in
        TalkSummary.summaries(of: asset.talks).map { situation.judge($0, of: asset) }
    }
}

/// 2(2): what listening cannot show.
let relayUnseen = Check(
    id: "remote.relay-unseen", topic: .remoteMaintenance, severity: .information,
    title: Text(ja: "外の中継を使う遠隔操作ソフト", en: "Remote-maintenance tools that use a relay"),
    examples: [.init(.example(), gives: "not-assessed")]
) { situation in
    let listened = situation.listened
    let log = situation.routerLogHint
    return [
        .init(
            .notAssessed(
                Text(
                    ja: listened.ja
                        + "TeamViewer など外の中継を使う遠隔操作ソフトは、通信を始めたときにしか聞こえません。"
                        + "聞こえなかったことは「ない」ことの証明ではありません。" + log.ja,
                    en: listened.en
                        + " Tools such as TeamViewer that only call out to a relay are heard only when they begin"
                        + " to talk; not hearing them does not prove that there are none." + log.en)))
    ]
}

extension Situation {
    fileprivate func judge(_ talk: TalkSummary, of asset: Asset) -> Check.Result {
        let product = knowledge.remoteMaintenance.first { $0.id == talk.product }
        let heard = talk.words(
            product: product?.name ?? Text(verbatim: talk.product.printable),
            isRelay: product?.visibility.contains(.relay) ?? true, offset: utcOffset)
        let device = name(of: asset)
        let what = Text(ja: "\(device) は、\(heard.ja)。", en: "\(device) \(heard.en).")
        func result(_ verdict: (Text) -> Verdict, _ ja: String, _ en: String, _ severity: Severity? = nil)
            -> Check.Result
        {
            .init(
                verdict(Text(ja: what.ja + ja, en: what.en + " " + en)), on: asset, severity: severity,
                observations: talk.observations)
        }
        if let vendor = product.flatMap({ declarer(of: $0, in: talk, of: asset) }) {
            let name = vendor.name.printable
            return result(Verdict.pass, "\(name) から申告があります。", "\(name) declared it.")
        }
        if talk.isWebPageOnly {
            return result(
                Verdict.notAssessed, "案内のページを見ただけかもしれません。",
                "It may only have looked at the maker's pages.", .low)
        }
        if product?.isUnverified ?? false {
            return result(
                Verdict.notAssessed, "この製品のものかは、まだ確かめられていません。申告はありません。",
                "That these are the product's own is not confirmed. Nobody declared it.", .low)
        }
        return result(Verdict.fail, "申告はありません。", "Nobody declared it.", product?.severity)
    }

    /// The vendor that declared the product for this device, or for the one it talked with.
    private func declarer(
        of product: RemoteMaintenanceProduct, in talk: TalkSummary, of asset: Asset
    ) -> Vendor? {
        let others = assets.filter { !Set($0.addresses).isDisjoint(with: talk.peers) }
        return ([asset] + others).lazy.compactMap { declarer(of: product, on: $0) }.first
    }

    /// How long was listened, and to how much of the network.
    fileprivate var listened: Text {
        guard let listening, listening.seconds >= 0 else {
            return Text(ja: "この点検では、通信を聞いていません。", en: "Nothing was listened to.")
        }
        let (ja, en) = listening.length
        let heard = assets.contains { !$0.talks.isEmpty }
        let result =
            heard
            ? Text(ja: "ほかの遠隔操作のサービスとの通信は聞こえませんでした。", en: "No other such talk was heard.")
            : Text(ja: "遠隔操作のサービスとの通信は聞こえませんでした。", en: "No such talk was heard.")
        return listening.isRecorded
            ? Text(
                ja: "\(ja)の通信の記録を読みました。\(result.ja)", en: "Recorded traffic of \(en) was read. \(result.en)")
            : Text(
                ja: "\(ja)のあいだ聞きました。\(result.ja)つないだ場所によっては、ほかの機器が外と話す通信は届きません。",
                en:
                    "It was listened for \(en). \(result.en) Depending on where this host is plugged in, what other"
                    + " devices say to the outside does not reach it.")
    }

    fileprivate var routerLogHint: Text {
        let domains = knowledge.remoteMaintenance.filter { $0.visibility.contains(.relay) }
            .flatMap(\.domains).prefix(4).joined(separator: ", ")
        guard !domains.isEmpty else { return Text(ja: "", en: "") }
        return Text(
            ja: "ルータの通信記録に \(domains) などがないかは、事業者に調べてもらえます。",
            en: " A vendor can look for \(domains) and the like in the router's log.")
    }
}

extension Situation.Listening {
    /// `10分`, `45秒`, `3時間20分`
    fileprivate var length: (ja: String, en: String) {
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        switch seconds {
        case ..<60: return ("\(seconds)秒", "\(seconds) seconds")
        case ..<3600: return ("\(minutes)分", "\(minutes) minutes")
        default: return ("\(hours)時間\(minutes)分", "\(hours) h \(minutes) min")
        }
    }
}

extension Asset {
    /// The example device, which asked three times for a name.
    fileprivate static func exampleTalk(_ name: String) -> Asset {
        let moment = Timestamp(microseconds: 1_795_395_720_000_000)
        let talk = TalkFact(product: "relay", sign: .dns, name: name, times: 3, first: moment, last: moment)
        return .example { $0.talks = [Cited(talk, observation: 7)] }
    }
}

extension Knowledge {
    fileprivate static let exampleWithRelay: Knowledge = {
        var knowledge = Knowledge.example
        knowledge.remoteMaintenance.append(
            RemoteMaintenanceProduct(
                id: "relay", name: Text(verbatim: "Relay"), visibility: [.relay], ports: [], protocols: [],
                processes: [], domains: ["*.example.com"], severity: .high, source: "example",
                asOf: knowledge.asOf))
        return knowledge
    }()
}
