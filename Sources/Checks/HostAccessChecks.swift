import Model

/// What hosts that were read from inside offer to everybody, and two things that time does to accounts and logs.
let hostAccessChecks: [Check] = [shareOpenToAll, passwordNeverExpires, shortLog]

/// A quarter: records that reach less far back are gone before the next look.
private let quarterDays = 90

private let shareOpenToAll = Check(
    id: "share.open-to-all", topic: .privileges, severity: .medium,
    title: Text(ja: "だれでも書き込める共有フォルダ", en: "Shares that everybody may write to"),
    advice: Text(
        ja: "使う人だけが開けるように、共有の権限を事業者に直してもらってください。",
        en: "Have the vendor give rights only to those who use it."),
    examples: [
        .init(.example(host(.share(share("Everyone, FULL")))), gives: "fail"),
        .init(.example(host(.share(share("Everyone, READ")))), gives: "pass"),
        .init(.example(host())), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.compactMap { asset, host -> Check.Result? in
        guard !host.shares.isEmpty else { return nil }
        let name = situation.name(of: asset)
        let open = host.shares.filter(\.value.isOpenToAll)
        guard !open.isEmpty else {
            return .init(
                .pass(
                    Text(
                        ja: "\(name) の共有フォルダに、だれでも書き込めるものは見えません。",
                        en: "No share of \(name) is open to everybody for writing.")),
                on: asset, observations: host.shares.map(\.observation))
        }
        let names = open.map(\.value.name.printable).joined(separator: ", ")
        return .init(
            .fail(
                Text(
                    ja: "\(name) に、だれでも書き込める共有フォルダがあります: \(names)",
                    en: "\(name) has shares that everybody may write to: \(names)")),
            on: asset, observations: open.map(\.observation))
    }
}

private let passwordNeverExpires = Check(
    id: "account.password-never-expires", topic: .passwords, severity: .information,
    title: Text(ja: "期限のないパスワード", en: "Passwords that never expire"),
    examples: [
        .init(
            .example(
                host(.account(HostAccount(name: "hoshu", canSignIn: true, passwordNeverExpires: true)))),
            gives: "not-assessed"),
        .init(
            .example(
                host(.account(HostAccount(name: "hoshu", canSignIn: false, passwordNeverExpires: true))))),
        .init(.example(host())), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.compactMap { asset, host -> Check.Result? in
        let endless = host.accounts.filter { $0.value.canSignIn && $0.value.passwordNeverExpires == true }
        guard !endless.isEmpty else { return nil }
        let names = endless.map(\.value.name.printable).joined(separator: ", ")
        let name = situation.name(of: asset)
        return .init(
            .notAssessed(
                Text(
                    ja: "\(name) で、次のアカウントのパスワードには期限がありません: \(names)。"
                        + "長いパスワードか二要素認証なら定期的な変更は要りません。そうかどうかを確かめてください。",
                    en: "On \(name) these passwords never expire: \(names). Long ones, or a second factor, "
                        + "need no regular change; see whether that is so.")),
            on: asset, observations: endless.map(\.observation))
    }
}

private let shortLog = Check(
    id: "log.short-reach", topic: .accessLog, severity: .low,
    title: Text(ja: "記録がさかのぼれる期間", en: "How far back logs reach"),
    advice: Text(
        ja: "事故のときに調べられるように、記録を何か月分残すかを事業者と決め、入れ物を大きくしてもらってください。",
        en: "Agree with the vendor on how many months are kept, and have the log made larger."),
    examples: [
        .init(.example(host(log(-14), system(-400))), gives: "fail"),
        .init(.example(host(log(-200), system(-400))), gives: "pass"),
        // A computer that is new has nothing older.
        .init(.example(host(log(-14), system(-20)))),
        .init(.example(host(log(-14)))), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.compactMap { asset, host -> Check.Result? in
        guard let installed = host.system?.installed,
            situation.asOf.days(since: installed) > quarterDays,
            let log = host.logs.first(where: { $0.value.name == "Security" && $0.value.isKept }),
            let oldest = log.value.oldest?.date
        else { return nil }
        let name = situation.name(of: asset)
        let days = situation.asOf.days(since: oldest)
        let verdict: Verdict =
            days < quarterDays
            ? .fail(
                Text(
                    ja: "\(name) のサインインの記録は \(oldest) からしか残っていません（\(days)日分）。",
                    en: "The record of sign-ins of \(name) reaches back only to \(oldest) (\(days) days)."))
            : .pass(
                Text(
                    ja: "\(name) のサインインの記録は \(oldest) から残っています。",
                    en: "The record of sign-ins of \(name) reaches back to \(oldest)."))
        return .init(verdict, on: asset, observations: [log.observation])
    }
}

private func host(_ facts: Fact...) -> Asset { .host(with: facts) }

private func share(_ permission: String) -> HostShare {
    HostShare(name: "data", path: "C:\\data", permissions: [permission])
}

private func log(_ offset: Int) -> Fact {
    let oldest = Timestamp(microseconds: Int64(20_780 + offset) * 86_400_000_000)
    return .log(HostLog(name: "Security", isKept: true, oldest: oldest))
}

private func system(_ offset: Int) -> Fact {
    .system(HostSystem(id: "windows", installed: CivilDate(daysSinceEpoch: 20_780 + offset)))
}
