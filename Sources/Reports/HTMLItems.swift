import Model

// Every item of the form: 見えたこと, 見えないこと, 誰に何を聞くか.

extension HTMLPage {
    var items: Markup {
        var parts: [Markup] = [
            paragraph(
                "それぞれの項目について、見えたこと、この点検では見えないこと、聞く相手と質問をまとめました。",
                "For each item: what was seen, what this check cannot see, and whom to ask what.")
        ]
        var section = ""
        var due = ""
        for line in input.ownForm {
            if line.item.due != due {
                (due, section) = (line.item.due, "")
                let title = (line.item.isReference ? "参考項目 " : "") + due
                parts.append(Markup.element("p", ["class": "due"], [verbatim("○ \(title)")]).onOwnLine)
            }
            if line.item.section != section {
                section = line.item.section
                parts.append(Markup.element("h3", ["class": "part"], [verbatim(section)]).onOwnLine)
            }
            parts.append(item(line))
        }
        parts += [otherForm, notes]
        return self.section("items", "項目ごとの根拠", "Evidence for each item", parts)
    }

    private func item(_ line: ReportInput.Line) -> Markup {
        let item = line.item
        let heading = Markup.element(
            "h4", [Markup(text: "\(item.number) "), verbatim(item.wording)])
        let tags = Markup.element(
            "p", ["class": "tags"],
            [
                badge(line.stance),
                .element("span", [text(item.equipment.word)]),
                .element("span", [verbatim(item.isReference ? "参考項目（\(item.due)）" : item.due)]),
                answer(line),
            ])
        let evidence = line.evidence
        let columns = Markup.element(
            "div", ["class": "three"],
            [
                column(
                    "見えたこと", "Seen", (evidence?.seen ?? []).map { text($0) },
                    none: text("この点検では見えません", "nothing; this check cannot see it")),
                column(
                    "見えないこと", "Not seen", (evidence?.unseen ?? item.unseen).map { text($0) },
                    none: text("特にありません", "nothing in particular")),
                column(
                    "誰に何を聞くか", "Whom to ask what",
                    (evidence?.ask ?? item.ask).map { question in
                        Markup([.element("b", [text(question.whom)]), text("：", ": "), text(question.what)])
                    }, none: text("特にありません", "nobody in particular")),
            ])
        return Markup.element(
            "article", ["class": "item \(line.stance.rawValue)"],
            [heading.onOwnLine, tags.onOwnLine, columns.onOwnLine, failures(of: line), references(of: item)]
        ).onOwnLine
    }

    private func column(_ ja: String, _ en: String, _ entries: [Markup], none: Markup) -> Markup {
        let content = entries.isEmpty ? Markup.element("p", ["class": "none"], [none]) : list(entries)
        return .element("div", [.element("h5", [text(ja, en)]), content])
    }

    private func answer(_ line: ReportInput.Line) -> Markup {
        guard let answer = line.evidence?.answer else {
            return .element("span", [text("回答：未記入", "Answer: none yet")])
        }
        let given = input.answerWord(answer)
        var parts = [
            text(
                "回答：\(given.ja)（\(answer.date)、\(answer.person)）",
                "Answer: \(given.en) (\(answer.date), \(answer.person))")
        ]
        if let target = answer.target { parts.append(text(" 目標日：\(target)", " Target: \(target)")) }
        if line.isContradicted {
            parts.append(.element("strong", ["class": "contradiction"], [text("食い違い", "Contradiction")]))
        }
        return .element("span", parts)
    }

    /// What failed and speaks to this item, with the devices; accepted findings stay visible.
    private func failures(of line: ReportInput.Line) -> Markup {
        let all = assessment.findings
        let failures = (line.evidence?.findings ?? []).filter { all.indices.contains($0) }.map { all[$0] }
            .filter(\.isFailure)
        guard !failures.isEmpty else { return .nothing }
        let entries = failures.map { finding in
            var parts = [badge(finding.severity), text(finding.title)]
            if let asset = finding.asset {
                parts += [text("：", ": "), name(input.name(ofAsset: asset))]
            }
            if let port = finding.port { parts += [Markup(text: " "), code(port.description)] }
            if let acceptance = finding.acceptance {
                parts += [text("（了承済み：", " (accepted: "), text(acceptance), text("）", ")")]
            } else if let agreement = finding.agreement {
                parts += [text("（協議済み：", " (agreed: "), text(agreement), text("）", ")")]
            }
            return Markup(parts)
        }
        return Markup([
            Markup.element("h5", [text("この項目にかかわる要対応の点", "What needs action for this item")]).onOwnLine,
            list(entries),
        ])
    }

    private func references(of item: Item) -> Markup {
        guard !item.references.isEmpty else { return .nothing }
        return Markup.element(
            "p", ["class": "small"],
            [
                text("参照：", "See: "), verbatim(item.references.joined(separator: " / ")),
            ]
        ).onOwnLine
    }

    /// Where the other party's form is; empty when the edition has none.
    private var otherForm: Markup {
        let other: Party = assessment.site.party == .pharmacy ? .vendor : .pharmacy
        guard !input.form(of: other).isEmpty else { return .nothing }
        let file: ReportFile = other == .vendor ? .checklistVendor : .checklistPharmacy
        return paragraph(
            "\(other.formName.ja)の根拠は、同じフォルダの \(file.name) にあります。",
            "The evidence for the \(other.formName.en) is in \(file.name), in the same folder.")
    }

    private var notes: Markup {
        Markup([
            list(input.edition.notes.map { verbatim($0) }),
            Markup.element(
                "p", ["class": "small"],
                [
                    text("文言の出典：", "Source of the wording: "), verbatim(input.edition.source),
                ]
            ).onOwnLine,
        ])
    }
}
