package import Model

extension ReportInput {
    /// `report.html`: one file without scripts or outside parts, for A4 paper and for a phone. Page one is the
    /// summary; then items, devices, findings, this host, every packet, limits, and how to check the pack.
    package func html(in language: Language) -> [UInt8] {
        let page = HTMLPage(input: self, language: language)
        let title = page.word("サイバーセキュリティ点検 報告書", "Cybersecurity check report")
        let name = assessment.site.name.map { "\($0) " } ?? ""
        let head = Markup.element(
            "head",
            [
                .void("meta", ["charset": "utf-8"]),
                .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .void(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content": "default-src 'none'; style-src 'unsafe-inline'",
                    ]),
                .element("title", [Markup(text: name + title)]).onOwnLine,
                .style(HTMLPage.styleSheet),
            ])
        let body = Markup.element(
            "body",
            [
                .element(
                    "main",
                    [
                        page.front, page.items, page.devices, page.findings, page.accepted, page.agreed,
                        page.hosts,
                        page.grounds,
                        page.packets,
                        page.limits,
                        page.verification,
                    ])
            ])
        let document = Markup.element("html", ["lang": language.rawValue], [head.onOwnLine, body.onOwnLine])
        return Array("<!DOCTYPE html>\n\(document.html)\n".utf8)
    }
}

extension Markup {
    static func element(_ name: StaticString, _ children: [Markup]) -> Markup { element(name, [:], children) }
}

/// What the parts of the report share.
struct HTMLPage {
    let input: ReportInput
    let language: Language

    var assessment: Assessment { input.assessment }

    func word(_ ja: String, _ en: String) -> String { Text(ja: ja, en: en)(language) }
    func text(_ ja: String, _ en: String) -> Markup { Markup(text: word(ja, en)) }
    func text(_ text: Text) -> Markup { Markup(text: text(language)) }
    func paragraph(_ ja: String, _ en: String) -> Markup { Markup.element("p", [text(ja, en)]).onOwnLine }

    /// A name from the network or a person, kept from reordering what stands beside it.
    func name(_ text: String) -> Markup { .element("bdi", [Markup(text: text)]) }

    func code(_ text: String) -> Markup { .element("code", [Markup(text: text)]) }

    /// The edition's own words, which are Japanese in every report.
    func verbatim(_ text: String) -> Markup { .element("span", ["lang": "ja"], [Markup(text: text)]) }

    func list(_ items: [Markup]) -> Markup {
        guard !items.isEmpty else { return .nothing }
        return Markup.element("ul", items.map { Markup.element("li", [$0]).onOwnLine }).onOwnLine
    }

    func lines(_ items: [Markup]) -> Markup {
        Markup(items.enumerated().flatMap { $0.offset == 0 ? [$0.element] : [.lineBreak, $0.element] })
    }

    func section(_ id: String, _ ja: String, _ en: String, _ children: [Markup]) -> Markup {
        let heading = Markup.element("h2", ["id": id], [text(ja, en)]).onOwnLine
        return Markup.element("section", ["aria-labelledby": id], [heading] + children).onOwnLine
    }

    /// A table whose rows become cards on a narrow screen; roles are spelled out because a changed `display` would
    /// otherwise take them from screen readers. The first cell of each row is its heading.
    func table(_ style: String, caption: String, columns: [String], rows: [[Markup]]) -> Markup {
        let head = Markup.element(
            "tr", ["role": "row"],
            columns.map { .element("th", ["scope": "col", "role": "columnheader"], [Markup(text: $0)]) })
        let body = rows.map { cells in
            Markup.element(
                "tr", ["role": "row"],
                zip(cells, columns).enumerated().map { index, cell in
                    index == 0
                        ? .element("th", ["scope": "row", "role": "rowheader"], [cell.0])
                        : .element("td", ["role": "cell", "data-label": cell.1], [cell.0])
                }
            ).onOwnLine
        }
        return Markup.element(
            "table", ["class": style, "role": "table"],
            [
                Markup.element("caption", [Markup(text: caption)]).onOwnLine,
                Markup.element("thead", ["role": "rowgroup"], [head]).onOwnLine,
                Markup.element("tbody", ["role": "rowgroup"], body),
            ]
        ).onOwnLine
    }

    func badge(_ stance: ItemEvidence.Stance) -> Markup {
        .element(
            "span", ["class": "badge \(stance.rawValue)"],
            [.element("span", ["aria-hidden": "true"], [Markup(text: stance.sign)]), text(stance.word)])
    }

    func badge(_ severity: Severity) -> Markup {
        .element("span", ["class": "badge severity-\(severity.rawValue)"], [text(severity.word)])
    }
}
