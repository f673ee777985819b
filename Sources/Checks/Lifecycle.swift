import Model

/// What the lifecycle tables say of one system on one day.
enum Lifecycle: Equatable {
    /// Every edition it can be has ended. `paid` is the last day of an extension that can be bought, if it is ahead.
    case ended(String, CivilDate, paid: CivilDate?)
    /// Some editions have ended and some have not, or only a contract keeps it supported: each with its day.
    case ambiguous([String])
    /// With the first day on which any of its editions ends.
    case supported(String, CivilDate)
    case unknown
}

extension WindowsRelease.Edition {
    /// The length of the longest of its patterns that fits this EditionID; nil where none does.
    fileprivate func fit(_ id: String) -> Int? {
        ids.filter { $0.match(id) != nil }.map(\.text.count).max()
    }
}

extension Situation {
    /// The lifecycle of an asset's operating system, by the surest thing that is known of it.
    func lifecycle(of asset: Asset) -> (system: String, state: Lifecycle)? {
        if let system = asset.host?.system {
            let name = system.prettyName ?? "\(system.id) \(system.version ?? "")"
            guard system.id.lowercased() == "windows" else {
                let known = release(system.id.lowercased(), system.version ?? "")
                return (name, known == .unknown ? ownTable(of: asset) : known)
            }
            return (name, build(system.version).map { windows($0, edition: system.edition) } ?? .unknown)
        }
        if let claim = asset.osBuild.first, let number = build(claim.value) {
            // A hint is a number that other systems state as well: it never ends in a verdict.
            return ("Windows \(claim.value)", claim.confidence == .hint ? .unknown : windows(number))
        }
        guard let claim = asset.os.first(where: { $0.confidence > .hint })?.value else { return nil }
        let words = claim.split(separator: " ")
        guard let product = words.first, let version = words.first(where: { $0.first?.isNumber == true })
        else {
            return (claim, .unknown)
        }
        return (claim, release(product.lowercased(), String(version)))
    }

    /// What the table on the host itself says, for systems that are in no other.
    private func ownTable(of asset: Asset) -> Lifecycle {
        guard let system = asset.host?.system, let updates = asset.host?.updates?.value,
            let end = updates.supportEnd
        else { return .unknown }
        return lifecycle(
            Release(
                product: system.id, version: system.version ?? "", end: end,
                extendedEnd: updates.extendedSupportEnd, source: "distro-info", asOf: asOf))
    }

    /// The last part of `10.0.19045`.
    private func build(_ version: String?) -> Int? { version?.split(separator: ".").last.flatMap { Int($0) } }

    /// `edition` is the EditionID where the host was read from inside: LTSC and IoT share their build with others and
    /// live longer.
    private func windows(_ build: Int, edition: String? = nil) -> Lifecycle {
        let all = knowledge.windows.first { $0.build == build }?.editions ?? []
        let known = edition.map { id in all.map { $0.fit(id) } } ?? []
        // `ServerRdsh` is no server though `Server*` fits it: what names more of it counts.
        let best = known.compactMap { $0 }.max()
        let editions = best == nil ? all : zip(all, known).filter { $1 == best }.map(\.0)
        guard let last = editions.max(by: { $0.end < $1.end }),
            let first = editions.min(by: { $0.end < $1.end })
        else { return .unknown }
        if last.end < asOf {
            let paid = editions.compactMap(\.extendedEnd).filter { $0 >= asOf }.max()
            return .ended(last.name, last.end, paid: paid)
        }
        // Which edition it is does not show, so only the first day to come is certain.
        guard first.end < asOf else { return .supported(first.name, first.end) }
        return .ambiguous(editions.map { "\($0.name) \($0.end)" })
    }

    /// The entry whose version is the longest leading part of `version`: `12` for `12.5`.
    func release(_ product: String, _ version: String) -> Lifecycle {
        let entries = knowledge.releases.filter { entry in
            entry.product == product && (version == entry.version || version.hasPrefix(entry.version + "."))
        }
        return entries.max { $0.version.count < $1.version.count }.map { lifecycle($0) } ?? .unknown
    }

    private func lifecycle(_ entry: Release) -> Lifecycle {
        let name = "\(entry.product) \(entry.version)"
        guard entry.end < asOf else { return .supported(name, entry.end) }
        guard let extended = entry.extendedEnd, extended >= asOf else {
            return .ended(name, entry.extendedEnd ?? entry.end, paid: nil)
        }
        return .ambiguous(["\(name) \(entry.end)", "\(name) (LTS / Pro) \(extended)"])
    }
}
