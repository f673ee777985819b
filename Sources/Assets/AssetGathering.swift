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
    private var traits: [Cited<TraitFact>] = []
    private var talks: [Cited<TalkFact>] = []
    private var mappings: [Cited<PortMappingFact>] = []
    private var wireless: [Cited<WirelessFact>] = []
    private var clocks: [Asset.ClockReading] = []
    private var texts: [Said] = []
    private var textsKnown: Set<SelfDescription> = []
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
        for text in observation.selfDescriptions where textsKnown.insert(text).inserted {
            texts.append(Said(text: text, source: observation.source, line: recorded.line))
        }
        addProperty(observation, line: recorded.line)
        addBehaviour(observation, line: recorded.line)
    }

    private mutating func addProperty(_ observation: Observation, line: Int) {
        switch observation.fact {
        case .name(let fact) where !fact.value.isEmpty:
            names[NameTally(value: fact.value, kind: fact.kind), default: Tally()]
                .add(observation.source, .certain, line: line)
        case .attribute(let fact) where !fact.value.isEmpty: claim(fact, observation.source, line)
        case .port(let fact):
            switch fact.state {
            case .open: services[fact.port, default: ServiceMerging(fact.port)].open(line: line)
            case .closed: closed.insert(fact.port)
            case .prohibited: break
            }
        case .service(let fact):
            services[fact.port, default: ServiceMerging(fact.port)].add(fact, line: line)
        case let fact where fact.isInside:
            host = host ?? Asset.HostDetails()
            host?.add(fact, observation: line)
            if case .system(let system) = fact, let name = system.prettyName {
                claim(AttributeFact(.os, name, .certain), observation.source, line)
            }
        default: break
        }
    }

    private mutating func claim(_ fact: AttributeFact, _ source: String, _ line: Int, rule: String? = nil) {
        claims[fact.key, default: [:]][fact.value, default: Tally()]
            .add(source, fact.confidence, line: line, rule: rule)
    }

    private mutating func addBehaviour(_ observation: Observation, line: Int) {
        switch observation.fact {
        case .trait(let fact): traits.append(fact, observation: line)
        case .talk(let fact): talks.merge(fact, observation: line)
        case .mapping(let fact): mappings.append(fact, observation: line)
        case .wireless(let fact): wireless.append(fact, observation: line)
        case .clock(let fact):
            let (offset, overflow) = fact.shown.microseconds.subtractingReportingOverflow(
                observation.time.microseconds)
            guard !overflow else { return }
            clocks.append(
                Asset.ClockReading(
                    source: observation.source, offset: offset, resolution: fact.resolution, port: fact.port,
                    observation: line))
        default: break
        }
    }
}

extension AssetGathering {
    /// Adds what the rules make of the device's texts; to be called once, when all observations were added.
    mutating func recognise(with book: RuleBook) {
        for reading in book.read(texts) {
            var product: String?
            var version: String?
            for (subject, value) in reading.conclusions {
                switch subject {
                case .product: product = value
                case .version: version = value
                case .device(let key):
                    claim(
                        AttributeFact(key, value, reading.rule.confidence), reading.said.source,
                        reading.said.line, rule: reading.rule.id)
                    // A maker's name as it was registered or stated gives way to the one that all rules use.
                    if key == .vendor, value != reading.said.text.value {
                        claims[.vendor]?[reading.said.text.value] = nil
                    }
                }
            }
            guard let port = reading.said.text.port, let product else { continue }
            services[port, default: ServiceMerging(port)].recognise(
                product: product, version: version, reading)
        }
    }

    func asset() -> Asset {
        var asset = Asset(id: id)
        asset.macs = macs.sorted()
        asset.addresses = addresses.sorted()
        asset.names = sortedNames
        asset.vendor = (claims[.vendor] ?? [:]).claims
        asset.model = (claims[.model] ?? [:]).claims
        asset.os = (claims[.os] ?? [:]).claims
        asset.osBuild = (claims[.osBuild] ?? [:]).claims
        asset.firmware = (claims[.firmware] ?? [:]).claims
        asset.kindClaims = (claims[.kind] ?? [:]).claims
        asset.routerClaims = (claims[.router] ?? [:]).claims
        asset.dhcpServerClaims = (claims[.dhcpServer] ?? [:]).claims
        asset.proxyARPClaims = (claims[.proxyARP] ?? [:]).claims
        asset.serial = (claims[.serial] ?? [:]).claims
        asset.domain = (claims[.domain] ?? [:]).claims
        asset.traits = traits
        asset.talks = talks
        asset.mappings = mappings
        asset.wireless = wireless
        asset.clocks = clocks
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
}

extension Array {
    /// Adds a value that is not there yet.
    fileprivate mutating func append<Value>(_ value: Value, observation: Int) where Element == Cited<Value> {
        guard !contains(where: { $0.value == value }) else { return }
        append(Cited(value, observation: observation))
    }
}

extension [Cited<TalkFact>] {
    /// Adds talk to that of the same product, sign, name and peer.
    fileprivate mutating func merge(_ talk: TalkFact, observation: Int) {
        let same = firstIndex {
            $0.value.product == talk.product && $0.value.sign == talk.sign && $0.value.name == talk.name
                && $0.value.peer == talk.peer && $0.value.port == talk.port
        }
        guard let same else { return append(Cited(talk, observation: observation)) }
        let before = Swift.max(0, self[same].value.times)
        self[same].value.times = before + Swift.min(Swift.max(0, talk.times), Int.max - before)
        self[same].value.first = Swift.min(self[same].value.first, talk.first)
        self[same].value.last = Swift.max(self[same].value.last, talk.last)
    }
}

extension NameFact.Kind {
    /// The place in the order in which names are shown: what a computer calls itself before what it is called.
    fileprivate var rank: Int {
        let order: [NameFact.Kind] = [
            .hostname, .ntlm, .netbios, .dns, .mdns, .llmnr, .dhcp, .snmp, .lldp, .cdp, .wsd, .ssdp,
            .certificate,
        ]
        return order.firstIndex(of: self) ?? order.count
    }
}
