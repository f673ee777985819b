import Model

/// Microsoft mends Windows each month; where this many days passed since the last update, they have stopped coming.
private let monthlyDays = 45

/// Lists of updates that are older say nothing of today.
private let staleDays = 30

extension HostUpdates {
    /// Whether security updates wait, by the host's own lists.
    func verdict(on host: String, asOf: CivilDate) -> Verdict {
        let security = pending.filter(\.isSecurity)
        if !security.isEmpty { return .fail(waiting(security, on: host)) }
        guard listsAsOf != nil, unreadLists == 0 else { return .notAssessed(unread(on: host)) }
        guard let securityAsOf else { return .notAssessed(withoutSource(on: host)) }
        guard asOf.days(since: securityAsOf) <= staleDays else {
            return .notAssessed(stale(on: host, since: securityAsOf))
        }
        return .pass(noneWaits(on: host, asOf: securityAsOf))
    }

    private func unread(on host: String) -> Text {
        listsAsOf == nil
            ? Text(
                ja: "\(host) には更新の一覧がないため、入れていない更新があるかを言えません。",
                en: "\(host) has no lists of updates, so whether any wait cannot be told.")
            : Text(
                ja: "\(host) の更新の一覧のうち\(unreadLists)件を読めませんでした。読めた分には、弱点を直す更新は残っていません。",
                en:
                    "\(unreadLists) lists of updates of \(host) were not read; the others name no security update."
            )
    }

    private func withoutSource(on host: String) -> Text {
        Text(
            ja: "\(host) の更新の一覧に、弱点を直す更新（セキュリティ更新）の入手先がありません。設定を事業者に確かめてください。",
            en:
                "No source of security updates is among the lists of \(host). Have the vendor check its sources."
        )
    }

    private func stale(on host: String, since day: CivilDate) -> Text {
        Text(
            ja: "\(host) の更新の一覧は \(day) のもので古いため、今の状態を言えません。一覧を新しくしてから調べ直してください。",
            en: "The lists of updates of \(host) date from \(day), too old to say. Fetch them and look again."
        )
    }

    private func noneWaits(on host: String, asOf day: CivilDate) -> Text {
        let others = pending.count
        return Text(
            ja: "\(host) に、\(day) の一覧にある弱点を直す更新は残っていません。"
                + (others > 0 ? "ほかの更新は\(others)件あります。" : ""),
            en: "\(host) has no security update left of those listed on \(day)."
                + (others > 0 ? " \(others) other updates wait." : ""))
    }

    private func waiting(_ security: [HostUpdates.Pending], on host: String) -> Text {
        let names = firstFew(Array(Set(security.map(\.name))).sorted())
        let since = security.compactMap(\.since).min()
        let asOf = listsAsOf.map { "\($0)" }
        return Text(
            ja: "\(host) に、弱点を直す更新が\(security.count)件入っていません: \(names.ja)。"
                + (since.map { "いちばん古いものは \($0) に出ました。" } ?? "")
                + (asOf.map { "（一覧は \($0) のもの）" } ?? ""),
            en: "\(security.count) security updates are not installed on \(host): \(names.en)."
                + (since.map { " The oldest was published on \($0)." } ?? "")
                + (asOf.map { " (Lists of \($0).)" } ?? ""))
    }

    /// Windows keeps no list of what it lacks, only when something was last installed.
    func windowsVerdict(on host: String, asOf: CivilDate) -> Verdict {
        guard let last = lastInstalled else {
            return .notAssessed(
                Text(
                    ja: "\(host) に更新が最後に入った日は読めませんでした。「設定」の「Windows Update」の「更新の履歴」で確かめてください。",
                    en:
                        "When \(host) was last updated could not be read; see the update history in Windows Update."
                ))
        }
        guard asOf.days(since: last) <= monthlyDays else {
            return .fail(
                Text(
                    ja: "\(host) に更新が最後に入ったのは \(last) です。Windowsの更新は毎月出るため、更新が止まっているようです。",
                    en:
                        "\(host) was last updated on \(last). Updates of Windows come each month: they seem to have stopped."
                ))
        }
        return .notAssessed(
            Text(
                ja: "\(host) に更新が最後に入ったのは \(last) です。ただし、足りない更新がないかまでは、この日付ではわかりません。",
                en:
                    "\(host) was last updated on \(last); whether any update is missing does not show from that day."
            ))
    }

    /// Whether updates come by themselves, and when the last came.
    func automaticVerdict(on host: String) -> Verdict {
        let last =
            lastInstalled.map {
                Text(ja: "最後に更新が入ったのは \($0) です。", en: " The last update was installed on \($0).")
            } ?? Text(verbatim: "")
        return switch isAutomatic {
        case true?:
            .pass(
                Text(
                    ja: "\(host) は、更新を自動で入れる設定です。\(last.ja)",
                    en: "\(host) installs updates by itself.\(last.en)"))
        case false?:
            .notAssessed(
                Text(
                    ja: "\(host) は、更新を自動で入れる設定ではありません。\(last.ja)だれが入れているかを確かめてください。",
                    en: "\(host) does not install updates by itself.\(last.en) Ask who does."))
        case nil:
            .notAssessed(
                Text(
                    ja: "\(host) が更新を自動で入れるかどうかは、読めませんでした。\(last.ja)",
                    en: "Whether \(host) installs updates by itself could not be read.\(last.en)"))
        }
    }
}

/// The first few of many names.
func firstFew(_ names: [String]) -> Text {
    let shown = names.prefix(5).map(\.printable).joined(separator: ", ")
    let rest = names.count - 5
    return rest > 0
        ? Text(ja: "\(shown) ほか\(rest)件", en: "\(shown) and \(rest) more") : Text(verbatim: shown)
}
