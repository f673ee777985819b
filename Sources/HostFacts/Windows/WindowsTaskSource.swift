import Model

extension WindowsSource {
    /// What Windows starts by the clock: `schtasks /query /fo csv /v`. Windows brings some two hundred tasks of its
    /// own; they are counted and left out.
    static let tasks = WindowsSource(id: "windows-tasks") { snapshot in
        let list = ScheduledTasks(snapshot.text("tasks.csv").value ?? "")
        let foreign = list.tasks.filter { !$0.isWindowsOwn }
        let coverage = HostSighting.coverage(
            "scheduled tasks", snapshot.text("tasks.csv"), list.shortfall,
            Text(ja: "決まった時刻に動く仕事の一覧（タスク スケジューラ）", en: "The list of scheduled tasks"))
        let count = "\(list.tasks.count) tasks, \(list.tasks.count - foreign.count) of Windows itself"
        return foreign.map { HostSighting(.task($0.task), grounds: $0.grounds) }
            + list.tasks.compactMap { task in
                task.backup(list.times, east: snapshot.utcOffset).map {
                    HostSighting(.backup($0), grounds: task.grounds)
                }
            } + [HostSighting(coverage.fact, grounds: count)]
    }
}

/// The rows of the table; its columns stand in one order in every language, and its heading comes again before every
/// folder. Only the words for on and off have to be known.
private struct ScheduledTasks {
    private(set) var tasks: [ScheduledTask] = []
    private(set) var times: LocalTimes
    private(set) var shortfall: Shortfall?

    init(_ text: String) {
        let table = QuotedTable(text)
        // Names of tasks begin with the folder; the heading's do not.
        let rows = table.rows.filter { $0.count > 1 && $0[1].hasPrefix("\\") }
        let whole = rows.filter { $0.count == ScheduledTask.columns }
        times = LocalTimes(whole.flatMap { [$0[2][...], $0[5][...]] })
        var known: Set<[String]> = []
        var strange = whole.count < rows.count || !table.isWhole ? Shortfall.cut : nil
        for row in whole {
            guard let task = ScheduledTask(row) else {
                strange = .language
                continue
            }
            // A task with several times of start stands there several times.
            if known.insert([task.task.name, task.task.command ?? ""]).inserted { tasks.append(task) }
        }
        shortfall = tasks.isEmpty ? .language : strange ?? (times.isAmbiguous ? .ambiguousDates : nil)
    }
}

/// One row of 28 columns.
private struct ScheduledTask {
    var task: HostTask
    var lastRun: String
    var lastResult: Int?

    static let columns = 28

    init?(_ row: [String]) {
        guard let isEnabled = Self.isEnabled(row) else { return nil }
        task = HostTask(
            name: row[1], command: Self.known(row[8]), account: Self.known(row[14]), isEnabled: isEnabled,
            origin: .schedule)
        lastRun = row[5]
        lastResult = Int(row[6])
    }

    /// The state in words; in another language a task that will run is one that is on.
    private static func isEnabled(_ row: [String]) -> Bool? {
        switch row[11].lowercased() {
        case "有効", "enabled": true
        case "無効", "disabled": false
        default: row[2].contains { $0.isASCII && $0.isNumber } ? true : nil
        }
    }

    private static func known(_ field: String) -> String? {
        let text = String(field[...].trimmingSpaces)
        return ["", "N/A", "該当なし"].contains(text) ? nil : text
    }

    var grounds: String {
        [task.name, task.command ?? "-", lastRun, lastResult.map { "\($0)" } ?? "-"].joined(separator: " | ")
    }

    /// Whether it lies in Windows' folder and starts nothing but Windows' own programs: others hide there.
    var isWindowsOwn: Bool {
        guard task.name.lowercased().hasPrefix("\\microsoft\\windows\\") else { return false }
        let program = (task.command ?? "").lowercased().drop { $0 == "\"" || $0 == " " }
        let own = [
            "%windir%", "%systemroot%", "c:\\windows\\", "%programfiles%\\windows",
            "c:\\program files\\windows",
            "c:\\programdata\\microsoft\\", "%programdata%\\microsoft\\",
            "c:\\program files\\common files\\microsoft",
        ]
        return own.contains { program.hasPrefix($0) } || !program.contains("\\")
    }

    /// The backup it makes; nil for other tasks and for those switched off.
    func backup(_ times: LocalTimes, east offset: Int) -> HostBackup? {
        guard task.isEnabled, let found = BackupCommand(task) else { return nil }
        let run = times.time(lastRun[...])
        // A task that never ran has a day of the last century there.
        let isDone =
            lastResult.map { found.successes.contains($0) } == true
            && run.map { $0.day.parts.year > 1999 } == true
        return HostBackup(
            product: found.product, schedule: task.name, target: found.target,
            lastSuccess: isDone ? run?.moment(east: offset) : nil)
    }
}
