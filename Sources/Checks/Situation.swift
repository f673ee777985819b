import Addresses
package import Model

/// Everything a judgement may rest on: what was seen, what people wrote, what is known, and the day it is judged for.
package struct Situation: Sendable {
    package var assets: [Asset]
    package var site: Site
    package var knowledge: Knowledge
    package var asOf: CivilDate
    /// Nil when only this host or a capture file was read.
    package var scope: Scope?
    /// How far sources looked that are about no single device.
    package var siteCoverage: [Asset.Coverage]

    package init(
        assets: [Asset], site: Site, knowledge: Knowledge, asOf: CivilDate, scope: Scope? = nil,
        siteCoverage: [Asset.Coverage] = []
    ) {
        self.assets = assets
        self.site = site
        self.knowledge = knowledge
        self.asOf = asOf
        self.scope = scope
        self.siteCoverage = siteCoverage
    }

    /// The ledger's row of a device.
    func row(of asset: Asset) -> LedgerRow? {
        asset.ledgerRow.flatMap { number in site.ledger.rows.first { $0.number == number } }
    }

    /// The name a person knows the device by, with its address: `受付PC（192.0.2.7）`.
    func called(_ asset: Asset) -> Text {
        let address = asset.addresses.first?.description ?? asset.macs.first?.description ?? asset.id
        let name = row(of: asset)?[.computerName] ?? asset.names.first?.value ?? asset.model.first?.value
        guard let name, name != address else { return Text(verbatim: address) }
        return Text(ja: "\(name)（\(address)）", en: "\(name) (\(address))")
    }

    /// Whether people mean this device when they write `key`: a management number, MAC, address or name.
    func names(_ key: String, _ asset: Asset) -> Bool {
        let lower = key.lowercased()
        return asset.ledgerRow?.lowercased() == lower || asset.id.lowercased() == lower
            || asset.macs.contains { $0.description == lower.split(separator: "-").joined(separator: ":") }
            || asset.addresses.contains { $0.description == lower }
            || asset.names.contains { $0.value.lowercased() == lower }
            || row(of: asset)?[.computerName]?.lowercased() == lower
    }

    /// Whether anything was sent during the scan.
    var isActive: Bool { (scope?.intensity.packetsPerSecond ?? 0) > 0 }
}
