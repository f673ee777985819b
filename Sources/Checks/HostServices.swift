import Model

/// A background service of a host with everything that was seen of it.
struct HostService: Sendable {
    /// As the host calls it, for people; several where several of its parts were seen.
    var names: [String]
    /// Nil where it is in no list.
    var known: KnownService?
    /// Ports that others can reach.
    var ports: [Port] = []
    /// Whether a process or a listening socket of it was seen, on whatever address.
    var isRunning = false
    var startsByItself = false
    var observations: [Int] = []

    /// Whether it is at work or will be: neither switched off nor merely installed.
    var isActive: Bool { isRunning || startsByItself }
    var isReachable: Bool { !ports.isEmpty }
    var name: String { names.joined(separator: ", ") }
}

extension Situation {
    /// The background services of a host that are at work or start by themselves, by name; remote maintenance is left
    /// out, which its own checks judge.
    func services(of host: Asset.HostDetails, _ names: inout ProductNames) -> [HostService] {
        let directory = ServiceDirectory(knowledge.services, on: host.system?.family ?? .linux)
        var found: [String: [HostService]] = [:]
        for cited in host.units where names.products(asService: cited.value.name).isEmpty {
            guard let service = directory.service(cited), service.value.isActive else { continue }
            found[service.key, default: []].append(service.value)
        }
        for cited in host.listeners
        where names.products(of: cited.value).isEmpty && !isShared(cited.value, directory) {
            guard let service = directory.service(cited) else { continue }
            found[service.key, default: []].append(service.value)
        }
        for cited in host.processes where names.products(of: cited.value).isEmpty {
            guard let service = directory.service(cited) else { continue }
            found[service.key, default: []].append(service.value)
        }
        return found.values.compactMap { HostService(joining: $0) }.sorted { $0.name < $1.name }
    }

    /// Ports of a host whose services fail by what was read inside it: they are not told again from outside.
    func portsToldFromInside(on asset: Asset) -> Set<Port> {
        let failing = services(of: asset).filter { $0.known == nil || $0.known?.verdict == .unneeded }
        return Set(failing.flatMap(\.ports))
    }

    /// Whether a program that serves many holds a port of remote maintenance.
    private func isShared(_ listener: HostListener, _ directory: ServiceDirectory) -> Bool {
        knowledge.remoteMaintenance.contains { $0.hosts.sharedPorts.contains(listener.port) }
            && listener.process.map(directory.isShared) ?? false
    }
}

extension HostListener {
    /// Whether others get through to it, as far as is known: neither bound to this host alone nor stopped by the
    /// host's own packet filter.
    var isOpenToOthers: Bool { !isLocalOnly && passesFirewall != false }
}

extension HostService {
    /// One service of everything that was seen of it, the first part first; nil of nothing.
    fileprivate init?(joining parts: [HostService]) {
        guard let first = parts.first else { return nil }
        self.init(
            names: Set(parts.flatMap(\.names)).sorted(), known: first.known,
            ports: Set(parts.flatMap(\.ports)).sorted(), isRunning: parts.contains(where: \.isRunning),
            startsByItself: parts.contains(where: \.startsByItself),
            observations: Set(parts.flatMap(\.observations)).sorted())
    }
}

/// The name of a unit, a Windows service or a program in the form that lists are compared in.
struct UnitName {
    /// `wg-quick@wg0`, `teamviewer_service.exe`
    let whole: String
    /// `wg-quick`, `teamviewer_service`
    let key: String

    /// Nil for units that run nothing: targets, mounts, slices.
    init?(_ name: String, on system: KnownService.System?) {
        var name = name.lowercased()
        for suffix in [".target", ".mount", ".automount", ".swap", ".slice", ".scope", ".device"]
        where system != .windows && name.hasSuffix(suffix) {
            return nil
        }
        for suffix in [".service", ".socket", ".timer", ".path"]
        where system != .windows && name.hasSuffix(suffix) {
            name.removeLast(suffix.count)
        }
        whole = name
        var key = name.hasSuffix(".exe") ? String(name.dropLast(4)) : String(name.prefix { $0 != "@" })
        if system == .windows, let mark = key.lastIndex(of: "_") {
            // Services for one user only carry the number of the sign-in: CDPUserSvc_3f2a1.
            let end = key[mark...].dropFirst()
            if (4...8).contains(end.count), end.allSatisfy(\.isHexDigit) { key = String(key[..<mark]) }
        }
        self.key = key.isEmpty ? name : key
    }
}

