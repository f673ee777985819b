import Model

/// 2(7): how far hosts that were read from inside are updated, by their own lists; and what keeps updates away.
let updateChecks: [Check] = [
    updatesApplied, automaticUpdates, restartOwed, heldPackages, orphanedPackages, foreignSources,
    supportEndedPackages,
]

/// Microsoft mends Windows each month; where this many days passed since the last update, they have stopped coming.
private let monthlyDays = 45

/// Lists of updates that are older say nothing of today.
private let staleDays = 30

private let updatesApplied = Check(
    id: "patch.updates-applied", topic: .patching, severity: .high,
    title: Text(ja: "まだ入れていない更新", en: "Updates that are not installed"),
    advice: Text(
        ja: "更新を入れてよいかをシステムの事業者に確かめ、入れる日を決めてください。",
        en: "Ask the vendor whether the updates may be installed, and agree on a day."),
    examples: [
        .init(.example(host(HostUpdates(pending: [fix], listsAsOf: day(-1)))), gives: "fail"),
        .init(.example(host(HostUpdates(pending: [fix], listsAsOf: day(-90)))), gives: "fail"),
        .init(
            .example(host(HostUpdates(pending: [other], listsAsOf: day(-1), securityAsOf: day(-1)))),
            gives: "pass"),
        .init(.example(host(HostUpdates(listsAsOf: day(-1), securityAsOf: day(-1)))), gives: "pass"),
        .init(
            .example(host(HostUpdates(listsAsOf: day(-31), securityAsOf: day(-31)))), gives: "not-assessed"),
        .init(.example(host(HostUpdates(listsAsOf: day(-1)))), gives: "not-assessed"),
        .init(
            .example(host(HostUpdates(listsAsOf: day(-1), securityAsOf: day(-1), unreadLists: 1))),
            gives: "not-assessed"),
        .init(.example(host(HostUpdates())), gives: "not-assessed"),
        .init(.example(host(HostUpdates(lastInstalled: day(-46)), "26200", "windows")), gives: "fail"),
        .init(
            .example(host(HostUpdates(lastInstalled: day(-44)), "26200", "windows")), gives: "not-assessed"),
        .init(.example(host(HostUpdates(isAutomatic: true), "26200", "windows")), gives: "not-assessed"),
        .init(
            .example(host(HostUpdates(listsAsOf: day(-1), securityAsOf: day(-1)), "10")),
            gives: "not-assessed"),
        .init(.example(.example())),
    ]
) { situation in
    situation.updates.map { asset, updates in
        let name = situation.name(of: asset)
        let isWindows = asset.host?.system?.family == .windows
        var verdict =
            isWindows
            ? windowsVerdict(on: updates.value, of: name, asOf: situation.asOf)
            : verdict(on: updates.value, of: name, asOf: situation.asOf)
        // Where nothing is mended any more, that nothing waits says nothing.
        if case .pass = verdict, case .ended(_, let end, _)? = situation.lifecycle(of: asset)?.state {
            verdict = .notAssessed(
                Text(
                    ja: "\(name) のOSのサポートは \(end) に終わっていて、新しい更新は出ません。",
                    en: "Support of \(name)'s system ended on \(end): no new updates come."))
        }
        return .init(verdict, on: asset, observations: [updates.observation])
    }
}

private func verdict(on updates: HostUpdates, of name: String, asOf: CivilDate) -> Verdict {
    let security = updates.pending.filter(\.isSecurity)
    if !security.isEmpty { return .fail(words(on: security, of: name, updates)) }
    guard updates.listsAsOf != nil else {
        return .notAssessed(
            Text(
                ja: "\(name) には更新の一覧がないため、入れていない更新があるかを言えません。",
                en: "\(name) has no lists of updates, so whether any wait cannot be told."))
    }
    guard updates.unreadLists == 0 else {
        return .notAssessed(
            Text(
                ja: "\(name) の更新の一覧のうち\(updates.unreadLists)件を読めませんでした。読めた分には、弱点を直す更新は残っていません。",
                en:
                    "\(updates.unreadLists) lists of updates of \(name) were not read; the others name no security update."
            ))
    }
    guard let fixes = updates.securityAsOf else {
        return .notAssessed(
            Text(
                ja: "\(name) の更新の一覧に、弱点を直す更新（セキュリティ更新）の入手先がありません。設定を事業者に確かめてください。",
                en:
                    "No source of security updates is among the lists of \(name). Have the vendor check its sources."
            ))
    }
    guard asOf.days(since: fixes) <= staleDays else {
        return .notAssessed(
            Text(
                ja: "\(name) の更新の一覧は \(fixes) のもので古いため、今の状態を言えません。一覧を新しくしてから調べ直してください。",
                en:
                    "The lists of updates of \(name) date from \(fixes), too old to say. Fetch them and look again."
            ))
    }
    let others = updates.pending.count
    return .pass(
        Text(
            ja: "\(name) に、\(fixes) の一覧にある弱点を直す更新は残っていません。"
                + (others > 0 ? "ほかの更新は\(others)件あります。" : ""),
            en: "\(name) has no security update left of those listed on \(fixes)."
                + (others > 0 ? " \(others) other updates wait." : "")))
}

