import Model

extension WindowsSource {
    /// Whether the clock is set by another, and by whom: `w32tm /query`.
    static let time = WindowsSource(id: "windows-time") { snapshot in
        let status = TimeStatus(snapshot)
        let what = Text(ja: "時刻合わせの状態（w32tm）", en: "The state of time synchronisation (w32tm)")
        let coverage =
            status.isStopped
            ? HostSighting(.coverage(CoverageFact("time synchronisation", .couldNot(TimeStatus.stopped))))
            : .coverage("time synchronisation", snapshot.text("w32tm.txt"), status.shortfall, what)
        return status.settings.map { HostSighting(.setting($0), grounds: status.grounds) } + [coverage]
    }
}

/// The output of `w32tm /query /status`, whose lines stand in one order in every language, and of its sisters behind
/// marks:
///
///     Leap Indicator: 0(no warning)
///     Stratum: 4 (secondary reference - syncd by (S)NTP)
///     Precision: -23 (119.209ns per tick)
///     Root Delay: 0.0182743s
///     Root Dispersion: 7.7723571s
///     ReferenceId: 0xC0000263 (source IP:  192.0.2.99)
///     Last Successful Sync Time: 11/19/2026 6:40:12 PM
///     Source: time.windows.com,0x9
///
///     ### source
///     time.windows.com,0x9
private struct TimeStatus {
    private var isSynchronised: Bool?
    private var source: String?
    private(set) var shortfall: Shortfall?
    private(set) var grounds = ""
    /// Whether the service did not run: Windows starts it now and then by itself, so nothing follows from it.
    private(set) var isStopped = false

    static let stopped = Text(
        ja: "集めたときに時刻合わせの働き（Windows Time）が止まっていたため、時刻が合っているかは分かりません。",
        en:
            "The Windows Time service did not run when this was collected, so whether the clock is set is unknown."
    )

    /// Longer ago than two of the weekly turns of Windows 7, the last success counts no more.
    private static let staleDays = 14

    init(_ snapshot: WindowsSnapshot) {
        let service = snapshot.values(
            "services.reg", "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\W32Time")
        if service["start"]?.number == 4 {
            // Disabled, it never runs.
            isSynchronised = false
            grounds = "W32Time Start=4"
            return
        }
        let parts = snapshot.sections("w32tm.txt").map {
            (name: $0.name, lines: $0.lines.filter { !$0.isEmpty })
        }
        isStopped = parts.contains { $0.lines.contains { $0.contains("0x80070426") } }
        let rows = (parts.first?.lines ?? []).compactMap(\.labelled)
        let named = parts.first { $0.name == "source" }?.lines.first { !$0.contains("0x8007") }
        let isOff = parts.contains { $0.lines.contains { $0.trimmingSpaces.hasPrefix("Type: NoSync") } }
        guard rows.count >= 8, let leap = rows[0].value.leadingNumber,
            let stratum = rows[1].value.leadingNumber
        else {
            shortfall = rows.isEmpty ? .language : .cut
            if isOff { isSynchronised = false }
            return
        }
        let place = named ?? rows[7].value
        source = String(place.prefix { $0 != "," }.trimmingSpaces)
        let own = ["local cmos clock", "free-running system clock"]
        // A leap indicator of 3 says so itself; LOCL and nought are no source of time (RFC 5905, 7.3).
        let isOwn =
            own.contains { place.lowercased().hasPrefix($0) }
            || ["0x4C4F434C", "0x00000000"].contains { rows[5].value.hasPrefix($0) }
        let last = LocalTimes([rows[6].value]).time(rows[6].value)
        let age = last.flatMap { last in snapshot.started.map { $0.day.days(since: last.day) } } ?? 0
        isSynchronised = leap != 3 && stratum > 0 && !isOwn && !isOff && age <= Self.staleDays
        grounds =
            [0, 1, 5, 6].map { "\(rows[$0].label): \(rows[$0].value)" }.joined(separator: "\n") + "\n\(place)"
    }

    var settings: [HostSetting] {
        [
            isSynchronised.map { HostSetting(.timeSynchronised, $0 ? "yes" : "no") },
            source.flatMap { $0.isEmpty ? nil : HostSetting(.timeSource, $0) },
        ].compactMap { $0 }
    }
}

extension Substring {
    fileprivate var leadingNumber: Int? { Int(prefix { $0.isASCII && $0.isNumber }) }
}
