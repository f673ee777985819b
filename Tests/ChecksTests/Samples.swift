import Addresses
import Checks
import Model

// A small pharmacy on 2026-11-23, in documentation addresses (RFC 5737, RFC 7042).

/// The judged situation: 192.0.2.0/24 scanned gently unless told otherwise.
func pharmacy(
    _ assets: [Asset] = [], site: Site = Site(), knowledge: Knowledge = .sample, isActive: Bool = true
) -> Situation {
    let prefix = Prefix("192.0.2.0/24")
    let link = Scope.Link(
        interface: "eth0", index: 2, mac: MACAddress(0x0000_5e00_53fe), addresses: [],
        prefixes: prefix.map { [$0] } ?? [])
    let intensity = Intensity(
        name: isActive ? "gentle" : "passive", packetsPerSecond: isActive ? 500 : 0,
        packetsPerSecondPerDevice: isActive ? 20 : 0, tcpPorts: PortSet([22, 23, 3389, 5900]),
        udpPorts: PortSet([161]), families: isActive ? ["neighbours", "tcp"] : [],
        connectsToUnregistered: false, conversationsPerDevice: 1, listenSeconds: 10)
    return Situation(
        assets: assets, site: site, knowledge: knowledge, asOf: date("2026-11-23"),
        scope: Scope(links: [link], intensity: intensity, authorisation: "--yes"), siteCoverage: [])
}

/// The device 192.0.2.`last`, 00:00:5e:00:53:`last`.
func device(
    _ last: UInt8, _ kind: Asset.Kind = .terminal, row: String? = nil, services: [Service] = []
) -> Asset {
    var asset = Asset(id: "mac-00005e0053" + hexadecimal(last))
    asset.kind = kind
    asset.macs = [MACAddress(0x0000_5e00_5300 | UInt64(last))]
    asset.addresses = [.v4(IPv4Address(0xc000_0200 | UInt32(last)))]
    asset.ledgerRow = row
    asset.services = services
    asset.observations = [Int(last)]
    return asset
}

func tcp(_ port: UInt16, _ proto: String?, _ facts: [ServiceKey: String] = [:], layers: [String] = [])
    -> Service
{
    Service(
        transport: .tcp, port: port, proto: proto,
        facts: Dictionary(uniqueKeysWithValues: facts.map { ($0.key.rawValue, $0.value) }), layers: layers,
        seenBy: [Int(port)])
}

func ledger(_ rows: [[LedgerColumn: String]]) -> Ledger {
    Ledger(rows: rows.enumerated().map { LedgerRow(line: $0.offset + 2, cells: $0.element) })
}

func date(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(daysSinceEpoch: 0) }

/// What one check says of a situation.
func findings(_ check: String, _ situation: Situation) -> [Finding] {
    judge(situation).filter { $0.check == check }
}

func verdicts(_ check: String, _ situation: Situation) -> [String] {
    findings(check, situation).map(\.verdict)
}

extension Asset {
    /// This device with a change.
    func with(_ change: (inout Asset) -> Void) -> Asset {
        var asset = self
        change(&asset)
        return asset
    }
}

extension Knowledge {
    /// A little of what the shipped profiles know.
    static var sample: Knowledge {
        let asOf = date("2026-11-22")
        let product = { (id: String, ports: [UInt16], processes: [String], severity: Severity) in
            RemoteMaintenanceProduct(
                id: id, name: Text(ja: "製品\(id)", en: "product \(id)"),
                visibility: ports.isEmpty ? [.relay] : [.listens], ports: ports.map { Port(.tcp, $0) },
                protocols: ports.isEmpty ? [] : [id], processes: processes, severity: severity,
                source: "sample", asOf: asOf)
        }
        return Knowledge(
            asOf: asOf,
            windows: [
                WindowsRelease(
                    build: 19045, editions: [.init(name: "Windows 10 22H2", end: date("2025-10-14"))],
                    source: "sample", asOf: asOf),
                WindowsRelease(
                    build: 19044,
                    editions: [
                        .init(name: "Windows 10 21H2 Pro", end: date("2023-06-13")),
                        .init(name: "IoT LTSC 2021", end: date("2032-01-13")),
                    ], source: "sample", asOf: asOf),
                WindowsRelease(
                    build: 20348, editions: [.init(name: "Server 2022", end: date("2031-10-14"))],
                    source: "sample", asOf: asOf),
            ],
            releases: [
                Release(
                    product: "debian", version: "12", end: date("2026-07-11"),
                    extendedEnd: date("2028-06-30"), source: "sample", asOf: asOf),
                Release(
                    product: "debian", version: "11", end: date("2024-08-14"),
                    extendedEnd: date("2026-08-31"), source: "sample", asOf: asOf),
                Release(
                    product: "ubuntu", version: "22.04", end: date("2027-04-01"), source: "sample", asOf: asOf
                ),
            ],
            remoteMaintenance: [
                product("rdp", [3389], ["termservice"], .high), product("vnc", [5900], ["x11vnc"], .critical),
                product("ssh", [22], ["sshd"], .medium), product("relayed", [], ["relayed-agent"], .high),
            ],
            roles: [
                Role(
                    kind: .terminal,
                    expected: [.init(ports: [Port(.tcp, 445)], why: Text(ja: "共有", en: "sharing"))])
            ],
            services: [
                KnownService(
                    names: ["cups", "cupsd"], system: .linux, what: Text(ja: "印刷", en: "printing"),
                    verdict: .harmless, source: "sample", asOf: asOf)
            ])
    }
}
