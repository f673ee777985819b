import Addresses
import Model

/// Everything observed of one device, on its way to be an asset. Observations are added by line.
struct AssetGathering {
    private let device: Identities.Device
    private var macs: Set<MACAddress> = []
    private var addresses: Set<IPAddress> = []
    private var names: [NameTally: Tally] = [:]
    private var claims: [AttributeFact.Key: [String: Tally]] = [:]
    private var services: [Port: ServiceMerging] = [:]
    private var closed: Set<Port> = []
    private var host: Asset.HostDetails?
    private var coverage: [Asset.Coverage] = []
    private var observations: Set<Int> = []
    /// Whether anything showed that the device is there.
    private(set) var wasSeen = false

    private struct NameTally: Hashable {
        var value: String
        var kind: NameFact.Kind
    }

    init(_ device: Identities.Device) {
        self.device = device
        if case .mac(let mac) = device { macs = [mac] }
    }

    mutating func add(_ recorded: Recorded<Observation>) {
        let observation = recorded.value
        macs.formUnion(observation.ownMACs)
        addresses.formUnion(observation.ownAddresses)
        observations.insert(recorded.line)
        if case .coverage(let fact) = observation.fact,
            !coverage.contains(where: { $0.source == observation.source && $0.fact == fact })
        {
            coverage.append(
                Asset.Coverage(source: observation.source, fact: fact, observation: recorded.line))
        }
        if observation.provesPresence { wasSeen = true }
        addProperty(observation, line: recorded.line)
    }

    private mutating func addProperty(_ observation: Observation, line: Int) {
        switch observation.fact {
        case .name(let fact) where !fact.value.isEmpty:
            names[NameTally(value: fact.value, kind: fact.kind), default: Tally()]
                .add(observation.source, .certain, line: line)
        case .attribute(let fact) where !fact.value.isEmpty:
            claim(fact, observation.source, line)
        case .port(let fact):
            switch fact.state {
            case .open: services[fact.port, default: ServiceMerging(fact.port)].open(line: line)
            case .closed: closed.insert(fact.port)
            case .prohibited: break
            }
        case .service(let fact):
            services[fact.port, default: ServiceMerging(fact.port)].add(fact, line: line)
        case .listener, .unit, .system, .interface, .route:
            addHostFact(observation, line: line)
        default: break
        }
    }

    private mutating func claim(_ fact: AttributeFact, _ source: String, _ line: Int) {
        claims[fact.key, default: [:]][fact.value, default: Tally()].add(source, fact.confidence, line: line)
    }

    private mutating func addHostFact(_ observation: Observation, line: Int) {
        var details = host ?? Asset.HostDetails()
        switch observation.fact {
        case .listener(let value): details.listeners.append(Cited(value, observation: line))
        case .unit(let value): details.units.append(Cited(value, observation: line))
        case .system(let value):
            details.system = details.system ?? value
            if let name = value.prettyName {
                claim(AttributeFact(.os, name, .certain), observation.source, line)
            }
        case .interface(let value):
            if !details.interfaces.contains(value) { details.interfaces.append(value) }
        case .route(let value):
            if !details.routes.contains(value) { details.routes.append(value) }
        default: break
        }
        host = details
    }
}

extension AssetGathering {
    func asset() -> Asset {
        var asset = Asset(id: id)
        asset.macs = macs.sorted()
        asset.addresses = addresses.sorted()
        asset.names = sortedNames
        asset.vendor = sortedClaims(.vendor)
        asset.model = sortedClaims(.model)
        asset.os = sortedClaims(.os)
        asset.osBuild = sortedClaims(.osBuild)
        asset.firmware = sortedClaims(.firmware)
        asset.kindClaims = sortedClaims(.kind)
        asset.routerClaims = sortedClaims(.router)
        asset.dhcpServerClaims = sortedClaims(.dhcpServer)
        asset.services = services.keys.sorted().compactMap { services[$0]?.service }
        asset.closedPorts = closed.subtracting(services.keys).sorted()
        asset.host = host
        asset.coverage = coverage
        asset.observations = observations.sorted()
        return asset
    }

    private var id: String {
        switch device {
        case .host("this-host"): return "this-host"
        case .host(let name): return "host-\(name)"
        case .mac(let mac): return "mac-" + mac.octets.map { hexadecimal($0) }.joined()
        case .address(let address): return "ip-\(address)"
        }
    }

    /// The names people would know first, then those with more sources.
    private var sortedNames: [Asset.Name] {
        names.sorted { left, right in
            let ranks = (left.key.kind.rank, right.key.kind.rank)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            if left.value.sources.count != right.value.sources.count {
                return left.value.sources.count > right.value.sources.count
            }
            return left.key.value < right.key.value
        }
        .map { name, tally in
            Asset.Name(value: name.value, kind: name.kind, source: tally.source, observations: tally.lines)
        }
    }

    /// One claim for each value, by confidence, then number of sources, then value.
    private func sortedClaims(_ key: AttributeFact.Key) -> [Asset.Claim] {
        (claims[key] ?? [:]).sorted { left, right in
            if left.value.confidence != right.value.confidence {
                return left.value.confidence > right.value.confidence
            }
            if left.value.sources.count != right.value.sources.count {
                return left.value.sources.count > right.value.sources.count
            }
            return left.key < right.key
        }
        .map { value, tally in
            Asset.Claim(
                value: value, source: tally.source, confidence: tally.confidence, observations: tally.lines)
        }
    }
}

/// Who said one thing, how surely, and where.
private struct Tally {
    private(set) var sources: Set<String> = []
    private(set) var confidence = Confidence.hint
    /// Ascending, as observations come by line.
    private(set) var lines: [Int] = []

    /// All sources by name: `heard-mdns, talk-http`.
    var source: String { sources.sorted().joined(separator: ", ") }

    mutating func add(_ source: String, _ confidence: Confidence, line: Int) {
        sources.insert(source)
        self.confidence = max(self.confidence, confidence)
        if lines.last != line { lines.append(line) }
    }
}

extension NameFact.Kind {
    /// The place in the order in which names are shown: what a computer calls itself before what it is called.
    fileprivate var rank: Int {
        let order: [NameFact.Kind] = [
            .hostname, .ntlm, .netbios, .dns, .mdns, .llmnr, .dhcp, .snmp, .wsd, .ssdp, .certificate,
        ]
        return order.firstIndex(of: self) ?? order.count
    }
}
