import Evidence
import FoundationEssentials
import Model
import Platform

/// A pack being made or read: a folder whose journal grows while the scan runs.
struct PackFolder {
    let path: String

    /// The most octets of one file that are read back.
    private static let sizeLimit = 1 << 30

    /// Makes the folder for a scan that begins now.
    static func make(in parent: String, at time: Timestamp) throws -> PackFolder {
        let name = PackName.folder(for: time) { FileManager.default.fileExists(atPath: "\(parent)/\($0)") }
        let folder = PackFolder(path: "\(parent)/\(name)")
        _ = try RootedDirectory.make(folder.path).directory("data")
        return folder
    }

    /// Makes the folder of a pack, and the site folder where there is none. Packs go to `out`, or to the site folder's
    /// own place.
    static func prepare(site: String, out: String?, talk: Talking, at time: Timestamp) throws -> PackFolder {
        if let made = try SiteFolder.prepare(site) { talk.say(made) }
        let parent = out ?? site + "/packs"
        do {
            _ = try RootedDirectory.make(parent)
        } catch {
            guard error.cause == .missing else { throw error }
            throw Failure(
                .cannotWrite, ja: "\(parent) を作れません。別の場所を選んでください。",
                en: "\(parent) cannot be made. Choose another place.")
        }
        return try make(in: parent, at: time)
    }

    /// Takes away a pack that was just made and holds nothing.
    func discard() throws {
        try FileManager.default.removeItem(atPath: path)
    }

    /// The newest pack below a folder, by its name, which is a moment.
    static func newest(in parent: String) throws -> PackFolder {
        // Absence is the answer: a folder that is not there holds no pack.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        let packs = names.filter { name in
            FileManager.default.fileExists(atPath: "\(parent)/\(name)/data/journal.jsonl")
        }
        guard let newest = packs.max(by: PackName.precedes) else {
            throw Failure(
                .badData, ja: "\(parent) に証拠のフォルダがありません。先に tenken scan を実行するか、--pack で指定してください。",
                en: "There is no pack in \(parent). Run tenken scan first, or name one with --pack.")
        }
        return PackFolder(path: "\(parent)/\(newest)")
    }

    /// The journal's file, to be appended to.
    func journal() throws -> JournalFile {
        JournalFile(try RootedDirectory.open("\(path)/data").create("journal.jsonl"))
    }

    func readJournal() throws -> [UInt8] {
        try RootedDirectory.open("\(path)/data").read("journal.jsonl", limit: Self.sizeLimit)
    }

    /// Writes the files of a bag; the journal, which lies there already, is left as it is.
    func write(_ bag: Bag) throws {
        for file in bag.files where file.path != "data/journal.jsonl" {
            var parts = file.path.split(separator: "/").map(String.init)
            let name = parts.removeLast()
            let folder = parts.reduce(path) { $0 + "/" + $1 }
            try RootedDirectory.make(folder).write(name, file.octets)
        }
    }

    /// The pack for the verifier.
    var source: PackSource {
        PackSource(
            list: {
                let manager = FileManager.default
                return try manager.subpathsOfDirectory(atPath: path).compactMap { name in
                    let attributes = try manager.attributesOfItem(atPath: "\(path)/\(name)")
                    let type = attributes[.type] as? FileAttributeType
                    guard type != .typeDirectory else { return nil }
                    return PackSource.Entry(path: name, isPlainFile: type == .typeRegular)
                }
            },
            read: { name in
                var parts = name.split(separator: "/").map(String.init)
                guard let last = parts.popLast() else { return [] }
                let folder = parts.reduce(path) { $0 + "/" + $1 }
                return try RootedDirectory.open(folder).read(last, limit: Self.sizeLimit)
            })
    }
}

/// The open journal; what is appended is on its way to the disk when the call returns.
final class JournalFile {
    private let file: RootedFile

    init(_ file: consuming RootedFile) {
        self.file = file
    }

    func append(_ octets: [UInt8]) throws {
        try file.append(octets)
    }

    func sync() throws {
        try file.sync()
    }
}