/// Windows keeps no list of what it lacks, only when something was last installed.
private func windowsVerdict(on updates: HostUpdates, of name: String, asOf: CivilDate) -> Verdict {
    guard let last = updates.lastInstalled else {
        return .notAssessed(
            Text(
                ja: "\(name) に更新が最後に入った日は読めませんでした。「設定」の「Windows Update」の「更新の履歴」で確かめてください。",
                en:
                    "When \(name) was last updated could not be read; see the update history in Windows Update."
            ))
    }
    guard asOf.days(since: last) <= monthlyDays else {
        return .fail(
            Text(
                ja: "\(name) に更新が最後に入ったのは \(last) です。Windowsの更新は毎月出るため、更新が止まっているようです。",
                en:
                    "\(name) was last updated on \(last). Updates of Windows come each month: they seem to have stopped."
            ))
    }
    return .notAssessed(
        Text(
            ja: "\(name) に更新が最後に入ったのは \(last) です。ただし、足りない更新がないかまでは、この日付ではわかりません。",
            en:
                "\(name) was last updated on \(last); whether any update is missing does not show from that day."
        ))
}

private func words(on security: [HostUpdates.Pending], of name: String, _ updates: HostUpdates) -> Text {
    let names = some(Array(Set(security.map(\.name))).sorted())
    let since = security.compactMap(\.since).min()
    let asOf = updates.listsAsOf.map { "\($0)" }
    return Text(
        ja: "\(name) に、弱点を直す更新が\(security.count)件入っていません: \(names.ja)。"
            + (since.map { "いちばん古いものは \($0) に出ました。" } ?? "")
            + (asOf.map { "（一覧は \($0) のもの）" } ?? ""),
        en: "\(security.count) security updates are not installed on \(name): \(names.en)."
            + (since.map { " The oldest was published on \($0)." } ?? "")
            + (asOf.map { " (Lists of \($0).)" } ?? ""))
}

private let automaticUpdates = Check(
    id: "patch.automatic-updates", topic: .patching, severity: .low,
    title: Text(ja: "更新の自動化", en: "Automatic updates"),
    advice: Text(
        ja: "だれが、いつ更新を入れるかを事業者と決めてください。自動で入れてよいかも相談してください。",
        en: "Agree with the vendor on who installs updates and when, or let them install themselves."),
    examples: [
        .init(.example(host(HostUpdates(isAutomatic: true))), gives: "pass"),
        .init(.example(host(HostUpdates(isAutomatic: false))), gives: "not-assessed"),
        .init(.example(host(HostUpdates())), gives: "not-assessed"),
    ]
) { situation in
    situation.updates.map { asset, updates in
        let name = situation.name(of: asset)
        let last = updates.value.lastInstalled.map {
            Text(ja: "最後に更新が入ったのは \($0) です。", en: " The last update was installed on \($0).")
        }
        let verdict: Verdict =
            switch updates.value.isAutomatic {
            case true?:
                .pass(
                    Text(
                        ja: "\(name) は、更新を自動で入れる設定です。" + (last?.ja ?? ""),
                        en: "\(name) installs updates by itself." + (last?.en ?? "")))
            case false?:
                .notAssessed(
                    Text(
                        ja: "\(name) は、更新を自動で入れる設定ではありません。" + (last?.ja ?? "") + "だれが入れているかを確かめてください。",
                        en: "\(name) does not install updates by itself." + (last?.en ?? "")
                            + " Ask who does."))
            case nil:
                .notAssessed(
                    Text(
                        ja: "\(name) が更新を自動で入れるかどうかは、読めませんでした。" + (last?.ja ?? ""),
                        en: "Whether \(name) installs updates by itself could not be read." + (last?.en ?? "")
                    ))
            }
        return .init(verdict, on: asset, observations: [updates.observation])
    }
}

private let restartOwed = listCheck(
    "patch.restart-owed", .medium, Text(ja: "再起動待ちの更新", en: "Updates that wait for a restart"),
    advice: Text(
        ja: "業務の終わったあとに再起動してください。止めてよいかを事業者に確かめてください。",
        en: "Restart it after business hours; ask the vendor whether it may stop."),
    bad: HostUpdates(restartOwed: ["linux-image-6.1.0-41-amd64"]), found: { $0.restartOwed }
) { name, names in
    .fail(
        Text(
            ja: "\(name) では、入れた更新がまだ効いていません。再起動が必要です: \(names.ja)",
            en: "\(name) still runs what was there before an update; restart it: \(names.en)"))
}

