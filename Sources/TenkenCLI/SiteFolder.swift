import FoundationEssentials
import Model
import Platform
import Policy

/// The folder of one pharmacy: settings, ledger and packs, plain files that a person can open.
struct SiteFolder {
    let path: String
    let site: Site
    /// The inputs as they were read, for the pack: name to octets.
    let inputs: [String: [UInt8]]
    /// What a person should know about the inputs: columns not understood, a folder just made.
    let remarks: [Text]

    var packs: String { path + "/packs" }

    /// Reads the folder; what is missing counts as empty.
    ///
    /// - Throws: ``Failure`` with file and line when a file is wrong.
    static func read(_ path: String) throws -> SiteFolder {
        var inputs: [String: [UInt8]] = [:]
        for name in ["site.yaml", "ledger.csv"] {
            if let octets = try contents(of: "\(path)/\(name)") { inputs[name] = octets }
        }
        // Absence is the answer: a folder that is not there holds nothing.
        let others = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in others.sorted() where Advisories.isList(name) {
            if let octets = try contents(of: "\(path)/\(name)") { inputs[name] = octets }
        }
        let yaml = try inputs["site.yaml"].map { try text($0, of: "\(path)/site.yaml") }
        let csv = try inputs["ledger.csv"].map { try text($0, of: "\(path)/ledger.csv") }
        var lists: [String: String] = [:]
        for (name, octets) in inputs where Advisories.isList(name) {
            lists[name] = try text(octets, of: "\(path)/\(name)")
        }
        do {
            let file = try SiteFile(siteYAML: yaml, ledgerCSV: csv)
            var site = file.site
            site.advisories = try Advisories(files: lists)
            return SiteFolder(path: path, site: site, inputs: inputs, remarks: file.warnings.map(\.text))
        } catch {
            throw Failure(.badData, error.text)
        }
    }

    /// Makes the folder with default files where it does not exist.
    ///
    /// - Returns: What was made, for people; nil when it was there.
    static func prepare(_ path: String) throws -> Text? {
        guard !FileManager.default.fileExists(atPath: path) else { return nil }
        let folder = try RootedDirectory.make(path)
        for (name, octets) in siteTemplate() { try folder.write(name, octets) }
        return Text(
            ja: "薬局のフォルダ \(path) を作りました。台帳（ledger.csv）と設定（site.yaml）は空です。あとで書きこんでください。",
            en: "The site folder \(path) was made. Its ledger and settings are empty; please fill them in.")
    }

    private static func contents(of path: String) throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path), data.count <= 16 << 20 else {
            throw Failure(
                .badData, ja: "\(path) を読めません。読む権限と大きさ（16 MB まで）を確かめてください。",
                en: "\(path) cannot be read. Check its permissions and size (up to 16 MB).")
        }
        return Array(data)
    }

    /// UTF-8, else CP932, which spreadsheets write in Japan.
    private static func text(_ octets: [UInt8], of path: String) throws -> String {
        let body = octets.starts(with: [0xef, 0xbb, 0xbf]) ? octets.dropFirst(3) : octets[...]
        if let text = String(validating: body, as: UTF8.self) { return text }
        guard let text = try? TextEncoding.cp932.decode(octets) else {
            throw Failure(
                .badData, ja: "\(path) の文字を読めません。UTF-8 か Shift_JIS で保存し直してください。",
                en: "\(path) is neither UTF-8 nor Shift_JIS. Save it again as one of them.")
        }
        return text
    }
}
