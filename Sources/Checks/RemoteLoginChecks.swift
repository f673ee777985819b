import Model

/// 2(2): what the SSH servers of hosts that were read from inside let in, by their own settings.
let remoteLoginChecks: [Check] = [rootLogin, passwordLogin, emptyPasswordLogin]

private let rootLogin = settingCheck(
    "remote.ssh-root-login", .remoteMaintenance, .medium, .sshRootLogin,
    Text(ja: "管理者（root）での遠隔ログイン", en: "Remote login as root"),
    advice: Text(
        ja: "人ごとのアカウントで入ってから管理者になるように、事業者に直してもらってください。",
        en: "Have people sign in with their own accounts first."),
    wrong: "yes", right: ["no", "prohibit-password", "without-password", "forced-commands-only"],
    words: { name, _ in
        Text(
            ja: "\(name) は、管理者（root）が直接、遠隔ログインできる設定です。",
            en: "\(name) lets root sign in over SSH.")
    })

private let passwordLogin = settingCheck(
    "remote.ssh-passwords", .remoteMaintenance, .low, .sshPasswords,
    Text(ja: "パスワードでの遠隔ログイン", en: "Remote login by password"),
    advice: Text(
        ja: "鍵を使ったログインに変えられるかを、事業者に相談してください。", en: "Ask the vendor to change to keys."),
    wrong: "yes", right: ["no"],
    words: { name, _ in
        Text(
            ja: "\(name) は、パスワードだけで遠隔ログイン（SSH）できる設定です。",
            en: "\(name) lets people sign in over SSH with a password alone.")
    })

private let emptyPasswordLogin = settingCheck(
    "remote.ssh-empty-passwords", .remoteMaintenance, .high, .sshEmptyPasswords,
    Text(ja: "パスワードなしでの遠隔ログイン", en: "Remote login without a password"),
    advice: Text(
        ja: "パスワードのないアカウントでは遠隔ログインできない設定に、事業者に直してもらってください。",
        en: "Have the vendor keep accounts without a password out."),
    wrong: "yes", right: ["no"],
    words: { name, _ in
        Text(
            ja: "\(name) は、パスワードのないアカウントでも遠隔ログイン（SSH）できる設定です。",
            en: "\(name) lets accounts without a password sign in over SSH.")
    })
