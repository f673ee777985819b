import Model

extension HostSource {
    /// Which logs are kept, how far back they really reach, who may change them, and whether they are sent away.
    static let logs = HostSource(
        id: "host-logs",
        files: [
            HostFile("/etc/systemd/journald.conf"), HostFile("/etc/systemd/journald.conf.d/*"),
            HostFile("/etc/rsyslog.conf"), HostFile("/etc/rsyslog.d/*"), HostFile("/etc/audit/auditd.conf"),
            HostFile("/var/log/auth.log*", .facts), HostFile("/var/log/secure*", .facts),
            HostFile("/var/log/audit/audit.log*", .facts),
            HostFile("/var/log/wtmp*", .content(limit: 1 << 24)),
            HostFile("/etc/machine-id"), HostFile("/var/log/journal/*", .facts),
            HostFile("/etc/logrotate.d/*"), HostFile("/etc/logrotate.conf"),
        ]
    ) { snapshot in
        let reading = LogReading(snapshot)
        return reading.logs.map { HostSighting(.log($0.log), grounds: $0.grounds) } + [
            .coverage(
                "journal of the system", snapshot.text("/etc/systemd/journald.conf"),
                Text(ja: "システムの記録（journald）の設定", en: "The settings of the system's journal")),
            .coverage(
                "record of sign-ins", snapshot.file("/var/log/wtmp"),
                Text(ja: "ログインの記録（wtmp）", en: "The record of sign-ins (wtmp)")),
        ]
    }
}

private struct LogReading {
    let snapshot: HostSnapshot

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
    }

    typealias Found = (log: HostLog, grounds: String?)

    var logs: [Found] {
        let texts = ["auth.log", "secure", "audit/audit.log"].compactMap { text($0) }
        return [journal, signIns].compactMap { $0 } + texts
    }

    /// The journal survives a restart only where its folder is there or made (journald.conf(5)). Nil where there is no
    /// such system, or where its folder decides and could not be looked into.
    private var journal: Found? {
        guard
            snapshot.text("/etc/systemd/journald.conf").value != nil
                || snapshot.file("/etc/machine-id").value != nil
        else { return nil }
        let lines = snapshot.settings("/etc/systemd/journald.conf", "/etc/systemd/journald.conf.d/")
        let storage = last("storage", in: lines)
        let isThere = !snapshot.files(in: "/var/log/journal").isEmpty
        let isHidden = snapshot.file("/var/log/journal/*").reason.map { $0 != .missing } ?? false
        guard storage != nil || isThere || !isHidden else { return nil }
        let isKept =
            switch storage?.value.lowercased() {
            case "persistent": true
            case "volatile", "none": false
            default: isThere
            }
        let limit = last("systemmaxuse", in: lines)?.value.octets
        let log = HostLog(
            name: "journald", isKept: isKept, limitOctets: limit,
            isForwarded: forwarding == nil ? nil : true)
        return (log, storage.map { "Storage=\($0.value)" } ?? (isThere ? "/var/log/journal" : nil))
    }

    /// Records of 384 octets whose time stands at octet 340 (utmp(5) on 64-bit Linux).
    private var signIns: Found? {
        let files = snapshot.files(in: "/var/log").filter { $0.path.hasPrefix("/var/log/wtmp") }
        guard let current = snapshot.file("/var/log/wtmp").value else { return nil }
        let oldest = files.compactMap { $0.file.octets.firstSignIn }.min()
        let log = HostLog(
            name: "wtmp", isKept: true, oldest: oldest, octets: files.reduce(0) { $0 + $1.file.size },
            isWritableByOthers: current.isWritableByOthers)
        return (log, "/var/log/wtmp \(String(current.mode, radix: 8))")
    }

    /// A text log with its rotated parts: it reaches back at least to when the oldest part was last written.
    private func text(_ name: String) -> Found? {
        let path = "/var/log/\(name)"
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let parts = snapshot.files(in: folder).filter { $0.path.hasPrefix(path) }
        guard let newest = parts.first(where: { $0.path == path }) else { return nil }
        let rotated = parts.filter { $0.path != path }
        let log = HostLog(
            name: name, isKept: true, oldest: rotated.map(\.file.modified).min(),
            octets: parts.reduce(0) { $0 + $1.file.size },
            isWritableByOthers: parts.contains { $0.file.isWritableByOthers }, isForwarded: forwarding != nil)
        return (log, forwarding ?? "\(path) \(String(newest.file.mode, radix: 8))")
    }

    /// rsyslog's line that sends records to another machine: `*.* @192.0.2.5` or an `omfwd` action.
    private var forwarding: String? {
        snapshot.settings("/etc/rsyslog.conf", "/etc/rsyslog.d/").first { line in
            line.contains("omfwd")
                || (line.split(whereSeparator: \.isWhitespace).last?.hasPrefix("@") ?? false)
        }.map { String($0) }
    }

    private func last(_ key: String, in lines: [Substring]) -> (key: String, value: String)? {
        lines.compactMap { $0.assignment }.last { $0.key == key }
    }
}

extension FoundFile {
    /// Whether everybody may write to it, or an account of a person owns it.
    fileprivate var isWritableByOthers: Bool { mode & 0o002 != 0 || (owner >= 1000 && mode & 0o200 != 0) }
}

extension [UInt8] {
    /// The time of the first record of wtmp that has one.
    fileprivate var firstSignIn: Timestamp? {
        for start in stride(from: 0, to: count - 383, by: 384) {
            let seconds = (0..<4).reduce(UInt32(0)) { $0 | UInt32(self[start + 340 + $1]) << UInt32(8 * $1) }
            if seconds != 0 { return Timestamp(microseconds: Int64(seconds) * 1_000_000) }
        }
        return nil
    }
}

extension String {
    /// `500M` in octets (journald.conf(5)).
    fileprivate var octets: Int? {
        let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
        guard let last, let factor = units[last] else { return Int(self) }
        return Int(dropLast()).flatMap {
            $0.multipliedReportingOverflow(by: factor).overflow ? nil : $0 * factor
        }
    }
}