/// The known services of one family of systems, found by name.
struct ServiceDirectory {
    let system: KnownService.System
    private var exact: [String: KnownService] = [:]
    private var beginnings: [(start: String, service: KnownService)] = []
    private var ports: [Port: KnownService] = [:]

    init(_ services: [KnownService], on system: KnownService.System) {
        self.system = system
        for service in services where service.system == system {
            for name in service.names {
                if name.hasSuffix("*") {
                    beginnings.append((name.dropLast().lowercased(), service))
                } else {
                    exact[name.lowercased()] = service
                }
            }
            for port in service.ports { ports[port] = service }
        }
    }

    /// Whether many services run in a program of this name.
    func isShared(_ program: String) -> Bool {
        UnitName(program, on: system).flatMap { known($0.key) }?.isShared ?? false
    }

    func service(_ unit: Cited<HostUnit>) -> (key: String, value: HostService)? {
        guard let name = UnitName(unit.value.name, on: system) else { return nil }
        let known = known(name.key)
        let service = HostService(
            names: [name.whole], known: known, isRunning: unit.value.isRunning ?? false,
            startsByItself: unit.value.startsByItself, observations: [unit.observation])
        return (known?.names.first ?? name.key, service)
    }

    /// Nil for programs that are no known service, as those that somebody uses, and for those that are seen as their
    /// services.
    func service(_ process: Cited<HostProcess>) -> (key: String, value: HostService)? {
        guard process.value.services.isEmpty, let name = UnitName(process.value.name, on: system),
            let known = known(name.key), !known.isShared
        else { return nil }
        let service = HostService(
            names: [process.value.name], known: known, isRunning: true,
            observations: [process.observation])
        return (known.names.first ?? name.key, service)
    }

    func service(_ listener: Cited<HostListener>) -> (key: String, value: HostService)? {
        let units = listener.value.units.compactMap { UnitName($0, on: system) }
        guard let process = listener.value.process ?? units.first?.whole else { return nil }
        let program = UnitName(process, on: system)
        let known = known(program, in: units, on: listener.value.port)
        let service = HostService(
            names: [known == nil ? process : (units.first?.whole ?? program?.whole ?? process)], known: known,
            ports: listener.value.isOpenToOthers ? [listener.value.port] : [], isRunning: true,
            observations: [listener.observation])
        return (known?.names.first ?? program?.key ?? process, service)
    }

    /// By the program, else by the unit it belongs to; by its port where its process serves many.
    private func known(_ program: UnitName?, in units: [UnitName], on port: Port) -> KnownService? {
        let byProgram = program.flatMap { known($0.key) }
        // Whatever a person starts is in the unit of the person.
        let byUnits = units.filter { !["user", "session"].contains($0.key) }.compactMap { known($0.key) }
            .filter { !$0.isShared }
        guard let byProgram else { return byUnits.first }
        guard byProgram.isShared else { return byProgram }
        if let byPort = ports[port], byUnits.isEmpty || byUnits.contains(byPort) { return byPort }
        // Windows hands out ports from 49152 for its own calls between computers.
        return byUnits.first ?? (system == .windows && port.number >= 49_152 ? byProgram : nil)
    }

    private func known(_ key: String) -> KnownService? {
        if let service = exact[key] { return service }
        if let match = beginnings.first(where: { key.hasPrefix($0.start) }) { return match.service }
        // The kernel keeps fifteen octets of a process's name.
        guard system == .linux, key.utf8.count == 15 else { return nil }
        return exact.first { $0.key.hasPrefix(key) }?.value
    }
}
