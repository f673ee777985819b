import Model
import Testing

@testable import HostFacts

@Suite struct `Windows tasks and backups` {
    private func tasks(_ snapshot: WindowsSnapshot) -> [HostTask] {
        WindowsSource.tasks.facts(snapshot).compactMap {
            if case .task(let value) = $0 { value } else { nil }
        }
    }

    private func backups(_ source: WindowsSource, _ snapshot: WindowsSnapshot) -> [HostBackup] {
        source.facts(snapshot).compactMap { if case .backup(let value) = $0 { value } else { nil } }
    }

    @Test func `a Japanese list gives the tasks that Windows did not bring`() throws {
        let terminal = try WindowsSamples.terminal()
        #expect(
            tasks(terminal) == [
                HostTask(
                    name: "\\レセプト データ バックアップ",
                    command: "robocopy C:\\Midori\\Data \\\\192.0.2.10\\backup\\rece /MIR /R:1",
                    account: "hoshu", origin: .schedule),
                HostTask(
                    name: "\\GoogleUpdateTaskMachineCore",
                    command: "C:\\Program Files (x86)\\Google\\Update\\GoogleUpdate.exe /c",
                    account: "SYSTEM",
                    origin: .schedule),
                HostTask(
                    name: "\\夜間シャットダウン", command: "C:\\WINDOWS\\system32\\shutdown.exe /s /t 60",
                    account: "田中", isEnabled: false, origin: .schedule),
            ])
        #expect(
            backups(.tasks, terminal) == [
                HostBackup(
                    product: "robocopy", schedule: "\\レセプト データ バックアップ",
                    target: "\\\\192.0.2.10\\backup\\rece", lastSuccess: Timestamp("2026-11-19T10:30:00Z"))
            ])
        let coverage = try #require(WindowsSource.tasks.read(terminal).last)
        #expect(coverage.grounds?.value == "5 tasks, 2 of Windows itself")
        #expect(WindowsSource.tasks.coverage(terminal)["scheduled tasks"] == .some(nil))
    }

    private func row(
        _ name: String, _ command: String, state: String = "Enabled", next: String = "N/A",
        last: String = "11/19/2026 9:00:00 PM", result: String = "0"
    ) -> String {
        var fields = [String](repeating: "N/A", count: 28)
        fields[0] = "PC1"
        fields[1] = name
        fields[2] = next
        fields[5] = last
        fields[6] = result
        fields[8] = command
        fields[11] = state
        fields[14] = "SYSTEM"
        return fields.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    }

    @Test(
        arguments: [
            ("wbadmin start backup -backupTarget:E: -include:C:", "Windows Backup", "E:"),
            (
                "%SystemRoot%\\System32\\wbadmin.exe start systemstatebackup -backupTarget:E:",
                "Windows Backup", "E:"
            ),
            ("rundll32.exe /d sdengin2.dll,ExecuteScheduledBackup", "Windows Backup", nil),
            ("xcopy \"C:\\My Data\" \"\\\\nas\\b c\" /E", "xcopy", "\\\\nas\\b c"),
            ("C:\\Program Files\\Veeam\\x.exe", "Veeam", nil), ("robocopy C:\\a C:\\b", nil, nil),
            ("C:\\Acronis\\Updater.exe", nil, nil), ("wbadmin get versions", nil, nil), ("", nil, nil),
        ] as [(String, String?, String?)])
    func `commands that make a backup are known`(command: String, product: String?, target: String?) {
        let found = backups(.tasks, WindowsSamples.with("tasks.csv", row("\\Nightly", command)))
        #expect(found.first?.product == product)
        #expect(found.first?.target == target)
        #expect(found.first?.lastSuccess == (product == nil ? nil : Timestamp("2026-11-19T12:00:00Z")))
    }

    @Test func `a backup that failed or never ran has no success`() {
        let text =
            row("\\Backup A", "C:\\a.bat", result: "1")
            + row("\\Backup B", "C:\\b.bat", last: "11/30/1999 12:00:00 AM", result: "0")
            + row("\\Backup C", "C:\\c.bat", state: "Disabled")
        let found = backups(.tasks, WindowsSamples.with("tasks.csv", text))
        #expect(found.map(\.product) == ["a.bat", "b.bat"])
        #expect(found.allSatisfy { $0.lastSuccess == nil })
    }

    @Test func `a last run that can be read in two ways is no success, and is said`() {
        let snapshot = WindowsSamples.with(
            "tasks.csv", row("\\Backup", "C:\\a.bat", last: "11/10/2026 9:00:00"))
        #expect(backups(.tasks, snapshot).map(\.lastSuccess) == [nil])
        #expect(WindowsSource.tasks.coverage(snapshot)["scheduled tasks"]??.contains("day or month") == true)
    }

    @Test func `a foreign program in the folder of Windows is not Windows' own`() {
        let name = "\\Microsoft\\Windows\\Update\\x"
        let found = tasks(
            WindowsSamples.with(
                "tasks.csv",
                row(name, "C:\\Users\\Public\\a.exe") + row(name + "2", "%windir%\\system32\\sc.exe start x")
                    + row(name + "3", "COM handler")))
        #expect(found.map(\.name) == [name])
    }

    @Test func `another language is said, and a task that will run is one that is on`() {
        let snapshot = WindowsSamples.with(
            "tasks.csv",
            row("\\A", "a.exe", state: "Aktiviert", next: "20.11.2026 19:30:00")
                + row("\\B", "b.exe", state: "Deaktiviert"))
        #expect(tasks(snapshot).map(\.name) == ["\\A"])
        #expect(WindowsSource.tasks.coverage(snapshot)["scheduled tasks"]??.contains("unknown") == true)
    }

    @Test func `a list that is cut off anywhere forges nothing`() throws {
        WindowsSource.tasks.expectNothingForged(try WindowsSamples.terminal(), cutting: "tasks.csv")
        let half = String(row("\\Backup A", "C:\\a.bat").prefix(60))
        let snapshot = WindowsSamples.with("tasks.csv", row("\\A", "a.exe") + half)
        #expect(tasks(snapshot).count == 1)
        #expect(WindowsSource.tasks.coverage(snapshot)["scheduled tasks"]??.contains("breaks off") == true)
    }

    private let versions = """
        wbadmin 1.0 - Backup command-line tool
        (C) Copyright Microsoft Corporation. All rights reserved.

        Backup time: 11/18/2026 9:00 PM
        Backup location: Network Share labeled \\\\192.0.2.10\\image
        Version identifier: 11/18/2026-12:00
        Can recover: Volume(s), File(s)

        Backup time: 11/19/2026 9:00 PM
        Backup location: Network Share labeled \\\\192.0.2.10\\image
        Version identifier: 11/19/2026-12:00
        Can recover: Volume(s), File(s)

        """

    @Test func `versions of Windows' own backup are read in any language`() {
        for text in [versions, versions.replacing("Version identifier", with: "バージョン識別子")] {
            let found = backups(.backups, WindowsSamples.with("backup.txt", text))
            #expect(
                found == [
                    HostBackup(
                        product: "Windows Backup", target: "Network Share labeled \\\\192.0.2.10\\image",
                        lastSuccess: Timestamp("2026-11-19T12:00:00Z"))
                ])
        }
    }

    @Test func `the newest earlier state of each disk is read`() {
        let text = """
            vssadmin 1.1 - Volume Shadow Copy Service administrative command-line tool

            Contents of shadow copy set ID: {00000000-0000-4000-8000-000000000001}
               Contained 1 shadow copies at creation time: 11/18/2026 9:00:12 PM
                  Shadow Copy ID: {00000000-0000-4000-8000-000000000002}
                     Original Volume: (C:)\\\\?\\Volume{00000000-0000-4000-8000-000000000003}\\

            Contents of shadow copy set ID: {00000000-0000-4000-8000-000000000004}
               Contained 1 shadow copies at creation time: 11/19/2026 9:00:12 PM
                  Shadow Copy ID: {00000000-0000-4000-8000-000000000005}
                     Original Volume: (C:)\\\\?\\Volume{00000000-0000-4000-8000-000000000003}\\

            """
        #expect(
            backups(.backups, WindowsSamples.with("shadows.txt", text)) == [
                HostBackup(
                    product: "Volume Shadow Copy", target: "C:",
                    lastSuccess: Timestamp("2026-11-19T12:00:12Z"))
            ])
    }

    @Test func `none, not collected and unknown words are three things`() throws {
        let none = try WindowsSamples.terminal()
        #expect(backups(.backups, none).isEmpty)
        #expect(WindowsSource.backups.coverage(none).values.allSatisfy { $0 == nil })
        #expect(
            WindowsSource.backups.coverage(WindowsSnapshot()).values.allSatisfy {
                $0?.contains("not found") == true
            })
        let strange = WindowsSamples.with("backup.txt", "Zugriff verweigert\n")
        #expect(WindowsSource.backups.coverage(strange)["backups of Windows"]??.contains("unknown") == true)
        for lines in 0..<13 {
            let cut = WindowsSamples.cut(
                WindowsSamples.with("backup.txt", versions), "backup.txt", after: lines)
            #expect(backups(.backups, cut).count == (lines < 6 ? 0 : 1))
        }
    }
}
