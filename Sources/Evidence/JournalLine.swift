import FoundationEssentials
import Model

/// One line of `journal.jsonl`: an entry, its number, and the digest of the line before it.
///
///     {"entry":{"note":{…}},"line":2,"prev":"9f86d081884c7d65…"}
struct JournalLine: Codable {
    var entry: JournalEntry
    /// 1 for the first line.
    var line: Int
    /// SHA-256 of the previous line's octets without its line feed, or 64 zeros for the first line.
    var prev: String

    static let noPrevious = String(repeating: "0", count: 64)

    /// The line's JSON with sorted keys, without a line feed.
    func encoded(by encoder: JSONEncoder) throws -> [UInt8] {
        escapingDisguises(inJSON: [UInt8](try encoder.encode(self)))
    }

    /// The encoder for all lines of a journal.
    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
