import Model

/// 2(4), 2(5): accounts and passwords of hosts that were read from inside.
let accountChecks: [Check] = [
    noPassword, emptyPasswordAllowed, weakPassword, secondRoot, unusedAccounts, automaticSignIn,
    administratorList, keyList, passwordRules,
]

/// Accounts that nobody used for so many days are asked about.
private let staleDays = 90

private let noPassword = accountCheck(
    "account.no-password", .accounts, .high,
    Text(ja: "パスワードのないアカウント", en: "Accounts without a password"),
    advice: Text(
        ja: "パスワードを設定するか、使っていなければ消してもらってください。", en: "Set a password, or have it removed."),
    fails: { $0.canSignIn && $0.password == .empty },
    cannotTell: { $0.password == nil },
    words: { host, names in
        Text(
            ja: "\(host) に、パスワードなしで入れるアカウントがあります: \(names)",
            en: "\(host) has accounts that need no password: \(names)")
    },
    bad: HostAccount(name: "a", canSignIn: true, password: .empty),
    good: HostAccount(name: "a", canSignIn: true, password: .set))

private let weakPassword = accountCheck(
    "account.weak-password-form", .passwords, .medium,
    Text(ja: "パスワードの保存のしかた", en: "How passwords are kept"),
    advice: Text(
        ja: "新しいパスワードに変えると、新しい形で保存されます。事業者に相談してください。",
        en: "A changed password is kept in the new form. Ask the vendor."),
    fails: { $0.canSignIn && $0.password == .weak },
    cannotTell: { $0.password == nil },
    words: { host, names in
        Text(
            ja: "\(host) に、破られやすい古い形でパスワードを保存しているアカウントがあります: \(names)",
            en: "\(host) keeps passwords in a form that is easily broken: \(names)")
    },
    bad: HostAccount(name: "a", canSignIn: true, password: .weak),
    good: HostAccount(name: "a", canSignIn: true, password: .set))

private let secondRoot = accountCheck(
    "account.second-root", .privileges, .high,
    Text(ja: "二つめの管理者（root）", en: "A second root account"),
    advice: Text(
        ja: "誰が何のために作ったのかを事業者に確かめてください。", en: "Ask the vendor who made it, and for what."),
    fails: { $0.number == 0 && $0.name != "root" },
    // Windows gives its accounts no such numbers.
    among: { $0.number != nil },
    words: { host, names in
        Text(
            ja: "\(host) に、root のほかにも全部の権限を持つアカウントがあります: \(names)",
            en: "\(host) has accounts with all rights besides root: \(names)")
    },
    bad: HostAccount(name: "toor", number: 0, canSignIn: true),
    good: HostAccount(name: "root", number: 0, canSignIn: true))

private let automaticSignIn = accountCheck(
    "account.signs-in-by-itself", .accounts, .medium,
    Text(ja: "電源を入れるだけで使えるアカウント", en: "Accounts that need nobody to sign in"),
    advice: Text(
        ja: "だれでも使える状態です。自動で入る設定が業務に要るかを事業者に確かめてください。",
        en: "Anybody can use it. Ask the vendor whether this is needed."),
    fails: { $0.signsInByItself },
    unless: "automatic sign-in",
    words: { host, names in
        Text(
            ja: "\(host) は、電源を入れると自動で次のアカウントに入ります: \(names)",
            en: "\(host) signs in by itself with: \(names)")
    },
    bad: HostAccount(name: "a", canSignIn: true, signsInByItself: true),
    good: HostAccount(name: "a", canSignIn: true))

