import HostFacts
import Model
import Platform

/// Finds the collections in a folder: the folder itself, or those one or two levels below it.
struct FolderCollections {
    /// What is passed over and why.
    private(set) var remarks: [Text] = []
    /// Archives that lie among the folders and are not opened.
    private(set) var archives: [String] = []

    /// The folder that was named, and how many below it were looked into.
    private var root = ""
    private var looked = 0

    /// How far below the named folder collections are found.
    private static let depth = 2
    /// The most things in one folder, and the most folders looked into.
    private static let (entryLimit, folderLimit) = (20_000, 5_000)

    /// The collections, in order of their paths.
    ///
    /// - Throws: ``FileError`` where the folder itself cannot be read.
    mutating func find(in path: String) throws(FileError) -> [CollectedFiles] {
        let folder = try RootedDirectory.open(path)
        let entries = try folder.entries(limit: Self.entryLimit)
        let name = Self.name(of: path)
        root = path
        looked = 0
        if let found = collection(folder, entries, name: name, below: []) { return [found] }
        var found: [CollectedFiles] = []
        search(folder, entries, below: [], into: &found)
        return found
    }

    private mutating func search(
        _ folder: borrowing RootedDirectory, _ entries: [RootedDirectory.Entry], below parents: [String],
        into found: inout [CollectedFiles]
    ) {
        archives += entries.filter { $0.kind == .file && $0.name.lowercased().hasSuffix(".zip") }.map {
            "\(folder.path)/\($0.name)"
        }
        guard parents.count < Self.depth else { return }
        for entry in entries where entry.kind == .folder && looked < Self.folderLimit {
            looked += 1
            do throws(FileError) {
                let inner = try folder.folder(entry.name)
                let entries = try inner.entries(limit: Self.entryLimit)
                if let collection = collection(
                    inner, entries, name: entry.name, below: parents + [entry.name])
                {
                    found.append(collection)
                } else {
                    search(inner, entries, below: parents + [entry.name], into: &found)
                }
            } catch {
                let place = "\(folder.path)/\(entry.name)"
                remarks.append(
                    Text(
                        ja: "\(place) を読めないので、とばしました。読む権限を確かめてください。",
                        en: "\(place) cannot be read and was passed over. Check its permissions."))
            }
        }
    }

    /// The folder as a collection; nil where it is none.
    private func collection(
        _ folder: borrowing RootedDirectory, _ entries: [RootedDirectory.Entry], name: String,
        below parents: [String]
    ) -> CollectedFiles? {
        let known = entries.filter { CollectedFiles.isKnown($0.name) }
        let (path, root) = (folder.path, root)
        var files = CollectedFiles(
            place: path, name: name,
            entries: known.filter { $0.kind == .file }.map { entry in
                CollectedFiles.Entry(
                    name: entry.name, size: entry.size,
                    modified: CollectedFiles.localTime(seconds: entry.modified / 1_000_000))
            },
            read: { entry, limit in
                reading { () throws(FileError) in
                    try Self.read(entry.name, in: root, parents[...], limit: limit)
                }
            })
        guard files.isCollection else { return nil }
        let passed = known.filter { $0.kind != .file }.map(\.name)
        if !passed.isEmpty {
            let names = passed.prefix(5).joined(separator: ", ")
            files.remarks.append(
                Text(
                    ja: "\(path) の中の \(names) はふつうのファイルではない（リンクなど）ので、読みませんでした。",
                    en: "\(names) in \(path) is no plain file (a link or the like) and was not read."))
        }
        files.leaveOneOfEachName()
        return files
    }

    /// Reads a file below folders that are opened one in the other, so that none of them is a link by now.
    private static func read(
        _ name: String, in root: String, _ parents: ArraySlice<String>, limit: Int
    ) throws(FileError) -> [UInt8] {
        var folder = try RootedDirectory.open(root)
        for parent in parents { folder = try folder.folder(parent) }
        return try folder.read(name, limit: limit)
    }

    /// The last part of a path.
    private static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
