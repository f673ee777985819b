import Model

/// What the findings of one item come to in sentences: each as it is while they are few, else counted with names.
extension Weighing {
    /// The most sentences of one check, and the most names in one sentence.
    private static let few = 5

    /// What failed, check by check and gravest first, then what was agreed or accepted, then what was in order.
    func seen(_ chosen: [Finding]) -> [Text] {
        let open = byCheck(chosen, \.needsAction).flatMap { failures(in: $0) }
        let settled = chosen.compactMap { finding in
            (finding.acceptance ?? finding.agreement).map { words in
                Text(ja: finding.reason.ja + words.ja, en: finding.reason.en + " " + words.en)
            }
        }
        return open + settled + byCheck(chosen) { $0.verdict == "pass" }.map { passes(in: $0) } + updaters
    }

    /// What no scan can see of the item, what this one could not tell, and how far it did not look.
    func unseen(_ chosen: [Finding]) -> [Text] {
        let untold = byCheck(chosen) { $0.verdict == "not-assessed" }.flatMap { findings in
            let rest = findings.count - Self.few
            return findings.prefix(Self.few).map(\.reason)
                + (rest > 0
                    ? [
                        Text(
                            ja: "「\(findings[0].title.ja)」は、ほかに\(rest)件わかりませんでした。",
                            en: "\(findings[0].title.en): \(rest) more could not be told.")
                    ] : [])
        }
        return unique(item.unseen + withoutUpdater + untold + (item.automation == .manual ? [] : gaps))
    }

    /// How far this scan did not look; empty when it looked at all that the item is about.
    var gaps: [Text] {
        unique(howItLooked + unknownKinds + unexamined + situation.siteCoverage.compactMap(\.fact.failure))
    }

    private var howItLooked: [Text] {
        if situation.isActive { return [] }
        guard situation.scope != nil else {
            return [Text(ja: "今回はネットワークを調べていません。", en: "The network was not looked at this time.")]
        }
        return [
            Text(
                ja: "今回は聞くだけで、問いかけをしていません。黙っていた機器や窓口は見えません。",
                en: "This scan only listened; silent devices and services cannot be seen.")
        ]
    }

    /// Devices that may be of this item's kind and could not be told.
    private var unknownKinds: [Text] {
        guard item.equipment != .all, !isAboutAnyDevice else { return [] }
        let unknown = situation.assets.filter {
            ($0.kind == .unknown && $0.host == nil) || $0.kind == .other
        }
        guard !unknown.isEmpty else { return [] }
        let names = names(of: unknown)
        return [
            Text(
                ja: "種類のわからない機器が\(unknown.count)台あり、この項目に入るかどうか言えません: \(names.ja)",
                en: "\(unknown.count) devices are of unknown kind and may belong here: \(names.en)")
        ]
    }

    /// Why devices were not looked into, where the item asks for more than that they are there.
    private var unexamined: [Text] {
        guard !isAboutAnyDevice, !item.topics.contains(.inventory) else { return [] }
        var reasons: [Text] = []
        var devices: [Text: [Asset]] = [:]
        for asset in situation.assets where covers(asset) {
            for reason in unique(asset.coverage.compactMap(\.fact.failure)) {
                if devices[reason] == nil { reasons.append(reason) }
                devices[reason, default: []].append(asset)
            }
        }
        return reasons.map { reason in
            let names = names(of: devices[reason] ?? [])
            return Text(ja: "\(names.ja)：\(reason.ja)", en: "\(names.en): \(reason.en)")
        }
    }

    private func failures(in findings: [Finding]) -> [Text] {
        guard findings.count > Self.few, let title = findings.first?.title else {
            return findings.map(\.reason)
        }
        let devices = devices(of: findings)
        guard !devices.isEmpty else {
            let rest = findings.count - Self.few
            return findings.prefix(Self.few).map(\.reason)
                + [Text(ja: "「\(title.ja)」は、ほかに\(rest)件あります。", en: "\(title.en): \(rest) more.")]
        }
        let names = names(of: devices)
        return [
            Text(
                ja: "「\(title.ja)」の点検では、\(findings.count)件に問題がありました: \(names.ja)",
                en: "\(title.en): \(findings.count) problems, on \(names.en)")
        ]
    }

    private func passes(in findings: [Finding]) -> Text {
        guard findings.count > 1 else { return findings[0].reason }
        return Text(
            ja: "「\(findings[0].title.ja)」の点検では、\(findings.count)件に問題がありませんでした。",
            en: "\(findings[0].title.en): \(findings.count) were found in order.")
    }

    private func devices(of findings: [Finding]) -> [Asset] {
        let ids = Set(findings.compactMap(\.asset))
        return situation.assets.filter { ids.contains($0.id) }
    }

    private func names(of assets: [Asset]) -> Text {
        let names = assets.prefix(Self.few).map { situation.name(of: $0) }.joined(separator: ", ")
        let rest = assets.count - Self.few
        guard rest > 0 else { return Text(verbatim: names) }
        return Text(ja: "\(names) ほか\(rest)台", en: "\(names) and \(rest) more")
    }

    /// The findings that are so, check by check, in the order in which they were chosen.
    private func byCheck(_ chosen: [Finding], _ isSo: (Finding) -> Bool) -> [[Finding]] {
        let findings = chosen.filter(isSo)
        var known: Set<String> = []
        return findings.map(\.check).filter { known.insert($0).inserted }
            .map { check in findings.filter { $0.check == check } }
    }

    private func unique(_ texts: [Text]) -> [Text] {
        var known: Set<Text> = []
        return texts.filter { known.insert($0).inserted }
    }
}

extension CoverageFact {
    /// Why it was not looked at; nil when it was.
    var failure: Text? {
        if case .couldNot(let reason) = outcome { reason } else { nil }
    }
}
