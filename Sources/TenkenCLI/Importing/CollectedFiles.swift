import HostFacts
import Model
import Platform

/// One computer's collection where it lies: a folder, or a folder in an archive.
struct CollectedFiles {
    struct Entry {
        /// As written.
        var name: String
        /// In octets, as far as the place says.
        var size: Int
        /// The last change; nil where the place does not say.
        var modified: Timestamp?
    }

    /// As people know it: `/media/usb/tenken-YK-RECE01-20261120-140305`, `all.zip/tenken-…`
    var place: String
    /// The folder's own name.
    var name: String
    /// Plain files with the names of a collection, each name once.
    var entries: [Entry]
    /// What was passed over and why.
    var remarks: [Text] = []
    /// The octets of an entry, at most `limit` of them.
    var read: (_ entry: Entry, _ limit: Int) -> Reading<[UInt8]>

    /// Whether these are files of a collection: it says so itself, or there are enough of them.
    var isCollection: Bool {
        entries.contains { $0.name.lowercased() == WindowsFile.collection || $0.name.hasSuffix(".reg") }
            || entries.count >= 3
    }

    /// Whether a file of this name is read at all.
    static func isKnown(_ name: String) -> Bool {
        [WindowsFile.collection, WindowsFile.status].contains(name.lowercased())
            || WindowsFile.named(name) != nil
    }

    /// The last change of the newest file.
    var modified: Timestamp? { entries.compactMap(\.modified).max() }

    /// A moment by this machine's clock, as if that were UTC, as the collector writes its own.
    static func localTime(seconds: Int64) -> Timestamp {
        let bounded = min(max(seconds, 0), 1 << 38)
        return Timestamp(microseconds: (bounded + Int64(Clock.localOffset(at: bounded))) * 1_000_000)
    }

    /// Leaves one file of each name, the first.
    mutating func leaveOneOfEachName() {
        var known: Set<String> = []
        let twice = entries.filter { !known.insert($0.name.lowercased()).inserted }.map(\.name)
        guard !twice.isEmpty else { return }
        known = []
        entries = entries.filter { known.insert($0.name.lowercased()).inserted }
        let names = Set(twice).sorted().prefix(5).joined(separator: ", ")
        remarks.append(
            Text(
                ja: "\(place) に同じ名前のファイルが2つ以上あります（\(names)）。はじめのものだけを読みました。",
                en: "\(place) has several files of one name (\(names)). Only the first of each was read."))
    }
}
