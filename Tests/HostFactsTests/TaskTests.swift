import HostFacts
import Model
import Testing

struct TaskTests {
    private let now = Timestamp(microseconds: 0)

    private func host(_ files: [String: String], mode: UInt32 = 0o755) -> HostSnapshot {
        var snapshot = HostSnapshot()
        for (path, text) in files {
            let octets = Array(text.utf8)
            snapshot.files[path] = .found(FoundFile(octets: octets, size: octets.count, mode: mode))
        }
        return snapshot
    }

    private func tasks(_ snapshot: HostSnapshot) -> [HostTask] {
        inspect(snapshot, at: now).facts(of: "host-tasks").compactMap {
            if case .task(let task) = $0 { task } else { nil }
        }
    }

    private func backups(_ snapshot: HostSnapshot) -> [HostBackup] {
        inspect(snapshot, at: now).facts(of: "host-backups").compactMap {
            if case .backup(let backup) = $0 { backup } else { nil }
        }
    }

    @Test func `tables of cron are read with account and command`() {
        let found = tasks(
            host([
                "/etc/crontab": "SHELL=/bin/sh\n# x\n17 * * * * root cd / && run-parts /etc/cron.hourly\n",
                "/var/spool/cron/crontabs/kusuri":
                    "MAILTO=a\n@reboot /home/kusuri/start.sh\n0 3 * * 1-5 tar cf /x /y\n",
                "/etc/cron.daily/logrotate": "#!/bin/sh\n", "/etc/cron.daily/old.bak": "",
            ]))
        #expect(
            found == [
                HostTask(
                    name: "cron 17 * * * *", command: "cd / && run-parts /etc/cron.hourly", account: "root",
                    origin: .schedule),
                HostTask(
                    name: "cron @reboot", command: "/home/kusuri/start.sh", account: "kusuri",
                    origin: .autostart),
                HostTask(
                    name: "cron 0 3 * * 1-5", command: "tar cf /x /y", account: "kusuri", origin: .schedule),
                HostTask(
                    name: "cron.daily logrotate", command: "/etc/cron.daily/logrotate", account: "root",
                    origin: .schedule),
            ])
    }

    @Test func `timers and rc.local are read, what is off is told as off`() {
        var snapshot = host([
            "/etc/systemd/system/copy.timer": "[Timer]\nOnCalendar=daily\n",
            "/etc/systemd/system/copy.service":
                "[Service]\nUser=backup\nExecStart=/usr/bin/borgmatic --stats\n",
            "/etc/rc.local": "#!/bin/sh\n/opt/start\nexit 0\n",
        ])
        snapshot.localUnits = .found([.init(name: "timers.target.wants", links: ["copy.timer": "x"])])
        #expect(
            tasks(snapshot) == [
                HostTask(
                    name: "copy.timer", command: "/usr/bin/borgmatic --stats", account: "backup",
                    origin: .schedule),
                HostTask(name: "rc.local", command: "/opt/start", account: "root", origin: .autostart),
            ])
        #expect(backups(snapshot) == [HostBackup(product: "borg", schedule: "copy.timer")])
    }

    @Test func `a backup is told with where it goes and when it last succeeded`() {
        let found = backups(
            host([
                "/etc/cron.d/copy":
                    "0 3 * * * root rsync -a /srv/ /mnt/nas/copy\n30 3 * * * root rsnapshot daily\n",
                "/proc/mounts": "//192.0.2.20/copy /mnt/nas cifs rw 0 0\n",
                "/var/log/rsnapshot.log":
                    "[2026-11-20T03:30:01] /usr/bin/rsnapshot daily: completed successfully\n"
                    + "[2026-11-21T03:30:01] /usr/bin/rsnapshot daily: ERROR\n",
            ]))
        #expect(
            found == [
                HostBackup(product: "rsync", schedule: "cron 0 3 * * *", target: "/mnt/nas/copy"),
                HostBackup(
                    product: "rsnapshot", schedule: "cron 30 3 * * *",
                    lastSuccess: Timestamp("2026-11-20T03:30:01Z")),
            ])
    }

    @Test func `a script of cron's folders is known by what it runs`() {
        let found = backups(
            host([
                "/etc/cron.daily/copy": "#!/bin/sh\n# tar\n/usr/bin/restic backup /srv\n",
                "/etc/cron.daily/dpkg": "#!/bin/sh\n# rsync\ntar cf /var/backups/x /var/lib/dpkg\n",
            ]))
        #expect(found == [HostBackup(product: "restic", schedule: "cron.daily copy")])
    }

    @Test func `tables that only root may read are told as unread`() {
        var snapshot = host(["/etc/crontab": ""])
        snapshot.files["/var/spool/cron/crontabs/*"] = .unread(.notPermitted)
        let observations = inspect(snapshot, at: now)
        for what in ["timed tasks of accounts", "backup jobs"] {
            guard case .couldNot = observations.outcome(what) else {
                Issue.record("\(what) was said to be read")
                return
            }
        }
    }

    @Test(arguments: ["", "@", "@reboot", "* * * * *", "1 2 3", "* * * * * root", "\u{0}\n= = ="])
    func `hostile lines give no task`(text: String) {
        #expect(tasks(host(["/etc/crontab": text])).isEmpty)
    }
}
