import Model

/// 2(2), 2(5), 2(8): what Windows hosts that were read from inside let others do, by their own settings.
let hostSettingChecks: [Check] = [
    remoteDesktopSignIn, oldFileSharing, blankPasswords,
]

private let remoteDesktopSignIn = Check(
    id: "windows.rdp-without-nla", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "リモートデスクトップの本人確認の設定", en: "Remote Desktop's setting of NLA"),
    advice: Text(
        ja: "使っていなければ切り、使うなら「ネットワークレベル認証（NLA）」を必須にするよう、事業者に頼んでください。",
        en: "Have the vendor switch it off if unused, else require Network Level Authentication."),
    examples: [
        .init(.example(host(.init(.rdp, "yes"), .init(.rdpNLA, "no"))), gives: "fail"),
        .init(.example(host(.init(.rdp, "yes"), .init(.rdpNLA, "yes"))), gives: "pass"),
        .init(.example(host(.init(.rdp, "no"), .init(.rdpNLA, "no"))), gives: "pass"),
        .init(.example(host(.init(.rdp, "yes"))), gives: "not-assessed"),
        .init(.example(host(.init(.rdpNLA, "no")))), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.compactMap { asset, host -> Check.Result? in
        guard let desktop = host.values(of: .rdp).last else { return nil }
        let name = situation.name(of: asset)
        let signIn = host.values(of: .rdpNLA).last
        // That it is on is another check's to tell.
        let observations = [signIn?.observation ?? desktop.observation]
        guard desktop.value.value == "yes" else {
            let reason = Text(
                ja: "\(name) は、リモートデスクトップを切ってあります。", en: "Remote Desktop is switched off on \(name).")
            return .init(.pass(reason), on: asset, observations: [desktop.observation])
        }
        let verdict: Verdict =
            switch signIn?.value.value {
            case "yes":
                .pass(
                    Text(
                        ja: "\(name) のリモートデスクトップは、つなぐ前に本人を確かめる設定です。",
                        en: "Remote Desktop of \(name) is set to require NLA."))
            case "no":
                .fail(
                    Text(
                        ja: "\(name) のリモートデスクトップは、本人を確かめる前に画面を見せる設定です（NLAなし）。",
                        en: "Remote Desktop of \(name) is set to show its screen before sign-in (no NLA)."))
            default:
                .notAssessed(
                    Text(
                        ja: "\(name) はリモートデスクトップを使う設定ですが、つなぐ前に本人を確かめるかは読めませんでした。",
                        en: "Remote Desktop is on at \(name); whether NLA is required was not read."))
            }
        return .init(verdict, on: asset, observations: observations)
    }
}

private let oldFileSharing = settingCheck(
    "windows.smb1-enabled", .unneededServices, .high, .smb1,
    Text(ja: "古いファイル共有（SMB1）の設定", en: "The setting of old file sharing (SMB1)"),
    advice: Text(
        ja: "古い複合機などが使っていないかを事業者に確かめてから、切ってもらってください。",
        en: "Have the vendor switch it off after checking that no old printer or scanner needs it."),
    wrong: "yes", right: ["no"],
    severity: { $0.of == "client" ? .medium : nil },
    words: { name, setting in
        setting.of == "client"
            ? Text(
                ja: "\(name) は、古いファイル共有（SMB1）しか話せない機器にもつなぐ設定です。",
                en: "\(name) is set to use others' shares by the old SMB1.")
            : Text(
                ja: "\(name) は、弱点の多い古いファイル共有（SMB1）を受ける設定です。",
                en: "\(name) is set to offer shares by the old and weak SMB1.")
    })

private let blankPasswords = settingCheck(
    "windows.blank-password-network", .accounts, .medium, .blankPasswordNetwork,
    Text(ja: "パスワードなしでのネットワークからの利用", en: "Use over the network without a password"),
    advice: Text(
        ja: "パスワードのないアカウントは、ネットワークから使えない設定に戻してもらってください。",
        en: "Have Windows' own setting restored, which keeps accounts without a password off the network."),
    wrong: "yes", right: ["no"],
    words: { name, _ in
        Text(
            ja: "\(name) は、パスワードのないアカウントを、ネットワークからも使える設定です。",
            en: "\(name) lets accounts without a password be used over the network.")
    })

private func host(_ settings: HostSetting...) -> Asset { .host(with: settings.map { .setting($0) }) }
