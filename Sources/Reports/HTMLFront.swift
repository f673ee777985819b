import Model

// Page one: the whole result for someone who reads nothing else.

extension HTMLPage {
    var front: Markup {
        Markup.element(
            "section", ["class": "front", "aria-labelledby": "title"],
            [
                Markup.element(
                    "h1", ["id": "title"], [text("サイバーセキュリティ点検 報告書", "Cybersecurity check report")]
                )
                .onOwnLine,
                banners, facts,
                Markup.element(
                    "div", ["class": "glance"],
                    [
                        Markup.element("div", [overview]).onOwnLine,
                        Markup.element("div", [highlights, inquiries]).onOwnLine,
                    ]
                ).onOwnLine,
            ]
        ).onOwnLine
    }

    private var banners: Markup {
        var banners: [Markup] = []
        if let why = assessment.interruption {
            banners.append(banner("stop", [.element("strong", [text("中断", "Interrupted")]), text(why)]))
        }
        if assessment.edition.isProvisional {
            banners.append(
                banner(
                    "warn", [.element("strong", [text("暫定版", "Provisional")]), text(input.provisionalNotice)])
            )
        }
        if assessment.isKnowledgeOld {
            let days = assessment.knowledgeAge
            banners.append(
                banner(
                    "warn",
                    [
                        .element("strong", [text("古い知識", "Old knowledge")]),
                        text(
                            "知識の基準日から\(days)日たっています。新しいtenkenでもう一度調べてください。",
                            "What tenken knows is \(days) days old. Check again with a newer one."),
                    ]))
        }
        return Markup(banners)
    }

    private func banner(_ style: String, _ parts: [Markup]) -> Markup {
        Markup.element("p", ["class": "banner \(style)"], parts).onOwnLine
    }

    private var facts: Markup {
        let devices = assessment.assets.count
        let strangers = input.strangers.count
        let handsOff = assessment.assets.count { $0.isHandsOff }
        let rows: [(Markup, Markup)] = [
            (text("薬局", "Pharmacy"), assessment.site.name.map { name($0) } ?? text("（未記入）", "(not stated)")),
            (text("日時", "When"), Markup(text: input.span)),
            (text("調べた範囲", "Where"), scope),
            (
                text("機器", "Devices"),
                text(
                    "\(devices)台（台帳にない機器 \(strangers)台、触らない機器 \(handsOff)台）",
                    "\(devices) (\(strangers) not in the ledger, \(handsOff) hands-off)")
            ),
            (text("チェックリスト", "Checklist"), edition),
            (
                text("知識の基準日", "Knowledge as of"),
                Markup(text: "\(assessment.knowledgeAsOf) (\(assessment.tool))")
            ),
        ]
        return Markup.element(
            "dl", ["class": "facts"],
            rows.map { .element("div", [.element("dt", [$0.0]), .element("dd", [$0.1])]).onOwnLine }
        ).onOwnLine
    }

    private var scope: Markup {
        guard let scope = assessment.scope else {
            return text(input.placeWithoutScope.ja, input.placeWithoutScope.en)
        }
        return Markup([
            Markup(text: input.links.joined(separator: "; ")),
            text("（調べ方：\(scope.intensity.word.ja)）", " (\(scope.intensity.word.en))"),
        ])
    }

    private var edition: Markup {
        let party = assessment.site.party.formName
        return Markup([
            text(assessment.edition.title), text("（\(party.ja)）", " (\(party.en))"),
        ])
    }

    private var overview: Markup {
        let rows = input.ownForm.map { line in
            let contradiction =
                line.isContradicted
                ? [.lineBreak, Markup.element("strong", [text("回答と食い違い", "contradicts answer")])] : []
            return [
                Markup(text: line.item.number), text(line.item.short),
                Markup([badge(line.stance)] + contradiction),
            ]
        }
        return Markup([
            Markup.element("h2", [text("項目ごとの状態", "Every item at a glance")]).onOwnLine,
            table(
                "overview", caption: word("見えたことが、どちらの答えを支えるか", "Which answer is supported by what was seen"),
                columns: [word("番号", "No."), word("項目", "Item"), word("見えたことから", "Evidence")], rows: rows),
            Markup.element(
                "p", ["class": "small"],
                [
                    text("「はい」「いいえ」を決めて書くのは人です。", "People decide and write the answers.")
                ]
            ).onOwnLine,
        ])
    }

    private var highlights: Markup {
        let heading = Markup.element("h2", [text("まず行うこと", "What to do first")]).onOwnLine
        guard !input.highlights.isEmpty else {
            return Markup([
                heading,
                paragraph(
                    "この点検で見えた範囲では、急ぎの対応はありません。",
                    "Nothing urgent was seen within what this check covers."),
            ])
        }
        let items = input.highlights.map { highlight in
            var parts: [Markup] = []
            if let severity = highlight.severity { parts.append(badge(severity)) }
            parts.append(.element("strong", [text(highlight.what)]))
            if !highlight.devices.isEmpty {
                parts.append(
                    .element(
                        "div", ["class": "where"], [text("どこ：", "Where: "), names(highlight.devices)]))
            }
            if let action = highlight.action {
                parts.append(.element("div", [text("すること：", "Do: "), text(action)]))
            }
            return Markup.element("li", parts).onOwnLine
        }
        return Markup([heading, Markup.element("ol", ["class": "todo"], items).onOwnLine])
    }

    func names(_ names: [String]) -> Markup {
        Markup(
            names.enumerated().flatMap {
                $0.offset == 0 ? [name($0.element)] : [text("、", ", "), name($0.element)]
            })
    }

    private var inquiries: Markup {
        guard !input.inquiries.isEmpty else { return .nothing }
        let blocks = input.inquiries.flatMap { inquiry in
            [
                Markup.element("h3", [text(inquiry.whom)]).onOwnLine,
                list(
                    inquiry.questions.map { question in
                        Markup([
                            text(question.what),
                            .element(
                                "span", ["class": "small"],
                                [Markup(text: " [\(question.items.joined(separator: ", "))]")]),
                        ])
                    }),
            ]
        }
        return Markup(
            [Markup.element("h2", [text("誰に何を聞くか", "Whom to ask what")]).onOwnLine] + [
                Markup.element("div", ["class": "inquiries"], blocks).onOwnLine
            ])
    }
}
