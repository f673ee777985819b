import Model

extension HostSource {
    /// Who can sign in, with what right, how well locked, and when they last did.
    static let accounts = HostSource(
        id: "host-accounts",
        files: [
            HostFile("/etc/shadow"), HostFile("/etc/group"), HostFile("/etc/sudoers"),
            HostFile("/etc/sudoers.d/*"), HostFile("/var/log/lastlog", .content(limit: 1 << 25)),
            HostFile("~/.ssh/authorized_keys"),
        ] + AutomaticSignIn.files
    ) { snapshot in
        let reading = AccountReading(snapshot)
        return reading.accounts.map { HostSighting(.account($0.account), grounds: $0.line) } + [
            .coverage("accounts", snapshot.passwd, Text(ja: "利用者の一覧", en: "The list of accounts")),
            .coverage(
                "state of passwords", snapshot.file("/etc/shadow"),
                Text(ja: "パスワードの状態", en: "The state of passwords")),
            .coverage(
                "last sign-in", snapshot.file("/var/log/lastlog"),
                Text(ja: "最後に使われた日の記録", en: "The record of last sign-ins")),
            .coverage(
                "sudo rights", snapshot.file("/etc/sudoers"),
                Text(ja: "管理者になれる人の設定（sudo）", en: "Who may become administrator (sudo)")),
            .coverage(
                "automatic sign-in", snapshot.refusal(of: AutomaticSignIn.files),
                Text(ja: "自動で入る設定", en: "The settings of automatic sign-in")),
        ]
    }
}

/// The accounts of a Linux host from the files that make them.
private struct AccountReading {
    private let snapshot: HostSnapshot
    private let shadow: [String: ShadowLine]?
    private let administrators: Administrators
    private let lastSignIns: LastLog?
    private let automatic: Set<String>

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
        shadow = snapshot.text("/etc/shadow").value.map { text in
            Dictionary(
                text.split(separator: "\n").compactMap { ShadowLine($0) }.map { ($0.name, $0) },
                uniquingKeysWith: { first, _ in first })
        }
        administrators = Administrators(snapshot)
        lastSignIns = snapshot.file("/var/log/lastlog").value.map { LastLog(octets: $0.octets) }
        automatic = AutomaticSignIn.names(in: snapshot)
    }

    /// Each account that can sign in, with its line of passwd(5).
    var accounts: [(account: HostAccount, line: String)] {
        (snapshot.passwd.value ?? "").split(separator: "\n").compactMap { line in
            guard let entry = PasswdLine(line) else { return nil }
            let account = account(of: entry)
            guard account.canSignIn || entry.uid == 0 else { return nil }
            return (account, String(line))
        }
    }

    private func account(of entry: PasswdLine) -> HostAccount {
        let lock = shadow?[entry.name]
        let keys = snapshot.text("\(entry.home)/.ssh/authorized_keys").value?.settingLines.count
        let hasWay = lock?.password != .locked || (keys ?? 0) > 0
        let lastSignIn = lastSignIns?.time(of: entry.uid)
        return HostAccount(
            name: entry.name, number: Int(entry.uid), canSignIn: entry.hasShell && hasWay,
            isAdministrator: entry.uid == 0 || administrators.contains(entry), password: lock?.password,
            passwordSet: lock?.changed, passwordNeverExpires: lock.map { $0.maximumAge == nil },
            lastSignIn: lastSignIn?.date,
            wasNeverUsed: lastSignIns.map { $0.isKept && lastSignIn == nil }, keys: keys,
            signsInByItself: automatic.contains(entry.name))
    }
}

/// One line of passwd(5): `kusuri:x:1000:1000:Kusuri,,,:/home/kusuri:/bin/bash`.
package struct PasswdLine: Hashable, Sendable {
    package var name: String
    package var uid: UInt32
    package var gid: UInt32
    package var home: String
    package var shell: String

    package init?(_ line: Substring) {
        let fields = line.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 7, let uid = UInt32(fields[2]), let gid = UInt32(fields[3]), !fields[0].isEmpty
        else { return nil }
        self.init(
            name: String(fields[0]), uid: uid, gid: gid, home: String(fields[5]), shell: String(fields[6]))
    }

    init(name: String, uid: UInt32, gid: UInt32, home: String, shell: String) {
        self.name = name
        self.uid = uid
        self.gid = gid
        self.home = home
        self.shell = shell
    }

    /// Whether its shell lets somebody work; an empty one is `/bin/sh` (passwd(5)).
    package var hasShell: Bool {
        !["nologin", "false", "sync", "halt", "shutdown"].contains { shell.hasSuffix("/\($0)") }
    }
}

/// One line of shadow(5): `kusuri:$y$j9T$…:19700:0:99999:7:::`.
struct ShadowLine: Hashable {
    var name: String
    var password: HostAccount.Password
    var changed: CivilDate?
    /// Days; nil for never.
    var maximumAge: Int?

    init?(_ line: Substring) {
        let fields = line.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count >= 5, !fields[0].isEmpty else { return nil }
        name = String(fields[0])
        password = Self.state(fields[1])
        // Day 0 means that it must be changed at the next sign-in.
        changed = Int(fields[2]).flatMap { (1...100_000).contains($0) ? CivilDate(daysSinceEpoch: $0) : nil }
        // Distributions write 99999 for never.
        maximumAge = Int(fields[4]).flatMap { (0..<99_999).contains($0) ? $0 : nil }
    }

    /// By the prefix of the form (crypt(5)): without one it is DES; `$1$` is MD5.
    private static func state(_ field: Substring) -> HostAccount.Password {
        if field.isEmpty { return .empty }
        if field.hasPrefix("!") || field.hasPrefix("*") { return .locked }
        if field.hasPrefix("$1$") || !field.hasPrefix("$") { return .weak }
        return .set
    }
}
