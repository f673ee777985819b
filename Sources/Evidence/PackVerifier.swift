import FoundationEssentials
import Model

/// A pack to be checked, wherever it lies: a folder or an archive.
package struct PackSource {
    /// One entry of the pack that is not a folder.
    package struct Entry: Equatable, Sendable {
        /// From the pack's folder, parts separated by `/`.
        package var path: String
        /// False for links, devices and whatever else is not a plain file.
        package var isPlainFile: Bool

        package init(path: String, isPlainFile: Bool = true) {
            self.path = path
            self.isPlainFile = isPlainFile
        }
    }

    package var list: () throws -> [Entry]
    /// The octets of one listed plain file.
    package var read: (_ path: String) throws -> [UInt8]

    package init(list: @escaping () throws -> [Entry], read: @escaping (_ path: String) throws -> [UInt8]) {
        self.list = list
        self.read = read
    }
}

/// Checks that a pack is exactly what was sealed: no file changed, missing or added, the journal's chain whole, the
/// assessment readable. Names the first thing that is wrong.
///
/// A pack whose manifests were all rewritten passes; only its signature can tell.
package func verify(_ pack: PackSource) -> PackVerdict {
    do throws(PackFault) {
        return .sound(try PackVerifier(pack).contents())
    } catch {
        return .wrong(error)
    }
}

private struct PackVerifier {
    let pack: PackSource
    /// Every path of the pack, in byte order.
    let paths: [String]

    static let tagManifest = "tagmanifest-sha256.txt"
    static let signature = tagManifest + ".p7s"
    static let timestamp = tagManifest + ".tsr"
    static let tagFiles = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]

    init(_ pack: PackSource) throws(PackFault) {
        self.pack = pack
        let entries: [PackSource.Entry]
        do { entries = try pack.list() } catch { throw PackFault(file: "", kind: .unlistable("\(error)")) }
        for entry in entries where !entry.isPlainFile || !Manifest.isSafe(entry.path) {
            throw PackFault(file: entry.path, kind: .forbidden)
        }
        paths = entries.map(\.path).sorted(by: isBefore)
    }

    func contents() throws(PackFault) -> PackContents {
        guard try read("bagit.txt") == Bag.declaration else {
            throw PackFault(file: "bagit.txt", kind: .wrongDeclaration)
        }
        let tags = try manifest(Self.tagManifest)
        let aside = [Self.tagManifest, Self.signature, Self.timestamp]
        try match(tags, against: paths.filter { !$0.hasPrefix("data/") && !aside.contains($0) })
        for file in Self.tagFiles where !tags.lines.contains(where: { $0.path == file }) {
            throw PackFault(file: file, kind: .missing)
        }
        let payload = try manifest("manifest-sha256.txt")
        let octets = try match(payload, against: paths.filter { $0.hasPrefix("data/") })
        try checkSize(octets: octets, files: payload.lines.count)
        let journal = try journal()
        return PackContents(
            files: payload.lines.count, octets: octets, journalLines: journal.entries.count,
            isJournalCut: journal.isCut, assessment: try assessment(),
            isSigned: paths.contains(Self.signature), isTimestamped: paths.contains(Self.timestamp))
    }

    private func read(_ path: String) throws(PackFault) -> [UInt8] {
        guard paths.contains(path) else { throw PackFault(file: path, kind: .missing) }
        do { return try pack.read(path) } catch { throw PackFault(file: path, kind: .unreadable("\(error)")) }
    }

    private func manifest(_ path: String) throws(PackFault) -> Manifest {
        let octets = try read(path)
        do {
            return try Manifest(reading: octets)
        } catch {
            switch error {
            case .unreadable(let line), .disorder(let line):
                throw PackFault(file: path, kind: .malformed(line: line))
            case .unsafePath(_, let named): throw PackFault(file: named, kind: .forbidden)
            }
        }
    }

    /// Holds a manifest against the files that are there; both are in byte order.
    ///
    /// - Returns: the octets of all files together.
    @discardableResult
    private func match(_ manifest: Manifest, against present: [String]) throws(PackFault) -> Int {
        var octets = 0
        var rest = present[...]
        for line in manifest.lines {
            if let next = rest.first, isBefore(next, line.path) {
                throw PackFault(file: next, kind: .unexpected)
            }
            guard let next = rest.popFirst(), next.utf8.elementsEqual(line.path.utf8) else {
                throw PackFault(file: line.path, kind: .missing)
            }
            let content = try read(next)
            guard sha256(content) == line.digest else { throw PackFault(file: next, kind: .changed) }
            octets += content.count
        }
        if let next = rest.first { throw PackFault(file: next, kind: .unexpected) }
        return octets
    }

    private func checkSize(octets: Int, files: Int) throws(PackFault) {
        let info = String(decoding: try read("bag-info.txt"), as: UTF8.self)
        let stated = info.split { $0.isNewline }.filter { $0.hasPrefix("Payload-Oxum:") }
        guard stated == ["Payload-Oxum: \(octets).\(files)"] else {
            throw PackFault(file: "bag-info.txt", kind: .wrongSize)
        }
    }

    private func journal() throws(PackFault) -> Journal {
        let path = "data/journal.jsonl"
        let octets = try read(path)
        do {
            return try Journal(reading: octets)
        } catch {
            throw PackFault(file: path, kind: .journal(error))
        }
    }

    private func assessment() throws(PackFault) -> Assessment {
        let path = "data/assessment.json"
        let octets = try read(path)
        do {
            let assessment = try JSONDecoder().decode(Assessment.self, from: Data(octets))
            guard assessment.schema == Assessment.schema else {
                throw PackFault(file: path, kind: .notAnAssessment("schema \(assessment.schema)"))
            }
            return assessment
        } catch let fault as PackFault {
            throw fault
        } catch {
            throw PackFault(file: path, kind: .notAnAssessment("\(error)"))
        }
    }
}