private let unusedAccounts = Check(
    id: "account.unused", topic: .accounts, severity: .low,
    title: Text(ja: "長く使われていないアカウント", en: "Accounts nobody has used for long"),
    advice: Text(
        ja: "退職した人や、終わった保守のものなら、消すか止めてもらってください。",
        en: "If it belongs to somebody who left or to maintenance that ended, have it removed."),
    examples: [
        .init(.example(host(.init(name: "a", canSignIn: true, wasNeverUsed: true))), gives: "fail"),
        .init(.example(host(.init(name: "a", canSignIn: true, lastSignIn: day(-91)))), gives: "fail"),
        .init(.example(host(.init(name: "a", canSignIn: true, lastSignIn: day(-3)))), gives: "pass"),
        .init(.example(host(.init(name: "a", canSignIn: false, wasNeverUsed: true))), gives: "pass"),
        .init(.example(host(.init(name: "a", canSignIn: true))), gives: "not-assessed"),
        .init(.example(host())), .init(.example(.example())),
    ]
) { situation in
    situation.accountHosts.map { asset, accounts in
        let host = situation.name(of: asset)
        let open = accounts.filter { $0.value.canSignIn }
        guard !open.isEmpty else {
            return .init(
                .pass(
                    Text(
                        ja: "\(host) に、人が入れるアカウントは見えません。", en: "No account of \(host) lets anybody in.")),
                on: asset)
        }
        let unused = open.filter { cited in
            let days = cited.value.lastSignIn.map { situation.asOf.days(since: $0) }
            return days.map { $0 > staleDays } ?? (cited.value.wasNeverUsed == true)
        }
        guard unused.isEmpty else {
            let names = unused.map { cited in
                let last = cited.value.lastSignIn.map { "\($0)" } ?? "—"
                return "\(cited.value.name.printable) (\(last))"
            }.joined(separator: ", ")
            return .init(
                .fail(
                    Text(
                        ja: "\(host) に、\(staleDays)日より長く使われていないか、一度も使われていないアカウントがあります: \(names)",
                        en: "\(host) has accounts not used for \(staleDays) days, or never: \(names)")),
                on: asset, observations: unused.map(\.observation))
        }
        let isKnown = open.allSatisfy { $0.value.lastSignIn != nil }
        guard isKnown else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(host) のアカウントがいつ最後に使われたかは、読めませんでした。",
                        en: "When the accounts of \(host) were last used could not be read.")), on: asset)
        }
        return .init(
            .pass(
                Text(
                    ja: "\(host) のアカウントは、どれも\(staleDays)日以内に使われています。",
                    en: "Every account of \(host) was used within \(staleDays) days.")), on: asset)
    }
}

private let administratorList = Check(
    id: "account.administrators", topic: .privileges, severity: .information,
    title: Text(ja: "管理者になれるアカウント", en: "Accounts with administrator rights"),
    examples: [
        .init(
            .example(host(.init(name: "a", canSignIn: true, isAdministrator: true))), gives: "not-assessed"),
        .init(.example(host(.init(name: "a", canSignIn: true))), gives: "not-assessed"),
        .init(.example(.example())),
    ]
) { situation in
    situation.accountHosts.map { asset, accounts in
        let host = situation.name(of: asset)
        let administrators = accounts.filter { $0.value.isAdministrator }
        let names = administrators.map(\.value.name.printable).joined(separator: ", ")
        return .init(
            .notAssessed(
                Text(
                    ja: "\(host) で管理者になれるのは次のアカウントです。必要な人だけかを確かめてください: \(names.isEmpty ? "なし" : names)",
                    en:
                        "Administrators of \(host): \(names.isEmpty ? "none" : names). See whether all are needed."
                )),
            on: asset, observations: administrators.map(\.observation))
    }
}

private let keyList = Check(
    id: "account.ssh-keys", topic: .accounts, severity: .information,
    title: Text(ja: "遠隔ログインの鍵（SSH鍵）", en: "Keys for remote login (SSH)"),
    examples: [
        .init(.example(host(.init(name: "a", canSignIn: true, keys: 2))), gives: "not-assessed"),
        .init(.example(host(.init(name: "a", canSignIn: true, keys: 0)))),
        .init(.example(host(.init(name: "a", canSignIn: true)))), .init(.example(.example())),
    ]
) { situation in
    situation.accountHosts.compactMap { asset, accounts -> Check.Result? in
        let keyed = accounts.filter { ($0.value.keys ?? 0) > 0 }
        guard !keyed.isEmpty else { return nil }
        let host = situation.name(of: asset)
        let names = keyed.map { "\($0.value.name.printable) (\($0.value.keys ?? 0))" }.joined(separator: ", ")
        return .init(
            .notAssessed(
                Text(
                    ja: "\(host) には、パスワードの代わりに鍵で入れるアカウントがあります。"
                        + "だれの鍵か、やめた人のものがないかを確かめてください: \(names)",
                    en:
                        "Accounts of \(host) open with keys; see whose they are, and whether all are needed: \(names)"
                )), on: asset, observations: keyed.map(\.observation))
    }
}

