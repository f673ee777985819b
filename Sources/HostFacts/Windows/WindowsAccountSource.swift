import Model

extension WindowsSource {
    /// Who can sign in, with what right, when they last did, and what is asked of passwords: `net user`,
    /// `net localgroup Administrators`, `net accounts`, and the settings of automatic sign-in.
    static let accounts = WindowsSource(id: "windows-accounts") { snapshot in
        let reading = WindowsAccountReading(snapshot)
        return reading.accounts.map { HostSighting(.account($0.account), grounds: $0.grounds) }
            + NetAccounts(snapshot.lines("accounts.txt")).sightings + reading.coverage
    }
}

/// The accounts of a Windows computer from the commands that list them.
private struct WindowsAccountReading {
    private let snapshot: WindowsSnapshot
    private let users: [NetUser]
    private let times: LocalTimes
    private let administrators: LocalAdministrators
    private let automatic: AutomaticLogon?
    private var shortfall: Shortfall?

    init(_ snapshot: WindowsSnapshot) {
        self.snapshot = snapshot
        administrators = LocalAdministrators(snapshot.lines("administrators.txt"))
        automatic = AutomaticLogon(snapshot)
        var users: [NetUser] = []
        for (name, lines) in snapshot.sections("users-detail.txt") where !name.isEmpty {
            do { users.append(try NetUser(name: name, lines: lines)) } catch { shortfall = error.shortfall }
        }
        self.users = users
        times = LocalTimes(users.flatMap(\.days))
        let known = Set(users.map(\.name))
        if shortfall == nil, !Self.names(snapshot.lines("users.txt")).isSubset(of: known) { shortfall = .cut }
        if shortfall == nil, users.isEmpty { shortfall = .language }
    }

    /// The names that `net user` lists in columns below a line of dashes.
    private static func names(_ lines: [Substring]) -> Set<String> {
        guard let dashes = lines.firstIndex(where: \.isRuled) else { return [] }
        let rows = lines[(dashes + 1)...].filter { !$0.isEmpty }.dropLast()
        return Set(rows.flatMap { $0.split(separator: "  ").map { String($0.trimmingSpaces) } }).subtracting([
            ""
        ])
    }

    typealias Found = (account: HostAccount, grounds: String?)

    var accounts: [Found] {
        var found = users.map { (account: account(of: $0), grounds: grounds(of: $0)) }
        for name in administrators.ofDomains {
            let isAutomatic = automatic?.isDomains == true && automatic?.whole == name.lowercased()
            found.append(
                (
                    HostAccount(
                        name: name, canSignIn: true, isAdministrator: true, signsInByItself: isAutomatic),
                    "net localgroup Administrators"
                ))
        }
        guard let automatic, !found.contains(where: \.account.signsInByItself) else { return found }
        found.append(
            (
                HostAccount(
                    name: automatic.name, canSignIn: true,
                    isAdministrator: !automatic.isDomains && administrators.contains(automatic.name),
                    signsInByItself: true), automatic.grounds
            ))
        return found
    }

    private func account(of user: NetUser) -> HostAccount {
        let isAdministrator =
            administrators.contains(user.name)
            || user.groups.contains { $0.lowercased() == "administrators" }
        let lastSignIn = times.time(user.lastLogon)?.day
        return HostAccount(
            name: user.name, canSignIn: user.isActive, isAdministrator: isAdministrator,
            // That one must be set says nothing of whether one is: an empty one may have been allowed.
            allowsEmptyPassword: user.isPasswordRequired.map { !$0 }, passwordSet: passwordSet(user),
            passwordNeverExpires: user.passwordExpires.isEmpty ? nil : !user.passwordExpires.holdsFigure,
            lastSignIn: lastSignIn, wasNeverUsed: wasNeverUsed(user),
            signsInByItself: automatic?.means(user.name) == true)
    }

    /// Where no password was ever set, Windows prints the moment of asking.
    private func passwordSet(_ user: NetUser) -> CivilDate? {
        guard let time = times.time(user.passwordSet) else { return nil }
        if let started = snapshot.started, time.moment(east: 0) >= started.moment(east: 0) { return nil }
        return time.day
    }

    /// The account that collected is in use, whatever is recorded of it: sign-ins with an account of Microsoft are
    /// not always.
    private func wasNeverUsed(_ user: NetUser) -> Bool? {
        guard !user.lastLogon.isEmpty else { return nil }
        if user.lastLogon.holdsFigure { return false }
        let isInUse =
            snapshot.collection["user"]?.lowercased() == user.name.lowercased()
            || automatic?.means(user.name) == true
        return isInUse ? nil : true
    }

    private func grounds(of user: NetUser) -> String {
        "net user \(user.name): active \(user.isActive), last logon \(user.lastLogon), groups "
            + user.groups.joined(separator: " ")
    }

    var coverage: [HostSighting] {
        let dates: Shortfall? = times.isAmbiguous ? .ambiguousDates : nil
        return [
            .coverage(
                "accounts", snapshot.text("users-detail.txt"), shortfall,
                Text(ja: "利用者の一覧（net user）", en: "The list of accounts (net user)")),
            .coverage(
                "last sign-in", snapshot.text("users-detail.txt"), shortfall ?? dates,
                Text(ja: "利用者ごとの最後に使われた日（net user）", en: "The list of last sign-ins (net user)")),
            .coverage(
                "administrators", snapshot.text("administrators.txt"), administrators.shortfall,
                Text(ja: "管理者の一覧（net localgroup）", en: "The list of administrators (net localgroup)")),
            .coverage(
                "automatic sign-in", snapshot.text("winlogon.txt"), nil,
                Text(ja: "自動で入る設定（Winlogon）", en: "The settings of automatic sign-in (Winlogon)")),
            .coverage(
                "password rules", snapshot.text("accounts.txt"),
                NetAccounts(snapshot.lines("accounts.txt")).shortfall,
                Text(ja: "パスワードの決まり（net accounts）", en: "The rules for passwords (net accounts)")),
            NetAccounts.complexity,
        ]
    }
}

/// The account that Windows signs in with when it is switched on (AutoAdminLogon):
///
///     AutoAdminLogon=1
///     DefaultUserName=yakkyoku
///     DefaultDomainName=YK-RECE01
private struct AutomaticLogon {
    var name: String
    /// Whether it is an account of a domain and not of this computer.
    var isDomains: Bool
    /// With the domain, in lower case.
    var whole: String
    var grounds: String

    init?(_ snapshot: WindowsSnapshot) {
        let values = Dictionary(
            snapshot.lines("winlogon.txt").compactMap { $0.assignment }.map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first })
        guard values["autoadminlogon"] == "1", let user = values["defaultusername"], !user.isEmpty else {
            return nil
        }
        let parts = user.split(separator: "\\")
        let domain = parts.count == 2 ? String(parts[0]) : values["defaultdomainname"] ?? ""
        name = parts.last.map { String($0) } ?? user
        let computer = snapshot.collection["computer"]?.lowercased()
        isDomains = !["", "."].contains(domain) && computer.map { $0 != domain.lowercased() } == true
        whole = "\(domain)\\\(name)".lowercased()
        grounds = "AutoAdminLogon=1 DefaultUserName=\(user)"
    }

    func means(_ name: String) -> Bool { !isDomains && self.name.lowercased() == name.lowercased() }
}

extension Substring {
    fileprivate var holdsFigure: Bool { contains { $0.isASCII && $0.isNumber } }
}
