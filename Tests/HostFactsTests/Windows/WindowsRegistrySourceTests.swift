import Addresses
import Foundation
import Model
import Testing

@testable import HostFacts

/// The settings that the registry of a Windows computer holds, in the languages and ages of Windows that there are.
@Suite struct `Windows registry sources`: RegistryFiles {
    @Test(arguments: [
        ("Windows 10 Pro", "Professional", "22H2", "19045", "0x1938", "Windows 10 Pro 22H2 (19045.6456)"),
        (
            "Windows 10 Enterprise LTSC 2021", "EnterpriseS", "21H2", "19044", "0x1",
            "Windows 10 Enterprise LTSC 2021 21H2 (19044.1)"
        ),
        ("Windows 10 Pro", "Professional", "24H2", "26100", "0x2", "Windows 11 Pro 24H2 (26100.2)"),
    ])
    func `edition, build and revision are exact, and Windows 11 is told by its build`(
        product: String, edition: String, version: String, build: String, revision: String, name: String
    ) throws {
        let text = """

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion
                CurrentBuild    REG_SZ    \(build)
                DisplayVersion    REG_SZ    \(version)
                EditionID    REG_SZ    \(edition)
                InstallationType    REG_SZ    Client
                InstallDate    REG_DWORD    0x60824f10
                ProductName    REG_SZ    \(product)
                RegisteredOrganization    REG_SZ    \u{fffd}
                EditionSubVersion    REG_SZ
                UBR    REG_DWORD    \(revision)
            """
        let systems = try facts(["os.txt": text]).compactMap { fact -> HostSystem? in
            if case .system(let system) = fact { system } else { nil }
        }
        let system = try #require(systems.first)
        #expect(system.prettyName == name && system.edition == edition && system.version == build)
        #expect(system.installed == CivilDate("2021-04-23") && system.id == "windows")
    }

    @Test func `without its file the system is Windows of unknown version, and it says so`() throws {
        let facts = try facts([:])
        #expect(facts.contains(.system(HostSystem(id: "windows"))))
        let isSaid = facts.contains { fact in
            if case .coverage(let coverage) = fact, coverage.what == "operating system",
                case .couldNot = coverage.outcome
            {
                true
            } else {
                false
            }
        }
        #expect(isSaid)
    }

