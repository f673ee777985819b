import Archives
import HostFacts
import Model
import Platform

/// Finds the collections in a ZIP archive: one for each folder with files of a collection, its root included.
struct ArchiveCollections {
    /// What is passed over and why.
    private(set) var remarks: [Text] = []

    /// The most octets that are unpacked of one archive.
    private static let unpackedLimit = 4 << 30
    /// The most characters of a path.
    private static let pathLimit = 1024

    /// How many octets may still be unpacked, for all collections of an archive together.
    private final class Allowance {
        var left = ArchiveCollections.unpackedLimit
    }

    /// The collections, in order of their paths.
    mutating func find(in path: String) throws(ArchiveError) -> [CollectedFiles] {
        let archive = try ZipArchive(path: path)
        var folders: [String: [(name: String, entry: ZipArchive.Entry)]] = [:]
        var refused: [String] = []
        var nested: [String] = []
        for entry in archive.entries {
            let name = Self.text(entry.name)
            guard let parts = Self.parts(of: name), !entry.isLink else {
                refused.append(name)
                continue
            }
            guard let last = parts.last else { continue }
            if last.lowercased().hasSuffix(".zip") { nested.append(name) }
            guard CollectedFiles.isKnown(last), !entry.isEncrypted else { continue }
            folders[parts.dropLast().joined(separator: "/"), default: []].append((last, entry))
        }
        say(refused: refused, nested: nested, in: path)
        if archive.entries.contains(where: \.isEncrypted) { remarks.append(Self.encryption(of: path)) }
        let allowance = Allowance()
        return folders.sorted { $0.key < $1.key }.compactMap { folder, files in
            collection(folder, files, of: archive, at: path, allowance)
        }
    }

    private func collection(
        _ folder: String, _ files: [(name: String, entry: ZipArchive.Entry)], of archive: ZipArchive,
        at path: String, _ allowance: Allowance
    ) -> CollectedFiles? {
        let byName = Dictionary(files.map { ($0.name, $0.entry) }, uniquingKeysWith: { first, _ in first })
        let own = folder.split(separator: "/").last ?? path.split(separator: "/").last?.withoutSuffix
        var collected = CollectedFiles(
            place: folder.isEmpty ? path : "\(path)/\(folder)", name: own.map(String.init) ?? path,
            entries: files.map { name, entry in
                CollectedFiles.Entry(
                    name: name, size: entry.size,
                    modified: entry.modified.map { CollectedFiles.localTime(seconds: $0) })
            },
            read: { wanted, limit in
                guard let entry = byName[wanted.name] else { return .unread(.missing) }
                return reading { () throws(ArchiveError) in
                    let octets = try archive.read(entry, limit: min(limit, allowance.left))
                    allowance.left -= octets.count
                    return octets
                }
            })
        guard collected.isCollection else { return nil }
        collected.leaveOneOfEachName()
        return collected
    }

    /// UTF-8, else CP932, in which Windows writes names in Japan.
    private static func text(_ name: [UInt8]) -> String {
        if let text = String(validating: name, as: UTF8.self) { return text }
        // A system without the encoding shows what is ASCII.
        return (try? TextEncoding.cp932.decodeReplacing(name).text) ?? String(decoding: name, as: UTF8.self)
    }

    /// The parts of an entry's path; nil where it leads out of the archive or is none. Windows PowerShell parts them
    /// by `\`.
    private static func parts(of name: String) -> [String]? {
        guard name.utf8.count <= pathLimit, !name.hasPrefix("/"), !name.hasPrefix("\\"),
            !name.utf8.contains(UInt8(ascii: ":")), !name.utf8.contains(0)
        else { return nil }
        let parts = name.split { $0 == "/" || $0 == "\\" }.map(String.init)
        guard !parts.contains(".."), !parts.contains(".") else { return nil }
        // A folder's own entry ends in its separator.
        return name.hasSuffix("/") || name.hasSuffix("\\") ? [] : parts
    }

    private mutating func say(refused: [String], nested: [String], in path: String) {
        if !refused.isEmpty {
            let names = refused.prefix(3).map(\.printable).joined(separator: ", ")
            remarks.append(
                Text(
                    ja: "\(path) の中に、フォルダの外を指すものやリンクが\(refused.count)個ありました（\(names)）。読みませんでした。"
                        + "だれかが細工したおそれがあります。どこから来たファイルか、確かめてください。",
                    en:
                        "\(path) has \(refused.count) entries that lead out of it or are links (\(names)). They were not "
                        + "read. Somebody may have tampered with it; find out where it came from."))
        }
        guard let first = nested.first else { return }
        remarks.append(
            Text(
                ja: "\(path) の中の圧縮ファイル（\(first.printable) など\(nested.count)個）は開きません。取り出して、別に指定してください。",
                en: "\(nested.count) archives inside \(path) (such as \(first.printable)) are not opened. "
                    + "Take them out and name them."))
    }

    private static func encryption(of path: String) -> Text {
        Text(
            ja: "\(path) はパスワードで守られているので、読めません。パスワードなしで圧縮し直すか、フォルダのまま指定してください。",
            en:
                "\(path) is protected by a password and cannot be read. Pack it without one, or name the folder."
        )
    }
}

extension Substring {
    /// Without `.zip`.
    fileprivate var withoutSuffix: Substring { lowercased().hasSuffix(".zip") ? dropLast(4) : self }
}

extension ArchiveError: UnreadReason {
    var unread: Unread {
        switch self {
        case .missing: .missing
        case .notPermitted: .notPermitted
        case .tooLarge: .tooLarge
        case .encrypted: .failed("password")
        case .notAFile, .notAnArchive, .unsupported, .tooManyEntries: .failed("\(self)")
        case .damaged(let words): .failed(words)
        }
    }

    /// Sentences for people about the archive at a path.
    func text(_ path: String) -> Text {
        switch self {
        case .missing:
            Text(
                ja: "\(path) がありません。場所を確かめてください。", en: "\(path) does not exist. Check the path.")
        case .notPermitted:
            Text(
                ja: "\(path) を読む権限がありません。権限を確かめてください。",
                en: "\(path) may not be read by this user. Check its permissions.")
        case .tooLarge:
            Text(
                ja: "\(path) は大きすぎて読めません（2 GB まで）。分けて圧縮してください。",
                en: "\(path) is too large (up to 2 GB). Pack it in parts.")
        case .tooManyEntries(let limit):
            Text(
                ja: "\(path) の中のファイルが多すぎます（\(limit)個まで）。集めたフォルダだけを圧縮してください。",
                en: "\(path) has too many files (up to \(limit)). Pack only the collected folders.")
        case .notAFile, .notAnArchive:
            Text(
                ja: "\(path) は集めたフォルダでも ZIP でもありません。場所を確かめてください。",
                en: "\(path) is neither a collected folder nor a ZIP archive. Check the path.")
        case .encrypted, .unsupported, .damaged:
            Text(
                ja: "\(path) は壊れているか、読めない形の圧縮ファイルです。もう一度圧縮してください。",
                en: "\(path) is damaged or packed in an unknown way. Pack it again.")
        }
    }
}
