import Model

/// A list of what one source offers, as apt fetched it.
package struct PackageList: Hashable, Sendable {
    /// The name of its file in `/var/lib/apt/lists`, without `.lz4`.
    package var name: String
    /// What it says of packages that are installed.
    package var packages: [PackageParagraph]

    package init(name: String, packages: [PackageParagraph]) {
        self.name = name
        self.packages = packages
    }

    /// Whether a file's name is that of such a list.
    package static func isList(_ name: String) -> Bool {
        name.hasSuffix("_Packages") || compressions.contains { name.hasSuffix("_Packages" + $0) }
    }

    /// How apt may keep its lists (apt.conf(5), `Acquire::GzipIndexes`).
    private static let compressions = [".lz4", ".gz", ".xz", ".bz2", ".zst", ".lzma"]
}

/// The head of an archive's `Release` or `InRelease` file: who offers what, as of when.
/// ```
/// Origin: Debian
/// Label: Debian-Security
/// Suite: oldstable-security
/// Codename: bookworm-security
/// Date: Sun, 22 Nov 2026 21:09:44 UTC
/// ```
struct ReleaseFile: Equatable {
    private var fields: [String: String] = [:]
    /// How the names of its lists begin: `deb.debian.org_debian_dists_bookworm_`.
    let stem: String

    init(_ text: String, path: String) {
        let name = path.split(separator: "/").last ?? ""
        stem = String(name.dropLast(name.hasSuffix("InRelease") ? 9 : 7))
        // Sums of files follow the head; nothing after them counts.
        for line in text.prefix(1 << 14).split(separator: "\n") {
            guard !line.hasPrefix(" ") else { break }
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].lowercased()
            let value = line[line.index(after: colon)...].trimmingSpaces
            if fields[key] == nil, !value.isEmpty { fields[key] = String(value) }
        }
    }

    subscript(field: String) -> String? { fields[field] }

    var origin: String? { self["origin"] }
    /// The day it was made.
    var date: CivilDate? { self["date"].flatMap { CivilDate(mailDate: $0) } }

    /// Whether it offers fixes of security only.
    var isSecurity: Bool {
        [self["suite"], self["codename"]].contains { $0?.hasSuffix("-security") ?? false }
            || self["label"] == "Debian-Security"
    }

    /// What apt weighs its packages with where nobody pinned them (apt_preferences(5)).
    var priority: Int {
        guard self["notautomatic"] == "yes" else { return 500 }
        return self["butautomaticupgrades"] == "yes" ? 100 : 1
    }

    /// What people know the source by: `deb.debian.org/debian bookworm`.
    var address: String {
        let text = stem.hasSuffix("_") ? String(stem.dropLast()) : stem
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard let dists = parts.lastIndex(of: "dists") else { return parts.joined(separator: "/") }
        return parts[..<dists].joined(separator: "/") + " "
            + parts[(dists + 1)...].joined(separator: "/")
    }
}

extension CivilDate {
    /// The day of a time as mail writes it (RFC 5322, 3.3): `Sun, 22 Nov 2026 21:09:44 UTC`. The zone is left out of
    /// account: archives state UTC.
    init?(mailDate: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = mailDate.split(separator: " ")
        let rest = words.first?.hasSuffix(",") == true ? words.dropFirst() : words[...]
        guard rest.count >= 3, let day = Int(rest[rest.startIndex]),
            let month = months.firstIndex(of: String(rest[rest.startIndex + 1])),
            let year = Int(rest[rest.startIndex + 2])
        else { return nil }
        self.init(year: year, month: month + 1, day: day)
    }
}
