package import Model

/// What the findings say to each item of a checklist. It never says はい: a person answers.
package func weigh(_ edition: Edition, findings: [Finding], situation: Situation) -> [ItemEvidence] {
    edition.items.map { Weighing(item: $0, findings: findings, situation: situation).evidence }
}

/// One item against the findings that speak to it.
struct Weighing {
    let item: Item
    let findings: [Finding]
    let situation: Situation

    var evidence: ItemEvidence {
        let indices = relevant
        guard !isExempt else {
            return ItemEvidence(
                item: item.id, party: item.party, stance: .notApplicable,
                seen: seen(indices.map { findings[$0] }),
                unseen: [
                    Text(
                        ja: "契約している事業者が登録されていないため、この項目の記入は不要です。契約があれば site.yaml に書いてください。",
                        en:
                            "No vendor is on record, so this item need not be filled in; enter vendors in site.yaml."
                    )
                ], ask: item.ask, findings: indices)
        }
        let chosen = indices.map { findings[$0] }
        let unseen = unseen(chosen)
        return ItemEvidence(
            item: item.id, party: item.party, stance: stance(chosen), seen: seen(chosen),
            unseen: unseen, ask: item.ask, findings: indices)
    }

    private var isExempt: Bool { item.needsVendor && situation.site.vendors.isEmpty }

    /// Findings of the item's checks about equipment of its kind, or about the site; open failures gravest first.
    private var relevant: [Int] {
        let chosen = findings.indices.filter { index in
            let finding = findings[index]
            guard item.checks.contains(finding.check) || item.related.contains(finding.check) else {
                return false
            }
            guard let id = finding.asset, let asset = situation.assets.first(where: { $0.id == id }) else {
                return true
            }
            return covers(asset)
        }
        return Severity.allCases.reversed().flatMap { severity in
            chosen.filter { findings[$0].isOpen && findings[$0].severity == severity }
        } + chosen.filter { !findings[$0].isOpen }
    }

    /// Limits on connections are set on network devices but show in whatever is connected.
    var isAboutAnyDevice: Bool { item.topics.contains(.sourceRestriction) }

    private func stance(_ seen: [Finding]) -> ItemEvidence.Stance {
        let chosen = seen.filter { item.checks.contains($0.check) }
        guard item.automation != .manual else { return .cannotTell }
        if chosen.contains(where: { $0.isOpen && $0.severity > .information }) {
            return .supportsNo
        }
        guard chosen.contains(where: { $0.verdict == "pass" || $0.acceptance != nil }) else {
            return .cannotTell
        }
        let isWhole = chosen.allSatisfy { !$0.isFailure && $0.verdict != "not-assessed" } && gaps.isEmpty
        return item.automation == .automated && isWhole ? .supportsYes : .partly
    }

    /// Whether an asset is among the equipment the item speaks of.
    func covers(_ asset: Asset) -> Bool { isAboutAnyDevice || item.equipment.covers(asset) }
}

extension Item.Equipment {
    /// Whether an asset is equipment of this kind; an inspected host whose kind nobody told counts as a terminal.
    fileprivate func covers(_ asset: Asset) -> Bool {
        switch self {
        case .all: true
        case .server: [.server, .nas].contains(asset.kind)
        case .terminal:
            [.terminal, .eligibilityTerminal].contains(asset.kind)
                || (asset.kind == .unknown && asset.host != nil)
        case .network: asset.kind.isNetworkDevice
        }
    }
}
