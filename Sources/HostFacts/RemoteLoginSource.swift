import Model

extension HostSource {
    /// What the SSH server of this host lets in, by its own settings.
    static let remoteLogin = HostSource(
        id: "host-sshd",
        files: [HostFile("/etc/ssh/sshd_config"), HostFile("/etc/ssh/sshd_config.d/*.conf")]
    ) { snapshot in
        let configuration = SSHDConfiguration(snapshot)
        let settings = [
            configuration.value("permitrootlogin", default: "prohibit-password").map {
                ($0.line, HostSetting(.sshRootLogin, $0.value))
            },
            configuration.value("passwordauthentication", default: "yes").map {
                ($0.line, HostSetting(.sshPasswords, $0.value))
            },
            configuration.emptyPasswords.map { ($0.line, HostSetting(.sshEmptyPasswords, $0.value)) },
        ]
        return settings.compactMap { $0 }.map { HostSighting(.setting($0.1), grounds: $0.0) } + [
            .coverage(
                "SSH server's settings", snapshot.text("/etc/ssh/sshd_config"),
                Text(ja: "遠隔ログイン（SSH）の設定", en: "The settings of remote login (SSH)"))
        ]
    }
}

/// sshd_config(5): for each keyword the first value counts; included files stand where they are included, and what
/// follows `Match` is for some connections only.
struct SSHDConfiguration {
    private var values: [String: (value: String, line: String)] = [:]
    private let isThere: Bool

    init(_ snapshot: HostSnapshot) {
        isThere = snapshot.text("/etc/ssh/sshd_config").value != nil
        read(snapshot.settings("/etc/ssh/sshd_config"), in: snapshot, depth: 0)
    }

    private mutating func read(_ lines: [Substring], in snapshot: HostSnapshot, depth: Int) {
        for line in lines {
            let words = line.split(maxSplits: 1) { $0.isWhitespace || $0 == "=" }
            guard let key = words.first?.lowercased() else { continue }
            if key == "match" { return }
            if key == "include", depth == 0 {
                for file in snapshot.files(in: "/etc/ssh/sshd_config.d") {
                    read(file.file.text.settingLines, in: snapshot, depth: 1)
                }
            } else if words.count == 2, values[key] == nil {
                values[key] = (words[1].trimmingSpaces.lowercased(), String(line))
            }
        }
    }

    /// Whether an account without a password can sign in: only where passwords are taken at all.
    var emptyPasswords: (value: String, line: String)? {
        guard let passwords = value("passwordauthentication", default: "yes"), passwords.value == "yes" else {
            return value("passwordauthentication", default: "yes")
        }
        return value("permitemptypasswords", default: "no")
    }

    /// The value in force; nil where there is no such file.
    func value(_ key: String, default value: String) -> (value: String, line: String)? {
        isThere ? values[key] ?? (value, "\(key) \(value) (sshd_config(5))") : nil
    }
}
