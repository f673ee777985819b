import Addresses
import Model

/// A product of remote maintenance as a host shows it from inside.
struct RemoteAgent {
    var product: RemoteMaintenanceProduct
    /// What of it runs: programs and services, with the port that others can reach.
    var running: [String] = []
    /// What starts it without anybody: services, tasks, settings.
    var starting: [String] = []
    /// What of it is there: installed programs, packages, files, services that do not start.
    var installed: [String] = []
    var port: Port?
    var observations: [Int] = []

    var isFound: Bool { !running.isEmpty || !starting.isEmpty || !installed.isEmpty }
    var isActive: Bool { !running.isEmpty || !starting.isEmpty }

    /// Loud where somebody can come in while nobody sits there; less where it only lies there, or a person starts it.
    var severity: Severity {
        let own = product.hosts.isUnattended ? product.severity : min(product.severity, .medium)
        return isActive ? own : own.lower
    }
}

extension Situation {
    /// The products that a host shows, in the order of the table.
    func agents(on host: Asset.HostDetails) -> [RemoteAgent] {
        let system = host.system?.family ?? .linux
        let shared = Set(
            knowledge.services.filter { $0.isShared && $0.system == system }.flatMap(\.names)
                .map { $0.lowercased() })
        let agents = knowledge.remoteMaintenance.map { product in
            var agent = RemoteAgent(product: product)
            agent.note(listeners: host.listeners, shared: shared, on: system)
            let isOpenKnown =
                !host.listeners.isEmpty
                || product.hosts.setting.map { !host.values(of: $0).isEmpty } ?? false
            agent.note(units: host.units, isOpenKnown: isOpenKnown)
            agent.note(processes: host.processes)
            agent.note(settings: host.settings)
            agent.note(tasks: host.tasks)
            agent.note(programs: host.programs)
            agent.note(traces: host.traces)
            return agent
        }
        .filter(\.isFound)
        return agents.filter { agent in
            !agent.product.hosts.isGeneric
                || !agents.contains { other in
                    other.product.id != agent.product.id
                        && !Set(other.product.ports).isDisjoint(with: agent.product.ports)
                }
        }
    }

    /// Whether a product was found inside a device.
    func finds(_ product: RemoteMaintenanceProduct, in asset: Asset) -> Bool {
        asset.host.map { host in agents(on: host).contains { $0.product.id == product.id } } ?? false
    }

    /// Whether a declared product was found inside the host it is declared for.
    func finds(_ declared: DeclaredRemoteMaintenance) -> Bool {
        hosts.contains { asset, host in
            (declared.device.map { means($0, asset) } ?? true)
                && agents(on: host).contains { $0.product.isCalled(declared.product) }
        }
    }
}

extension RemoteAgent {
    private mutating func add(
        _ name: String, to list: WritableKeyPath<RemoteAgent, [String]>, _ observation: Int
    ) {
        if !self[keyPath: list].contains(name) { self[keyPath: list].append(name) }
        if !observations.contains(observation) { observations.append(observation) }
    }

    fileprivate mutating func note(
        listeners: [Cited<HostListener>], shared: Set<String>, on system: KnownService.System
    ) {
        for cited in listeners {
            let isShared = cited.value.process.flatMap { UnitName($0, on: system) }
                .map { shared.contains($0.key) && product.hosts.sharedPorts.contains(cited.value.port) }
            guard product.holds(cited.value) || isShared == true,
                let name = cited.value.process ?? cited.value.unit
            else { continue }
            // A part of the system that others cannot reach lets nobody in.
            if product.hosts.isBuiltIn, !cited.value.isOpenToOthers { continue }
            guard cited.value.isOpenToOthers else {
                add(name, to: \.running, cited.observation)
                continue
            }
            port = port ?? cited.value.port
            add("\(name) (\(cited.value.port))", to: \.running, cited.observation)
        }
    }

    fileprivate mutating func note(
        units: [Cited<HostUnit>], isOpenKnown: Bool
    ) {
        for cited in units {
            let (name, unit) = (cited.value.name, cited.value)
            guard product.runs(asService: name), unit.state != "masked" else { continue }
            guard !product.hosts.isBuiltIn else {
                // It is on every such system; only an open port, or a setting, lets somebody in. Where neither was
                // read, its running service is all there is to go by.
                if unit.isRunning == true, !isOpenKnown {
                    add(name, to: \.running, cited.observation)
                }
                continue
            }
            if unit.isRunning == true { add(name, to: \.running, cited.observation) }
            if unit.startsByItself { add(name, to: \.starting, cited.observation) }
            if unit.isRunning != true, !unit.startsByItself { add(name, to: \.installed, cited.observation) }
        }
    }

    fileprivate mutating func note(processes: [Cited<HostProcess>]) {
        for cited in processes where !product.hosts.isBuiltIn && product.holds(cited.value) {
            add(cited.value.name, to: \.running, cited.observation)
        }
    }

    fileprivate mutating func note(settings: [Cited<HostSetting>]) {
        guard let key = product.hosts.setting else { return }
        for cited in settings where cited.value.key == key {
            guard ["yes", "on", "true", "enabled", "1"].contains(cited.value.value.lowercased()) else {
                continue
            }
            add(key.rawValue, to: \.starting, cited.observation)
        }
    }

    fileprivate mutating func note(tasks: [Cited<HostTask>]) {
        for cited in tasks where cited.value.isEnabled {
            let name = cited.value.name
            let isCalled = name.split(separator: "\\").contains { part in
                product.hosts.tasks.contains { Words(part).begins(with: Words($0)) }
            }
            guard
                isCalled || (cited.value.command?.programs.contains(where: product.runs(asProgram:)) ?? false)
            else {
                continue
            }
            add(name, to: \.starting, cited.observation)
        }
    }

    fileprivate mutating func note(programs: [Cited<HostProgram>]) {
        for cited in programs where product.isInstalled(as: cited.value) {
            add(cited.value.name, to: \.installed, cited.observation)
        }
    }

    fileprivate mutating func note(traces: [Cited<HostTrace>]) {
        for cited in traces where product.hosts.files.contains(where: { cited.value.path.fits($0) }) {
            add(cited.value.path, to: \.installed, cited.observation)
        }
    }
}

extension RemoteMaintenanceProduct {
    /// Whether an entry of a host's list of software is this product.
    fileprivate func isInstalled(as program: HostProgram) -> Bool {
        switch program.origin {
        case .dpkg, .rpm:
            // A package for a second architecture carries its name: teamviewer:i386.
            let name = program.name.lowercased().prefix { $0 != ":" }
            return hosts.packages.contains { String(name).fits($0) }
        case .machine, .machine32, .user:
            let name = Words(program.name)
            guard hosts.programs.contains(where: { name.begins(with: Words($0)) }),
                !hosts.otherPrograms.contains(where: { name.holds(Words($0)) })
            else { return false }
            guard !hosts.publishers.isEmpty else { return true }
            let publisher = Words(program.publisher ?? "")
            return hosts.publishers.contains { publisher.begins(with: Words($0)) }
        }
    }
}
