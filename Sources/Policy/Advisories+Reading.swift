import FoundationEssentials
package import Model

extension Advisories {
    /// The name under which CISA publishes its catalogue.
    private static let exploitedName = "known_exploited_vulnerabilities.json"

    /// Whether a file of the site folder is such a list, by its name: CISA's own, or
    /// `debsecan-bookworm-2026-11-20.txt`, since those lists do not tell their day.
    package static func isList(_ name: String) -> Bool {
        name == exploitedName || (name.hasPrefix("debsecan-") && name.hasSuffix(".txt"))
    }

    /// Reads lists that people brought along, by name.
    ///
    /// - Throws: The first mistake with its file and line.
    package init(files: [String: String]) throws(PolicyError) {
        self.init()
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            if name == Self.exploitedName {
                exploited = try ExploitedList(json: text, file: name)
            } else {
                debian.append(try DebianVulnerabilities(debsecan: text, file: name))
            }
        }
    }
}

/// The parts of CISA's catalogue that are used.
private struct Catalogue: Decodable {
    struct Vulnerability: Decodable {
        var cveID: String
        var vendorProject: String
        var product: String
        var dateAdded: String
    }

    var dateReleased: String
    var vulnerabilities: [Vulnerability]
}

extension ExploitedList {
    fileprivate init(json: String, file: String) throws(PolicyError) {
        // Why a decoder failed says nothing to a person; that the file is another one does.
        guard let catalogue = try? JSONDecoder().decode(Catalogue.self, from: Data(json.utf8)),
            let asOf = CivilDate(String(catalogue.dateReleased.prefix(10)))
        else {
            throw PolicyError(
                file: file, line: nil,
                problem: Text(
                    ja: "CISAの一覧（Known Exploited Vulnerabilities）の形ではありません。取得し直してください。",
                    en: "this is no catalogue of known exploited vulnerabilities of CISA. Fetch it again."))
        }
        self.init(
            asOf: asOf,
            entries: catalogue.vulnerabilities.map { entry in
                Entry(
                    id: entry.cveID, maker: entry.vendorProject, product: entry.product,
                    added: CivilDate(entry.dateAdded) ?? asOf)
            })
    }
}

/// The plain data of Debian's security tracker, unpacked, as the program debsecan fetches it:
/// ```
/// VERSION 1
/// CVE-2024-0727,,openssl denial of service
///
/// openssl,0,SM F,3.0.13-1,
/// ```
/// First the weaknesses, then by package the number of one of them, flags (source or binary, urgency, whether it can
/// be used from afar, whether there is a fix), the version with the fix in the newest release, and other such versions.
extension DebianVulnerabilities {
    fileprivate init(debsecan text: String, file: String) throws(PolicyError) {
        let parts = file.dropFirst("debsecan-".count).dropLast(".txt".count)
        guard let suite = parts.split(separator: "-").first, parts.utf8.count == suite.utf8.count + 11,
            let asOf = CivilDate(String(parts.suffix(10)))
        else {
            throw PolicyError(
                file: file, line: nil,
                problem: Text(
                    ja: "ファイル名に、取得した日を debsecan-bookworm-2026-11-20.txt のように書いてください。",
                    en: "put the day it was fetched into the name, as in debsecan-bookworm-2026-11-20.txt."))
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "VERSION 1" else {
            throw Self.wrong(file, 1)
        }
        let names = lines.dropFirst().prefix { !$0.isEmpty }.map { line in
            String(line.prefix { $0 != "," })
        }
        var entries: [Entry] = []
        for (index, line) in lines.enumerated().dropFirst(names.count + 2) {
            // What follows the next blank line maps sources to programs, which dpkg tells itself.
            guard !line.isEmpty else { break }
            guard let entry = Entry(line, names: names) else { throw Self.wrong(file, index + 1) }
            entries.append(entry)
        }
        self.init(suite: String(suite), asOf: asOf, entries: entries)
    }

    private static func wrong(_ file: String, _ line: Int) -> PolicyError {
        PolicyError(
            file: file, line: line,
            problem: Text(
                ja: "debsecanのデータ（展開したもの）の形ではありません。取得し直してください。",
                en: "this is no data of debsecan, unpacked. Fetch it again."))
    }
}

extension DebianVulnerabilities.Entry {
    /// `openssl,0,SM F,3.0.13-1,3.0.11-1~deb12u2 3.0.9-1`
    fileprivate init?(_ line: Substring, names: [String]) {
        let fields = line.split(separator: ",", maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count == 5, let number = Int(fields[1]), names.indices.contains(number),
            fields[2].utf8.count == 4, let kind = fields[2].first, let fix = fields[2].last
        else { return nil }
        self.init(
            id: names[number], name: String(fields[0]), isBinary: kind == "B",
            fixed: fields[3].isEmpty ? nil : String(fields[3]),
            alsoFixed: fields[4].split(separator: " ").map(String.init), hasFix: fix == "F")
    }
}
