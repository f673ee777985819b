import Model

extension HostSource {
    /// What starts by itself, and what of it runs.
    static let units = HostSource(id: "host-units") { snapshot in
        let units = UnitReading(snapshot).units
        let running = Text(ja: "動いているプログラムの一覧", en: "The list of running programs")
        let what = Text(ja: "自動で始まるプログラムの設定（systemd）", en: "The settings of what starts by itself (systemd)")
        return units.map { HostSighting(.unit($0)) } + [
            .coverage("background services", snapshot.localUnits, what),
            .coverage("background services of packages", snapshot.vendorUnits, what),
            .coverage(
                "running services",
                snapshot.hidesProcesses ? .unread(.notPermitted) : snapshot.processes, running),
        ]
    }
}

/// The units that a link in a `.wants` or `.requires` folder starts, and those that run.
private struct UnitReading {
    private let snapshot: HostSnapshot
    /// Nil when processes were not read, and where none is in a unit, as in a container.
    private let running: Set<String>?

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
        let units = (snapshot.processes.value ?? []).compactMap { process in
            process.cgroup.flatMap { ControlGroup($0).unit }
        }
        running = units.isEmpty ? nil : Set(units)
    }

    /// By name.
    var units: [HostUnit] {
        var states: [String: String] = [:]
        // Who runs though nothing that was read starts it: by a socket, a timer, a person.
        for unit in running ?? [] where unit.hasSuffix(".service") { states[unit] = "unlisted" }
        for unit in started(by: snapshot.vendorUnits) { states[unit] = "static" }
        for unit in started(by: snapshot.localUnits) { states[unit] = "enabled" }
        for unit in masked { states[unit] = "masked" }
        return states.sorted { $0.key < $1.key }.map { name, state in
            HostUnit(name: name, state: state, isRunning: isRunning(name))
        }
    }

    private func started(by folders: Reading<[HostSnapshot.UnitFolder]>) -> Set<String> {
        let folders = (folders.value ?? []).filter {
            $0.name.hasSuffix(".wants") || $0.name.hasSuffix(".requires")
        }
        return Set(folders.flatMap(\.links.keys))
    }

    /// Units that lead to nothing, so that they cannot start (systemd.unit(5)).
    private var masked: [String] {
        let top = (snapshot.localUnits.value ?? []).first { $0.name.isEmpty }
        return (top?.links ?? [:]).filter { $0.value == "/dev/null" }.map(\.key)
    }

    /// Only services have processes of their own to be seen by; a service that is not seen may be hidden.
    private func isRunning(_ unit: String) -> Bool? {
        guard unit.hasSuffix(".service"), let running else { return nil }
        return running.contains(unit) ? true : snapshot.hidesProcesses ? nil : false
    }
}
