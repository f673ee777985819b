import Model

/// 2(7): how far hosts that were read from inside are updated, by their own lists; and what keeps updates away.
let updateChecks: [Check] = [
    updatesApplied, automaticUpdates, restartOwed, heldPackages, orphanedPackages, foreignSources,
    supportEndedPackages,
]

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
            ? updates.value.windowsVerdict(on: name, asOf: situation.asOf)
            : updates.value.verdict(on: name, asOf: situation.asOf)
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
        let verdict = updates.value.automaticVerdict(on: situation.name(of: asset))
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
                words(situation.name(of: asset), firstFew(names)), on: asset,
                observations: [updates.observation])
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
    .host(with: [.updates(updates)], HostSystem(id: system, version: version))
}

private let fix = HostUpdates.Pending(name: "openssl", installed: "1", available: "2", isSecurity: true)
private let other = HostUpdates.Pending(name: "tzdata", installed: "1", available: "2", isSecurity: false)

/// So many days from the day of the examples.
private func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: Knowledge.example.asOf.daysSinceEpoch + offset)
}
