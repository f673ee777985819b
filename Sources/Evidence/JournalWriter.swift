import FoundationEssentials
package import Model

/// Writes a scan's journal: JSON Lines, each line chained to the one before by its digest, so that a scan that is
/// killed leaves everything up to its last whole line.
package struct JournalWriter {
    /// The number of the last line written; 0 before the first.
    package private(set) var line = 0
    private var previous = JournalLine.noPrevious
    private let encoder = JournalLine.encoder()
    private let sink: (_ octets: [UInt8]) throws -> Void

    /// - Parameter sink: appends the octets of one whole line, line feed included, and flushes them.
    package init(sink: @escaping (_ octets: [UInt8]) throws -> Void) {
        self.sink = sink
    }

    /// Goes on with a journal that is there: its lines are written as they are, the chain is checked, and what is
    /// appended is chained to the last of them. Of a last line that was cut off, only a whole entry is kept.
    ///
    /// - Parameters:
    ///   - octets: `journal.jsonl`
    ///   - sink: as for a new journal.
    /// - Throws: ``EvidenceError`` for the first wrong line, or what the sink throws.
    package init(continuing octets: [UInt8], sink: @escaping (_ octets: [UInt8]) throws -> Void) throws {
        self.init(sink: sink)
        let journal = try Journal(reading: octets)
        guard let last = journal.entries.last else { return }
        var lines = octets
        let ends = octets.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        if journal.isCut {
            let isLastWhole = octets[..<ends].count { $0 == 0x0a } < last.line
            lines = isLastWhole ? octets + [0x0a] : Array(octets[..<ends])
        }
        try sink(lines)
        line = last.line
        previous = sha256(Array(lines.dropLast().split(separator: 0x0a).last ?? []))
    }

    /// Writes one entry and returns its line number. A line that the sink refused is not part of the chain.
    @discardableResult
    package mutating func append(_ entry: JournalEntry) throws -> Int {
        let next = JournalLine(entry: entry, line: line + 1, prev: previous)
        let octets = try next.encoded(by: encoder)
        try sink(octets + [0x0a])
        line += 1
        previous = sha256(octets)
        return line
    }
}
