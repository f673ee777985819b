import Model

extension Situation {
    /// What was agreed about a failure; it may have run out.
    func agreed(_ result: Check.Result, of check: String, on asset: Asset?) -> Agreement? {
        guard result.verdict.word == "fail" else { return nil }
        return site.agreed.filter { agreement in
            agreement.check == check
                && (agreement.device.map { words in asset.map { means(words, $0) } ?? false } ?? true)
        }
        .max { $0.until < $1.until }
    }
}

extension Agreement {
    var words: Text {
        let meanwhile = measures.map(\.printable)
        return Text(
            ja:
                "事業者と協議済み（\(vendor.printable)、理由: \(reason.printable)、期限: \(until)、確認した人: \(person.printable)）。"
                + (meanwhile.map { "それまでの対策: \($0)。" } ?? "対策は書かれていません。") + "直ったことにはなりません。",
            en: "Agreed with \(vendor.printable) by \(person.printable) until \(until): \(reason.printable). "
                + (meanwhile.map { "Meanwhile: \($0). " } ?? "No measure meanwhile is recorded. ")
                + "This does not mean that it was put right.")
    }

    var expiry: Text {
        Text(
            ja: "\(vendor.printable)と協議した期限（\(until)）が過ぎています。もう一度話し合ってください。",
            en: "The agreement with \(vendor.printable) ended on \(until); talk to them again.")
    }
}

let agreementUnmatched = Check(
    id: "site.agreement-unmatched", topic: .patching, severity: .information,
    title: Text(ja: "いまの問題に当てはまらない、事業者との取り決め", en: "Agreements that fit no present problem"),
    examples: [
        .init(.exampleAgreement(about: "patch.os-lifecycle", on: "192.0.2.99"), gives: "not-assessed"),
        .init(.exampleAgreement(about: "patch.no-such-check", on: "192.0.2.10"), gives: "not-assessed"),
        .init(.exampleAgreement(about: "patch.os-lifecycle", on: "192.0.2.10")),
    ]
) { situation in
    situation.site.agreed.compactMap { agreement in
        let fits = situation.assets.contains { asset in
            agreement.device.map { situation.means($0, asset) } ?? true
        }
        let device = agreement.device?.printable ?? "-"
        if !Catalog.ids.contains(agreement.check) {
            return .init(
                .notAssessed(
                    Text(
                        ja: "site.yaml の agreed にある「\(agreement.check.printable)」という点検はありません。"
                            + "tenken checks で名前を確かめて、書き直してください。",
                        en:
                            "There is no check \(agreement.check.printable), which agreed in site.yaml names; "
                            + "see tenken checks.")))
        }
        guard !fits else { return nil }
        return .init(
            .notAssessed(
                Text(
                    ja: "\(agreement.vendor.printable)との取り決めにある機器 \(device) は、この点検では見えませんでした。",
                    en:
                        "The device \(device) of the agreement with \(agreement.vendor.printable) was not seen."
                )))
    }
}

extension Situation {
    /// The device 192.0.2.10, and one agreement.
    fileprivate static func exampleAgreement(about check: String, on device: String) -> Situation {
        .example(
            .example(),
            site: Site(agreed: [
                Agreement(
                    check: check, device: device, vendor: "Example", reason: "waiting", person: "example",
                    until: CivilDate(daysSinceEpoch: 21_000))
            ]))
    }
}
