import Evidence
import Foundation
import Model
import Testing

struct PackTests {
    @Test func `a fresh pack is sound and counted`() throws {
        guard case .sound(let contents) = Shelf(try Samples.bag()).verdict else {
            Issue.record("a fresh pack was refused")
            return
        }
        #expect(contents.files == 3 && contents.journalLines == 3)
        #expect(!contents.isJournalCut && !contents.isSigned && !contents.isTimestamped)
    }

    @Test func `the same payload gives the same octets`() throws {
        let bag = try Samples.bag()
        #expect(try Samples.bag() == bag)
        #expect(
            bag.files.map(\.path) == [
                "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt",
                "data/assessment.json", "data/inputs/連絡体制図 1.txt", "data/journal.jsonl",
            ])
        let info = try #require(bag.files.first)
        let size = bag.files.dropFirst(4).reduce(0) { $0 + $1.octets.count }
        #expect(
            String(decoding: info.octets, as: UTF8.self)
                == "Source-Organization: 試験薬局 二号店\nBagging-Date: 2026-11-23\nPayload-Oxum: \(size).3\n")
    }

    @Test func `paths are percent-encoded as the standard says`() throws {
        let bag = Bag(payload: ["a%b\r\nc": []], info: [])
        let manifest = try #require(bag.files.first { $0.path == "manifest-sha256.txt" })
        #expect(String(decoding: manifest.octets, as: UTF8.self).hasSuffix("  data/a%25b%0D%0Ac\n"))
    }

    @Test func `every flipped octet is found and its file named`() throws {
        let shelf = Shelf(try Samples.bag())
        for (path, octets) in shelf.files {
            for index in octets.indices {
                var changed = shelf
                changed.files[path]?[index] ^= [0x01, 0x20, 0x80][index % 3]
                guard changed.fault == nil else { continue }
                Issue.record("octet \(index) of \(path) was changed unseen")
            }
        }
        var changed = shelf
        changed.files["data/journal.jsonl"]?[40] ^= 1
        #expect(changed.fault == PackFault(file: "data/journal.jsonl", kind: .changed))
    }

    @Test func `every removed file is found and named`() throws {
        let shelf = Shelf(try Samples.bag())
        for path in shelf.files.keys {
            var changed = shelf
            changed.files[path] = nil
            #expect(changed.fault == PackFault(file: path, kind: .missing))
        }
    }

    @Test(arguments: ["data/a", "data/zzz/b", "x.txt", "tagmanifest-sha256.txt.bak", "bagit", "a/b"])
    func `every added file is found and named`(path: String) throws {
        var shelf = Shelf(try Samples.bag())
        shelf.files[path] = []
        #expect(shelf.fault == PackFault(file: path, kind: .unexpected))
    }

    @Test func `a signature and a time stamp may lie beside the tag manifest`() throws {
        var shelf = Shelf(try Samples.bag())
        shelf.files["tagmanifest-sha256.txt.p7s"] = [0x30]
        shelf.files["tagmanifest-sha256.txt.tsr"] = [0x30]
        guard case .sound(let contents) = shelf.verdict else {
            Issue.record("a signed pack was refused")
            return
        }
        #expect(contents.isSigned && contents.isTimestamped)
    }

    @Test(arguments: ["/etc/passwd", "data/../../x", "~/x", "data\\x", "data//x", "./data/x", "", "data/\0"])
    func `a path that leaves the pack is refused, listed or stated`(path: String) throws {
        var shelf = Shelf(try Samples.bag())
        shelf.files[path] = []
        #expect(shelf.fault == PackFault(file: path, kind: .forbidden))
        guard !path.isEmpty else { return }
        shelf = Shelf(try Samples.bag())
        shelf.files["tagmanifest-sha256.txt"] = Array("\(sha256([]))  \(path)\n".utf8)
        #expect(shelf.fault == PackFault(file: path, kind: .forbidden))
    }

    @Test func `a link is refused`() throws {
        let shelf = Shelf(try Samples.bag())
        let plain = shelf.source
        let source = PackSource(
            list: { try plain.list() + [.init(path: "data/link", isPlainFile: false)] }, read: plain.read)
        #expect(verify(source) == .wrong(PackFault(file: "data/link", kind: .forbidden)))
    }

    @Test func `a resealed pack with a broken chain or no assessment is refused`() throws {
        var lines = try Samples.journal().split(separator: 0x0a, omittingEmptySubsequences: false)
        lines.remove(at: 1)
        var payload = [
            "journal.jsonl": Array(lines.joined(separator: [0x0a])),
            "assessment.json": try Samples.assessment(),
        ]
        #expect(
            Shelf(Bag(payload: payload, info: [])).fault
                == PackFault(file: "data/journal.jsonl", kind: .journal(.brokenChain(line: 2))))
        payload["journal.jsonl"] = try Samples.journal()
        payload["assessment.json"] = Array("{}".utf8)
        #expect(Shelf(Bag(payload: payload, info: [])).fault?.file == "data/assessment.json")
    }

    @Test func `a wrong size in bag-info is found even when resealed`() throws {
        var bag = Bag(
            payload: ["journal.jsonl": try Samples.journal(), "assessment.json": try Samples.assessment()],
            info: [.init("Payload-Oxum", "1.1")])
        #expect(Shelf(bag).fault == PackFault(file: "bag-info.txt", kind: .wrongSize))
        bag = Bag(payload: ["assessment.json": []], info: [])
        #expect(Shelf(bag).fault == PackFault(file: "data/journal.jsonl", kind: .missing))
    }

    @Test func `faults speak both languages and never repeat a hostile name raw`() {
        let fault = PackFault(file: "data/\u{1B}[31m\u{202E}x", kind: .unexpected)
        #expect(fault.text.ja.hasPrefix(#"data/\u{1B}[31m\u{202E}x"#))
        #expect(fault.text.en.hasPrefix(#"data/\u{1B}[31m\u{202E}x"#))
    }

    @Test func `pack names sort by time and never collide`() {
        #expect(PackName.folder(for: Samples.time) == "2026-11-23T0331Z")
        let taken = ["2026-11-23T0331Z", "2026-11-23T0331Z-2"]
        #expect(PackName.folder(for: Samples.time, isTaken: taken.contains) == "2026-11-23T0331Z-3")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sha256sum")))
    func `sha256sum agrees with both manifests`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "tenken-pack-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in try Samples.bag().files {
            let place = folder.appending(path: file.path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.octets).write(to: place)
        }
        #expect(try sha256sum("tagmanifest-sha256.txt", in: folder) == 0)
        #expect(try sha256sum("manifest-sha256.txt", in: folder) == 0)
    }

    private func sha256sum(_ manifest: String, in folder: URL) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = ["--check", "--strict", "--status", manifest]
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
