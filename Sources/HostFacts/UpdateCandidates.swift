import Model

/// What apt would install: for each installed package the version that weighs most, the newest of several, and never an
/// older one than is there (apt_preferences(5)).
struct UpdateCandidates {
    /// What waits to be installed, by name.
    private(set) var pending: [HostUpdates.Pending] = []
    /// Installed packages that no list offers, in any version.
    private(set) var orphaned: [String] = []
    /// Packages with a newer fix of security that a pin keeps away.
    private(set) var pinned: [String] = []

    private struct Offer {
        var package: PackageParagraph
        var list: Int
    }

    init(
        installed: [PackageParagraph], lists: [PackageList], releases: [ReleaseFile],
        preferences: AptPreferences
    ) {
        let sources = lists.map { list in
            releases.filter { list.name.hasPrefix($0.stem) }.max { $0.stem.count < $1.stem.count }
        }
        var offers: [String: [Offer]] = [:]
        for (index, list) in lists.enumerated() {
            for package in list.packages {
                offers[package.name, default: []].append(Offer(package: package, list: index))
            }
        }
        for package in installed {
            guard let offered = offers[package.name] else {
                if !package.isKernel { orphaned.append(package.name) }
                continue
            }
            let fitting = offered.filter { package.fits($0.package) }
            let choice = Self.choice(for: package, among: fitting, sources, preferences)
            if let found = choice.pending { pending.append(found) }
            if choice.isPinned { pinned.append(package.name) }
        }
        var known: Set<String> = []
        orphaned = orphaned.filter { known.insert($0).inserted }
    }

    private static func choice(
        for package: PackageParagraph, among offers: [Offer], _ sources: [ReleaseFile?],
        _ preferences: AptPreferences
    ) -> (pending: HostUpdates.Pending?, isPinned: Bool) {
        let installed = DebianVersion(package.version)
        var (best, weight) = (installed, 100)
        var name = package.version
        var isSecurity = false
        for offer in offers {
            let version = DebianVersion(offer.package.version)
            let release = sources[offer.list] ?? ReleaseFile("", path: "")
            let priority = preferences.priority(
                of: package.name, version: offer.package.version, from: release)
            guard version >= installed else { continue }
            // Not for every computer yet, which Ubuntu never does with fixes of security.
            guard offer.package.phase.isEmpty || offer.package.phase == "100" || version == installed else {
                continue
            }
            if version > installed, release.isSecurity { isSecurity = true }
            if priority > 0, (priority, version) > (weight, best) {
                (best, weight, name) = (version, priority, offer.package.version)
            }
        }
        guard best > installed else { return (nil, isSecurity) }
        let found = HostUpdates.Pending(
            name: package.name, installed: package.version, available: name, isSecurity: isSecurity)
        return (found, false)
    }
}

extension PackageParagraph {
    /// Whether an offer is for the same processor, or for every one.
    fileprivate func fits(_ offer: PackageParagraph) -> Bool {
        architecture == offer.architecture || architecture == "all" || offer.architecture == "all"
    }

    /// Archives drop a kernel as soon as the next one has a new name; the one that was kept beside it is no orphan.
    fileprivate var isKernel: Bool {
        ["linux-image-", "linux-headers-", "linux-modules-"].contains { prefix in
            name.hasPrefix(prefix) && name.dropFirst(prefix.count).contains(where: \.isNumber)
        }
    }
}
