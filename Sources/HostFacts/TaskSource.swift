import Model

extension HostSource {
    /// What this host starts by itself: at its own start, and by the clock.
    static let tasks = HostSource(id: "host-tasks", files: AutomaticStart.files) { snapshot in
        AutomaticStart.all(in: snapshot).map { HostSighting(.task($0.task), grounds: $0.line) } + [
            .coverage(
                "timed tasks", snapshot.text("/etc/crontab"),
                Text(ja: "決まった時刻に動くものの一覧（cron）", en: "The table of timed tasks (cron)")),
            .coverage(
                "timed tasks of accounts", AutomaticStart.ownTables(of: snapshot),
                Text(ja: "アカウントごとの、決まった時刻に動くものの一覧", en: "The accounts' own timed tasks")),
        ]
    }
}

/// What starts without anybody's doing, with the line that says so.
enum AutomaticStart {
    static let files: [HostFile] = [
        HostFile("/etc/crontab"), HostFile("/etc/cron.d/*"), HostFile("/etc/cron.hourly/*"),
        HostFile("/etc/cron.daily/*"), HostFile("/etc/cron.weekly/*"), HostFile("/etc/cron.monthly/*"),
        HostFile("/var/spool/cron/crontabs/*"), HostFile("/var/spool/cron/*"),
        HostFile("/etc/systemd/system/*.timer"), HostFile("/etc/systemd/system/*.service"),
        HostFile("/var/lib/systemd/timers/*", .facts), HostFile("/etc/rc.local"),
    ]

    typealias Found = (task: HostTask, line: String)

    static func all(in snapshot: HostSnapshot) -> [Found] {
        tables(snapshot) + scripts(snapshot) + timers(snapshot) + local(snapshot)
    }

    /// The folder of accounts' own tables: Debian's, else the one of the Red Hat family.
    static func ownTables(of snapshot: HostSnapshot) -> Reading<Bool> {
        let folders = ["/var/spool/cron/crontabs/*", "/var/spool/cron/*"].map { snapshot.file($0).reason }
        // A folder stands under its pattern only where it could not be read.
        if folders.contains(.notPermitted) { return .unread(.notPermitted) }
        let isThere = snapshot.files.keys.contains { $0.hasPrefix("/var/spool/cron/") && !$0.contains("*") }
        return isThere || snapshot.text("/etc/crontab").value != nil ? .found(true) : .unread(.missing)
    }

    /// crontab(5): five fields or a word like `@reboot`, in the system's tables the account, and the command.
    private static func tables(_ snapshot: HostSnapshot) -> [Found] {
        let system = snapshot.settings("/etc/crontab", "/etc/cron.d/").compactMap { entry($0, account: nil) }
        let own = snapshot.files(in: "/var/spool/cron").flatMap { path, file in
            let name = path.split(separator: "/").last.map { String($0) }
            return file.text.settingLines.compactMap { entry($0, account: name ?? "?") }
        }
        return system + own
    }

    private static func entry(_ line: Substring, account: String?) -> Found? {
        let fields = line.hasPrefix("@") ? 1 : 5
        let start = line.split(maxSplits: 1) { $0.isWhitespace || $0 == "=" }.first ?? ""
        let words = line.split(
            maxSplits: fields + (account == nil ? 1 : 0), whereSeparator: \.isWhitespace)
        // What begins with a letter sets a variable.
        guard start.first?.isLetter != true, words.count == fields + (account == nil ? 2 : 1),
            let command = words.last
        else { return nil }
        let moment = words.prefix(fields).joined(separator: " ")
        return (
            HostTask(
                name: "cron \(moment)", command: String(command),
                account: account ?? String(words[fields]),
                origin: moment == "@reboot" ? .autostart : .schedule), String(line)
        )
    }

    /// run-parts(8) starts what may be executed and whose name holds neither dot nor tilde.
    private static func scripts(_ snapshot: HostSnapshot) -> [Found] {
        ["hourly", "daily", "weekly", "monthly"].flatMap { period in
            snapshot.files(in: "/etc/cron.\(period)").compactMap { path, file in
                let name = path.split(separator: "/").last ?? ""
                guard file.mode & 0o111 != 0, !name.contains(where: { $0 == "." || $0 == "~" }) else {
                    return nil
                }
                return (
                    HostTask(
                        name: "cron.\(period) \(name)", command: path, account: "root", origin: .schedule),
                    path
                )
            }
        }
    }

    /// Timers that an administrator made, with what their service runs (systemd.timer(5)).
    private static func timers(_ snapshot: HostSnapshot) -> [Found] {
        let started = Set((snapshot.localUnits.value ?? []).filter { !$0.name.isEmpty }.flatMap(\.links.keys))
        return snapshot.files(in: "/etc/systemd/system").compactMap { path, file in
            guard path.hasSuffix(".timer"), let name = path.split(separator: "/").last else { return nil }
            let settings = file.text.settingLines.compactMap { $0.assignment }
            let unit = settings.last { $0.key == "unit" }?.value ?? "\(name.dropLast(6)).service"
            let service = snapshot.text("/etc/systemd/system/\(unit)").value ?? ""
            let lines = service.settingLines.compactMap { $0.assignment }
            let command = lines.last { $0.key == "execstart" }?.value
            let moment = settings.last { $0.key.hasPrefix("on") }
            return (
                HostTask(
                    name: String(name), command: command ?? unit,
                    account: lines.last { $0.key == "user" }?.value ?? "root",
                    isEnabled: started.contains(String(name)), origin: .schedule),
                moment.map { "\($0.key)=\($0.value)" } ?? path
            )
        }
    }

    private static func local(_ snapshot: HostSnapshot) -> [Found] {
        guard let file = snapshot.file("/etc/rc.local").value, file.mode & 0o111 != 0 else { return [] }
        return file.text.settingLines.filter { $0 != "exit 0" && !$0.hasPrefix("exit") }.map { line in
            (
                HostTask(name: "rc.local", command: String(line), account: "root", origin: .autostart),
                String(line)
            )
        }
    }
}
