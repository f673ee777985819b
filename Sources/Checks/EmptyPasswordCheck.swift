import Model

/// 2(4): Windows tells of each account whether its password may be empty, though not whether it is.
let emptyPasswordAllowed = Check(
    id: "account.empty-password-allowed", topic: .accounts, severity: .medium,
    title: Text(ja: "空のパスワードでもよいアカウント", en: "Accounts that may have an empty password"),
    advice: Text(
        ja: "パスワードなしで入れないかを実際に確かめ、必ずパスワードが要る設定に直してもらってください。",
        en: "See whether it lets you in without a password, and have it require one."),
    examples: [
        .init(.example(host(.init(name: "a", canSignIn: true, allowsEmptyPassword: true))), gives: "fail"),
        .init(.example(host(.init(name: "a", canSignIn: true, allowsEmptyPassword: false))), gives: "pass"),
        .init(.example(host(.init(name: "a", canSignIn: false, allowsEmptyPassword: true))), gives: "pass"),
        // Linux says whether there is a password, not whether there must be one.
        .init(.example(host(.init(name: "a", canSignIn: true)))), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.compactMap { asset, host -> Check.Result? in
        let known = host.accounts.filter { $0.value.allowsEmptyPassword != nil }
        guard !known.isEmpty else { return nil }
        let name = situation.name(of: asset)
        let open = known.filter { $0.value.canSignIn && $0.value.allowsEmptyPassword == true }
        guard open.isEmpty else {
            let names = open.map(\.value.name.printable).joined(separator: ", ")
            return .init(
                .fail(
                    Text(
                        ja: "\(name) に、パスワードを空にできる設定のアカウントがあります（今、空かどうかは分かりません）: \(names)",
                        en:
                            "\(name) has accounts whose password may be empty (whether it is, is not known): \(names)"
                    )),
                on: asset, observations: open.map(\.observation))
        }
        return .init(
            .pass(
                Text(
                    ja: "\(name) で人が入れるアカウントは、どれもパスワードが要る設定です。",
                    en: "Every account of \(name) that lets people in is set to require a password.")),
            on: asset,
            observations: known.map(\.observation))
    }
}

private func host(_ accounts: HostAccount...) -> Asset { .host(with: accounts.map { .account($0) }) }
