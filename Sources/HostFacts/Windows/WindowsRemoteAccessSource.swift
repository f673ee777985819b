import Model

extension WindowsSource {
    /// Whether Windows itself lets people in from afar: Remote Desktop with or without network level authentication
    /// (fDenyTSConnections, UserAuthentication; a policy counts before the setting: Terminal Services policies,
    /// Microsoft Learn), and WinRM, which answers only where a listener is set up and its service runs or starts by
    /// itself.
    static let remoteAccess = WindowsSource(id: "windows-remote-access") { snapshot in
        let control = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server"
        let policy = snapshot.values(
            "policies.reg", "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services"
        )
        let set = snapshot.values("terminal-server.reg", control)
        let station = snapshot.values("terminal-server.reg", control + "\\WinStations\\RDP-Tcp")
        var sightings: [HostSighting] = []
        if let denies = (policy["fdenytsconnections"] ?? set["fdenytsconnections"])?.number {
            let isOn = denies == 0 && !snapshot.isDisabled("TermService")
            sightings.append(
                HostSighting(
                    .setting(HostSetting(.rdp, isOn ? "yes" : "no")), grounds: "fDenyTSConnections=\(denies)")
            )
        }
        if let asks = (policy["userauthentication"] ?? station["userauthentication"])?.number {
            sightings.append(
                HostSighting(
                    .setting(HostSetting(.rdpNLA, asks == 1 ? "yes" : "no")),
                    grounds: "UserAuthentication=\(asks)"))
        }
        return sightings + winRM(snapshot) + [
            .coverage(
                "remote desktop", snapshot.registry("terminal-server.reg"),
                Text(ja: "リモートデスクトップ（離れた所からの操作）の設定", en: "The settings of Remote Desktop")),
            .coverage(
                "WinRM", snapshot.registry("winrm.reg"),
                Text(ja: "離れた所からの管理（WinRM）の設定", en: "The settings of remote management (WinRM)")),
        ]
    }

    private static func winRM(_ snapshot: WindowsSnapshot) -> [HostSighting] {
        let key = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN"
        guard let export = snapshot.registry("winrm.reg").value, export.contains(key) else { return [] }
        let listeners = export.subkeys(of: key + "\\Listener")
        let order = snapshot.values(
            "policies.reg", "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service")
        let isRunning = ServiceStates(snapshot.lines("services.txt")).isRunning("WinRM")
        // A listener may stand there since long: without the service nobody answers.
        let starts: Bool? =
            switch snapshot.service("WinRM")["start"]?.number {
            case 2: true
            case 4: false
            default: isRunning
            }
        let hasListener = !listeners.isEmpty || order["allowautoconfig"]?.number == 1
        // An order that was not read may set one up.
        let isLookedAt = export.isWhole && snapshot.registry("policies.reg").value?.isWhole == true
        let canAnswer: Bool? = hasListener ? true : isLookedAt ? false : nil
        let isOff = starts == false || canAnswer == false
        guard isOff || (starts == true && canAnswer == true) else { return [] }
        let grounds = [
            "WSMAN\\Listener: \(listeners.joined(separator: ", "))",
            order.grounds("WinRM\\Service (policy)", ["AllowAutoConfig"]),
            snapshot.service("WinRM").grounds("Services\\WinRM", ["Start"]),
            isRunning.map { "sc query WinRM: \($0 ? "RUNNING" : "STOPPED")" },
        ]
        return [
            HostSighting(
                .setting(HostSetting(.winRM, isOff ? "no" : "yes")),
                grounds: grounds.compactMap { $0 }.joined(separator: "\n"))
        ]
    }
}

extension WindowsSnapshot {
    static let servicesKey = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services"

    /// The values of one key below the services.
    func service(_ path: String) -> [String: RegistryValue] {
        values("services.reg", Self.servicesKey + "\\" + path)
    }

    /// Whether a service is known never to start.
    func isDisabled(_ service: String) -> Bool { self.service(service)["start"]?.number == 4 }
}
