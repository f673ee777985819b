import Addresses
import Model

// What statements were read from: the journal lines that the report cites.

extension HTMLPage {
    /// How many lines one statement cites; `assessment.json` has all of them.
    private static let citationLimit = 4
    /// How many lines are shown in all.
    private static let lineLimit = 1000

    /// Line numbers of the journal, each leading to what was read.
    func cite(_ lines: [Int]) -> Markup {
        let shown = lines.prefix(Self.citationLimit).map { number -> Markup in
            guard input.journal[number] != nil else { return Markup(text: String(number)) }
            return .element("a", ["href": "#line-\(number)"], [Markup(text: String(number))])
        }
        guard !shown.isEmpty else { return .nothing }
        let more = lines.count > shown.count ? ", …" : ""
        let list = shown.enumerated().flatMap {
            $0.offset == 0 ? [$0.element] : [Markup(text: ", "), $0.element]
        }
        return Markup([Markup(text: "[")] + list + [Markup(text: "\(more)]")])
    }

    private var citedLines: [Int] {
        let claims = assessment.assets.flatMap { asset in
            [asset.vendor, asset.model, asset.os, asset.firmware].flatMap { claims in
                claims.prefix(1) + claims.rivals.prefix(3)
            }
        }
        let lists = claims.map(\.observations) + assessment.findings.map(\.observations)
        return Set(lists.flatMap { $0.prefix(Self.citationLimit) }).filter { input.journal[$0] != nil }
            .sorted()
    }

    var grounds: Markup {
        let lines = citedLines
        guard !lines.isEmpty else { return .nothing }
        let rows = lines.prefix(Self.lineLimit).compactMap { number in
            input.journal[number].map { row(number, $0) }
        }
        let table = table(
            "grounds", caption: word("記録の行（\(rows.count)行）", "Lines of the journal (\(rows.count))"),
            columns: [
                word("行", "Line"), word("時刻", "Time"), word("調べ方", "Source"), word("読んだもの", "What was read"),
            ], rows: rows)
        let summary = Markup.element("summary", [text("開いて見る", "Open")])
        return section(
            "grounds", "読んだもの", "What was read",
            [
                paragraph(
                    "この報告書の判断が、どの通信のどの文字から来たかを示します。全部は記録（journal.jsonl）にあります。",
                    "Where the statements of this report come from. All of it is in journal.jsonl."),
                Markup.element("details", [summary, table]).onOwnLine,
            ])
    }

    private func row(_ number: Int, _ observation: Observation) -> [Markup] {
        let subject = observation.subject
        let whom = [subject.address?.description, subject.mac?.description, subject.host].compactMap { $0 }
        let grounds = observation.grounds
        let more = grounds?.isCut == true ? "…" : ""
        let octets = grounds?.form == .hex ? grounds?.value : nil
        return [
            .element("span", ["id": "line-\(number)"], [Markup(text: String(number))]),
            Markup(text: input.local(observation.time)),
            lines([code(observation.source)] + whom.prefix(1).map { code($0) }),
            lines(
                [grounds.map { name($0.readable + more) } ?? text("（聞こえたこと自体）", "(that it was seen)")]
                    + [octets.map { Markup.element("code", ["class": "octets"], [Markup(text: $0 + more)]) }]
                    .compactMap { $0 }),
        ]
    }
}

extension Observation.Grounds {
    /// The text itself, or the octets as ASCII with a dot for what is not printable.
    var readable: String {
        guard form == .hex else { return value }
        let digits = Array(value.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).map { index -> String in
            let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
            guard let octet = UInt8(pair, radix: 16), (0x20..<0x7f).contains(octet) else { return "." }
            return String(UnicodeScalar(octet))
        }.joined()
    }
}
