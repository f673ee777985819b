import Model

/// The updates that a Windows computer lists as installed, from `wmic qfe list full /format:csv`:
///
///     Node,Caption,CSName,Description,FixComments,HotFixID,InstallDate,InstalledBy,InstalledOn,Name,ServicePackInEffect,Status
///     YK-RECE01,http://…,YK-RECE01,Security Update,,KB5066791,,NT AUTHORITY\SYSTEM,10/16/2025,,,
///
/// or, where Windows 7 misses its style sheet for tables, in the form of a list:
///
///     HotFixID=KB4534310
///     InstalledOn=01d5cc173ed66000
///
/// `InstalledOn` is a text (Win32_QuickFixEngineering): month first in every language of Windows 7 and later, on
/// older ones the count of a FILETIME in sixteen hexadecimal figures. `systeminfo` lists the same without days.
struct InstalledUpdates: Equatable {
    struct Update: Equatable {
        /// `KB5066791`
        var id: String
        /// Nil where it is not listed, or cannot be read in one way only.
        var installed: CivilDate?
    }

    /// Each update once, in the order of their numbers.
    private(set) var updates: [Update] = []
    /// Whether a list was read at all; without one no update is no finding.
    private(set) var wasRead = false

    init(_ snapshot: WindowsSnapshot) {
        if let text = snapshot.text("qfe.txt").value { read(table: text) }
        if !wasRead { read(pairs: snapshot.lines("qfe.txt").compactMap { $0.assignment }) }
        if !wasRead, let text = snapshot.text("systeminfo.txt").value { read(list: text) }
        var known: Set<String> = []
        updates = updates.filter { known.insert($0.id).inserted }
            .sorted { ($0.id.utf8.count, $0.id) < ($1.id.utf8.count, $1.id) }
    }

    /// The day of the newest update that has one.
    var newest: CivilDate? { updates.compactMap(\.installed).max() }

    private mutating func read(table: String) {
        let rows = table.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingSpaces }
        }
        guard let header = rows.first(where: { $0.contains("HotFixID") }),
            let id = header.firstIndex(of: "HotFixID"), let day = header.firstIndex(of: "InstalledOn")
        else { return }
        wasRead = true
        // A comma within a field would shift what follows; no such row is read for its day.
        let whole = rows.filter { $0.count == header.count && $0 != header }
        let times = LocalTimes(whole.map { $0[day] }, order: .monthFirst)
        for row in rows where row != header {
            guard let name = row.count == header.count ? row[id] : row.first(where: \.isUpdate), name.isUpdate
            else { continue }
            let installed = row.count == header.count ? Self.day(row[day], times) : nil
            updates.append(Update(id: name.uppercased(), installed: installed))
        }
    }

    /// `HotFixID=KB4534310` and, further down, `InstalledOn=10/9/2019`.
    private mutating func read(pairs: [(key: String, value: String)]) {
        let days = pairs.filter { $0.key == "installedon" }.map { $0.value[...] }
        let times = LocalTimes(days, order: .monthFirst)
        for (key, value) in pairs {
            if key == "hotfixid", value[...].isUpdate {
                wasRead = true
                updates.append(Update(id: value.uppercased()))
            } else if key == "installedon", !updates.isEmpty {
                updates[updates.count - 1].installed = Self.day(value[...], times)
            }
        }
    }

    /// `    [02]: KB5066791`, below a label that differs by language.
    private mutating func read(list: String) {
        for line in list.split(separator: "\n") where line.contains("]: KB") {
            guard let name = line.split(separator: " ").last, name.isUpdate else { continue }
            updates.append(Update(id: name.uppercased()))
            wasRead = true
        }
    }

    private static func day(_ text: Substring, _ times: LocalTimes) -> CivilDate? {
        if text.utf8.count == 16, let ticks = UInt64(text, radix: 16) { return CivilDate(fileTime: ticks) }
        if text.utf8.count == 8, let number = Int(text), number > 0 {
            return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        return times.time(text)?.day
    }
}

extension CivilDate {
    /// The day in UTC of a count of 100 ns since 1601-01-01 (MS-DTYP 2.3.3); nil for nought and beyond the year 9999.
    init?(fileTime ticks: UInt64) {
        let days = ticks / 864_000_000_000
        // 134774 days lie between 1601-01-01 and 1970-01-01.
        guard ticks > 0, days < 3_067_671 else { return nil }
        self.init(daysSinceEpoch: Int(days) - 134_774)
    }
}

extension Substring {
    /// `KB` and figures.
    fileprivate var isUpdate: Bool {
        let number = dropFirst(2)
        return prefix(2).uppercased() == "KB" && (5...9).contains(number.utf8.count)
            && number.allSatisfy { $0.isASCII && $0.isNumber }
    }
}
