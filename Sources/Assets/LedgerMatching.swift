import Addresses
import Model

/// Gives each ledger row to at most one device and each device at most one row: by hardware address first, then by
/// address and name together, by address, and by name.
func matchLedger(_ assets: inout [Asset], _ ledger: Ledger) {
    var free = ledger.rows
    let rules: [(LedgerRow, Asset) -> Bool] = [
        { row, asset in !row.macs.isEmpty && row.macs.contains { asset.macs.contains($0) } },
        { row, asset in holdsAddress(asset, of: row) && bearsName(asset, of: row) },
        { row, asset in holdsAddress(asset, of: row) },
        { row, asset in bearsName(asset, of: row) },
    ]
    for matches in rules {
        for index in assets.indices where assets[index].ledgerRow == nil {
            guard let position = free.firstIndex(where: { matches($0, assets[index]) }) else { continue }
            assets[index].ledgerRow = free.remove(at: position).number
        }
    }
}

private func holdsAddress(_ asset: Asset, of row: LedgerRow) -> Bool {
    row.addresses.contains { asset.addresses.contains($0) }
}

private func bearsName(_ asset: Asset, of row: LedgerRow) -> Bool {
    guard let name = row[.computerName]?.lowercased() else { return false }
    return asset.names.contains { held in
        let value = held.value.lowercased()
        return value == name || value.hasPrefix(name + ".")
    }
}
