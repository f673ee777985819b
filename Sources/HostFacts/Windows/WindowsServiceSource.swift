import Model

extension WindowsSource {
    /// Background services with how they start, their program and account, and whether they run: the registry holds
    /// the settings (Start, Type, ObjectName: CreateService, Microsoft Learn), `sc query` the state.
    static let services = WindowsSource(id: "windows-services") { snapshot in
        let key = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services"
        let states = ServiceStates(snapshot.lines("services.txt"))
        let export = snapshot.registry("services.reg").value
        let names = export?.subkeys(of: key) ?? []
        let units = names.compactMap { name -> HostSighting? in
            let values = export?.values(of: "\(key)\\\(name)") ?? [:]
            let grounds = values.grounds(
                "Services\\\(name)", ["Type", "Start", "DelayedAutostart", "ImagePath", "ObjectName"])
            return HostUnit(name, values, states, export, "\(key)\\\(name)").map {
                HostSighting(.unit($0), grounds: grounds)
            }
        }
        // Without the registry the names and states alone.
        let stated = export == nil ? states.names.map { HostSighting(.unit(states.unit($0))) } : []
        return units + stated + [
            .coverage(
                "background services", snapshot.registry("services.reg"),
                Text(ja: "自動で動くプログラム（サービス）の設定", en: "The settings of background services")),
            .coverage(
                "running services", snapshot.text("services.txt"),
                Text(ja: "いま動いているサービスの一覧", en: "The list of running services")),
        ]
    }
}

extension HostUnit {
    /// Nil for drivers: only programs (SERVICE_WIN32 and services of users) are background software.
    fileprivate init?(
        _ name: String, _ values: [String: RegistryValue], _ states: ServiceStates, _ export: RegistryExport?,
        _ path: String
    ) {
        guard let type = values["type"]?.number, type & 0x70 != 0, let start = values["start"]?.number else {
            return nil
        }
        let isTriggered = !(export?.subkeys(of: path + "\\TriggerInfo").isEmpty ?? true)
        let isDelayed = values["delayedautostart"]?.number == 1
        let state =
            switch start {
            case 0, 1, 2: isDelayed ? "delayed" : "automatic"
            case 3: isTriggered ? "trigger" : "manual"
            default: "disabled"
            }
        self.init(name: name, state: state, isRunning: states.isRunning(name))
        // What begins with @ is a reference into a library of that Windows.
        displayName =
            values["displayname"]?.text.flatMap { $0.hasPrefix("@") ? nil : $0 } ?? states.displayName(name)
        self.path = values["imagepath"]?.text
        account = values["objectname"]?.text
    }
}

/// What `sc query type= service state= all` says: the number before the word is the state in every language.
/// ```
/// SERVICE_NAME: TermService
/// DISPLAY_NAME: Remote Desktop Services
///         STATE              : 4  RUNNING
/// ```
struct ServiceStates {
    private var states: [String: Int] = [:]
    private var displayNames: [String: String] = [:]
    /// As written, in the order of the list.
    private(set) var names: [String] = []

    init(_ lines: [Substring]) {
        // Within one service the lines are name, display name, type and state; the labels may be translated, so the
        // order counts: a service begins behind an empty line.
        var index = 0
        for line in lines {
            guard let (_, value) = line.labelled else {
                if line.isEmpty { index = 0 }
                continue
            }
            switch index {
            case 0: names.append(String(value))
            case 1: displayNames[names.last?.lowercased() ?? ""] = String(value)
            case 3: states[names.last?.lowercased() ?? ""] = Int(value.prefix { $0.isNumber })
            default: break
            }
            index += 1
        }
    }

    /// Running or on the way there or back (SERVICE_STATUS, dwCurrentState); nil where it is not listed.
    func isRunning(_ name: String) -> Bool? { states[name.lowercased()].map { $0 != 1 } }

    func displayName(_ name: String) -> String? { displayNames[name.lowercased()] }

    func unit(_ name: String) -> HostUnit {
        var unit = HostUnit(name: name, state: "unlisted", isRunning: isRunning(name))
        unit.displayName = displayName(name)
        return unit
    }
}
