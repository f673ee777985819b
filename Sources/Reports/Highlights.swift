import Model

/// One of the most important things to do.
struct Highlight {
    var severity: Severity?
    var what: Text
    /// Names of the devices it is about; empty for the site.
    var devices: [String]
    var action: Text?
}

/// What must be asked of one person or company, with the items it serves.
struct Inquiry {
    var whom: Text
    var questions: [(what: Text, items: [String])]
}

extension ReportInput {
    /// Up to three things to do: what failed, gravest first, one for each check; then open questions.
    var highlights: [Highlight] {
        var order: [String] = []
        var byCheck: [String: Highlight] = [:]
        for finding in openFailures where finding.needsAction && finding.severity > .information {
            let device = finding.asset.map { name(ofAsset: $0) }
            if byCheck[finding.check] == nil {
                order.append(finding.check)
                byCheck[finding.check] = Highlight(
                    severity: finding.severity, what: finding.title, devices: [], action: finding.advice)
            }
            if let device, byCheck[finding.check]?.devices.contains(device) == false {
                byCheck[finding.check]?.devices.append(device)
            }
        }
        let found = order.prefix(3).compactMap { byCheck[$0] }
        return found + questionsToAsk.prefix(3 - found.count)
    }

    private var questionsToAsk: [Highlight] {
        inquiries.flatMap { inquiry in
            inquiry.questions.map { question in
                Highlight(
                    severity: nil,
                    what: Text(
                        ja: "\(inquiry.whom.ja)に聞く：\(question.what.ja)",
                        en: "Ask \(inquiry.whom.en): \(question.what.en)"),
                    devices: [], action: nil)
            }
        }
    }

    /// Who must be asked what, from the own form's items that nobody answered with はい; the same question to the
    /// same person stands once.
    var inquiries: [Inquiry] {
        var result: [Inquiry] = []
        for line in ownForm where line.stance != .notApplicable && (!isSettled(line)) {
            for question in line.evidence?.ask ?? line.item.ask {
                let place = result.firstIndex { $0.whom == question.whom } ?? result.count
                if place == result.count { result.append(Inquiry(whom: question.whom, questions: [])) }
                if let known = result[place].questions.firstIndex(where: { $0.what == question.what }) {
                    if !result[place].questions[known].items.contains(line.item.number) {
                        result[place].questions[known].items.append(line.item.number)
                    }
                } else {
                    result[place].questions.append((question.what, [line.item.number]))
                }
            }
        }
        return result
    }

    private func isSettled(_ line: Line) -> Bool {
        line.evidence?.answer?.isYes == true && !line.isContradicted
    }

    /// What no scan of this kind can see, and what this one could not, each sentence once.
    var limits: [Text] {
        var result = [
            Text(
                ja: "外部の中継サービスを使うリモート保守ソフトは、聞いているあいだに通信したものしかわかりません。事業者への確認が必要です。",
                en:
                    "Remote-maintenance tools that only call out to a relay show only while they talk; ask the vendor."
            ),
            Text(
                ja: "電源が入っていない機器、点検中に通信しなかった機器は見えません。",
                en: "Devices that were switched off or silent were not seen."),
            Text(
                ja: "ログインはしていません。中を調べた機器のほかでは、パスワード、利用者の権限、画面の中の設定は見ていません。",
                en:
                    "Nothing was logged in to: but on hosts that were looked into, passwords, rights and settings "
                    + "inside devices were not looked at."
            ),
        ]
        if assessment.assets.contains(where: \.isHandsOff) {
            result.append(
                Text(
                    ja: "「触らない」機器には、居場所の確認だけを行い、中のサービスは調べていません。",
                    en: "Hands-off devices were only located; their services were not looked at."))
        }
        if assessment.framesDropped > 0 {
            result.append(
                Text(
                    ja: "受信が追いつかず、\(assessment.framesDropped)件の通信を見落としました。",
                    en: "\(assessment.framesDropped) frames were missed because reception fell behind."))
        }
        return result
    }

    /// Sources that could not look, with the reason and the devices it concerns.
    var gaps: [(source: String, what: String, why: Text, devices: [String])] {
        var result: [(source: String, what: String, why: Text, devices: [String])] = []
        let site = assessment.coverage.map { (device: String?.none, coverage: $0) }
        let perDevice = assessment.assets.flatMap { asset in
            asset.coverage.map { (device: String?.some(name(of: asset)), coverage: $0) }
        }
        for (device, coverage) in site + perDevice {
            guard case .couldNot(let why) = coverage.fact.outcome else { continue }
            let known = result.firstIndex {
                $0.source == coverage.source && $0.what == coverage.fact.what && $0.why == why
            }
            if let known {
                if let device, !result[known].devices.contains(device) {
                    result[known].devices.append(device)
                }
            } else {
                result.append((coverage.source, coverage.fact.what, why, device.map { [$0] } ?? []))
            }
        }
        return result
    }
}
