import Model

/// 2(5): accounts whose names speak of a place or a job rather than of a person. A name is a hint, not a proof.
let sharedAccountHint = Check(
    id: "account.shared-hint", topic: .accounts, severity: .information,
    title: Text(ja: "みんなで使うアカウント", en: "Accounts that people may share"),
    examples: [
        .init(.example(namedHost("yakkyoku", "sato")), gives: "not-assessed"),
        .init(.example(namedHost("Uketsuke2")), gives: "not-assessed"), .init(.example(namedHost("sato"))),
        .init(.example(.example())),
    ]
) { situation in
    situation.hosts.compactMap { asset, details -> Check.Result? in
        let shared = details.accounts.filter { $0.value.canSignIn && $0.value.mayBeShared }
        guard !shared.isEmpty else { return nil }
        let host = situation.name(of: asset)
        let names = shared.map(\.value.name.printable).joined(separator: ", ")
        return .init(
            .notAssessed(
                Text(
                    ja: "\(host) に、人の名前ではなさそうなアカウントがあります: \(names)。何人かで使っていないかを確かめてください。",
                    en:
                        "\(host) has accounts named after no person: \(names). Ask whether several people use them."
                )),
            on: asset, observations: shared.map(\.observation))
    }
}

extension HostAccount {
    private static let sharedNames: Set<String> = [
        "user", "pharmacy", "pharm", "yakkyoku", "staff", "reception", "uketsuke", "front", "guest",
        "chozai", "kusuri", "jimu", "shared", "kyoyu", "common", "pc", "test", "office", "tencho", "owner",
        "受付", "薬局", "共有", "事務", "調剤", "スタッフ",
    ]

    /// By its name without digits and marks at its end: `uketsuke2`.
    fileprivate var mayBeShared: Bool {
        let word = name.lowercased()
        let end = word.lastIndex { $0.isLetter } ?? word.startIndex
        guard !word.isEmpty, word[end].isLetter else { return false }
        return Self.sharedNames.contains(String(word[...end]))
    }
}

private func namedHost(_ names: String...) -> Asset {
    .host(with: names.map { .account(HostAccount(name: $0, canSignIn: true)) })
}
