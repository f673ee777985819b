import Model

/// A scheduled command that copies data away, as far as its program, its arguments or its task's name tell.
struct BackupCommand: Equatable {
    var product: String
    var target: String?
    /// Results that mean success.
    var successes: ClosedRange<Int> = 0...0

    /// By a part of the program's path, in lower case.
    private static let programs: [(part: String, product: String)] = [
        ("sdengin2.dll", "Windows Backup"), ("veeam", "Veeam"), ("acronis", "Acronis"),
        ("trueimage", "Acronis"),
        ("arcserve", "Arcserve"), ("macrium", "Macrium Reflect"), ("easeus", "EaseUS Todo Backup"),
        ("aomei", "AOMEI Backupper"), ("bunbackup", "BunBackup"), ("realsync", "RealSync"),
        ("syncback", "SyncBack"), ("duplicati", "Duplicati"), ("restic", "restic"), ("rclone", "rclone"),
        ("activeimage", "ActiveImage Protector"), ("cobian", "Cobian Backup"), ("backupexec", "Backup Exec"),
    ]

    /// Nil for a task that makes no backup.
    init?(_ task: HostTask) {
        let words = Self.words(task.command ?? "")
        let lower = words.map { $0.lowercased() }
        guard let program = lower.first?.split(separator: "\\").last else { return nil }
        let isNamed = !task.name.lowercased().hasPrefix("\\microsoft\\windows\\") && Self.isBackup(task.name)
        let copy = Self.copying(words)
        switch program.hasSuffix(".exe") ? program.dropLast(4) : program {
        case "wbadmin" where lower.contains("backup") || lower.contains("systemstatebackup"):
            let target = words.first { $0.lowercased().hasPrefix("-backuptarget:") }
            self.init(product: "Windows Backup", target: target.map { String($0.dropFirst(14)) })
        case "robocopy" where isNamed || copy.leavesDisk:
            // Numbers below eight mean that nothing failed (robocopy's exit codes).
            self.init(product: "robocopy", target: copy.target, successes: 0...7)
        case "xcopy" where isNamed || copy.leavesDisk: self.init(product: "xcopy", target: copy.target)
        default:
            let command = lower.joined(separator: " ")
            // Makers of backup programs look for updates by the clock as well.
            if command.contains("updat") { return nil }
            if let known = Self.programs.first(where: { command.contains($0.part) }) {
                self.init(product: known.product, target: nil)
            } else if isNamed {
                self.init(product: String(program), target: nil)
            } else {
                return nil
            }
        }
    }

    private init(product: String, target: String?, successes: ClosedRange<Int> = 0...0) {
        self.product = product
        self.target = target
        self.successes = successes
    }

    private static func isBackup(_ name: String) -> Bool {
        let lower = name.lowercased()
        return ["backup", "バックアップ", "ﾊﾞｯｸｱｯﾌﾟ"].contains { lower.contains($0) }
    }

    /// Where `robocopy FROM TO` and its like copy to, and whether that is a share or another drive.
    private static func copying(_ words: [String]) -> (target: String?, leavesDisk: Bool) {
        let paths = words.dropFirst().filter { !$0.hasPrefix("/") }
        guard paths.count >= 2 else { return (nil, false) }
        let drives = paths.prefix(2).map { $0.prefix(2).lowercased() }
        return (paths[1], drives[0] != drives[1])
    }

    /// The words of a command line, those in quotation marks whole.
    private static func words(_ command: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in command {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == " ", !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