private let passwordRules = Check(
    id: "account.password-rules", topic: .passwords, severity: .low,
    title: Text(ja: "パスワードの決まり", en: "Rules for passwords"),
    advice: Text(
        ja: "8文字以上で英数字と記号をまぜる、または13文字以上にする設定を、事業者に頼んでください。",
        en: "Ask the vendor to require eight mixed characters, or thirteen."),
    examples: [
        .init(.example(rules("8", "yes")), gives: "pass"), .init(.example(rules("13", "no")), gives: "pass"),
        .init(.example(rules("6", nil)), gives: "fail"),
        .init(.example(rules("10", nil)), gives: "not-assessed"),
        .init(.example(rules("6", "no")), gives: "fail"), .init(.example(rules("8", "no")), gives: "fail"),
        .init(.example(host())), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.compactMap { asset, host -> Check.Result? in
        guard let length = host.values(of: .passwordMinimumLength).last,
            let characters = Int(length.value.value)
        else { return nil }
        let complexity = host.values(of: .passwordComplexity).last?.value.value
        guard complexity != nil || characters < 8 || characters >= 13 else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(situation.name(of: asset)) では、パスワードは\(characters)文字以上です。"
                            + "文字の種類をまぜる決まりがあるかは読めませんでした。",
                        en:
                            "\(situation.name(of: asset)) asks for \(characters) characters; whether of several "
                            + "kinds could not be read.")), on: asset, observations: [length.observation])
        }
        let isMixed = complexity == "yes"
        let isEnough = characters >= 13 || (characters >= 8 && isMixed)
        let reason = Text(
            ja: "\(situation.name(of: asset)) では、パスワードは\(characters)文字以上"
                + (isMixed
                    ? "で、文字の種類をまぜる決まりです。" : complexity == nil ? "です。" : "で、文字の種類の決まりはありません。"),
            en: "\(situation.name(of: asset)) asks for \(characters) characters"
                + (isMixed ? " of several kinds." : complexity == nil ? "." : " of any kind."))
        return .init(
            isEnough ? .pass(reason) : .fail(reason), on: asset, observations: [length.observation])
    }
}

// MARK: - What these checks share

/// A check that names the accounts of a host to which something applies: among those it can apply to, without which a
/// host is not spoken of. None is said only where of no account it cannot tell, and nothing called `unless`
/// (``CoverageFact/what``) stayed unread.
private func accountCheck(
    _ id: String, _ topic: Topic, _ severity: Severity, _ title: Text, advice: Text,
    fails: @escaping @Sendable (HostAccount) -> Bool,
    among: @escaping @Sendable (HostAccount) -> Bool = { _ in true },
    cannotTell: @escaping @Sendable (HostAccount) -> Bool = { _ in false }, unless: String? = nil,
    words: @escaping @Sendable (_ host: String, _ names: String) -> Text, bad: HostAccount,
    good: HostAccount
) -> Check {
    Check(
        id: id, topic: topic, severity: severity, title: title, advice: advice,
        examples: [
            .init(.example(host(bad)), gives: "fail"), .init(.example(host(good)), gives: "pass"),
            .init(.example(host())), .init(.example(.example())),
        ]
    ) { situation in
        situation.accountHosts.compactMap { asset, accounts -> Check.Result? in
            let accounts = accounts.filter { among($0.value) }
            guard !accounts.isEmpty else { return nil }
            let name = situation.name(of: asset)
            let found = accounts.filter { fails($0.value) }
            guard found.isEmpty else {
                let names = found.map(\.value.name.printable).joined(separator: ", ")
                return .init(.fail(words(name, names)), on: asset, observations: found.map(\.observation))
            }
            let isUnread =
                accounts.contains { cannotTell($0.value) } || unless.map(asset.couldNotLook(at:)) ?? false
            return .init(
                isUnread ? .notAssessed(unread(title, of: name)) : .pass(none(title, of: name)), on: asset)
        }
    }
}

private func unread(_ title: Text, of host: String) -> Text {
    Text(
        ja: "\(host) のアカウントの状態は、読めないものがあったため、確かめられませんでした（\(title.ja)）。",
        en: "Not all of the state of \(host)'s accounts could be read (\(title.en)).")
}

private func none(_ title: Text, of host: String) -> Text {
    Text(ja: "\(host) に「\(title.ja)」にあたるものはありません。", en: "\(host): none (\(title.en)).")
}

extension Situation {
    /// Hosts whose accounts were read.
    fileprivate var accountHosts: [(Asset, [Cited<HostAccount>])] {
        hosts.compactMap { asset, host in host.accounts.isEmpty ? nil : (asset, host.accounts) }
    }
}

private func host(_ accounts: HostAccount...) -> Asset { .host(with: accounts.map { .account($0) }) }

private func rules(_ length: String, _ complexity: String?) -> Asset {
    let mixed = complexity.map { HostSetting(.passwordComplexity, $0) }
    return .host(
        with: [HostSetting(.passwordMinimumLength, length), mixed].compactMap { $0 }.map { .setting($0) })
}

/// So many days from the day of the examples.
private func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: Knowledge.example.asOf.daysSinceEpoch + offset)
}
