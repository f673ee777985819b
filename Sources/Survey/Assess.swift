import Addresses
import Assets
import Checks
package import Model

/// Draws all conclusions from a journal: a pure function, so that the same inputs give the same bytes.
///
/// `journal` is every entry with its line, in order; the ending is missing when the scan was cut off. A
/// journal that several scans and imports went on with is judged as one. `asOf` is the
/// day the conclusions are drawn for.
package func assess(
    _ journal: [Recorded<JournalEntry>], site: Site, knowledge: Knowledge, edition: Edition, asOf: CivilDate
) -> Assessment {
    let sections = JournalSections(journal)
    var observations: [Recorded<Observation>] = []
    var counts: [PacketCount] = []
    var notes: [JournalNote] = []
    for entry in journal {
        switch entry.value {
        case .observation(let value): observations.append(Recorded(line: entry.line, value: value))
        case .packets(let value): counts += value
        case .note(let value): notes.append(value)
        case .begin, .end: continue
        }
    }
    observations = observations.withLatestCollections
    let assets = fold(
        observations, site: site, handsOffMakers: knowledge.handsOffMakers, rules: knowledge.recognition)
    let coverage = siteCoverage(observations)
    var situation = Situation(
        assets: assets, site: site, knowledge: knowledge, asOf: asOf, scope: sections.scope,
        siteCoverage: coverage, listening: sections.listening,
        utcOffset: sections.beginning?.utcOffset ?? 0)
    situation.admissions = admissions(observations)
    situation.wireless = wireless(observations)
    let findings = judge(situation)
    return Assessment(
        tool: sections.beginning?.tool ?? "", asOf: asOf, knowledgeAsOf: knowledge.asOf,
        began: sections.beginning?.time ?? Timestamp(microseconds: 0), ended: sections.ended,
        ending: sections.reason,
        utcOffset: sections.beginning?.utcOffset ?? 0, privilege: sections.privilege,
        site: .init(
            name: site.name, party: site.party, vendors: site.vendors, ledgerRows: site.ledger.rows.count,
            accepted: site.accepted, agreed: site.agreed),
        scope: sections.scope,
        edition: .init(id: edition.id, title: edition.title, isProvisional: edition.isProvisional),
        assets: assets, findings: findings, items: weigh(edition, findings: findings, situation: situation),
        coverage: coverage, packets: accounts(counts, assets: assets),
        framesReceived: sections.frames.received, framesDropped: sections.frames.dropped, notes: notes)
}

/// Coverage facts about the scan itself rather than about one device.
private func siteCoverage(_ observations: [Recorded<Observation>]) -> [Asset.Coverage] {
    observations.compactMap { observation in
        guard observation.value.subject == .site, case .coverage(let fact) = observation.value.fact else {
            return nil
        }
        return Asset.Coverage(source: observation.value.source, fact: fact, observation: observation.line)
    }
}

/// How this scanner was received.
private func admissions(_ observations: [Recorded<Observation>]) -> [Cited<AdmissionFact>] {
    observations.compactMap { observation in
        guard case .admission(let fact) = observation.value.fact else { return nil }
        return Cited(fact, observation: observation.line)
    }
}

/// The wireless networks that were heard, each once however many cards and recordings heard it alike.
private func wireless(_ observations: [Recorded<Observation>]) -> [Situation.HeardNetwork] {
    struct Heard: Hashable {
        var cell: MACAddress
        var fact: WirelessFact
    }
    var known: Set<Heard> = []
    return observations.compactMap { observation in
        guard case .wireless(let fact) = observation.value.fact, let cell = observation.value.subject.mac,
            known.insert(Heard(cell: cell, fact: fact)).inserted
        else { return nil }
        return Situation.HeardNetwork(cell: cell, fact: fact, observation: observation.line)
    }
}

/// Packets summed by asset and probe, in a stable order.
private func accounts(_ counts: [PacketCount], assets: [Asset]) -> [Assessment.PacketAccount] {
    var assetByMAC: [MACAddress: String] = [:]
    for asset in assets {
        for mac in asset.macs where assetByMAC[mac] == nil { assetByMAC[mac] = asset.id }
    }
    struct Key: Hashable {
        var asset: String?
        var probe: String
    }
    var sums: [Key: (packets: Int, octets: Int)] = [:]
    for count in counts {
        let key = Key(asset: count.mac.flatMap { assetByMAC[$0] }, probe: count.probe)
        let before = sums[key] ?? (0, 0)
        sums[key] = (before.packets + count.packets, before.octets + count.octets)
    }
    return sums.map {
        Assessment.PacketAccount(
            asset: $0.key.asset, probe: $0.key.probe, packets: $0.value.packets, octets: $0.value.octets)
    }
    .sorted { ($0.asset ?? "", $0.probe) < ($1.asset ?? "", $1.probe) }
}
