/// What people brought along about weaknesses: files they fetched elsewhere, each as of its own day.
package struct Advisories: Hashable, Sendable {
    /// Weaknesses that are known to be used in attacks; nil where no such list was brought.
    package var exploited: ExploitedList?
    /// Weaknesses of Debian's packages, one list for each of its releases.
    package var debian: [DebianVulnerabilities]

    package init(exploited: ExploitedList? = nil, debian: [DebianVulnerabilities] = []) {
        self.exploited = exploited
        self.debian = debian
    }
}

/// CISA's catalogue of known exploited vulnerabilities. It names products, never versions.
package struct ExploitedList: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        /// `CVE-2024-3094`
        package var id: String
        /// `Fortinet`
        package var maker: String
        /// `FortiOS`
        package var product: String
        /// The day it was put on the list.
        package var added: CivilDate

        package init(id: String, maker: String, product: String, added: CivilDate) {
            self.id = id
            self.maker = maker
            self.product = product
            self.added = added
        }
    }

    package var asOf: CivilDate
    package var entries: [Entry]

    package init(asOf: CivilDate, entries: [Entry]) {
        self.asOf = asOf
        self.entries = entries
    }
}

/// The weaknesses that Debian's security tracker knows of in the packages of one release.
package struct DebianVulnerabilities: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var id: String
        /// A source package, or a binary one.
        package var name: String
        package var isBinary: Bool
        /// The version that is no longer affected; nil where every one is.
        package var fixed: String?
        /// Older versions in which it was mended as well.
        package var alsoFixed: [String]
        /// Whether the release has a version with the fix.
        package var hasFix: Bool

        package init(
            id: String, name: String, isBinary: Bool = false, fixed: String?, alsoFixed: [String] = [],
            hasFix: Bool
        ) {
            self.id = id
            self.name = name
            self.isBinary = isBinary
            self.fixed = fixed
            self.alsoFixed = alsoFixed
            self.hasFix = hasFix
        }

        /// Whether an installed version has it.
        package func affects(_ version: String) -> Bool {
            let version = DebianVersion(version)
            guard !alsoFixed.contains(where: { DebianVersion($0) == version }) || isBinary else {
                return false
            }
            return fixed.map { version < DebianVersion($0) } ?? true
        }
    }

    /// The release's code name: `bookworm`.
    package var suite: String
    package var asOf: CivilDate
    package var entries: [Entry]

    package init(suite: String, asOf: CivilDate, entries: [Entry]) {
        self.suite = suite
        self.asOf = asOf
        self.entries = entries
    }

    /// The weaknesses of the programs of a host, each with the names of the packages that have it.
    package func affecting(_ programs: [HostProgram]) -> [(entry: Entry, programs: [String])] {
        var sources: [String: [(name: String, version: String)]] = [:]
        var binaries: [String: [(name: String, version: String)]] = [:]
        for program in programs where program.origin == .dpkg {
            guard let version = program.version else { continue }
            let source = program.sourcePackage
            sources[source.name, default: []].append((program.name, source.version ?? version))
            binaries[program.name, default: []].append((program.name, version))
        }
        return entries.compactMap { entry in
            let candidates = (entry.isBinary ? binaries : sources)[entry.name] ?? []
            let names = candidates.filter { entry.affects($0.version) }.map(\.name)
            return names.isEmpty ? nil : (entry, names)
        }
    }
}
