package import Model

extension ReportInput {
    /// One party's form as a table: the form's headings, lead-ins and items in their order, with what was seen beside
    /// each item and the columns people fill in.
    package func checklistCSV(of party: Party, in language: Language) -> [UInt8] {
        var table = CSVTable()
        table.append(Self.columns.map { $0(language) })
        var heading = Heading()
        for line in form(of: party) {
            for text in heading.changes(at: line.item) { table.append(["", text.printable] + empty(8)) }
            table.append(cells(of: line, in: language))
        }
        if party == .vendor { table.append(["", Text(ja: "事業者名：", en: "Vendor:")(language)] + empty(8)) }
        for note in edition.notes { table.append(["", note.printable] + empty(8)) }
        if edition.isProvisional { table.append(["", provisionalNotice(language)] + empty(8)) }
        return table.octets
    }

    private static let columns = [
        Text(ja: "番号", en: "No."), Text(ja: "チェック項目", en: "Item"), Text(ja: "見えたこと", en: "Seen"),
        Text(ja: "見えないこと", en: "Not seen"), Text(ja: "聞くこと", en: "To ask"), Text(ja: "立場", en: "Stance"),
        Text(ja: "1回目", en: "1st check"), Text(ja: "目標日", en: "Target"), Text(ja: "2回目", en: "2nd check"),
        Text(ja: "備考", en: "Remark"),
    ]

    private func empty(_ count: Int) -> [String] { Array(repeating: "", count: count) }

    private func cells(of line: Line, in language: Language) -> [String] {
        let evidence = line.evidence
        let answer = evidence?.answer
        let asks = (evidence?.ask ?? line.item.ask).map { "\($0.whom(language)): \($0.what(language))" }
        return [
            line.item.number, line.item.wording.printable,
            lines((evidence?.seen ?? []).map { $0(language) }),
            lines((evidence?.unseen ?? line.item.unseen).map { $0(language) }), lines(asks),
            line.stance.word(language), answer.map { "\(answerWord($0)(language)) (\($0.date))" } ?? "",
            answer?.target?.description ?? "", "", answer?.remark?.printable ?? "",
        ]
    }

    private func lines(_ texts: [String]) -> String { texts.map(\.printable).joined(separator: "\n") }

    func answerWord(_ answer: Answer) -> Text {
        answer.isYes ? Text(ja: "はい", en: "yes") : Text(ja: "いいえ", en: "no")
    }

    var provisionalNotice: Text {
        Text(
            ja: "この版は暫定です。文言が正式なものと確認できていません。提出には正式な版をお使いください。",
            en: "This edition is provisional: its wording is not confirmed. Hand in the official one.")
    }

    /// The headings that stand above the item at hand.
    private struct Heading {
        var due = ""
        var section = ""
        var lead: String?

        /// The headings that are new at `item`, outermost first.
        mutating func changes(at item: Item) -> [String] {
            var texts: [String] = []
            if item.due != due, !item.due.isEmpty {
                texts.append("○ \(item.isReference ? "参考項目 " : "")\(item.due)")
                section = ""
            }
            if item.section != section, !item.section.isEmpty {
                texts.append("【\(item.section)】")
                lead = nil
            }
            if let next = item.lead, next != lead { texts.append(next) }
            (due, section, lead) = (item.due, item.section, item.lead)
            return texts
        }
    }
}
