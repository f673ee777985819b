import Model

/// What several checks ask of the inside of a host, worked out once.
struct HostInside: Sendable {
    /// The products of remote maintenance that the host shows, in the order of the table.
    var agents: [RemoteAgent]
    /// The background services that are at work or start by themselves, by name; remote maintenance is left out, which
    /// its own checks judge.
    var services: [HostService]
}

extension Situation {
    func agents(on asset: Asset) -> [RemoteAgent] { inside(of: asset)?.agents ?? [] }

    func services(of asset: Asset) -> [HostService] { inside(of: asset)?.services ?? [] }

    /// The same situation with the inside of every host worked out; names that many hosts share are looked up once.
    var lookedInside: Situation {
        var situation = self
        var names = ProductNames(knowledge.remoteMaintenance)
        for (asset, host) in hosts { situation.insides[asset.id] = inside(of: host, &names) }
        return situation
    }

    private func inside(of asset: Asset) -> HostInside? {
        if let known = insides[asset.id] { return known }
        var names = ProductNames(knowledge.remoteMaintenance)
        return asset.host.map { inside(of: $0, &names) }
    }

    private func inside(of host: Asset.HostDetails, _ names: inout ProductNames) -> HostInside {
        HostInside(agents: agents(on: host, &names), services: services(of: host, &names))
    }
}

/// The products of remote maintenance by the names that hosts show; each name is compared with the table once.
struct ProductNames {
    let products: [RemoteMaintenanceProduct]
    private var byProgram: [String: [Int]] = [:]
    private var byService: [String: [Int]] = [:]

    init(_ products: [RemoteMaintenanceProduct]) {
        self.products = products
    }

    /// Which products, by their place in the table, a program is.
    mutating func products(asProgram name: String) -> [Int] {
        if let known = byProgram[name] { return known }
        let found = products.indices.filter { products[$0].runs(asProgram: name) }
        byProgram[name] = found
        return found
    }

    /// Which products a unit or a Windows service is.
    mutating func products(asService name: String) -> [Int] {
        if let known = byService[name] { return known }
        let found = products.indices.filter { products[$0].runs(asService: name) }
        byService[name] = found
        return found
    }

    /// Which products a listener is, by its program or its units.
    mutating func products(of listener: HostListener) -> Set<Int> {
        var found = Set(listener.process.map { products(asProgram: $0) } ?? [])
        if listener.unit != nil { for unit in listener.units { found.formUnion(products(asService: unit)) } }
        return found
    }

    /// Which products a running program is, by its name or the services in it.
    mutating func products(of process: HostProcess) -> Set<Int> {
        var found = Set(products(asProgram: process.name))
        for service in process.services { found.formUnion(products(asService: service)) }
        return found
    }
}
