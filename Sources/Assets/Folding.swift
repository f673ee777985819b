import Addresses
package import Model

/// Makes devices out of observations.
///
/// Pure, and the same for every order of the observations: what identifies a device is decided first, from all of
/// them, then every fact is given to the device it is about.
package func fold(
    _ observations: [Recorded<Observation>], site: Site, handsOffMakers: [HandsOffMaker]
) -> [Asset] {
    let ordered = observations.sorted { $0.line < $1.line }
    let identities = Identities(ordered)
    var drafts: [Identities.Key: Draft] = [:]
    for key in identities.keys { drafts[key] = Draft(key, identities: identities) }
    for observation in ordered {
        guard let key = identities.key(of: observation.value.subject) else { continue }
        drafts[key]?.add(observation)
    }
    var assets = drafts.values.map { $0.finished() }.sorted(by: isBefore)
    matchLedger(&assets, site.ledger)
    let rows = Dictionary(site.ledger.rows.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    for index in assets.indices {
        let row = assets[index].ledgerRow.flatMap { rows[$0] }
        assets[index].isHandsOff = isHandsOff(assets[index], row: row, site: site, makers: handsOffMakers)
        assets[index].kind = decideKind(of: assets[index], row: row, makers: handsOffMakers)
    }
    return assets
}

/// By the first IPv4 address, those without one last, then by id.
private func isBefore(_ left: Asset, _ right: Asset) -> Bool {
    switch (left.addresses.first { $0.v4 != nil }, right.addresses.first { $0.v4 != nil }) {
    case (let left?, let right?) where left != right: left < right
    case (.some, .none): true
    case (.none, .some): false
    default: left.id < right.id
    }
}

private func isHandsOff(_ asset: Asset, row: LedgerRow?, site: Site, makers: [HandsOffMaker]) -> Bool {
    if row?.isHandsOff == true { return true }
    if asset.macs.contains(where: { mac in
        site.handsOff.contains { $0.mac == mac }
            || makers.contains { $0.blocks.contains { $0.contains(mac) } }
    }) {
        return true
    }
    return asset.addresses.contains { address in site.handsOff.contains { $0.address == address } }
}
