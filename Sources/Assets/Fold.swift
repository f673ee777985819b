import Addresses
package import Model

/// Turns observations into devices.
///
/// Pure, and the same for every order of `observations`: they are taken by their journal lines. Devices are told
/// apart by hardware address, then by address, never by name. Sorted by first IPv4 address, then id.
package func fold(
    _ observations: [Recorded<Observation>], site: Site, handsOffMakers: [HandsOffMaker],
    rules: [RecognitionRule] = []
) -> [Asset] {
    let ordered = observations.sorted { $0.line < $1.line }
    let identities = Identities(ordered)
    var gatherings: [Identities.Device: AssetGathering] = [:]
    for observation in ordered {
        guard let device = identities.device(of: observation) else { continue }
        gatherings[device, default: AssetGathering(device)].add(observation)
    }
    let book = RuleBook(rules)
    var assets = gatherings.values.filter(\.wasSeen).map { gathering in
        var gathering = gathering
        gathering.recognise(with: book)
        return gathering.asset()
    }
    assets.sort(by: precedes)
    let rows = LedgerMatching(site.ledger, to: assets).rowByAsset
    for index in assets.indices {
        let row = rows[assets[index].id]
        assets[index].ledgerRow = row?.number
        assets[index].isHandsOff = isHandsOff(assets[index], row: row, site: site, makers: handsOffMakers)
        (assets[index].kind, assets[index].kindReason) = kind(
            of: assets[index], row: row, makers: handsOffMakers)
    }
    return assets
}

/// Devices with an IPv4 address first, by the first of them.
private func precedes(_ left: Asset, _ right: Asset) -> Bool {
    let firsts = (left.addresses.lazy.compactMap(\.v4).first, right.addresses.lazy.compactMap(\.v4).first)
    switch firsts {
    case (let first?, let second?) where first != second: return first < second
    case (_?, nil): return true
    case (nil, _?): return false
    default: return left.id < right.id
    }
}

/// Whether a device is to be left alone: by the ledger, by the site's list, or by its maker.
///
/// Every row and entry that names one of its identifiers counts, not only the row it was matched with.
private func isHandsOff(_ asset: Asset, row: LedgerRow?, site: Site, makers: [HandsOffMaker]) -> Bool {
    if row?.isHandsOff == true { return true }
    let macs = Set(asset.macs)
    let addresses = Set(asset.addresses)
    let isListed = site.handsOff.contains { entry in
        entry.mac.map(macs.contains) ?? false || entry.address.map(addresses.contains) ?? false
    }
    let isInLedger = site.ledger.rows.contains { row in
        row.isHandsOff && (!macs.isDisjoint(with: row.macs) || !addresses.isDisjoint(with: row.addresses))
    }
    return isListed || isInLedger || isOfMaker(asset, makers)
}

/// Whether one of the device's hardware addresses lies in a block of one of the makers.
func isOfMaker(_ asset: Asset, _ makers: [HandsOffMaker]) -> Bool {
    asset.macs.contains { mac in makers.contains { $0.blocks.contains { $0.contains(mac) } } }
}
