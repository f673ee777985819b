import Addresses
import Model

// Small situations for the examples that checks carry.

extension Situation {
    /// A scanned /24 on 2026-11-23 with these devices.
    static func example(
        _ assets: Asset..., site: Site = Site(), knowledge: Knowledge = .example, isActive: Bool = true
    ) -> Situation {
        let prefix = Prefix("192.0.2.0/24")
        let link = Scope.Link(
            interface: "eth0", index: 2, mac: MACAddress(0x0000_5e00_53fe), addresses: [],
            prefixes: prefix.map { [$0] } ?? [])
        let intensity = Intensity(
            name: isActive ? "gentle" : "passive", packetsPerSecond: isActive ? 500 : 0,
            packetsPerSecondPerDevice: 20, tcpPorts: PortSet([22, 3389]), udpPorts: PortSet([161]),
            families: [],
            connectsToUnregistered: false, conversationsPerDevice: 1, listenSeconds: 10)
        return Situation(
            assets: assets, site: site, knowledge: knowledge, asOf: CivilDate(daysSinceEpoch: 20_780),
            scope: Scope(links: [link], intensity: intensity, authorisation: "--yes"), siteCoverage: [])
    }
}

extension Asset {
    /// The device 192.0.2.10 with 00:00:5e:00:53:10.
    static func example(_ change: (inout Asset) -> Void = { _ in }) -> Asset {
        var asset = Asset(id: "mac-00005e005310")
        asset.macs = [MACAddress(0x0000_5e00_5310)]
        asset.addresses = [.v4(IPv4Address(0xc000_020a))]
        change(&asset)
        return asset
    }

    /// The same device with one TCP service.
    static func example(
        tcp port: UInt16, _ proto: String?, _ facts: [ServiceKey: String] = [:], kind: Kind = .unknown
    ) -> Asset {
        .example {
            $0.kind = kind
            $0.services = [
                Service(
                    transport: .tcp, port: port, proto: proto,
                    facts: Dictionary(uniqueKeysWithValues: facts.map { ($0.key.rawValue, $0.value) }))
            ]
        }
    }
}

extension Site {
    /// A site whose ledger has one row with these cells.
    static func example(row cells: [LedgerColumn: String], vendors: [Vendor] = []) -> Site {
        Site(vendors: vendors, ledger: Ledger(rows: [LedgerRow(line: 2, cells: cells)]))
    }
}

extension Knowledge {
    static let example: Knowledge = {
        let day = CivilDate(daysSinceEpoch: 20_779)
        let ended = CivilDate(daysSinceEpoch: 20_000)
        let later = CivilDate(daysSinceEpoch: 22_000)
        let product = { (id: String, port: UInt16) in
            RemoteMaintenanceProduct(
                id: id, name: Text(verbatim: id), visibility: [.listens], ports: [Port(.tcp, port)],
                protocols: [id],
                processes: [id], severity: .high, source: "example", asOf: day)
        }
        return Knowledge(
            asOf: day,
            windows: [
                WindowsRelease(
                    build: 19045, editions: [.init(name: "10 22H2", end: ended)], source: "example", asOf: day
                ),
                WindowsRelease(
                    build: 19044,
                    editions: [
                        .init(name: "10 21H2 Pro", end: ended), .init(name: "IoT LTSC 2021", end: later),
                    ],
                    source: "example", asOf: day),
                WindowsRelease(
                    build: 26200, editions: [.init(name: "11 25H2", end: later)], source: "example", asOf: day
                ),
            ],
            releases: [
                Release(product: "debian", version: "10", end: ended, source: "example", asOf: day),
                Release(product: "fortios", version: "7.0", end: ended, source: "example", asOf: day),
                Release(product: "fortios", version: "7.4", end: later, source: "example", asOf: day),
                Release(
                    product: "ubuntu", version: "20.04", end: ended, extendedEnd: later, source: "example",
                    asOf: day),
                Release(product: "debian", version: "13", end: later, source: "example", asOf: day),
            ],
            remoteMaintenance: [product("rdp", 3389), product("ssh", 22)],
            roles: [
                Role(
                    kind: .printer,
                    expected: [.init(ports: [Port(.tcp, 9100)], why: Text(verbatim: "printing"))])
            ],
            services: [
                .example("cupsd", .harmless), .example("avahi-daemon", .depends),
                .example("rpcbind", .unneeded),
            ])
    }()
}

extension KnownService {
    fileprivate static func example(_ name: String, _ verdict: Verdict) -> KnownService {
        KnownService(
            names: [name], system: .linux, what: Text(verbatim: "the work of \(name)"),
            neededWhen: Text(verbatim: "printing"), verdict: verdict, advice: Text(verbatim: "stop it"),
            source: "example", asOf: CivilDate(daysSinceEpoch: 20_779))
    }
}

extension Asset {
    /// The device 192.0.2.n that showed by this sign that it routes.
    static func router(_ number: UInt8, _ sign: String) -> Asset {
        .example {
            $0.id = "mac-00005e0053\(number)"
            $0.macs = [MACAddress(0x0000_5e00_5300 | UInt64(number))]
            $0.addresses = [.v4(IPv4Address(0xc000_0200 | UInt32(number)))]
            $0.routerClaims = [Claim(value: sign, source: "example", confidence: .certain, observations: [1])]
        }
    }

    /// A host that was read from inside, with these facts, and what was looked at wholly.
    static func host(with facts: [Fact], _ system: HostSystem? = nil, looked: String...) -> Asset {
        .example {
            $0.id = "this-host"
            $0.coverage = looked.map { .example($0) }
            $0.host = HostDetails(system: system)
            for (line, fact) in facts.enumerated() { $0.host?.add(fact, observation: line + 1) }
        }
    }

    /// This host, which leaves the network by 192.0.2.n.
    static func leaving(by number: UInt8) -> Asset {
        var asset = Asset(id: "this-host")
        let everywhere = Prefix("0.0.0.0/0").map {
            HostRoute(
                destination: $0, gateway: .v4(IPv4Address(0xc000_0200 | UInt32(number))), interface: "eth0")
        }
        asset.host = HostDetails(routes: [everywhere].compactMap { $0 })
        return asset
    }
}

extension Asset.Coverage {
    /// That this was looked at.
    static func example(_ what: String) -> Asset.Coverage {
        Asset.Coverage(source: "example", fact: CoverageFact(what, .looked), observation: 1)
    }
}
