import Addresses
package import Model

extension ReportInput {
    /// The summary for a terminal or `summary.txt`: what was looked at, strangers first, the three most important
    /// things to do, each item's stance, the limits, the next step.
    ///
    /// Stances are told by sign and word; colour only repeats them. Nothing of the network's names reaches the
    /// terminal as anything but printable characters.
    package func summary(in language: Language, columns: Int = 80, isColoured: Bool = false) -> String {
        var page = SummaryPage(
            language: language, columns: min(max(columns, 40), 110), isColoured: isColoured)
        page.title(self)
        page.facts(self)
        page.devices(self)
        page.talks(self)
        page.highlights(self)
        page.form(self)
        page.limits(self)
        page.next(self)
        return page.text
    }
}

/// The summary as it grows, line by line.
private struct SummaryPage {
    let language: Language
    let columns: Int
    let isColoured: Bool
    private(set) var text = ""

    init(language: Language, columns: Int, isColoured: Bool) {
        self.language = language
        self.columns = columns
        self.isColoured = isColoured
    }

    // MARK: Parts

    mutating func title(_ input: ReportInput) {
        let name = input.assessment.site.name?.printable
        let title = word("点検の結果", "What the check found") + (name.map { "  \($0)" } ?? "")
        line(styled(title, .bold))
        line(String(repeating: "=", count: min(columns, max(20, title.columns))))
        if let why = input.assessment.interruption {
            paragraph(word("【中断】", "[INTERRUPTED] ") + why(language), style: .red)
        }
        if input.assessment.edition.isProvisional {
            paragraph(word("【暫定版】", "[PROVISIONAL] ") + input.provisionalNotice(language), style: .yellow)
        }
    }

    mutating func facts(_ input: ReportInput) {
        let assessment = input.assessment
        fact(word("いつ", "When"), input.span)
        let place =
            input.links.isEmpty
            ? word(input.placeWithoutScope.ja, input.placeWithoutScope.en)
            : input.links.joined(separator: "; ")
        fact(word("どこを", "Where"), place)
        if let intensity = assessment.scope?.intensity {
            fact(word("調べ方", "How"), intensity.word(language))
        }
        let handsOff = assessment.assets.count { $0.isHandsOff }
        fact(
            word("機器", "Devices"),
            word(
                "\(assessment.assets.count)台（台帳にない機器 \(input.strangers.count)台、触らない機器 \(handsOff)台）",
                "\(assessment.assets.count) (\(input.strangers.count) not in the ledger, \(handsOff) hands-off)"
            ))
    }

    mutating func devices(_ input: ReportInput) {
        guard !input.strangers.isEmpty else { return }
        heading(word("台帳にない機器", "Devices that are not in the ledger"))
        for asset in input.strangers.prefix(20) {
            let kind = asset.kind == .unknown ? [] : [asset.kind.word(language)]
            let identifiers =
                asset.addresses.prefix(2).map(\.description) + asset.macs.prefix(1).map(\.description)
            let details = kind + asset.vendor.prefix(1).map(\.value.printable) + identifiers
            item("-", "\(input.name(of: asset))  \(details.joined(separator: word("、", ", ")))")
        }
        let rest = input.strangers.count - 20
        if rest > 0 { item("-", word("ほか\(rest)台", "and \(rest) more")) }
    }

    mutating func talks(_ input: ReportInput) {
        guard !input.talkers.isEmpty else { return }
        heading(word("遠隔操作のサービスとの通信", "Talk with remote-maintenance services"))
        for asset in input.talkers.prefix(10) {
            item("-", input.name(of: asset))
            for talk in input.talks(of: asset).prefix(5) {
                detail(word("聞こえたこと", "Heard"), talk.words(language).printable)
            }
        }
        let rest = input.talkers.count - 10
        if rest > 0 { item("-", word("ほか\(rest)台", "and \(rest) more")) }
    }

    mutating func highlights(_ input: ReportInput) {
        heading(word("まず行うこと（大事な順に3つまで）", "What to do first (at most three things)"))
        guard !input.highlights.isEmpty else {
            paragraph(
                word("この点検で見えた範囲では、急ぎの対応はありません。", "Nothing urgent was seen within what this check covers."))
            return
        }
        for (index, highlight) in input.highlights.enumerated() {
            let grade = highlight.severity.map { "[\($0.word(language))] " } ?? ""
            item("\(index + 1).", grade + highlight.what(language).printable, style: .bold)
            if !highlight.devices.isEmpty {
                detail(word("どこ", "Where"), highlight.devices.joined(separator: word("、", ", ")))
            }
            if let action = highlight.action { detail(word("すること", "Do"), action(language).printable) }
        }
    }

