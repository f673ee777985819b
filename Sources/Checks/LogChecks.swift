import Model

/// 2(6): logs of hosts that were read from inside, and 2(2): what their remote login lets in.
let logChecks: [Check] = [accessLogKept, accessLogProtected, sshRootLogin, sshPasswords]

private let accessLogKept = Check(
    id: "log.access-kept", topic: .accessLog, severity: .medium,
    title: Text(ja: "アクセスの記録", en: "Access log"),
    advice: Text(
        ja: "記録が電源を切っても残るように設定し、何か月分残すかを事業者と決めてください。",
        en: "Have logs survive a restart, and agree with the vendor how long they are kept."),
    examples: [
        .init(.example(host(HostLog(name: "journald", isKept: false))), gives: "fail"),
        .init(.example(host(HostLog(name: "journald", isKept: true))), gives: "pass"),
        .init(
            .example(
                host(HostLog(name: "journald", isKept: false), HostLog(name: "auth.log", isKept: true))),
            gives: "pass"),
        .init(.example(host())), .init(.example(.example())),
    ]
) { situation in
    situation.logHosts.map { asset, logs in
        let name = situation.name(of: asset)
        let kept = logs.filter(\.value.isKept)
        // Sign-ins alone do not tell what was done.
        guard kept.contains(where: { $0.value.name != "wtmp" }) else {
            return .init(
                .fail(
                    Text(
                        ja: "\(name) の記録は、電源を切ると消える設定です。", en: "The logs of \(name) are lost at a restart.")),
                on: asset, observations: logs.map(\.observation))
        }
        let oldest = kept.compactMap { log in log.value.oldest.map { (log.value.name, $0.date) } }
        let reach = oldest.map { "\($0.0.printable) \($0.1)" }.joined(separator: ", ")
        let names = kept.map(\.value.name.printable).joined(separator: ", ")
        return .init(
            .pass(
                Text(
                    ja: "\(name) は記録を残しています（\(names)）。"
                        + (reach.isEmpty ? "いつからあるかは読めませんでした。" : "残っているのは \(reach) からです。")
                        + "だれが見直しているかは、聞いて確かめてください。",
                    en: "\(name) keeps logs (\(names)). "
                        + (reach.isEmpty ? "How far back is not known. " : "They reach back to \(reach). ")
                        + "Ask who reviews them.")), on: asset, observations: kept.map(\.observation))
    }
}

private let accessLogProtected = Check(
    id: "log.protected", topic: .accessLog, severity: .medium,
    title: Text(ja: "記録の書き換え", en: "Logs that others can change"),
    advice: Text(
        ja: "記録を管理者だけが書き込めるように、事業者に直してもらってください。",
        en: "Have the vendor let only administrators write to the logs."),
    examples: [
        .init(
            .example(host(HostLog(name: "auth.log", isKept: true, isWritableByOthers: true))), gives: "fail"),
        .init(
            .example(host(HostLog(name: "auth.log", isKept: true, isWritableByOthers: false))), gives: "pass"),
        .init(.example(host(HostLog(name: "journald", isKept: true)))),
    ]
) { situation in
    situation.logHosts.compactMap { asset, logs -> Check.Result? in
        let name = situation.name(of: asset)
        let known = logs.filter { $0.value.isWritableByOthers != nil }
        let open = known.filter { $0.value.isWritableByOthers == true }
        guard open.isEmpty else {
            let names = open.map(\.value.name.printable).joined(separator: ", ")
            return .init(
                .fail(
                    Text(
                        ja: "\(name) の記録 \(names) は、管理者でない人も書き換えられます。",
                        en: "\(names) of \(name) can be changed by others than administrators.")),
                on: asset, observations: open.map(\.observation))
        }
        guard !known.isEmpty else { return nil }
        return .init(
            .pass(
                Text(
                    ja: "\(name) の記録は、管理者だけが書き込めます。", en: "Only administrators can write the logs of \(name)."
                )
            ), on: asset, observations: known.map(\.observation))
    }
}

private let sshRootLogin = sshCheck(
    "remote.ssh-root-login", .sshRootLogin, .medium,
    Text(ja: "管理者（root）での遠隔ログイン", en: "Remote login as root"),
    advice: Text(
        ja: "人ごとのアカウントで入ってから管理者になるように、事業者に直してもらってください。",
        en: "Have people sign in with their own accounts first."),
    isWrong: { $0 == "yes" },
    wrong: { name in
        Text(
            ja: "\(name) は、管理者（root）がパスワードで直接、遠隔ログインできる設定です。",
            en: "\(name) lets root sign in over SSH with a password.")
    })

private let sshPasswords = sshCheck(
    "remote.ssh-passwords", .sshPasswords, .low,
    Text(ja: "パスワードでの遠隔ログイン", en: "Remote login by password"),
    advice: Text(
        ja: "鍵を使ったログインに変えられるかを、事業者に相談してください。", en: "Ask the vendor to change to keys."),
    isWrong: { $0 == "yes" },
    wrong: { name in
        Text(
            ja: "\(name) は、パスワードだけで遠隔ログイン（SSH）できる設定です。",
            en: "\(name) lets people sign in over SSH with a password alone.")
    })

private func sshCheck(
    _ id: String, _ key: HostSetting.Key, _ severity: Severity, _ title: Text, advice: Text,
    isWrong: @escaping @Sendable (String) -> Bool, wrong: @escaping @Sendable (String) -> Text
) -> Check {
    Check(
        id: id, topic: .remoteMaintenance, severity: severity, title: title, advice: advice,
        examples: [
            .init(.example(host(HostSetting(key, "yes"))), gives: "fail"),
            .init(.example(host(HostSetting(key, "no"))), gives: "pass"),
            .init(.example(host() as Asset)),
        ]
    ) { situation in
        situation.hosts.flatMap { asset, host in
            host.values(of: key).map { setting in
                let name = situation.name(of: asset)
                let right = Text(
                    ja: "\(name) は「\(title.ja)」を許していません。", en: "\(name) does not allow it: \(title.en).")
                return .init(
                    isWrong(setting.value.value) ? .fail(wrong(name)) : .pass(right), on: asset,
                    observations: [setting.observation])
            }
        }
    }
}

extension Situation {
    /// Hosts whose logs were read.
    fileprivate var logHosts: [(Asset, [Cited<HostLog>])] {
        hosts.compactMap { asset, host in host.logs.isEmpty ? nil : (asset, host.logs) }
    }
}

private func host(_ logs: HostLog...) -> Asset { .host(with: logs.map { .log($0) }) }

private func host(_ setting: HostSetting) -> Asset { .host(with: [.setting(setting)]) }
