import Addresses
import Model

/// Which row of the ledger is which device: at most one for one.
///
/// Hardware addresses decide before addresses, addresses with an agreeing name before addresses alone, and names
/// last. A row found by its address keeps its device even where the hardware addresses differ, so that the
/// contradiction can be judged.
struct LedgerMatching {
    /// By asset id.
    private(set) var rowByAsset: [String: LedgerRow] = [:]
    private var takenLines: Set<Int> = []

    /// `assets` in their final order.
    init(_ ledger: Ledger, to assets: [Asset]) {
        // Rows of devices out of use come last: they match only what nothing else explains.
        let rows = ledger.rows.sorted { ($0.isRetired ? 1 : 0, $0.line) < ($1.isRetired ? 1 : 0, $1.line) }
            .map(Row.init)
        let devices = assets.map(Device.init)
        let agreements: [(Row, Device) -> Bool] = [
            { !$0.macs.isDisjoint(with: $1.macs) },
            { $0.sharesAddress(with: $1) && $0.sharesName(with: $1) },
            { $0.sharesAddress(with: $1) },
            { $0.sharesName(with: $1) },
        ]
        for agree in agreements { match(rows, devices, by: agree) }
    }

    private mutating func match(_ rows: [Row], _ devices: [Device], by agree: (Row, Device) -> Bool) {
        for row in rows where !takenLines.contains(row.row.line) {
            guard let device = devices.first(where: { rowByAsset[$0.id] == nil && agree(row, $0) }) else {
                continue
            }
            rowByAsset[device.id] = row.row
            takenLines.insert(row.row.line)
        }
    }

    private struct Row {
        var row: LedgerRow
        var macs: Set<MACAddress>
        var addresses: Set<IPAddress>
        var name: String?

        init(_ row: LedgerRow) {
            self.row = row
            macs = Set(row.macs)
            addresses = Set(row.addresses)
            name = row[.computerName].map { comparable($0) }.flatMap { $0.isEmpty ? nil : $0 }
        }

        func sharesAddress(with device: Device) -> Bool { !addresses.isDisjoint(with: device.addresses) }
        func sharesName(with device: Device) -> Bool { name.map(device.names.contains) ?? false }
    }

    private struct Device {
        var id: String
        var macs: Set<MACAddress>
        var addresses: Set<IPAddress>
        var names: Set<String>

        init(_ asset: Asset) {
            id = asset.id
            macs = Set(asset.macs)
            addresses = Set(asset.addresses)
            names = Set(
                asset.names.flatMap { name in
                    let whole = comparable(name.value)
                    // A row tells a computer's name without its domain.
                    return [whole, String(whole.prefix { $0 != "." })]
                })
        }
    }
}

/// A computer name without what differs between sources: case, surrounding blanks, a final dot, the local domain.
private func comparable(_ name: String) -> String {
    var text = name.lowercased()[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
    return String(text.hasSuffix(".local") ? text.dropLast(6) : text)
}
