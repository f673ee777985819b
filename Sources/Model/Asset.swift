package import Addresses

/// One device: every identifier and property that observations gave it, each with its source.
package struct Asset: Hashable, Sendable, Codable {
    /// Stable within an assessment: `mac-00005e005301`, `ip-192.0.2.7`, `this-host`.
    package var id: String
    package var kind: Kind
    /// Why it is taken for that kind; nil when it is unknown.
    package var kindReason: Text?
    /// Ascending.
    package var macs: [MACAddress]
    /// Ascending.
    package var addresses: [IPAddress]
    package var names: [Name]
    /// The best-supported vendor, then its rivals; empty when unknown. Likewise below.
    package var vendor: [Claim]
    package var model: [Claim]
    package var os: [Claim]
    package var osBuild: [Claim]
    package var firmware: [Claim]
    package var kindClaims: [Claim]
    package var routerClaims: [Claim]
    package var dhcpServerClaims: [Claim]
    package var proxyARPClaims: [Claim]
    package var serial: [Claim]
    /// The Windows workgroup or domain.
    package var domain: [Claim]
    /// What it said of itself, whether a rule understood it or not.
    package var traits: [Cited<TraitFact>]
    /// Its talk with remote-maintenance services, one for each product, sign and name.
    package var talks: [Cited<TalkFact>]
    /// Ways in from the Internet that it keeps open, as it says itself.
    package var mappings: [Cited<PortMappingFact>]
    /// The wireless networks it offers.
    package var wireless: [Cited<WirelessFact>]
    package var clocks: [ClockReading]
    /// The 管理番号 of the matched ledger row.
    package var ledgerRow: String?
    package var isHandsOff: Bool
    /// By port.
    package var services: [Service]
    /// Ports that said they are closed, and so were looked at.
    package var closedPorts: [Port]
    package var host: HostDetails?
    package var coverage: [Coverage]
    /// Every journal line that contributed, ascending.
    package var observations: [Int]

    package init(id: String) {
        self.id = id
        kind = .unknown
        macs = []
        addresses = []
        names = []
        vendor = []
        model = []
        os = []
        osBuild = []
        firmware = []
        kindClaims = []
        routerClaims = []
        dhcpServerClaims = []
        proxyARPClaims = []
        serial = []
        domain = []
        traits = []
        talks = []
        mappings = []
        wireless = []
        clocks = []
        isHandsOff = false
        services = []
        closedPorts = []
        coverage = []
        observations = []
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case router
        case wirelessAccessPoint = "wireless-ap"
        case networkSwitch = "switch"
        case vpnGateway = "vpn-gateway"
        case server
        case terminal
        /// オンライン資格確認端末
        case eligibilityTerminal = "eligibility-terminal"
        case nas
        case printer
        case receiptPrinter = "receipt-printer"
        case camera
        case phone
        /// 分包機, 監査機 and the like.
        case dispensing
        case other
        case unknown
    }

    package struct Name: Hashable, Sendable, Codable {
        package var value: String
        package var kind: NameFact.Kind
        package var source: String
        package var observations: [Int]

        package init(value: String, kind: NameFact.Kind, source: String, observations: [Int]) {
            self.value = value
            self.kind = kind
            self.source = source
            self.observations = observations
        }
    }

    /// A property's value with where it came from.
    package struct Claim: Hashable, Sendable, Codable {
        package var value: String
        package var source: String
        package var confidence: Confidence
        package var observations: [Int]
        /// The recognition rules that read it out of what was observed; empty where it was observed as such.
        package var rules: [String]

        package init(
            value: String, source: String, confidence: Confidence, observations: [Int], rules: [String] = []
        ) {
            self.value = value
            self.source = source
            self.confidence = confidence
            self.observations = observations
            self.rules = rules
        }
    }

    /// How far a device's clock was from ours.
    package struct ClockReading: Hashable, Sendable, Codable {
        package var source: String
        /// Shown time less ours, in microseconds: negative when it is slow.
        package var offset: Int64
        /// How coarse the source is, in microseconds.
        package var resolution: Int64
        package var port: Port?
        package var observation: Int

        package init(source: String, offset: Int64, resolution: Int64, port: Port?, observation: Int) {
            self.source = source
            self.offset = offset
            self.resolution = resolution
            self.port = port
            self.observation = observation
        }
    }

    /// What this asset's coverage facts said.
    package struct Coverage: Hashable, Sendable, Codable {
        package var source: String
        package var fact: CoverageFact
        package var observation: Int

        package init(source: String, fact: CoverageFact, observation: Int) {
            self.source = source
            self.fact = fact
            self.observation = observation
        }
    }

    /// Whether a source read all it set out to of this: ``CoverageFact/what``.
    package func looked(at what: String) -> Bool {
        coverage.contains { $0.fact.what == what && $0.fact.outcome == .looked }
    }

    /// Whether a source set out to read this and could not.
    package func couldNotLook(at what: String) -> Bool {
        coverage.contains { $0.fact.what == what && $0.fact.outcome != .looked }
    }

    /// The name a person would call it by: ledger computer name is not known here, so names, then address, then MAC.
    package var displayName: String {
        names.first?.value ?? addresses.first?.description ?? macs.first?.description ?? id
    }
}

/// A value with the journal line it was read from.
package struct Cited<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    package var value: Value
    package var observation: Int

    package init(_ value: Value, observation: Int) {
        self.value = value
        self.observation = observation
    }
}

/// A service of an asset: everything its port showed, merged.
package struct Service: Hashable, Sendable, Codable {
    package var transport: Transport
    package var port: UInt16
    /// The first protocol that was recognised; nil for an open port nobody asked.
    package var proto: String?
    package var product: String?
    package var version: String?
    /// By ``ServiceKey``.
    package var facts: [String: String]
    /// Further protocols on the same port, in the order seen: `http` behind `tls`.
    package var layers: [String]
    /// Everything that was said of product and version (`OpenSSH 9.2p1`), best first.
    package var claims: [Asset.Claim]
    package var seenBy: [Int]

    package init(
        transport: Transport, port: UInt16, proto: String? = nil, product: String? = nil,
        version: String? = nil,
        facts: [String: String] = [:], layers: [String] = [], claims: [Asset.Claim] = [],
        seenBy: [Int] = []
    ) {
        self.transport = transport
        self.port = port
        self.proto = proto
        self.product = product
        self.version = version
        self.facts = facts
        self.layers = layers
        self.claims = claims
        self.seenBy = seenBy
    }

    private enum CodingKeys: String, CodingKey {
        case transport, port, product, version, facts, layers, claims, seenBy
        case proto = "protocol"
    }

    package subscript(key: ServiceKey) -> String? { facts[key.rawValue] }

    /// Whether this protocol was seen on the port, alone or behind another.
    package func speaks(_ name: String) -> Bool { proto == name || layers.contains(name) }
}
