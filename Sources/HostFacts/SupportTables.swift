import Model

/// The last days of a release's support, from Debian's and Ubuntu's own table (package distro-info-data):
/// ```
/// version,codename,series,created,release,eol,eol-lts,eol-elts
/// 12,Bookworm,bookworm,2021-08-14,2023-06-10,2026-06-10,2028-06-30,2033-06-30
/// ```
struct ReleaseSupport: Equatable {
    private(set) var end: CivilDate?
    /// Of Debian LTS, or of Ubuntu Pro.
    private(set) var extendedEnd: CivilDate?

    init(_ table: String, version: String) {
        let rows = table.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        guard let head = rows.first else { return }
        // Ubuntu writes `24.04 LTS`.
        guard
            let row = rows.dropFirst().first(where: { $0.first?.split(separator: " ").first == version[...] })
        else { return }
        let day = { (column: Substring) -> CivilDate? in
            guard let index = head.firstIndex(of: column), index < row.count else { return nil }
            return CivilDate(String(row[index]))
        }
        end = day("eol")
        extendedEnd = day("eol-lts") ?? day("eol-esm")
    }
}

/// What Debian's security team no longer mends, or not in full (package debian-security-support), by source package:
/// ```
/// qtwebkit-opensource-src  5.212.0~alpha4-30  2024-02-01  https://…
/// ```
struct EndedSupport: Equatable {
    private struct End: Equatable {
        /// The last version that had support.
        var version: String
        var day: CivilDate?
        var note: String?
    }

    private var ended: [String: End] = [:]
    /// Only a part of it, or of its uses, gets fixes.
    private var limited: [String: String] = [:]

    init(ended: String, limited: String) {
        for line in ended.settingLines {
            let words = line.split(maxSplits: 3, whereSeparator: \.isWhitespace)
            guard words.count >= 3 else { continue }
            self.ended[String(words[0])] = End(
                version: String(words[1]), day: CivilDate(String(words[2])),
                note: words.count > 3 ? String(words[3].trimmingSpaces) : nil)
        }
        for line in limited.settingLines {
            let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let name = words.first else { continue }
            self.limited[String(name)] = words.count > 1 ? String(words[1].trimmingSpaces) : ""
        }
    }

    /// The installed packages whose source has lost its support, and those that have a part of it.
    func packages(among installed: [PackageParagraph]) -> [HostUpdates.Unsupported] {
        installed.compactMap { package in
            if let entry = ended[package.sourceName] {
                // A version after the last one with support is of another origin: its support is not known here.
                guard DebianVersion(package.version) <= DebianVersion(entry.version) else { return nil }
                return .init(name: package.name, since: entry.day, note: entry.note)
            }
            return limited[package.sourceName].map { .init(name: package.name, note: $0.isEmpty ? nil : $0) }
        }
    }
}
