import Addresses
import Checks
import Model
import Testing

/// Programs for remote maintenance inside hosts: what is one, and what only sounds like one.
@Suite struct RemoteAgentTests {
    private func agents(
        _ system: String, site: Site = Site(), _ change: (inout Asset.HostDetails) -> Void
    ) throws -> [Finding] {
        var details = Asset.HostDetails(system: HostSystem(id: system))
        change(&details)
        let asset = device(2).with { $0.host = details }
        return findings(
            "remote.agent-on-host", pharmacy([asset], site: site, knowledge: try shippedKnowledge.get()))
    }

    private func failures(_ system: String, _ change: (inout Asset.HostDetails) -> Void) throws -> [String] {
        try agents(system, change).filter(\.isFailure).map(\.reason.en)
    }

    private func installed(_ names: [String], on system: String, publisher: String? = nil) throws -> [String]
    {
        try failures(system) { host in
            host.programs = names.map {
                Cited(
                    HostProgram(
                        name: $0, publisher: publisher, origin: system == "windows" ? .machine : .dpkg),
                    observation: 1)
            }
        }
    }

    @Test(arguments: [
        "Realtek VNC Audio", "VNC Viewer 7.1.0", "RealVNC Viewer", "TightVNC Viewer", "AnyDeskTop Wallpaper",
        "TeamViewerPrint", "TeamViewer Meeting", "Radmin Viewer 3.5", "LogMeIn Client", "Splashtop Business",
        "Microsoft Remote Desktop", "リモート デスクトップ接続", "Remote Desktop Connection Manager",
        "Remote Server Administration Tools", "Dameware Mini Remote Control x64", "Chrome", "Google Chrome",
        "ISLAND Puzzle", "Supremo Fonts", "Parsec Reader", "Remote Access", "Windows Agent", "Syncro Clock",
        "OpenVPN Book", "WireGuardian", "Action10 Game", "Kaseyaa", "Zoho Assist Viewer", "RemoteView ビューア",
        "NoMachine Enterprise Client", "PuTTY release 0.81", "WinSCP", "Tera Term", "OpenSSL 3.2",
        "Microsoft Teams", "Zoom", "Skype", "LINE", "Adobe Acrobat", "ESET Endpoint Antivirus",
        "プリンタードライバー", "オンライン資格確認連携", "レセプト電算", "Mesh Networks Tool", "Agent Ransack",
        "SoftEther VPN Server Manager", "AutoHotkey", "Bonjour", "Tailscaler", "UltraViewerless",
    ])
    func `what only sounds alike is not taken for remote maintenance on Windows`(name: String) throws {
        #expect(try installed([name], on: "windows", publisher: "Mihon") == [])
    }

    @Test(arguments: [
        "tigervnc-viewer", "libvncserver1", "openssh-client", "ssh-import-id", "remmina-plugin-vnc", "putty",
        "tightvnc-java", "teamviewer-fonts", "network-manager-openvpn", "rdesktop", "freerdp2-x11",
        "gnome-remote-desktop", "libwireguard", "vinagre", "novnc", "x11-apps", "anydeskd",
    ])
    func `what only sounds alike is not taken for remote maintenance on Linux`(name: String) throws {
        #expect(try installed([name], on: "debian") == [])
    }

    @Test(arguments: [
        ("TeamViewer 15", "TeamViewer"), ("TeamViewer Host", "TeamViewer"), ("AnyDesk", "AnyDesk"),
        ("AnyDesk MSI", "AnyDesk"), ("Splashtop Streamer", "Splashtop"), ("TightVNC", "TightVNC"),
        ("UltraVnc", "UltraVNC"), ("Radmin Server 3.5.2", "Radmin"), ("RustDesk", "RustDesk"),
        ("Chrome Remote Desktop Host", "Chrome"), ("ISL AlwaysOn 4.4.2332", "ISL"), ("LogMeIn", "LogMeIn"),
        ("RemoteView Agent", "RemoteView"), ("FortiClient VPN", "FortiClient"), ("WireGuard", "WireGuard"),
        ("ScreenConnect Client (0123456789abcdef)", "ScreenConnect"), ("Tailscale", "Tailscale"),
        ("SoftEther VPN Client", "SoftEther"), ("Zoho Assist Unattended Agent", "Zoho"),
        ("Cisco AnyConnect Secure Mobility Client", "Cisco"), ("MagicConnect", "MagicConnect"),
        ("YMS-VPN8 Software", "Yamaha"), ("AteraAgent", "Atera"), ("Mesh Agent", "MeshCentral"),
    ])
    func `a program is known by the name in Windows' list`(name: String, product: String) throws {
        let found = try installed([name], on: "windows")
        #expect(found.count == 1 && found.first?.contains(product) == true, "\(found)")
    }

