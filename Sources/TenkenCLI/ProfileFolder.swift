import FoundationEssentials
import Model
import Platform
import Policy

/// Finds and reads the folder of profiles.
enum ProfileFolder {
    /// The most octets of one profile that are read.
    private static let sizeLimit = 4 << 20

    /// Reads and checks every profile.
    ///
    /// - Throws: ``Failure`` that names the folder, or the file and line with the mistake.
    static func load(_ named: String?) throws -> (profiles: Profiles, files: [String: String], path: String) {
        guard let path = named ?? find() else {
            throw Failure(
                .badData, ja: "プロファイル（知識のファイル）が見つかりません。--profiles でフォルダを指定してください。",
                en: "The profiles were not found. Name their folder with --profiles.")
        }
        let files = try read(path)
        guard !files.isEmpty else {
            throw Failure(
                .badData, ja: "\(path) にプロファイル（.yaml）がありません。", en: "\(path) holds no profiles (.yaml).")
        }
        do {
            return (try Profiles(files: files), files, path)
        } catch {
            throw Failure(.badData, error.text)
        }
    }

    /// Beside the installed executable, or above it in a checkout.
    private static func find() -> String? {
        let manager = FileManager.default
        if let named = environment("TENKEN_PROFILES") { return named }
        guard let executable = try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        var folder = parent(of: executable)
        let installed = parent(of: folder) + "/share/tenken/Profiles"
        if manager.fileExists(atPath: installed) { return installed }
        while !folder.isEmpty {
            let candidate = folder + "/Profiles"
            if manager.fileExists(atPath: candidate + "/checklists") { return candidate }
            folder = parent(of: folder)
        }
        return nil
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func read(_ path: String) throws -> [String: String] {
        let manager = FileManager.default
        guard let paths = try? manager.subpathsOfDirectory(atPath: path) else {
            throw Failure(
                .badData, ja: "フォルダ \(path) を読めません。", en: "The folder \(path) cannot be read.")
        }
        var files: [String: String] = [:]
        for name in paths where name.hasSuffix(".yaml") {
            guard let data = manager.contents(atPath: "\(path)/\(name)"), data.count <= sizeLimit,
                let text = String(validating: data, as: UTF8.self)
            else {
                throw Failure(
                    .badData, ja: "\(path)/\(name) を読めません（UTF-8 の文字ではない、または大きすぎます）。",
                    en: "\(path)/\(name) cannot be read, is not UTF-8, or is too large.")
            }
            files[name] = text
        }
        return files
    }
}
