import Model

extension WindowsSource {
    /// The backups that Windows itself lists: `wbadmin get versions`, and the earlier states of its disks:
    /// `vssadmin list shadows`.
    static let backups = WindowsSource(id: "windows-backup") { snapshot in
        let versions = BackupVersion.all(in: snapshot.lines("backup.txt"))
        let copies = ShadowCopy.all(in: snapshot.lines("shadows.txt"), east: snapshot.utcOffset)
        return versions.map { HostSighting(.backup($0.backup), grounds: $0.grounds) }
            + copies.found.map { HostSighting(.backup($0.backup), grounds: $0.grounds) } + [
                coverage(
                    "backups of Windows", "backup.txt", in: snapshot,
                    isKnown: !versions.isEmpty
                        || snapshot.says(["見つかりません", "No backup", "no backup"], "backup.txt"), nil,
                    Text(ja: "Windowsのバックアップの一覧（wbadmin）", en: "The list of Windows' backups (wbadmin)")),
                coverage(
                    "earlier states of disks", "shadows.txt", in: snapshot,
                    isKnown: !copies.found.isEmpty
                        || snapshot.says(["見つかりません", "No items found"], "shadows.txt"), copies.shortfall,
                    Text(ja: "ディスクの以前の状態の一覧（vssadmin）", en: "The list of earlier states of disks (vssadmin)")),
            ]
    }

    /// These commands fail where there is nothing to list as well; only words they do not know are a failure.
    private static func coverage(
        _ name: String, _ file: String, in snapshot: WindowsSnapshot, isKnown: Bool, _ shortfall: Shortfall?,
        _ what: Text
    ) -> HostSighting {
        isKnown
            ? .coverage(name, snapshot.text(file), shortfall, what)
            : .coverage(name, snapshot.refusal(file), .language, what)
    }
}

extension WindowsSnapshot {
    fileprivate func says(_ words: [String], _ file: String) -> Bool {
        let text = text(file).value ?? ""
        return words.contains { text.contains($0) }
    }
}

/// One version of `wbadmin get versions`; its identifier has one form in every language, in UTC, and follows the line
/// that says where the backup lies:
///
///     Backup time: 11/19/2026 9:00 PM
///     Backup location: Network Share labeled \\192.0.2.10\image
///     Version identifier: 11/19/2026-12:00
private struct BackupVersion {
    var backup: HostBackup
    var grounds: String

    /// The newest version of each place.
    static func all(in lines: [Substring]) -> [BackupVersion] {
        var newest: [String: BackupVersion] = [:]
        for (index, line) in lines.enumerated() {
            guard let moment = line.labelled.flatMap({ moment($0.value) }) else { continue }
            let place = index > 0 ? lines[index - 1].labelled?.value ?? "" : ""
            let target = place.isEmpty ? nil : String(place)
            guard newest[target ?? ""]?.backup.lastSuccess ?? moment <= moment else { continue }
            newest[target ?? ""] = BackupVersion(
                backup: HostBackup(product: "Windows Backup", target: target, lastSuccess: moment),
                grounds: String(line.trimmingSpaces))
        }
        return newest.sorted { $0.key < $1.key }.map(\.value)
    }

    /// `MM/DD/YYYY-HH:MM` (wbadmin start recovery, -version).
    private static func moment(_ text: Substring) -> Timestamp? {
        let digits = text.split(omittingEmptySubsequences: false) { "/-:".contains($0) }
        guard digits.map(\.utf8.count) == [2, 2, 4, 2, 2] else { return nil }
        return Timestamp("\(digits[2])-\(digits[0])-\(digits[1])T\(digits[3]):\(digits[4]):00Z")
    }
}

/// One copy of `vssadmin list shadows`. It lies on the disk it is of: that it helps when the disk is lost is not
/// said.
///
///     Contents of shadow copy set ID: {3fa8…}
///        Contained 1 shadow copies at creation time: 11/19/2026 9:00:12 PM
///           Shadow Copy ID: {9b1c…}
///              Original Volume: (C:)\\?\Volume{4c1b…}\
private struct ShadowCopy {
    var backup: HostBackup
    var grounds: String

    /// The newest copy of each disk.
    static func all(in lines: [Substring], east offset: Int) -> (found: [ShadowCopy], shortfall: Shortfall?) {
        // A time stands in the line behind the one that begins a set, and only these two are so little indented.
        let values = lines.map {
            $0.hasPrefix("   ") && !$0.hasPrefix("    ") ? $0.labelled?.value ?? "" : ""
        }
        let times = LocalTimes(values)
        var newest: [String: ShadowCopy] = [:]
        var time: LocalTime?
        for (line, value) in zip(lines, values) {
            if !value.isEmpty { time = times.time(value) }
            guard let moment = time?.moment(east: offset), let drive = line.firstRange(of: ":)\\\\?\\Volume{")
            else { continue }
            let disk = String(line[..<drive.lowerBound].suffix(1)) + ":"
            guard newest[disk]?.backup.lastSuccess ?? moment <= moment else { continue }
            newest[disk] = ShadowCopy(
                backup: HostBackup(product: "Volume Shadow Copy", target: disk, lastSuccess: moment),
                grounds: String(line.trimmingSpaces))
        }
        return (newest.sorted { $0.key < $1.key }.map(\.value), times.isAmbiguous ? .ambiguousDates : nil)
    }
}
