import Model
import Testing

@testable import HostFacts

/// What the registry says where the command that tells more was not read, and the rules of sign-in.
@Suite struct `Windows settings in place of commands` {
    private let services = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services"

    private func snapshot(_ files: [String: String]) throws -> WindowsSnapshot {
        var snapshot = WindowsSnapshot()
        for (name, text) in files {
            let whole = "Windows Registry Editor Version 5.00\n\n\(text)\n"
            snapshot.registries[name] = .found(try #require(RegistryExport(Array(whole.utf8))))
        }
        return snapshot
    }

    private func settings(_ source: WindowsSource, _ snapshot: WindowsSnapshot) -> [HostSetting] {
        source.facts(snapshot).compactMap { if case .setting(let value) = $0 { value } else { nil } }
    }

    @Test func `the size of the Security log is its setting's, an order counting in KiB before it`() throws {
        var files = ["services.reg": "[\(services)\\EventLog\\Security]\n\"MaxSize\"=dword:01400000"]
        #expect(
            WindowsSource.logSettings.facts(try snapshot(files)) == [
                .log(HostLog(name: "Security", isKept: true, limitOctets: 20_971_520))
            ])
        files["policies.reg"] = """
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog\\Security]
            "MaxSize"=dword:00030000
            """
        #expect(
            WindowsSource.logSettings.facts(try snapshot(files)) == [
                .log(HostLog(name: "Security", isKept: true, limitOctets: 196_608 * 1024))
            ])
        var read = try snapshot(files)
        read.texts["eventlog.txt"] = .found("name: Security\n")
        #expect(WindowsSource.logSettings.facts(read).isEmpty)
        #expect(WindowsSource.logSettings.facts(WindowsSnapshot()).isEmpty)
    }

    @Test func `who sets the clock is told, whether it is set is not`() throws {
        let parameters = { (type: String, start: Int) -> String in
            """
            [\(self.services)\\W32Time]
            "Start"=dword:0000000\(start)
            [\(self.services)\\W32Time\\Parameters]
            "NtpServer"="ntp.example.com,0x9 192.0.2.1"
            "Type"="\(type)"
            """
        }
        func found(_ type: String, _ start: Int = 3) throws -> [HostSetting] {
            settings(.timeSettings, try snapshot(["services.reg": parameters(type, start)]))
        }
        #expect(try found("NTP") == [HostSetting(.timeSource, "ntp.example.com")])
        #expect(try found("NT5DS").isEmpty)
        #expect(try found("NoSync") == [HostSetting(.timeSynchronised, "no")])
        #expect(try found("NTP", 4) == [HostSetting(.timeSynchronised, "no")])
        #expect(settings(.timeSettings, WindowsSnapshot()).isEmpty)
    }

    @Test func `accounts without a password are kept off the network or not`() throws {
        let key = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa"
        func found(_ value: Int) throws -> [HostSetting] {
            settings(
                .blankPasswords,
                try snapshot(["lsa.reg": "[\(key)]\n\"LimitBlankPasswordUse\"=dword:0000000\(value)"]))
        }
        #expect(try found(0) == [HostSetting(.blankPasswordNetwork, "yes")])
        #expect(try found(1) == [HostSetting(.blankPasswordNetwork, "no")])
        let missing = WindowsSource.blankPasswords.coverage(WindowsSnapshot())
        #expect(missing["empty passwords over the network"]??.contains("not found") == true)
    }

    @Test func `what starts with one person's sign-in is told to be theirs`() throws {
        let run = { (root: String) -> String in
            "[\(root)\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\n\"A\"=\"a.exe\""
        }
        var snapshot = try self.snapshot([
            "run-machine.reg": run("HKEY_LOCAL_MACHINE"), "run-user.reg": run("HKEY_CURRENT_USER"),
            "run-user-s-1-5-21-1.reg": run("HKEY_USERS\\S-1-5-21-1"),
        ])
        snapshot.collection["user"] = "yakkyoku"
        let tasks = WindowsSource.autostart.facts(snapshot).compactMap {
            if case .task(let value) = $0 { value } else { nil }
        }
        #expect(tasks.map(\.account) == [nil, "S-1-5-21-1", "yakkyoku"])
        #expect(tasks.allSatisfy { $0.name == "A" && $0.command == "a.exe" })
    }
}
