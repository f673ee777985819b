import Evidence
import HostFacts
import Model
import Platform

/// Reads one computer's collection, file by file, into a snapshot, and keeps account of what could not be read.
struct WindowsReading {
    private(set) var snapshot = WindowsSnapshot()
    private(set) var record = CollectionRecord("")
    /// How each file was found; a nil trouble is none.
    private(set) var files: [File] = []
    private var status = CollectionStatus()
    private var encoding = TextEncoding.cp932
    /// Octets that may still be read.
    private var left = Self.folderLimit

    struct File {
        var name: String
        var what: Text
        var trouble: CollectionTrouble?
        /// The digest and size of what was read: `sha256 9f86… 4096 octets`.
        var grounds: String?
    }

    /// The most octets of one registry export, of one text, and of all files of a computer.
    private static let (exportLimit, textLimit, folderLimit) = (64 << 20, 16 << 20, 256 << 20)

    /// How many files could not be read, or not as a whole.
    var troubled: Int { files.count { $0.trouble != nil } }

    /// Whether anything of the computer itself was read.
    var hasAnything: Bool {
        snapshot.texts.values.contains { $0.value != nil }
            || snapshot.registries.values.contains { $0.value != nil }
    }

    init(_ collected: CollectedFiles) {
        record = CollectionRecord(own(WindowsFile.collection, of: collected) ?? "")
        encoding = record.codePage.flatMap { TextEncoding.codePage($0) } ?? .cp932
        status = CollectionStatus(own(WindowsFile.status, of: collected) ?? "")
        snapshot.collection = record.values
        snapshot.failures = status.failures
        let known = Dictionary(
            grouping: collected.entries.compactMap { entry in
                WindowsFile.named(entry.name).map { (entry: entry, file: $0) }
            }, by: \.file)
        for file in WindowsFile.all { read(file, (known[file] ?? []).map(\.entry), of: collected) }
    }

    /// The text of a file that the collector writes about its work.
    private mutating func own(_ name: String, of collected: CollectedFiles) -> String? {
        guard let entry = collected.entries.first(where: { $0.name.lowercased() == name }),
            let octets = octets(of: entry, limit: 1 << 20, collected).value
        else { return nil }
        return decoded(octets).text
    }

    private mutating func read(
        _ file: WindowsFile, _ entries: [CollectedFiles.Entry], of collected: CollectedFiles
    ) {
        for entry in entries { read(entry, as: file, of: collected) }
        let found = Set(entries.map { $0.name.lowercased() })
        // Only the collector knows how many users there are and which tools were missing.
        let expected =
            file.isConditional
            ? status.collected.union(status.failures.keys).filter { WindowsFile.named($0) == file }.sorted()
            : [file.name]
        for name in expected where !found.contains(name) {
            files.append(File(name: name, what: file.what, trouble: absence(of: name)))
        }
    }

    /// Why a file is not there.
    private func absence(of name: String) -> CollectionTrouble {
        if let refusal = refusal(of: name) { return refusal }
        return status.collected.contains(name) ? .lost : .absent
    }

    private func refusal(of name: String) -> CollectionTrouble? {
        guard let code = status.failures[name] else { return nil }
        return record.values["elevated"] == "no" ? .notElevated : .refused(code: code)
    }

    private mutating func read(
        _ entry: CollectedFiles.Entry, as file: WindowsFile, of collected: CollectedFiles
    ) {
        let name = entry.name.lowercased()
        var found = File(name: name, what: file.what)
        defer { files.append(found) }
        // What a refused command wrote is its refusal, and must not be taken for an empty list.
        if refusal(of: name) == .notElevated {
            found.trouble = .notElevated
            return
        }
        let limit = file.isRegistry ? Self.exportLimit : Self.textLimit
        guard limit <= left || entry.size <= left else {
            found.trouble = .beyondLimit
            return
        }
        switch octets(of: entry, limit: limit, collected) {
        case .unread(let reason): found.trouble = CollectionTrouble(reason)
        case .found(let octets):
            found.grounds = "sha256 \(sha256(octets)) \(octets.count) octets"
            found.trouble = octets.isEmpty ? .empty : take(octets, name, file)
        }
        guard let unread = found.trouble?.unread else { return }
        if file.isRegistry {
            snapshot.registries[name] = .unread(unread)
        } else {
            snapshot.texts[name] = .unread(unread)
        }
    }

    private mutating func octets(
        of entry: CollectedFiles.Entry, limit: Int, _ collected: CollectedFiles
    ) -> Reading<[UInt8]> {
        let octets = collected.read(entry, min(limit, left))
        left -= octets.value?.count ?? 0
        return octets
    }

    /// Puts a file's content into the snapshot; gives what is wrong with it.
    private mutating func take(_ octets: [UInt8], _ name: String, _ file: WindowsFile) -> CollectionTrouble? {
        guard file.isRegistry else {
            let (text, malformed) = decoded(octets)
            snapshot.texts[name] = .found(text)
            return malformed > 0 ? .malformed(malformed) : nil
        }
        guard let export = RegistryExport(octets) else { return .notAnExport }
        snapshot.registries[name] = .found(export)
        return export.isWhole ? nil : .breaksOff
    }

    /// The text of a file: UTF-16 by its mark, else UTF-8 where it is all that, else the computer's code page.
    private func decoded(_ octets: [UInt8]) -> (text: String, malformed: Int) {
        var (text, malformed) = ("", 0)
        if octets.starts(with: [0xff, 0xfe]) {
            (text, malformed) = utf16(octets)
        } else if let valid = String(
            validating: octets.starts(with: [0xef, 0xbb, 0xbf]) ? octets.dropFirst(3) : octets[...],
            as: UTF8.self)
        {
            text = valid
        } else if let (found, places) = try? encoding.decodeReplacing(octets) {
            (text, malformed) = (found, places)
        } else {
            // This system lacks the code page: what is ASCII can be read all the same.
            text = String(decoding: octets, as: UTF8.self)
            malformed = octets.count { $0 >= 0x80 }
        }
        return (text.normalisingLineEnds, malformed)
    }

    /// Little-endian UTF-16 behind its mark; a lone surrogate and an odd last octet are malformed.
    private func utf16(_ octets: [UInt8]) -> (text: String, malformed: Int) {
        let units = stride(from: 2, to: octets.count - 1, by: 2).map {
            UInt16(octets[$0]) | UInt16(octets[$0 + 1]) << 8
        }
        let text = String(decoding: units, as: UTF16.self)
        let replaced = text.unicodeScalars.count { $0 == "\u{fffd}" } - units.count { $0 == 0xfffd }
        return (text, replaced + octets.count % 2)
    }
}

extension CollectionTrouble {
    fileprivate init(_ reason: Unread) {
        switch reason {
        case .missing: self = .lost
        case .notPermitted: self = .failed("permission denied")
        case .tooLarge: self = .tooLarge
        case .failed(let words): self = .failed(words)
        }
    }
}
