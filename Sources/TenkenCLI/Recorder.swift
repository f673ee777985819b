import Evidence
import Model

/// Writes entries to a pack's journal, each before the next is made.
final class Recorder {
    private let file: JournalFile
    private var writer: JournalWriter

    /// Goes on with an earlier journal where there is one; throws ``Failure`` where that one is wrong.
    init(_ folder: PackFolder, continuing earlier: [UInt8]? = nil) throws {
        let file = try folder.journal()
        self.file = file
        do {
            writer = try JournalWriter(continuing: earlier ?? []) { try file.append($0) }
        } catch let error as EvidenceError {
            throw Failure(.badData, error.text)
        }
    }

    func append(_ entry: JournalEntry) throws {
        _ = try writer.append(entry)
    }

    func append(observations: [Observation]) throws {
        for observation in observations { try append(.observation(observation)) }
    }

    func sync() throws { try file.sync() }
}
