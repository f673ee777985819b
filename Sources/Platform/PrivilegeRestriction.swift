/// One thing that this process has given up, or could not give up, in words.
package struct PrivilegeRestriction: Hashable, Sendable {
    /// Whether it is in force; false for a protection that this system does not have.
    package var isInForce: Bool
    package var ja: String
    package var en: String

    static func user(_ user: UInt32) -> Self {
        Self(
            isInForce: true, ja: "管理者ではなく、呼び出した人(uid \(user))として動いています。",
            en: "Runs as the user who called it (uid \(user)), not as root.")
    }

    static let stillRoot = Self(
        isInForce: false, ja: "sudo から呼ばれていないため、利用者は root のままです。特権は手放しています。",
        en: "Not called through sudo, so the user stays root; its privileges are given up.")

    static func capabilities(bounded: Bool, proved: Bool) -> Self {
        let ja = proved ? "すべての特権を手放し、手放したことを確かめました。" : "すべての特権を手放しました(/proc が読めず、確かめてはいません)。"
        let en =
            proved
            ? "Every capability is given up, and the kernel confirms it."
            : "Every capability is given up; /proc could not be read to confirm it."
        return Self(
            isInForce: true, ja: ja,
            en: en + (bounded ? "" : " The bounding set could not be emptied; no_new_privs covers it."))
    }

    static let noNewPrivileges = Self(
        isInForce: true, ja: "あとから特権を得ることはできません(no_new_privs)。",
        en: "No privilege can be gained later (no_new_privs).")

    static func files(_ directories: [String], abi: Int) -> Self {
        let list = directories.joined(separator: ", ")
        return Self(
            isInForce: true,
            ja: list.isEmpty
                ? "ファイルへの書き込みはできません(Landlock ABI \(abi))。"
                : "書き込める場所は次だけです: \(list)(Landlock ABI \(abi))",
            en: list.isEmpty
                ? "No file can be written (Landlock ABI \(abi))."
                : "Files can be written only below: \(list) (Landlock ABI \(abi))")
    }

    static let filesUnavailable = Self(
        isInForce: false, ja: "このカーネルには、書き込む場所を限る仕組み(Landlock)がありません。",
        en: "This kernel has no Landlock to limit where files are written.")

    static let systemCalls = Self(
        isInForce: true, ja: "ほかのプログラムの実行や、システム設定の変更はできません(seccomp)。",
        en: "No program can be run and no system setting changed (seccomp).")

    static func systemCallsUnavailable(_ reason: String) -> Self {
        Self(
            isInForce: false, ja: "危険な呼び出しを断る仕組み(seccomp)は使えませんでした: \(reason)",
            en: "The filter for dangerous system calls (seccomp) could not be used: \(reason)")
    }
}