    @Test func `programs of the machine and of users are told apart, parts and updates left out`() throws {
        let key = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall"
        let facts = try facts([
            "uninstall-machine.reg": """
            [HKEY_LOCAL_MACHINE\\\(key)\\A]
            "DisplayName"="AnyDesk"
            "DisplayVersion"="ad 7.1.11"
            "InstallDate"="20251103"
            [HKEY_LOCAL_MACHINE\\\(key)\\B]
            "DisplayName"="A part"
            "SystemComponent"=dword:00000001
            [HKEY_LOCAL_MACHINE\\\(key)\\C]
            "DisplayName"="An update"
            "ParentKeyName"="A"
            [HKEY_LOCAL_MACHINE\\\(key)\\D]
            "Publisher"="nobody"
            """,
            "uninstall-user-s-1-5-21-1.reg": """
            [HKEY_USERS\\S-1-5-21-1\\\(key)\\Zoom]
            "DisplayName"="Zoom"
            "InstallDate"="11/3/2025"
            """,
        ])
        let programs = facts.compactMap { fact -> HostProgram? in
            if case .program(let program) = fact { program } else { nil }
        }
        #expect(
            programs == [
                HostProgram(
                    name: "AnyDesk", version: "ad 7.1.11", installed: CivilDate("2025-11-03"),
                    origin: .machine),
                HostProgram(name: "Zoom", origin: .user),
            ])
    }

    @Test func `services have their start, state, program and account; drivers are none`() throws {
        let facts = try facts([
            "services.reg": """
            [\(services)\\AnyDesk]
            "DisplayName"="AnyDesk Service"
            "ImagePath"="C:\\\\AnyDesk.exe --service"
            "ObjectName"="LocalSystem"
            "Start"=dword:00000002
            "Type"=dword:00000010
            [\(services)\\Later]
            "DelayedAutostart"=dword:00000001
            "DisplayName"="@later.dll,-1"
            "Start"=dword:00000002
            "Type"=dword:00000020
            [\(services)\\Off]
            "Start"=dword:00000004
            "Type"=dword:00000020
            [\(services)\\Rung]
            "Start"=dword:00000003
            "Type"=dword:00000020
            [\(services)\\Rung\\TriggerInfo\\0]
            "Action"=dword:00000001
            [\(services)\\Disk]
            "Start"=dword:00000000
            "Type"=dword:00000001
            """,
            "services.txt": """

            SERVICE_NAME: AnyDesk
            DISPLAY_NAME: AnyDesk Service
                    TYPE               : 10  WIN32_OWN_PROCESS
                    STATE              : 4  RUNNING
                                            (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
                    WIN32_EXIT_CODE    : 0  (0x0)

            サービス名: Later
            表示名: あとで
                    種類               : 20  WIN32_SHARE_PROCESS
                    状態               : 1  STOPPED
            """,
        ])
        let units = facts.compactMap { fact -> HostUnit? in
            if case .unit(let unit) = fact { unit } else { nil }
        }
        #expect(units.map(\.name) == ["AnyDesk", "Later", "Off", "Rung"])
        #expect(units.map(\.state) == ["automatic", "delayed", "disabled", "trigger"])
        #expect(units.map(\.isRunning) == [true, false, nil, nil])
        #expect(units[0].account == "LocalSystem" && units[0].path == "C:\\AnyDesk.exe --service")
        #expect(units[1].displayName == "あとで")
    }

    @Test func `a policy counts before the setting for remote desktop`() throws {
        let control = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server"
        var files = [
            "terminal-server.reg": """
            [\(control)]
            "fDenyTSConnections"=dword:00000000
            [\(control)\\WinStations\\RDP-Tcp]
            "UserAuthentication"=dword:00000000
            """
        ]
        #expect(try setting(.rdp, files) == "yes")
        #expect(try setting(.rdpNLA, files) == "no")
        files["policies.reg"] = """
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services]
            "fDenyTSConnections"=dword:00000001
            "UserAuthentication"=dword:00000001
            """
        #expect(try setting(.rdp, files) == "no")
        #expect(try setting(.rdpNLA, files) == "yes")
        #expect(try setting(.rdp, [:]) == nil)
    }

    @Test func `WinRM is on only where a listener is set up and its service answers`() throws {
        let key = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN"
        let listener = "[\(key)]\n[\(key)\\Listener\\*+HTTP]"
        let starting = { (start: Int) -> String in
            "[\(self.services)\\WinRM]\n\"Start\"=dword:0000000\(start)"
        }
        let running = { (state: Int) -> String in
            "SERVICE_NAME: WinRM\nDISPLAY_NAME: WinRM\n        TYPE : 20\n        STATE : \(state)  X\n"
        }
        let none = "[\(key)]\n[\(key)\\Listener]"
        #expect(try setting(.winRM, ["winrm.reg": none, "policies.reg": ""]) == "no")
        #expect(try setting(.winRM, ["winrm.reg": none]) == nil)
        #expect(try setting(.winRM, ["winrm.reg": listener]) == nil)
        #expect(try setting(.winRM, ["winrm.reg": listener, "services.reg": starting(2)]) == "yes")
        #expect(try setting(.winRM, ["winrm.reg": listener, "services.reg": starting(4)]) == "no")
        var files = ["winrm.reg": listener, "services.reg": starting(3)]
        #expect(try setting(.winRM, files) == nil)
        files["services.txt"] = running(1)
        #expect(try setting(.winRM, files) == "no")
        files["services.txt"] = running(4)
        #expect(try setting(.winRM, files) == "yes")
        files["winrm.reg"] = "[\(key)]"
        #expect(try setting(.winRM, files) == nil)
        files["policies.reg"] = """
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service]
            "AllowAutoConfig"=dword:00000001
            """
        #expect(try setting(.winRM, files) == "yes")
        #expect(try setting(.winRM, [:]) == nil)
    }

    @Test(
        arguments: [
            ("1", nil, 19045, "yes", nil), ("0", 3, 7601, "no", nil), (nil, 3, 7601, "yes", nil),
            (nil, nil, 7601, nil, nil), (nil, nil, 14393, nil, "no"), (nil, 3, 14393, "yes", "no"),
            (nil, 4, 14393, "no", "no"), (nil, nil, 19045, "no", "no"), (nil, 3, 19045, nil, "no"),
        ] as [(String?, Int?, Int, String?, String?)])
    func `SMB 1 is what is set, else what that Windows does with the drivers it has, else unknown`(
        value: String?, driver: Int?, build: Int, server: String?, client: String?
    ) throws {
        let parameters = value.map { "\"SMB1\"=dword:0000000\($0)" } ?? ""
        let srv = driver.map { "[\(services)\\srv]\n\"Start\"=dword:0000000\($0)\n" } ?? ""
        let files = [
            "services.reg": "[\(services)\\LanmanServer\\Parameters]\n\(parameters)\n\(srv)",
            "os.txt": "    CurrentBuild    REG_SZ    \(build)",
        ]
        #expect(try setting(.smb1, of: "server", files) == server)
        if let client { #expect(try setting(.smb1, of: "client", files) == client) }
        let with = files["services.reg"].map { $0 + "\n[\(services)\\mrxsmb10]\n\"Start\"=dword:00000002\n" }
        #expect(try setting(.smb1, of: "client", ["services.reg": with ?? ""]) == "yes")
    }

    @Test func `each profile of the firewall is told, and a policy counts before it`() throws {
        let policy = "\(services)\\SharedAccess\\Parameters\\FirewallPolicy"
        var files = [
            "services.reg": """
            [\(policy)\\DomainProfile]
            "EnableFirewall"=dword:00000001
            [\(policy)\\StandardProfile]
            "EnableFirewall"=dword:00000001
            [\(policy)\\PublicProfile]
            "EnableFirewall"=dword:00000000
            """
        ]
        #expect(try setting(.firewall, of: "private", files) == "on")
        #expect(try setting(.firewall, of: "public", files) == "off")
        files["policies.reg"] = """
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\PublicProfile]
            "EnableFirewall"=dword:00000001
            """
        #expect(try setting(.firewall, of: "public", files) == "on")
        for name in ["PrivateProfile", "StandardProfile"] {
            files["policies.reg"] = """
                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\\(name)]
                "EnableFirewall"=dword:00000000
                """
            #expect(try setting(.firewall, of: "private", files) == "off")
        }
    }

    @Test
    func `updates are automatic by policy, setting or habit of that Windows, and a restart is owed by a key`()
        throws
    {
        let key =
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update"
        let policy = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU"
        func updates(_ files: [String: String]) throws -> HostUpdates? {
            try facts(files).compactMap { fact -> HostUpdates? in
                if case .updates(let updates) = fact { updates } else { nil }
            }.first
        }
        var files = [
            "os.txt": "    CurrentBuild    REG_SZ    19045\n    InstallationType    REG_SZ    Client",
            "services.reg": "[\(services)]",
            "policies.reg": "",
            "windows-update.reg": "[\(key)\\RebootRequired]\n\"a\"=dword:00000001",
        ]
        #expect(try updates(files) == HostUpdates(isAutomatic: true, restartOwed: ["Windows Update"]))
        var server = files
        server["os.txt"] = "    CurrentBuild    REG_SZ    17763\n    InstallationType    REG_SZ    Server"
        #expect(try updates(server)?.isAutomatic == nil)
        files["policies.reg"] = "[\(policy)]\n\"NoAutoUpdate\"=dword:00000001"
        #expect(try updates(files)?.isAutomatic == false)
        files["policies.reg"] = "[\(policy)]\n\"AUOptions\"=dword:00000003"
        #expect(try updates(files)?.isAutomatic == false)
        files["windows-update.reg"] =
            "[\(key)\\Results\\Install]\n\"LastSuccessTime\"=\"2025-10-16 04:11:09\""
        #expect(try updates(files)?.lastInstalled == CivilDate("2025-10-16"))
        #expect(try updates([:]) == nil)
    }

    @Test func `an export that breaks off says so and claims nothing from what is not there`() throws {
        var snapshot = try self.snapshot(["os.txt": "    CurrentBuild    REG_SZ    19045"])
        let text = "Windows Registry Editor Version 5.00\n\n[\(services)\\Dhcp]\n\"Start\"=dword:000"
        snapshot.registries["services.reg"] = .found(try #require(RegistryExport(Array(text.utf8))))
        let facts = inspect(snapshot, as: "pc", at: Timestamp(microseconds: 0)).map(\.fact)
        #expect(!facts.contains { if case .setting = $0 { true } else { false } })
        let said = facts.compactMap { fact -> String? in
            guard case .coverage(let coverage) = fact, case .couldNot(let why) = coverage.outcome else {
                return nil
            }
            return coverage.what == "background services" ? why.en : nil
        }
        #expect(said.count == 1 && said.first?.contains("breaks off") == true)
    }

    @Test func `what starts at sign-in keeps its name and command`() throws {
        let facts = try facts([
            "run-machine.reg": """
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run]
            "調剤レセプト"="\\"C:\\\\Midori\\\\Rece\\\\rece.exe\\" /tray"
            """
        ])
        #expect(
            facts.contains(
                .task(
                    HostTask(
                        name: "調剤レセプト", command: "\"C:\\Midori\\Rece\\rece.exe\" /tray", origin: .autostart)))
        )
    }
}
