import Addresses
import Model

/// A device while its facts are being gathered.
struct Draft {
    private var asset: Asset
    private var host = Asset.HostDetails()
    private var isInspected = false
    private var names: [NameKey: (source: String, lines: [Int])] = [:]
    private var claims: [AttributeFact.Key: [String: ClaimDraft]] = [:]
    private var services: [Port: ServiceDraft] = [:]
    private var closed: Set<Port> = []

    private struct NameKey: Hashable {
        var value: String
        var kind: NameFact.Kind
    }

    private struct ClaimDraft {
        var confidence: Confidence
        /// The source of the most confident, first line.
        var source: String
        var sources: Set<String>
        var lines: [Int]
    }

    init(_ key: Identities.Key, identities: Identities) {
        let macs = identities.macs(of: key)
        asset = Asset(id: Self.id(of: key))
        asset.macs = macs
        asset.addresses = identities.addresses(of: key)
    }

    private static func id(of key: Identities.Key) -> String {
        switch key {
        case .host(let name): name
        case .mac(let mac): "mac-" + mac.octets.map { hexadecimal($0) }.joined()
        case .address(let address): "ip-\(address)"
        }
    }

    mutating func add(_ observation: Recorded<Observation>) {
        let line = observation.line
        let source = observation.value.source
        asset.observations.append(line)
        switch observation.value.fact {
        case .neighbour: break
        case .name(let fact): addName(fact, source: source, line: line)
        case .attribute(let fact): addClaim(fact, source: source, line: line)
        case .port(let fact):
            if fact.state == .open {
                services[fact.port, default: ServiceDraft(fact.port)].lines.append(line)
            } else {
                closed.insert(fact.port)
            }
        case .service(let fact): services[fact.port, default: ServiceDraft(fact.port)].add(fact, line: line)
        case .coverage(let fact):
            asset.coverage.append(.init(source: source, fact: fact, observation: line))
        default: addHostFact(observation.value.fact, line: line)
        }
    }

    private mutating func addHostFact(_ fact: Fact, line: Int) {
        isInspected = true
        switch fact {
        case .listener(let value): host.listeners.append(Cited(value, observation: line))
        case .unit(let value): host.units.append(Cited(value, observation: line))
        case .system(let value): host.system = host.system ?? value
        case .interface(let value): host.interfaces.append(value)
        case .route(let value): host.routes.append(value)
        default: break
        }
    }

    private mutating func addName(_ fact: NameFact, source: String, line: Int) {
        guard !fact.value.isEmpty else { return }
        names[NameKey(value: fact.value, kind: fact.kind), default: (source, [])].lines.append(line)
    }

    private mutating func addClaim(_ fact: AttributeFact, source: String, line: Int) {
        var claim =
            claims[fact.key]?[fact.value]
            ?? ClaimDraft(confidence: fact.confidence, source: source, sources: [], lines: [])
        if fact.confidence > claim.confidence {
            claim.confidence = fact.confidence
            claim.source = source
        }
        claim.sources.insert(source)
        claim.lines.append(line)
        claims[fact.key, default: [:]][fact.value] = claim
    }

    /// The device, all of it in a fixed order.
    func finished() -> Asset {
        var asset = asset
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
        if isInspected { asset.host = host }
        return asset
    }

    /// The most useful kind of name first: what a host calls itself before what others call it.
    private static let nameOrder: [NameFact.Kind] = [
        .hostname, .ntlm, .netbios, .mdns, .dhcp, .snmp, .wsd, .ssdp, .dns, .llmnr, .certificate,
    ]

    private var sortedNames: [Asset.Name] {
        let rank = Dictionary(uniqueKeysWithValues: Self.nameOrder.enumerated().map { ($1, $0) })
        return names.map {
            Asset.Name(
                value: $0.key.value, kind: $0.key.kind, source: $0.value.source, observations: $0.value.lines)
        }
        .sorted { (rank[$0.kind] ?? 99, $0.value) < (rank[$1.kind] ?? 99, $1.value) }
    }

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
        .map {
            Asset.Claim(
                value: $0.key, source: $0.value.source, confidence: $0.value.confidence,
                observations: $0.value.lines)
        }
    }
}