    @Test(arguments: [
        ("WinRM", "enabled"), ("TermService", "manual"), ("SessionEnv", "manual"),
        ("RemoteRegistry", "enabled"),
        ("RasMan", "enabled"), ("IKEEXT", "enabled"), ("UmRdpService", "manual"), ("VNCache", "enabled"),
        ("TeamViewerPrint", "enabled"), ("ssh-agent", "manual"), ("LanmanServer", "enabled"),
    ])
    func `a part of Windows that nobody can reach is no way in`(name: String, state: String) throws {
        let listening = HostListener(port: Port(.tcp, 445), address: .v4(.any), process: "System")
        let found = try failures("windows") { host in
            host.units = [Cited(HostUnit(name: name, state: state, isRunning: true), observation: 1)]
            host.listeners = [Cited(listening, observation: 2)]
        }
        #expect(found == [])
    }

    @Test(arguments: [(3389, "Remote Desktop"), (5985, "WinRM")] as [(UInt16, String)])
    func `a part of Windows is a way in where its port is open`(port: UInt16, product: String) throws {
        let process = port == 3389 ? "svchost.exe" : "System"
        let found = try failures("windows") { host in
            host.listeners = [
                Cited(
                    HostListener(port: Port(.tcp, port), address: .v4(.any), process: process), observation: 1
                )
            ]
        }
        #expect(found.count == 1 && found.first?.contains(product) == true, "\(found)")
    }

    @Test(arguments: [("yes", 1), ("no", 0)])
    func `a setting opens or closes Remote Desktop`(value: String, count: Int) throws {
        let found = try failures("windows") { host in
            host.settings = [Cited(HostSetting(.rdp, value), observation: 1)]
            host.units = [
                Cited(HostUnit(name: "TermService", state: "manual", isRunning: true), observation: 2)
            ]
        }
        #expect(found.count == count, "\(found)")
    }

    @Test(arguments: [
        #""C:\Program Files\TeamViewer\TeamViewer.exe" --tray"#, #"C:\Tools\anydesk.exe --start"#,
        #"cmd /c start "" "D:\VNC\winvnc.exe" -run"#, "C:\\Program Files\\RustDesk\\RUSTDESK.EXE --server",
    ])
    func `a command that starts a tool is seen, however it is written`(command: String) throws {
        let found = try failures("windows") { host in
            host.tasks = [Cited(HostTask(name: "x", command: command, origin: .autostart), observation: 1)]
        }
        #expect(found.count == 1, "\(found)")
    }

    @Test(arguments: [
        #"C:\Tools\anydesk.exe.bak"#, #"notepad.exe C:\doc\teamviewer.txt"#, #"C:\x\myanydesk.exe"#,
        #"C:\AnyDesk\uninstall.exe"#, "", ".exe", #"\\\"#, "rundll32.exe winvnc,Start",
    ])
    func `a command that only names a tool is not`(command: String) throws {
        let found = try failures("windows") { host in
            host.tasks = [Cited(HostTask(name: "x", command: command, origin: .autostart), observation: 1)]
        }
        #expect(found == [])
    }

    @Test func `a declared tool passes, and is not called unseen`() throws {
        let site = Site(vendors: [Vendor(name: "みほん", remoteMaintenance: [.init(product: "teamviewer")])])
        let change = { (host: inout Asset.HostDetails) in
            host.units = [
                Cited(HostUnit(name: "TeamViewer", state: "enabled", isRunning: true), observation: 1)
            ]
        }
        #expect(try agents("windows", site: site, change).map(\.verdict) == ["pass"])
        var details = Asset.HostDetails(system: HostSystem(id: "windows"))
        change(&details)
        let situation = pharmacy(
            [device(2).with { $0.host = details }], site: site, knowledge: try shippedKnowledge.get())
        #expect(verdicts("remote.declared-not-seen", situation) == [])
    }
}
