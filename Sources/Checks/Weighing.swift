package import Model

/// What the findings say to each item of a checklist. It never says はい: a person answers.
package func weigh(_ edition: Edition, findings: [Finding], situation: Situation) -> [ItemEvidence] {
    edition.items.map { Weighing(item: $0, findings: findings, situation: situation).evidence }
}

/// One item against the findings that speak to it.
private struct Weighing {
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

    /// Findings of the item's checks about equipment of its kind, or about the site.
    private var relevant: [Int] {
        findings.indices.filter { index in
            let finding = findings[index]
            guard item.checks.contains(finding.check) else { return false }
            guard let id = finding.asset, let asset = situation.assets.first(where: { $0.id == id }) else {
                return true
            }
            return isAboutAnyDevice || item.equipment.covers(asset)
        }
    }

    /// Limits on connections are set on network devices but show in whatever is connected.
    private var isAboutAnyDevice: Bool { item.topics.contains(.sourceRestriction) }

    private func stance(_ chosen: [Finding]) -> ItemEvidence.Stance {
        guard item.automation != .manual else { return .cannotTell }
        if chosen.contains(where: { $0.isFailure && $0.acceptance == nil && $0.severity > .information }) {
            return .supportsNo
        }
        let passes = chosen.contains { $0.verdict == "pass" || $0.acceptance != nil }
        guard passes else { return .cannotTell }
        let isWhole = !chosen.contains { $0.verdict == "not-assessed" } && unknownKinds.isEmpty
        return item.automation == .automated && isWhole && situation.isActive ? .supportsYes : .partly
    }

    /// Devices that may be of this item's kind and could not be told.
    private var unknownKinds: [Asset] {
        item.equipment == .all || isAboutAnyDevice
            ? [] : situation.assets.filter { $0.kind == .unknown && $0.host == nil }
    }

    /// Failures one by one, passes by check.
    private func seen(_ chosen: [Finding]) -> [Text] {
        let failures = chosen.filter(\.isFailure).map { finding in
            finding.acceptance.map { acceptance in
                Text(ja: finding.reason.ja + acceptance.ja, en: finding.reason.en + " " + acceptance.en)
            } ?? finding.reason
        }
        return failures
            + item.checks.compactMap { check in
                let passes = chosen.filter { $0.check == check && $0.verdict == "pass" }
                guard let first = passes.first else { return nil }
                guard passes.count > 1 else { return first.reason }
                return Text(
                    ja: "「\(first.title.ja)」の点検では、\(passes.count)件に問題がありませんでした。",
                    en: "\(first.title.en): \(passes.count) were found in order.")
            }
    }

    private func unseen(_ chosen: [Finding]) -> [Text] {
        var texts = item.unseen
        for check in item.checks {
            let open = chosen.filter { $0.check == check && $0.verdict == "not-assessed" }
            texts += open.prefix(5).map(\.reason)
            guard open.count > 5 else { continue }
            texts.append(
                Text(
                    ja: "「\(open[0].title.ja)」は、ほかに\(open.count - 5)件わかりませんでした。",
                    en: "\(open[0].title.en): \(open.count - 5) more could not be told."))
        }
        let unknown = unknownKinds
        if !unknown.isEmpty, item.automation != .manual {
            let names = unknown.prefix(3).map { situation.name(of: $0) }.joined(separator: ", ")
            texts.append(
                Text(
                    ja: "種類のわからない機器が\(unknown.count)台あり、この項目に入るかどうか言えません: \(names)",
                    en: "\(unknown.count) devices are of unknown kind and may belong here: \(names)"))
        }
        for coverage in situation.siteCoverage {
            if case .couldNot(let reason) = coverage.fact.outcome { texts.append(reason) }
        }
        return texts
    }
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
