import FoundationEssentials
import Policy

/// The texts of the repository's own folder of profiles by path.
func shippedFiles() throws -> [String: String] {
    let folder = packageRoot.appendingPathComponent("Profiles")
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".yaml")
    {
        files[path] = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }
    return files
}

/// What these files say, read once for all tests: reading them takes a second.
let shippedProfiles: Result<Profiles, any Error> = Result { try Profiles(files: shippedFiles()) }

let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
