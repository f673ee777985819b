import Model

extension HostSource {
    /// Whether this host's clock is kept right, and by what.
    static let clock = HostSource(
        id: "host-clock",
        files: TimeKeeper.all.flatMap(\.configuration).map { HostFile($0) } + [
            HostFile("/run/systemd/timesync/synchronized", .facts)
        ]
    ) { snapshot in
        let reading = ClockReading(snapshot)
        return [reading.state, reading.source].compactMap { $0 } + [
            .coverage(
                "clock", snapshot.clockIsSynchronised, Text(ja: "時計合わせの状態", en: "The state of the clock"))
        ]
    }
}

/// A program that keeps clocks right.
private struct TimeKeeper {
    var name: String
    /// The kernel's name of its process, cut after 15 octets.
    var process: String
    var configuration: [String]
    /// Words that begin a line that names a source.
    var words: Set<String>

    static let all = [
        TimeKeeper(
            name: "systemd-timesyncd", process: "systemd-timesyn",
            configuration: ["/etc/systemd/timesyncd.conf", "/etc/systemd/timesyncd.conf.d/*"],
            words: ["ntp", "fallbackntp"]),
        TimeKeeper(
            name: "chrony", process: "chronyd",
            configuration: [
                "/etc/chrony/chrony.conf", "/etc/chrony/conf.d/*", "/etc/chrony/sources.d/*",
                "/etc/chrony.conf",
            ], words: ["server", "pool", "peer"]),
        TimeKeeper(
            name: "ntpd", process: "ntpd", configuration: ["/etc/ntpsec/ntp.conf", "/etc/ntp.conf"],
            words: ["server", "pool", "peer"]),
    ]
}

private struct ClockReading {
    let snapshot: HostSnapshot
    private let keeper: TimeKeeper?

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
        let names = Set((snapshot.processes.value ?? []).map(\.name))
        keeper = TimeKeeper.all.first { names.contains($0.process) }
    }

    /// The kernel's own word; a program that runs proves nothing.
    var state: HostSighting? {
        snapshot.clockIsSynchronised.value.map { isRight in
            let moment = snapshot.file("/run/systemd/timesync/synchronized").value?.modified
            let grounds = moment.map { "/run/systemd/timesync/synchronized \($0.date)" }
            return HostSighting(
                .setting(HostSetting(.timeSynchronised, isRight ? "yes" : "no")),
                grounds: grounds ?? "adjtimex")
        }
    }

    /// The program that runs, with the sources its configuration names: `chrony 192.0.2.1`.
    var source: HostSighting? {
        guard let keeper else { return nil }
        let lines = keeper.configuration.flatMap { path in
            path.hasSuffix("/*")
                ? snapshot.settings(String(path.dropLast())) : snapshot.settings(path)
        }
        let named = lines.filter { line in
            let word = line.prefix { !$0.isWhitespace && $0 != "=" }.lowercased()
            return keeper.words.contains(word)
        }
        let sources = named.flatMap { line -> [Substring] in
            let words = line.split { $0.isWhitespace || $0 == "=" }.dropFirst()
            return keeper.process == "systemd-timesyn" ? Array(words) : Array(words.prefix(1))
        }
        let value = ([keeper.name] + sources.prefix(8).map { String($0) }).joined(separator: " ")
        return HostSighting(
            .setting(HostSetting(.timeSource, value)), grounds: named.first.map { String($0) })
    }
}
