package import Model

/// What a scan can say to each item of an edition, in the edition's order. A person answers; はい is never ticked here.
package func weigh(_ edition: Edition, findings: [Finding], situation: Situation) -> [ItemEvidence] {
    edition.items.map { Weighing(item: $0, findings: findings, situation: situation).evidence }
}

/// The findings that speak to one item.
private struct Weighing {
    let item: Item
    let situation: Situation
    /// With their place among all findings.
    let relevant: [(index: Int, finding: Finding)]
    /// Those about devices of the item's own kind; the others only might be.
    let decisive: [Finding]

    init(item: Item, findings: [Finding], situation: Situation) {
        self.item = item
        self.situation = situation
        let kinds = Dictionary(
            situation.assets.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
        let speaking = findings.enumerated().map { (index: $0.offset, finding: $0.element) }
            .filter { item.checks.contains($0.finding.check) }
            .map { ($0, item.concerns($0.finding.asset.flatMap { kinds[$0] })) }
        relevant = speaking.filter { $0.1 != .no }.map(\.0)
        decisive = speaking.filter { $0.1 == .yes }.map(\.0.finding)
    }

    var evidence: ItemEvidence {
        ItemEvidence(
            item: item.id, party: item.party, stance: stance, seen: seen, unseen: unseen, ask: item.ask,
            findings: relevant.map(\.index))
    }

    private var lacksVendor: Bool { item.needsVendor && situation.site.vendors.isEmpty }

    private var stance: ItemEvidence.Stance {
        if lacksVendor { return .notApplicable }
        guard item.automation != .manual else { return .cannotTell }
        if decisive.contains(where: { $0.isFailure && $0.acceptance == nil }) { return .supportsNo }
        guard decisive.contains(where: { $0.verdict == "pass" }) else { return .cannotTell }
        let isWhole = relevant.allSatisfy {
            $0.finding.verdict != "not-assessed" && !isOpenFailure($0.finding)
        }
        return item.automation == .automated && isWhole ? .supportsYes : .partly
    }

    private func isOpenFailure(_ finding: Finding) -> Bool { finding.isFailure && finding.acceptance == nil }

    private var seen: [Text] {
        var seen: [Text] = []
        if lacksVendor {
            seen.append(
                Text(
                    ja: "契約している事業者が書かれていないため、記入不要としています。契約がある場合は site.yaml に書いてください。",
                    en:
                        "No vendor is named in site.yaml, so this need not be filled in. Name vendors there if "
                        + "there is a contract."))
        }
        for finding in relevant.map(\.finding) where finding.isFailure {
            guard let acceptance = finding.acceptance else {
                seen.append(finding.reason)
                continue
            }
            seen.append(
                Text(
                    ja: "\(finding.reason.ja)（\(acceptance.ja)）",
                    en: "\(finding.reason.en) (\(acceptance.en))"))
        }
        return unique(seen + summaries(of: "pass"))
    }

    private var unseen: [Text] {
        var unseen = summaries(of: "not-assessed")
        if item.automation != .manual {
            unseen += limits
        }
        return unique(unseen + item.unseen)
    }

    /// Reasons of one verdict; where a check has many, their number stands for them.
    private func summaries(of verdict: String) -> [Text] {
        item.checks.flatMap { check -> [Text] in
            let findings = relevant.map(\.finding).filter { $0.check == check && $0.verdict == verdict }
            guard let title = findings.first?.title, findings.count > 5 else { return findings.map(\.reason) }
            let rest = findings.count - 3
            return findings.prefix(3).map(\.reason) + [
                verdict == "pass"
                    ? Text(
                        ja: "「\(title.ja)」：ほかに\(rest)件、問題なし",
                        en: "\(title.en): \(rest) more without a problem")
                    : Text(ja: "「\(title.ja)」：ほかに\(rest)件、確認できず", en: "\(title.en): \(rest) more not told")
            ]
        }
    }

    /// What limits every look at the network of this scan.
    private var limits: [Text] {
        var limits: [Text] = []
        if situation.scope == nil {
            limits.append(
                Text(ja: "今回はネットワークを調べていません。", en: "The network was not looked at this time."))
        } else if !situation.isActive {
            limits.append(
                Text(
                    ja: "今回は聞くだけで、問いかけをしていません。黙っていた機器やサービスは見えません。",
                    en: "This scan only listened; silent devices and services cannot be seen."))
        }
        let handsOff = situation.assets.filter(\.isHandsOff).map { situation.called($0) }
        if !handsOff.isEmpty {
            limits.append(
                Text(
                    ja: "触らない機器（\(handsOff.map(\.ja).joined(separator: "、"))）の中は調べていません。",
                    en:
                        "Devices to be left alone (\(handsOff.map(\.en).joined(separator: ", "))) were not examined."
                ))
        }
        for coverage in situation.siteCoverage {
            if case .couldNot(let reason) = coverage.fact.outcome { limits.append(reason) }
        }
        return limits
    }

    private func unique(_ texts: [Text]) -> [Text] {
        var known: Set<Text> = []
        return texts.filter { known.insert($0).inserted }
    }
}

/// Whether a finding belongs to an item.
private enum Concern {
    case yes
    /// The device's kind is not known.
    case perhaps
    case no
}

extension Item {
    /// Whether a device of this kind, or the site when nil, is what the item speaks of.
    fileprivate func concerns(_ kind: Asset.Kind?) -> Concern {
        // Limits on connections are set on network devices but show in whatever else is connected.
        guard let kind, equipment != .all, !topics.contains(.sourceRestriction) else { return .yes }
        if kind == .unknown || kind == .other { return .perhaps }
        return equipment.kinds.contains(kind) ? .yes : .no
    }
}

extension Item.Equipment {
    /// 用語の解説 of the manual, told in kinds of devices.
    fileprivate var kinds: Set<Asset.Kind> {
        switch self {
        case .all: Set(Asset.Kind.allCases)
        case .server: [.server, .nas]
        case .terminal: [.terminal, .eligibilityTerminal]
        case .network: [.router, .wirelessAccessPoint, .networkSwitch, .vpnGateway]
        }
    }
}
