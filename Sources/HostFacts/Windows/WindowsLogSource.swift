import Model

extension WindowsSource {
    /// Which logs Windows keeps, how large they may grow and how far back they reach: `wevtutil gl` and the oldest
    /// event of `wevtutil qe`.
    static let logs = WindowsSource(id: "windows-logs") { snapshot in
        let logs = EventLog.all(in: snapshot.sections("eventlog.txt"), east: snapshot.utcOffset)
        let isMissing = !logs.contains { $0.log.name == "Security" && $0.log.oldest != nil }
        return logs.map { HostSighting(.log($0.log), grounds: $0.grounds) } + [
            .coverage(
                "event logs", snapshot.text("eventlog.txt"), logs.isEmpty ? .language : nil,
                Text(ja: "Windowsの記録（イベントログ）の設定", en: "The settings of Windows' event logs")),
            .coverage(
                "record of sign-ins",
                // Others than administrators get its settings and none of its events.
                isMissing && snapshot.wasElevated == false
                    ? .unread(.notPermitted) : snapshot.text("eventlog.txt"),
                isMissing ? .cut : nil,
                Text(ja: "ログインの記録（セキュリティのイベントログ）", en: "The record of sign-ins (the Security event log)")),
        ]
    }
}

/// One log. The keys of its settings are English in every language; of its oldest event only the day is read, by its
/// form:
///
///     ### Security
///     name: Security
///     enabled: true
///       maxSize: 20971520
///     ### oldest
///     Event[0]
///       Date: 2026-11-06T23:41:09.1480000Z
private struct EventLog {
    var log: HostLog
    var grounds: String

    static func all(in sections: [(name: String, lines: ArraySlice<Substring>)], east offset: Int)
        -> [EventLog]
    {
        var logs: [EventLog] = []
        for (name, lines) in sections {
            if name == "oldest" || name.hasSuffix(" oldest") {
                guard !logs.isEmpty,
                    let day = lines.prefix(12).lazy.compactMap({ $0.eventTime(east: offset) }).first
                else {
                    continue
                }
                logs[logs.count - 1].log.oldest = day.moment
                logs[logs.count - 1].grounds += " oldest: \(day.text)"
            } else if let log = EventLog(lines) {
                logs.append(log)
            }
        }
        return logs
    }

    /// Nil where the settings say neither what it is called nor whether it is kept.
    private init?(_ lines: ArraySlice<Substring>) {
        var values: [String: String] = [:]
        for line in lines {
            guard let (label, value) = line.labelled, values[String(label)] == nil else { continue }
            values[String(label)] = String(value)
        }
        guard let name = values["name"], !name.isEmpty, let enabled = values["enabled"],
            ["true", "false"].contains(enabled)
        else { return nil }
        let limit = values["maxSize"].flatMap { Int($0) }
        log = HostLog(name: name, isKept: enabled == "true", limitOctets: limit)
        grounds =
            "\(name) enabled: \(enabled) retention: \(values["retention"] ?? "-") maxSize: \(limit ?? 0)"
    }
}

extension Substring {
    /// `Date: 2026-11-06T23:41:09.1480000Z`, behind whatever label. Without the Z it is the computer's own time.
    fileprivate func eventTime(east offset: Int) -> (moment: Timestamp, text: Substring)? {
        guard let value = labelled?.value, value.utf8.count >= 19 else { return nil }
        let second = value.prefix(19)
        let marks = second.enumerated().filter { !$0.element.isNumber }
        guard marks.map(\.offset) == [4, 7, 10, 13, 16], String(marks.map(\.element)) == "--T::" else {
            return nil
        }
        let moment =
            value.hasSuffix("Z") ? Timestamp(second + "Z") : LocalTimes([]).time(second)?.moment(east: offset)
        return moment.map { ($0, value) }
    }
}
