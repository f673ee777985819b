import Addresses
import Model

/// Short ways to write down situations for examples; addresses are those of RFC 5737 and RFC 7042.
extension Situation {
    /// A small pharmacy on 2026-11-22.
    static func example(
        _ assets: [Asset] = [], ledger: [[LedgerColumn: String]] = [], vendors: [Vendor] = [],
        accepted: [AcceptedService] = [], knowledge: Knowledge? = nil, scope: Scope? = .example()
    ) -> Situation {
        let rows = ledger.enumerated().map { LedgerRow(line: $0.offset + 2, cells: $0.element) }
        return Situation(
            assets: assets,
            site: Site(vendors: vendors, accepted: accepted, ledger: Ledger(rows: rows)),
            knowledge: knowledge ?? Knowledge(asOf: day(2026, 11, 22)), asOf: day(2026, 11, 22), scope: scope)
    }
}

extension Scope {
    /// 192.0.2.0/24, looked at gently, or only listened to.
    static func example(isPassive: Bool = false) -> Scope {
        let prefix = Prefix(.v4(IPv4Address(0xc000_0200)), length: 24)
        return Scope(
            links: [
                Link(
                    interface: "eth0", index: 2, mac: mac(0xfe), addresses: [],
                    prefixes: prefix.map { [$0] } ?? [])
            ],
            intensity: Intensity(
                name: isPassive ? "passive" : "gentle", packetsPerSecond: isPassive ? 0 : 500,
                packetsPerSecondPerDevice: isPassive ? 0 : 20, tcpPorts: PortSet([22, 3389]),
                udpPorts: PortSet([]), families: isPassive ? [] : ["neighbours", "tcp"],
                connectsToUnregistered: false, conversationsPerDevice: 1, listenSeconds: 10),
            authorisation: "example")
    }
}

extension Asset {
    /// The device at 192.0.2.`last` with the hardware address 00:00:5e:00:53:`last`.
    static func example(
        _ last: UInt8 = 7, kind: Kind = .terminal, row: String? = nil, services: [Service] = [],
        closed: [UInt16] = []
    ) -> Asset {
        var asset = Asset(id: "mac-\(last)")
        asset.kind = kind
        asset.macs = [mac(last)]
        asset.addresses = [address(last)]
        asset.ledgerRow = row
        asset.services = services
        asset.closedPorts = closed.map { Port(.tcp, $0) }
        asset.observations = [Int(last)]
        return asset
    }

    /// The same device with changes.
    func with(_ change: (inout Asset) -> Void) -> Asset {
        var asset = self
        change(&asset)
        return asset
    }
}

func mac(_ last: UInt8) -> MACAddress { MACAddress(0x0000_5e00_5300 | UInt64(last)) }
func address(_ last: UInt8) -> IPAddress { .v4(IPv4Address(0xc000_0200 | UInt32(last))) }
func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
}
