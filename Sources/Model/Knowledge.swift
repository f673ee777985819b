/// What tenken knows of the world, read from `Profiles/`: each entry with its source and the day it was true.
package struct Knowledge: Hashable, Sendable {
    /// 知識の基準日: the oldest day any part of it was true.
    package var asOf: CivilDate
    package var windows: [WindowsRelease]
    /// Releases of other systems.
    package var releases: [Release]
    package var remoteMaintenance: [RemoteMaintenanceProduct]
    package var roles: [Role]
    package var handsOffMakers: [HandsOffMaker]
    /// Background services of hosts, and whether a pharmacy needs them.
    package var services: [KnownService]
    package var recognition: [RecognitionRule]

    package init(
        asOf: CivilDate, windows: [WindowsRelease] = [], releases: [Release] = [],
        remoteMaintenance: [RemoteMaintenanceProduct] = [], roles: [Role] = [],
        handsOffMakers: [HandsOffMaker] = [], services: [KnownService] = [],
        recognition: [RecognitionRule] = []
    ) {
        self.recognition = recognition
        self.asOf = asOf
        self.windows = windows
        self.releases = releases
        self.remoteMaintenance = remoteMaintenance
        self.roles = roles
        self.handsOffMakers = handsOffMakers
        self.services = services
    }
}

/// What a Windows build can be, with each edition's end of support.
package struct WindowsRelease: Hashable, Sendable {
    /// `19045`
    package var build: Int
    package var editions: [Edition]
    package var source: String
    package var asOf: CivilDate

    package init(build: Int, editions: [Edition], source: String, asOf: CivilDate) {
        self.build = build
        self.editions = editions
        self.source = source
        self.asOf = asOf
    }

    package struct Edition: Hashable, Sendable {
        package var name: String
        /// Patterns of the EditionID that the registry of such a Windows holds: `Professional*`, `IoTEnterpriseS*`.
        package var ids: [TextPattern]
        package var end: CivilDate
        /// End of the paid extension (ESU), where the maker sells one: whether it was bought cannot be seen.
        package var extendedEnd: CivilDate?

        package init(
            name: String, ids: [TextPattern] = [], end: CivilDate, extendedEnd: CivilDate? = nil
        ) {
            self.ids = ids
            self.name = name
            self.end = end
            self.extendedEnd = extendedEnd
        }
    }
}

/// A release of an operating system or product and its end of support.
package struct Release: Hashable, Sendable, Codable {
    /// os-release ID or product name in lower case: `debian`, `ubuntu`, `fortios`.
    package var product: String
    /// The version or its leading part: `12`, `22.04`.
    package var version: String
    package var end: CivilDate
    /// End of the long-term support by others than the maker's own security team, where there is one.
    package var extendedEnd: CivilDate?
    package var source: String
    package var asOf: CivilDate

    package init(
        product: String, version: String, end: CivilDate, extendedEnd: CivilDate? = nil, source: String,
        asOf: CivilDate
    ) {
        self.product = product
        self.version = version
        self.end = end
        self.extendedEnd = extendedEnd
        self.source = source
        self.asOf = asOf
    }
}

/// A way in for remote maintenance.
package struct RemoteMaintenanceProduct: Hashable, Sendable, Codable {
    package enum Visibility: String, Hashable, Sendable, Codable, CaseIterable {
        /// It listens on the LAN.
        case listens
        /// It only calls out to a relay: a LAN scan cannot see it.
        case relay
        /// It lives on a network device.
        case network
    }

    /// `rdp`, `vnc`, `teamviewer`
    package var id: String
    package var name: Text
    package var visibility: [Visibility]
    /// Ports it listens on by default.
    package var ports: [Port]
    /// Ports it uses besides: those of its relay, and those it shares with others. Their number alone says nothing.
    package var otherPorts: [Port]
    /// Protocol names of ``ServiceFact/proto`` that prove it.
    package var protocols: [String]
    /// Process names on hosts, lower case. A trailing `*` stands for any ending.
    package var processes: [String]
    /// Names of Windows services and systemd units, lower case. A trailing `*` stands for any ending.
    package var services: [String]
    /// Names of its relay service, as they are heard or found in a router's log: `*.teamviewer.com`.
    package var domains: [String]
    /// Application protocols it offers within TLS and QUIC; `*` stands for any run: `anydesk/*`.
    package var applicationProtocols: [String]
    package var signatures: [WireSignature]
    /// By what else it is known inside a host.
    package var hosts: HostSigns
    package var severity: Severity
    /// Its names or shapes could not be confirmed: hearing them is a hint that decides nothing.
    package var isUnverified: Bool
    package var source: String
    package var asOf: CivilDate

    package init(
        id: String, name: Text, visibility: [Visibility], ports: [Port], otherPorts: [Port] = [],
        protocols: [String], processes: [String], services: [String] = [], domains: [String] = [],
        applicationProtocols: [String] = [], signatures: [WireSignature] = [],
        hosts: HostSigns = HostSigns(), severity: Severity, isUnverified: Bool = false, source: String,
        asOf: CivilDate
    ) {
        self.otherPorts = otherPorts
        self.id = id
        self.name = name
        self.visibility = visibility
        self.ports = ports
        self.protocols = protocols
        self.processes = processes
        self.services = services
        self.domains = domains
        self.applicationProtocols = applicationProtocols
        self.signatures = signatures
        self.hosts = hosts
        self.severity = severity
        self.isUnverified = isUnverified
        self.source = source
        self.asOf = asOf
    }
}

/// The shape of a product's packets: octets at a place in a segment's or datagram's payload.
package struct WireSignature: Hashable, Sendable, Codable {
    package var transport: Transport
    package var offset: Int
    package var octets: [UInt8]
    /// The exact length of the payload; nil for any.
    package var length: Int?
    /// Whether it counts on any port; otherwise one side must use one of the product's ports.
    package var onAnyPort: Bool

    package init(
        transport: Transport, offset: Int = 0, octets: [UInt8], length: Int? = nil, onAnyPort: Bool = false
    ) {
        self.transport = transport
        self.offset = offset
        self.octets = octets
        self.length = length
        self.onAnyPort = onAnyPort
    }
}

/// What a kind of device is expected to offer on a pharmacy LAN, and why.
package struct Role: Hashable, Sendable, Codable {
    package var kind: Asset.Kind
    package var expected: [Expectation]

    package init(kind: Asset.Kind, expected: [Expectation]) {
        self.kind = kind
        self.expected = expected
    }

    package struct Expectation: Hashable, Sendable, Codable {
        package var ports: [Port]
        package var why: Text

        package init(ports: [Port], why: Text) {
            self.ports = ports
            self.why = why
        }
    }
}

/// A maker whose devices get ARP only.
package struct HandsOffMaker: Hashable, Sendable, Codable {
    package var name: String
    package var blocks: [MACBlock]
    package var why: Text
    package var source: String

    package init(name: String, blocks: [MACBlock], why: Text, source: String) {
        self.name = name
        self.blocks = blocks
        self.why = why
        self.source = source
    }
}
