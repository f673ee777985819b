import Model

/// What the lifecycle tables say of one system on one day.
enum Lifecycle: Equatable {
    /// Every edition it can be has ended.
    case ended(String, CivilDate)
    /// Some editions have ended and some have not.
    case ambiguous([WindowsRelease.Edition])
    case supported(String, CivilDate)
    case unknown
}

extension Situation {
    /// The lifecycle of an asset's operating system, by the surest thing that is known of it.
    func lifecycle(of asset: Asset) -> (system: String, state: Lifecycle)? {
        if let build = asset.osBuild.first?.value,
            let number = build.split(separator: ".").last.flatMap({ Int($0) })
        {
            return ("Windows \(build)", windows(number))
        }
        if let system = asset.host?.system {
            let name = system.prettyName ?? "\(system.id) \(system.version ?? "")"
            return (name, release(system.id.lowercased(), system.version ?? ""))
        }
        guard let claim = asset.os.first(where: { $0.confidence > .hint })?.value else { return nil }
        let words = claim.split(separator: " ")
        guard let product = words.first, let version = words.first(where: { $0.first?.isNumber == true })
        else {
            return (claim, .unknown)
        }
        return (claim, release(product.lowercased(), String(version)))
    }

    private func windows(_ build: Int) -> Lifecycle {
        guard let release = knowledge.windows.first(where: { $0.build == build }) else { return .unknown }
        let ended = release.editions.filter { $0.end < asOf }
        guard let last = release.editions.max(by: { $0.end < $1.end }) else { return .unknown }
        if ended.count == release.editions.count { return .ended(last.name, last.end) }
        return ended.isEmpty ? .supported(last.name, last.end) : .ambiguous(release.editions)
    }

    /// The entry whose version is the longest leading part of `version`: `12` for `12.5`.
    private func release(_ product: String, _ version: String) -> Lifecycle {
        let entries = knowledge.releases.filter { entry in
            entry.product == product && (version == entry.version || version.hasPrefix(entry.version + "."))
        }
        guard let entry = entries.max(by: { $0.version.count < $1.version.count }) else { return .unknown }
        let end = entry.extendedEnd ?? entry.end
        let name = "\(entry.product) \(entry.version)"
        return end < asOf ? .ended(name, end) : .supported(name, end)
    }
}
