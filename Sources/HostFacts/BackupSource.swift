import Model

extension HostSource {
    /// Programs that make copies, as far as the host starts them by itself.
    ///
    /// Copies made elsewhere (by a file server, by the vendor) and whether anything can be restored are not seen.
    static let backups = HostSource(
        id: "host-backups",
        files: AutomaticStart.files + [
            HostFile("/var/log/rsnapshot.log"), HostFile("/timeshift/snapshots/*", .facts),
            HostFile("/.snapshots/*", .facts), HostFile("/proc/mounts"),
        ]
    ) { snapshot in
        let found = AutomaticStart.all(in: snapshot).filter(\.task.isEnabled).compactMap {
            entry -> (BackupProgram, AutomaticStart.Found)? in
            let command = entry.task.command ?? ""
            // A script of cron's folders by what it runs. Scripts of packages pack with tar what is no data of a person.
            let lines =
                command.hasPrefix("/etc/cron.") ? snapshot.text(command).value?.settingLines ?? [] : []
            return BackupProgram.all.first { program in
                program.isStarted(by: command)
                    || (program.name != "tar" && lines.contains { program.isStarted(by: String($0)) })
            }.map { ($0, entry) }
        }
        let sightings = found.map { program, entry in
            let backup = HostBackup(
                product: program.name, schedule: entry.task.name,
                target: program.target(of: entry.task.command ?? "", in: snapshot),
                lastSuccess: program.lastSuccess?(snapshot))
            return HostSighting(.backup(backup), grounds: entry.line)
        }
        return sightings + [
            .coverage(
                "backup jobs", AutomaticStart.ownTables(of: snapshot),
                Text(ja: "写し（バックアップ）を取る予定", en: "The schedule of backups"))
        ]
    }
}

/// A program that makes copies.
private struct BackupProgram {
    var name: String
    /// Words of a command that stand for it.
    var words: Set<String>
    /// When it last succeeded, where it writes that down itself; a timer that fired proves no success.
    var lastSuccess: (@Sendable (HostSnapshot) -> Timestamp?)?

    static let all: [BackupProgram] = [
        BackupProgram(name: "restic", words: ["restic", "resticprofile", "autorestic"]),
        BackupProgram(name: "borg", words: ["borg", "borgmatic"]),
        BackupProgram(name: "rsnapshot", words: ["rsnapshot"]) { snapshot in
            // `[2026-11-20T03:30:01] /usr/bin/rsnapshot daily: completed successfully`
            (snapshot.text("/var/log/rsnapshot.log").value ?? "").split(separator: "\n")
                .filter { $0.contains("completed successfully") && $0.hasPrefix("[") }
                .compactMap { Timestamp($0.dropFirst().prefix { $0 != "]" } + "Z") }.max()
        },
        BackupProgram(name: "snapper", words: ["snapper", "snapper-timeline"]) {
            newest(in: "/.snapshots", of: $0)
        },
        BackupProgram(name: "timeshift", words: ["timeshift"]) {
            newest(in: "/timeshift/snapshots", of: $0)
        },
        BackupProgram(name: "duplicity", words: ["duplicity", "duply"]),
        BackupProgram(name: "rclone", words: ["rclone"]),
        BackupProgram(name: "rsync", words: ["rsync"]),
        BackupProgram(name: "tar", words: ["tar"]),
    ]

    /// By the program's name anywhere in the command, without its folder and a script's ending.
    func isStarted(by command: String) -> Bool {
        Self.words(command).contains { word in
            let name = word.split(separator: "/").last ?? ""
            return words.contains(name.prefix { $0 != "." }.lowercased())
        }
    }

    /// The last word that names a place on a mounted disk of another machine, or an address.
    func target(of command: String, in snapshot: HostSnapshot) -> String? {
        let remote = (snapshot.text("/proc/mounts").value ?? "").split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count > 2 && ["cifs", "nfs", "nfs4", "smb3"].contains(words[2]) ? words[1] : nil
        }
        return Self.words(command).last { word in
            remote.contains { word == $0 || word.hasPrefix($0 + "/") } || word.contains(":")
        }.map { String($0) }
    }

    private static func words(_ command: String) -> [Substring] {
        command.split { $0.isWhitespace || [";", "&", "|", "(", ")", "\"", "'"].contains($0) }
    }

    private static func newest(in folder: String, of snapshot: HostSnapshot) -> Timestamp? {
        snapshot.files(in: folder).map(\.file.modified).max()
    }
}
