import Model

// What was agreed with vendors: about what, why and until when, and what became of it this time.

extension HTMLPage {
    /// The agreements with vendors; empty where there are none.
    var agreed: Markup {
        let agreements = assessment.site.agreed
        guard !agreements.isEmpty else { return .nothing }
        let rows = agreements.map { agreement in
            [
                agreement.device.map { name($0) } ?? text("すべて", "all"), code(agreement.check),
                name(agreement.vendor), name(agreement.reason),
                agreement.measures.map { name($0) } ?? text("書かれていない", "not recorded"),
                name(agreement.person), Markup(text: agreement.until.description),
                text(input.standing(of: agreement)),
            ]
        }
        return section(
            "agreed", "事業者と協議済みのこと", "Agreed with vendors",
            [
                paragraph(
                    "すぐには直せず、事業者と話し合って決めたことです。直ったことにはならず、「はい」の根拠にはなりません。期限の前に、もう一度話し合ってください。",
                    "What cannot be put right at once, as agreed with vendors. It is not put right, and no ground "
                        + "for “yes”. Talk to them again before the last day."),
                table(
                    "agreed", caption: word("協議済みの一覧（\(rows.count)件）", "Agreed (\(rows.count))"),
                    columns: [
                        word("機器", "Device"), word("点検の名前", "Check"), word("事業者", "Vendor"),
                        word("理由", "Reason"), word("それまでの対策", "Meanwhile"), word("確認した人", "Person"),
                        word("期限", "Until"), word("今回", "This time"),
                    ], rows: rows),
            ])
    }
}

extension ReportInput {
    /// What became of an agreement: whether the problem is still there, and whether the last day has passed.
    func standing(of agreement: Agreement) -> Text {
        let devices = agreement.device.map { Set(assets(called: $0).map(\.id)) }
        let isThere = assessment.findings.contains { finding in
            finding.check == agreement.check && finding.isFailure
                && (devices.map { $0.contains(finding.asset ?? "") } ?? true)
        }
        guard isThere else {
            return Text(ja: "今回は、この問題は見えませんでした。", en: "The problem was not seen this time.")
        }
        guard agreement.until < assessment.asOf else { return Text(ja: "続いています。", en: "It is still there.") }
        return Text(
            ja: "続いていますが、期限が過ぎました。もう一度話し合ってください。",
            en: "It is still there, and the last day has passed: talk to the vendor again.")
    }
}