    mutating func form(_ input: ReportInput) {
        let edition = input.assessment.edition.title(language).printable
        let party = input.assessment.site.party.formName(language)
        heading(word("チェックリストの項目（\(edition)、\(party)）", "Checklist items (\(edition), \(party))"))
        paragraph(
            word(
                "「はい」「いいえ」を決めるのは人です。下の言葉は、見えたことがどちらを支えるかを示します。"
                    + "見えたことが書かれていない項目は、この点検では見えません。",
                "People answer yes or no. The words below say which answer is supported by what was seen. "
                    + "Where nothing is said to be seen, this check cannot see it."))
        var isReference = false
        for line in input.ownForm {
            if line.item.isReference != isReference {
                isReference = line.item.isReference
                paragraph(word("（参考項目 ", "(reference items ") + line.item.due.printable + word("）", ")"))
            }
            let label = "\(line.item.number) \(line.item.short(language).printable)"
            item(line.stance.sign, "\(label)  [\(line.stance.word(language))]", style: style(of: line.stance))
            if let seen = seen(line) { detail(word("見えたこと", "Seen"), seen) }
            guard line.isContradicted, let answer = line.evidence?.answer else { continue }
            let given = input.answerWord(answer)(language)
            detail(
                word("食い違い", "Contradiction"),
                word(
                    "回答は「\(given)」ですが、見えたことと合いません。",
                    "The answer is “\(given)”, but what was seen says otherwise."))
        }
    }

    mutating func limits(_ input: ReportInput) {
        heading(word("この点検では見えないこと", "What this check cannot see"))
        for limit in input.limits { item("-", limit(language).printable) }
        let day = input.assessment.knowledgeAsOf
        item("-", word("知識の基準日は\(day)です。", "What tenken knows is as of \(day).") + oldKnowledge(input))
    }

    mutating func next(_ input: ReportInput) {
        heading(word("次にすること", "Next"))
        for inquiry in input.inquiries {
            let numbers = inquiry.questions.flatMap(\.items).reduce(into: [String]()) { list, number in
                if !list.contains(number) { list.append(number) }
            }
            item(
                "-",
                word(
                    "\(inquiry.whom.ja.printable)に聞く：\(numbers.joined(separator: "、"))について（質問は報告書にあります）",
                    "Ask \(inquiry.whom.en.printable) about \(numbers.joined(separator: ", ")); "
                        + "the report has the questions"))
        }
        item(
            "-",
            word(
                "報告書 report.html を開き、確認した答えと日付をチェックリストに書いてください。",
                "Open report.html, then write answers and dates into the checklist."))
    }

    // MARK: Lines

    private func word(_ ja: String, _ en: String) -> String { Text(ja: ja, en: en)(language) }

    private func seen(_ line: ReportInput.Line) -> String? {
        guard let evidence = line.evidence, let first = evidence.seen.first else { return nil }
        let more = evidence.seen.count - 1
        return first(language).printable + (more > 0 ? word("（ほか\(more)件）", " (and \(more) more)") : "")
    }

    private func oldKnowledge(_ input: ReportInput) -> String {
        guard input.assessment.isKnowledgeOld else { return "" }
        let days = input.assessment.knowledgeAge
        return word("\(days)日前の知識です。新しいtenkenでもう一度調べてください。", " That is \(days) days old: use a newer tenken.")
    }

    private func style(of stance: ItemEvidence.Stance) -> Style? {
        switch stance {
        case .supportsYes: .green
        case .supportsNo: .red
        case .partly, .cannotTell: .yellow
        case .notApplicable: nil
        }
    }

    private mutating func line(_ content: String) { text += content + "\n" }

    private mutating func heading(_ content: String) {
        line("")
        for row in content.wrapped(toColumns: columns - 3) { line(styled("■ " + row, .bold)) }
    }

    private mutating func paragraph(_ content: String, style: Style? = nil) {
        for row in content.wrapped(toColumns: columns) { line(styled(row, style)) }
    }

    private mutating func fact(_ label: String, _ content: String) {
        hang("  " + label.padded(toColumns: 8) + "  ", content)
    }

    private mutating func item(_ sign: String, _ content: String, style: Style? = nil) {
        hang("  " + sign.padded(toColumns: 3), content, style: style)
    }

    private mutating func detail(_ label: String, _ content: String) {
        hang("     \(label)\(word("：", ": "))", content)
    }

    /// A text beside its label, its further lines beginning below the text's first.
    private mutating func hang(_ label: String, _ content: String, style: Style? = nil) {
        let indent = label.columns
        for (index, row) in content.wrapped(toColumns: columns - indent).enumerated() {
            let margin = index == 0 ? label : String(repeating: " ", count: indent)
            line(index == 0 ? styled(margin + row, style) : margin + styled(row, style))
        }
    }

    /// Select Graphic Rendition codes (ECMA-48, 8.3.117).
    private enum Style: String {
        case bold = "1"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    private func styled(_ content: String, _ style: Style?) -> String {
        guard isColoured, let style else { return content }
        return "\u{1B}[\(style.rawValue)m\(content)\u{1B}[0m"
    }
}
