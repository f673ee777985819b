import Model

// What the scan itself did, what it could not see, and how to check the pack.

extension HTMLPage {
    var packets: Markup {
        let accounts = assessment.packets
        let total = accounts.reduce((packets: 0, octets: 0)) { sum, account in
            (saturating(sum.packets, account.packets), saturating(sum.octets, account.octets))
        }
        let rows = accounts.map { account in
            [
                account.asset.map { name(input.name(ofAsset: $0)) }
                    ?? text("宛先が機器でないもの（全体への呼びかけ、応答のないアドレス）", "groups and addresses where nothing answered"),
                code(account.probe), Markup(text: grouped(account.packets)),
                Markup(text: grouped(account.octets)),
            ]
        }
        let sum = [
            Markup.element("strong", [text("合計", "Total")]), .nothing, Markup(text: grouped(total.packets)),
            Markup(text: grouped(total.octets)),
        ]
        return section(
            "packets", "送った通信のすべて", "Every packet that was sent",
            [
                paragraph(
                    "この点検が送った通信を、相手と目的ごとに数えました。受け取ったのは\(grouped(assessment.framesReceived))件、"
                        + "受け取りきれなかったのは\(grouped(assessment.framesDropped))件です。",
                    "Packets this check sent, by destination and purpose. \(grouped(assessment.framesReceived)) frames were "
                        + "received, \(grouped(assessment.framesDropped)) were missed."),
                table(
                    "numbers", caption: word("送信の記録", "Account of packets"),
                    columns: [
                        word("相手", "To"), word("目的", "Probe"), word("件数", "Packets"), word("バイト", "Octets"),
                    ],
                    rows: rows + [sum]),
            ])
    }

    private func saturating(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? Int.max : sum
    }

    /// `12,345`
    private func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
            result.append(digit)
        }
        return result
    }

    private var knowledge: Text {
        let day = assessment.knowledgeAsOf
        return Text(
            ja: "知識の基準日は\(day)です。それより後に公表された弱点や期限は反映されていません。",
            en: "What tenken knows is as of \(day); later news is not reflected.")
    }

    private var editions: Text {
        let title = assessment.edition.title
        return Text(
            ja: "チェックリストは「\(title.ja)」を使いました。これより新しい版が公表されていないか、確かめてください。"
                + "新しい版は、ファイルを1つ加えると使えます。",
            en:
                "The checklist is “\(title.en)”. Newer editions may have been published; one more file adds one."
        )
    }

    var limits: Markup {
        let gaps = input.gaps
        var parts = [
            list((input.limits + [knowledge, editions]).map { text($0) })
        ]
        if !gaps.isEmpty {
            parts.append(
                table(
                    "limits", caption: word("調べられなかったこと", "What could not be looked at"),
                    columns: [
                        word("調べ方", "Source"), word("対象", "What"), word("理由", "Why"), word("機器", "Devices"),
                    ],
                    rows: gaps.map {
                        [code($0.source), Markup(text: $0.what), text($0.why), names($0.devices)]
                    }))
        }
        if !assessment.notes.isEmpty {
            parts.append(
                table(
                    "limits", caption: word("点検の経過", "Course of the check"),
                    columns: [word("時刻", "Time"), word("できごと", "Event")],
                    rows: assessment.notes.map { [Markup(text: input.local($0.time)), text($0.text)] }))
        }
        if !assessment.privilege.isEmpty {
            parts.append(
                Markup.element("h3", [text("点検プログラムにかけた制限", "Restrictions on the program itself")]).onOwnLine)
            parts.append(list(assessment.privilege.map { text($0) }))
        }
        return section("limits", "この点検の限界", "Limits of this check", parts)
    }

    var verification: Markup {
        section(
            "verify", "この証拠が変わっていないことの確かめ方", "How to check that this evidence is unchanged",
            [
                paragraph(
                    "この報告書は証拠フォルダ（BagIt形式）の一部です。フォルダごと保管してください。次のどちらかで確かめられます。",
                    "This report is part of an evidence folder (a BagIt bag). Keep the whole folder. Check it either way:"
                ),
                Markup.element(
                    "ul",
                    [
                        Markup.element("li", [code("tenken verify FOLDER")]).onOwnLine,
                        Markup.element(
                            "li",
                            [
                                code("sha256sum --check tagmanifest-sha256.txt"), text("、続けて", ", then "),
                                code("sha256sum --check manifest-sha256.txt"),
                                text("（フォルダの中で）", " (inside the folder)"),
                            ]
                        ).onOwnLine,
                    ]
                ).onOwnLine,
                paragraph(
                    "時刻は点検した機器の時計によるものです。第三者の時刻証明がない場合は、自己申告です。",
                    "Times are by the clock of the machine that ran the check; without a time stamp they are self-declared."
                ),
            ])
    }
}
