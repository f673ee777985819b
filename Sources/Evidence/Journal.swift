import FoundationEssentials
package import Model

/// A journal as read back: every entry with its line number, the chain checked.
package struct Journal: Equatable, Sendable {
    package let entries: [Recorded<JournalEntry>]
    /// Whether the last line has no line feed: the scan was killed while it wrote. What of that line can be read
    /// is among the entries.
    package let isCut: Bool

    /// The most octets of one line.
    package static let lineLimit = 1 << 20
    /// The most octets of one journal.
    package static let sizeLimit = 1 << 30

    /// Reads `journal.jsonl`.
    ///
    /// - Throws: the first wrong line. A last line that was cut off is no error.
    package init(reading octets: [UInt8]) throws(EvidenceError) {
        guard octets.count <= Self.sizeLimit else { throw .journalTooLarge(octets: octets.count) }
        var entries: [Recorded<JournalEntry>] = []
        var chain = Chain()
        var start = 0
        while let end = octets[start...].firstIndex(of: 0x0a) {
            entries.append(try chain.next(octets[start..<end]))
            start = end + 1
        }
        isCut = start < octets.count
        if isCut, let last = chain.whole(octets[start...]) {
            entries.append(last)
        }
        self.entries = entries
    }

    /// Where the reading stands.
    private struct Chain {
        var line = 0
        var previous = JournalLine.noPrevious
        let decoder = JSONDecoder()

        /// The entry of a line that ended in a line feed.
        mutating func next(_ octets: ArraySlice<UInt8>) throws(EvidenceError) -> Recorded<JournalEntry> {
            line += 1
            guard octets.count <= Journal.lineLimit else { throw .lineTooLong(line: line) }
            let read: JournalLine
            do {
                read = try decoder.decode(JournalLine.self, from: Data(octets))
            } catch {
                throw .notAnEntry(line: line, detail: "\(error)")
            }
            guard read.prev == previous else { throw .brokenChain(line: line) }
            guard read.line == line else { throw .wrongNumber(line: line, found: read.line) }
            previous = sha256(Array(octets))
            return Recorded(line: line, value: read.entry)
        }

        /// The entry of a cut-off line of which only the line feed is missing.
        mutating func whole(_ octets: ArraySlice<UInt8>) -> Recorded<JournalEntry>? {
            // Absence is the answer: an unreadable rest is what a killed scan leaves.
            try? next(octets)
        }
    }
}
