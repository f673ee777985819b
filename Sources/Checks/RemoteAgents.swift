import Addresses
import Model

/// A product of remote maintenance as a host shows it from inside.
struct RemoteAgent: Sendable {
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
    func agents(on host: Asset.HostDetails, _ names: inout ProductNames) -> [RemoteAgent] {
        var agents = names.products.map { RemoteAgent(product: $0) }
        note(listenersOf: host, on: &agents, &names)
        for cited in host.units {
            for index in names.products(asService: cited.value.name) {
                agents[index].note(cited, isOpenKnown: isOpenKnown(of: agents[index].product, on: host))
            }
        }
        for cited in host.processes {
            for index in names.products(of: cited.value) { agents[index].note(cited) }
        }
        let programs = host.programs.map { NamedProgram($0) }
        let tasks = host.tasks.filter(\.value.isEnabled).map { NamedTask($0) }
        for index in agents.indices {
            agents[index].note(settings: host.settings)
            agents[index].note(tasks)
            agents[index].note(programs)
            agents[index].note(traces: host.traces)
        }
        agents.removeAll { !$0.isFound }
        return agents.filter { agent in
            !agent.product.hosts.isGeneric
                || !agents.contains { other in
                    other.product.id != agent.product.id
                        && !Set(other.product.ports).isDisjoint(with: agent.product.ports)
                }
        }
    }

    /// Notes who waits for others: a product by its own name, or by its port where a program that many share waits.
    private func note(
        listenersOf host: Asset.HostDetails, on agents: inout [RemoteAgent], _ names: inout ProductNames
    ) {
        let system = host.system?.family ?? .linux
        let shared = Set(
            knowledge.services.filter { $0.isShared && $0.system == system }.flatMap(\.names)
                .map { $0.lowercased() })
        for cited in host.listeners {
            var found = names.products(of: cited.value)
            if let program = cited.value.process.flatMap({ UnitName($0, on: system) }),
                shared.contains(program.key)
            {
                let port = cited.value.port
                found.formUnion(agents.indices.filter { agents[$0].product.hosts.sharedPorts.contains(port) })
            }
            for index in found { agents[index].note(cited) }
        }
    }

    /// Whether it was read if a part of the system lets others in.
    private func isOpenKnown(of product: RemoteMaintenanceProduct, on host: Asset.HostDetails) -> Bool {
        !host.listeners.isEmpty || product.hosts.setting.map { !host.values(of: $0).isEmpty } ?? false
    }

    /// Whether a product was found inside a device.
    func finds(_ product: RemoteMaintenanceProduct, in asset: Asset) -> Bool {
        agents(on: asset).contains { $0.product.id == product.id }
    }

    /// Whether a declared product was found inside the host it is declared for.
    func finds(_ declared: DeclaredRemoteMaintenance) -> Bool {
        hosts.contains { asset, _ in
            (declared.device.map { means($0, asset) } ?? true)
                && agents(on: asset).contains { $0.product.isCalled(declared.product) }
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

    fileprivate mutating func note(_ cited: Cited<HostListener>) {
        guard let name = cited.value.process ?? cited.value.unit else { return }
        // A part of the system that others cannot reach lets nobody in.
        if product.hosts.isBuiltIn, !cited.value.isOpenToOthers { return }
        guard cited.value.isOpenToOthers else { return add(name, to: \.running, cited.observation) }
        port = port ?? cited.value.port
        add("\(name) (\(cited.value.port))", to: \.running, cited.observation)
    }

    fileprivate mutating func note(_ cited: Cited<HostUnit>, isOpenKnown: Bool) {
        let (name, unit) = (cited.value.name, cited.value)
        guard unit.state != "masked" else { return }
        guard !product.hosts.isBuiltIn else {
            // It is on every such system; only an open port, or a setting, lets somebody in. Where neither was read,
            // its running service is all there is to go by.
            if unit.isRunning == true, !isOpenKnown { add(name, to: \.running, cited.observation) }
            return
        }
        if unit.isRunning == true { add(name, to: \.running, cited.observation) }
        if unit.startsByItself { add(name, to: \.starting, cited.observation) }
        if unit.isRunning != true, !unit.startsByItself { add(name, to: \.installed, cited.observation) }
    }

    fileprivate mutating func note(_ cited: Cited<HostProcess>) {
        if !product.hosts.isBuiltIn { add(cited.value.name, to: \.running, cited.observation) }
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

    fileprivate mutating func note(_ tasks: [NamedTask]) {
        let called = product.hosts.tasks.map { Words($0) }
        for task in tasks {
            let isCalled = task.parts.contains { part in called.contains { part.begins(with: $0) } }
            guard isCalled || task.programs.contains(where: product.runs(asProgram:)) else { continue }
            add(task.cited.value.name, to: \.starting, task.cited.observation)
        }
    }

    fileprivate mutating func note(_ programs: [NamedProgram]) {
        let signs = ProgramSigns(product.hosts)
        for program in programs where signs.fit(program) {
            add(program.cited.value.name, to: \.installed, program.cited.observation)
        }
    }

    fileprivate mutating func note(traces: [Cited<HostTrace>]) {
        for cited in traces where product.hosts.files.contains(where: { cited.value.path.fits($0) }) {
            add(cited.value.path, to: \.installed, cited.observation)
        }
    }
}

/// A task with the words of its name and the programs it starts.
private struct NamedTask {
    let cited: Cited<HostTask>
    let parts: [Words]
    let programs: [String]

    init(_ cited: Cited<HostTask>) {
        self.cited = cited
        parts = cited.value.name.split(separator: "\\").map { Words($0) }
        programs = cited.value.command?.programs ?? []
    }
}

/// An entry of a host's list of software with the words of its names.
private struct NamedProgram {
    let cited: Cited<HostProgram>
    /// Of a package without the architecture: `teamviewer` of `teamviewer:i386`.
    let package: String?
    let name: Words
    let publisher: Words

    init(_ cited: Cited<HostProgram>) {
        self.cited = cited
        let isPackage = [.dpkg, .rpm].contains(cited.value.origin)
        package = isPackage ? String(cited.value.name.lowercased().prefix { $0 != ":" }) : nil
        name = Words(isPackage ? "" : cited.value.name)
        publisher = Words(isPackage ? "" : cited.value.publisher ?? "")
    }
}

/// The signs of one product in lists of software.
private struct ProgramSigns {
    private let packages: [String]
    private let programs: [Words]
    private let others: [Words]
    private let publishers: [Words]

    init(_ signs: HostSigns) {
        packages = signs.packages
        programs = signs.programs.map { Words($0) }
        others = signs.otherPrograms.map { Words($0) }
        publishers = signs.publishers.map { Words($0) }
    }

    func fit(_ program: NamedProgram) -> Bool {
        if let package = program.package { return packages.contains { package.fits($0) } }
        guard programs.contains(where: { program.name.begins(with: $0) }),
            !others.contains(where: { program.name.holds($0) })
        else { return false }
        return publishers.isEmpty || publishers.contains { program.publisher.begins(with: $0) }
    }
}
