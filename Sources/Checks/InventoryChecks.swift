import Addresses
import Model

/// Whether the ledger and the devices agree.
extension Catalog {
    static var inventoryChecks: [Check] {
        [noLedger, notInLedger, ledgerNotSeen, ledgerMACChanged, ledgerAddressChanged]
    }

    private static let noLedger = Check(
        id: "inventory.no-ledger", topic: .inventory, severity: .medium,
        title: Text(ja: "機器台帳がある", en: "There is a ledger of devices"),
        examples: [
            Example("no rows", .example(), gives: ["fail"]),
            Example("one row", .example(ledger: [[.number: "001"]]), gives: ["pass"]),
        ]
    ) { situation in
        let count = situation.site.ledger.rows.count
        guard count == 0 else {
            return [
                Judgement(
                    verdict: .pass(
                        Text(ja: "台帳に\(count)台の機器が書かれています。", en: "The ledger lists \(count) devices.")))
            ]
        }
        return [
            Judgement(
                verdict: .fail(Text(ja: "台帳に機器が一台も書かれていません。", en: "The ledger lists no device.")),
                advice: Text(
                    ja: "見つかった機器の一覧をもとに、台帳（ledger.csv）を作ってください。「tenken ledger adopt」で下書きを作れます。",
                    en:
                        "Make the ledger (ledger.csv) from the devices found; \"tenken ledger adopt\" drafts it."
                ))
        ]
    }

    private static let notInLedger = Check(
        id: "inventory.not-in-ledger", topic: .inventory, severity: .medium,
        title: Text(ja: "見つかった機器が台帳にある", en: "Every device found is in the ledger"),
        examples: [
            Example("unlisted", .example([.example(7)], ledger: [[.number: "001"]]), gives: ["fail"]),
            Example(
                "listed", .example([.example(7, row: "001")], ledger: [[.number: "001"]]), gives: ["pass"]),
            Example("without a ledger", .example([.example(7)]), gives: ["not-assessed"]),
        ]
    ) { situation in
        situation.assets.map { asset in
            let name = situation.called(asset)
            if let row = asset.ledgerRow {
                return Judgement(
                    asset: asset,
                    verdict: .pass(
                        Text(ja: "\(name.ja)は台帳の\(row)です。", en: "\(name.en) is \(row) in the ledger.")))
            }
            guard !situation.site.ledger.rows.isEmpty else {
                return Judgement(
                    asset: asset,
                    verdict: .notAssessed(
                        Text(
                            ja: "台帳がないため、\(name.ja)が登録された機器かどうかわかりません。",
                            en: "Without a ledger it is not known whether \(name.en) is registered.")))
            }
            return Judgement(
                asset: asset,
                verdict: .fail(
                    Text(ja: "\(name.ja)は台帳にありません。", en: "\(name.en) is not in the ledger.")),
                advice: Text(
                    ja: "何の機器かを確かめ、必要なら台帳に書き足してください。覚えがなければ、ネットワークの事業者に聞いてください。",
                    en: "Find out what it is and add it, or ask the network's vendor if nobody knows it."))
        }
    }

    private static let ledgerNotSeen = Check(
        id: "inventory.ledger-not-seen", topic: .inventory, severity: .low,
        title: Text(ja: "台帳の機器が見つかった", en: "Every device of the ledger was found"),
        examples: [
            Example(
                "not answering", .example(ledger: [[.number: "001", .address: "192.0.2.9"]]),
                gives: ["not-assessed"]),
            Example(
                "out of use", .example(ledger: [[.number: "001", .state: "廃棄"]]), gives: ["not-applicable"]),
            Example("seen", .example([.example(7, row: "001")], ledger: [[.number: "001"]]), gives: ["pass"]),
        ]
    ) { situation in
        situation.site.ledger.rows.map { row in
            let name = row.called
            if let asset = situation.assets.first(where: { $0.ledgerRow == row.number }) {
                return Judgement(
                    asset: asset,
                    verdict: .pass(Text(ja: "\(name.ja)が見つかりました。", en: "\(name.en) was found.")))
            }
            if row.isRetired {
                return Judgement(
                    verdict: .notApplicable(
                        Text(ja: "\(name.ja)は使っていない機器です。", en: "\(name.en) is out of use.")))
            }
            return Judgement(
                verdict: .notAssessed(situation.whyUnseen(row)),
                advice: Text(
                    ja: "今も使っているか、電源が入っていたかを確かめてください。使っていなければ台帳の「状態」を直してください。",
                    en: "Check that it is still used and was on. If not, correct its state in the ledger."))
        }
    }
}

extension LedgerRow {
    /// `001 受付PC`
    var called: Text {
        let name = [number, cells[.computerName] ?? cells[.note] ?? cells[.role] ?? ""].filter { !$0.isEmpty }
        return Text(
            ja: "台帳の\(name.joined(separator: " "))", en: "\(name.joined(separator: " ")) of the ledger")
    }
}

extension Situation {
    /// Why a device of the ledger was not found, and whether it could have been.
    fileprivate func whyUnseen(_ row: LedgerRow) -> Text {
        let name = row.called
        let prefixes = scope?.links.flatMap(\.prefixes) ?? []
        if !row.addresses.isEmpty,
            !row.addresses.contains(where: { address in prefixes.contains { $0.contains(address) } })
        {
            return Text(
                ja: "\(name.ja)は見つかりません。調べた範囲の外のアドレスなので、見えなくて当然です。",
                en:
                    "\(name.en) was not found; its address lies outside what was scanned, so it could not be seen."
            )
        }
        guard isActive else {
            return Text(
                ja: "\(name.ja)は見つかりません。今回は聞くだけだったので、黙っていた機器は見えません。",
                en: "\(name.en) was not found; this scan only listened, and silent devices cannot be seen.")
        }
        return Text(
            ja: "\(name.ja)は返事がありませんでした。電源が切れているか、はずされた可能性があります。",
            en: "\(name.en) did not answer. It may be off or gone.")
    }
}