private let heldPackages = listCheck(
    "patch.held-packages", .low, Text(ja: "更新を止めてあるプログラム", en: "Packages that are kept back"),
    advice: nil, bad: HostUpdates(held: ["postgresql-15"]), found: { $0.held }
) { name, names in
    .notAssessed(
        Text(
            ja: "\(name) では、次のプログラムの更新を止めてあります。だれが、なぜ止めたかを事業者に確かめてください: \(names.ja)",
            en:
                "On \(name) these packages are kept from updates; ask the vendor who did so and why: \(names.en)"
        ))
}

private let orphanedPackages = listCheck(
    "patch.orphaned-packages", .low, Text(ja: "更新の来ないプログラム", en: "Packages that no source updates"),
    advice: Text(
        ja: "使っているかどうかと、更新の方法を、入れた事業者に聞いてください。",
        en: "Ask whoever installed them whether they are needed and how they are updated."),
    bad: HostUpdates(orphaned: ["receipt-printer"]), found: { $0.orphaned }
) { name, names in
    .fail(
        Text(
            ja: "\(name) の次のプログラムは、どの入手先にもなく、更新が来ません: \(names.ja)",
            en: "No source of \(name) offers these installed packages, so no update comes: \(names.en)"))
}

private let foreignSources = listCheck(
    "patch.foreign-sources", .information,
    Text(ja: "OSの提供元のほかから入れているプログラム", en: "Sources other than the system's maker"),
    advice: nil, bad: HostUpdates(foreignSources: ["example.com/x stable"]), found: { $0.foreignSources }
) { name, names in
    .notAssessed(
        Text(
            ja: "\(name) は、OSの提供元ではない次の所からもプログラムを受け取ります。必要なものだけかを確かめてください: \(names.ja)",
            en:
                "\(name) takes programs from others than its maker as well; see whether all are needed: \(names.en)"
        ))
}

private let supportEndedPackages = listCheck(
    "patch.support-ended-packages", .medium,
    Text(ja: "サポートの終わったプログラム", en: "Packages whose support has ended"),
    advice: Text(
        ja: "使わないなら消し、使うなら代わりのものを事業者と決めてください。",
        en: "Remove them, or agree with the vendor on what replaces them."),
    bad: HostUpdates(unsupported: [.init(name: "webkit-old", since: day(-9))]),
    found: { updates in
        updates.unsupported.compactMap { package in package.since.map { "\(package.name) (\($0))" } }
    }
) { name, names in
    .fail(
        Text(
            ja: "\(name) の次のプログラムは、提供元が弱点を直さなくなりました: \(names.ja)",
            en: "The maker no longer mends these packages of \(name): \(names.en)"))
}

// MARK: - What these checks share

/// The first few of many names.
private func some(_ names: [String]) -> Text {
    let shown = names.prefix(5).map(\.printable).joined(separator: ", ")
    let rest = names.count - 5
    return rest > 0
        ? Text(ja: "\(shown) ほか\(rest)件", en: "\(shown) and \(rest) more") : Text(verbatim: shown)
}

/// A check that says something of a host only where a list of names is not empty.
private func listCheck(
    _ id: String, _ severity: Severity, _ title: Text, advice: Text?, bad: HostUpdates,
    found: @escaping @Sendable (HostUpdates) -> [String],
    words: @escaping @Sendable (_ host: String, _ names: Text) -> Verdict
) -> Check {
    Check(
        id: id, topic: .patching, severity: severity, title: title, advice: advice,
        examples: [
            .init(.example(host(bad)), gives: words("", Text(verbatim: "")).word),
            .init(.example(host(HostUpdates(listsAsOf: day(-1))))), .init(.example(.example())),
        ]
    ) { situation in
        situation.updates.compactMap { asset, updates -> Check.Result? in
            let names = found(updates.value)
            guard !names.isEmpty else { return nil }
            return .init(
                words(situation.name(of: asset), some(names)), on: asset, observations: [updates.observation])
        }
    }
}

extension Situation {
    /// Hosts of which it was read how far they are updated.
    fileprivate var updates: [(Asset, Cited<HostUpdates>)] {
        hosts.compactMap { asset, host in host.updates.map { (asset, $0) } }
    }
}

private func host(_ updates: HostUpdates, _ version: String = "13", _ system: String = "debian") -> Asset {
    .example {
        $0.id = "this-host"
        $0.host = Asset.HostDetails(system: HostSystem(id: system, version: version))
        $0.host?.add(.updates(updates), observation: 1)
    }
}

private let fix = HostUpdates.Pending(name: "openssl", installed: "1", available: "2", isSecurity: true)
private let other = HostUpdates.Pending(name: "tzdata", installed: "1", available: "2", isSecurity: false)

/// So many days from the day of the examples.
private func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: Knowledge.example.asOf.daysSinceEpoch + offset)
}
