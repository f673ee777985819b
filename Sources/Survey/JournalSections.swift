import Checks
import Model

/// The parts of a journal, each a scan, a look at this host or an import: one begins where another ended.
struct JournalSections {
    private struct Section {
        var beginning: ScanBeginning
        var ending: ScanEnding?
    }

    private var sections: [Section] = []

    init(_ journal: [Recorded<JournalEntry>]) {
        for entry in journal {
            switch entry.value {
            case .begin(let beginning): sections.append(Section(beginning: beginning))
            case .end(let ending) where !sections.isEmpty: sections[sections.count - 1].ending = ending
            default: continue
            }
        }
    }

    /// How the first part began.
    var beginning: ScanBeginning? { sections.first?.beginning }

    /// The agreed scope of the first part that has one.
    var scope: Scope? { sections.lazy.compactMap(\.beginning.scope).first }

    /// What was enforced, each line once.
    var privilege: [Text] {
        var known: Set<Text> = []
        return sections.flatMap(\.beginning.privilege).filter { known.insert($0).inserted }
    }

    /// When the last part ended; nil where one of them was cut off.
    var ended: Timestamp? {
        sections.allSatisfy { $0.ending != nil } ? sections.last?.ending?.time : nil
    }

    /// The first ending that is not as it should be; nil where a part was cut off.
    var reason: ScanEnding.Reason? {
        guard ended != nil else { return nil }
        let reasons = sections.compactMap(\.ending?.reason)
        return reasons.first { $0 != .completed } ?? reasons.last
    }

    /// Frames received and dropped by all captures.
    var frames: (received: Int, dropped: Int) {
        sections.compactMap(\.ending).reduce((0, 0)) { sum, ending in
            (sum.0.addingSaturating(ending.received), sum.1.addingSaturating(ending.dropped))
        }
    }

    /// How long traffic was listened to; nil where no frame came, or the journal was cut off and nobody can tell.
    var listening: Situation.Listening? {
        for section in sections {
            guard let ending = section.ending, ending.received > 0 else { continue }
            let (span, overflow) = ending.time.microseconds.subtractingReportingOverflow(
                section.beginning.time.microseconds)
            guard !overflow, span >= 0 else { continue }
            return .init(seconds: Int(span / 1_000_000), isRecorded: section.beginning.scope == nil)
        }
        return nil
    }
}

extension Int {
    fileprivate func addingSaturating(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

extension [Recorded<Observation>] {
    /// Without what was collected on a computer before its latest collection: what was true then need not be now.
    var withLatestCollections: [Recorded<Observation>] {
        var latest: [String: Timestamp] = [:]
        for observation in self where observation.value.origin == .imported {
            guard let host = observation.value.subject.host else { continue }
            latest[host] = Swift.max(latest[host] ?? observation.value.time, observation.value.time)
        }
        guard !latest.isEmpty else { return self }
        return filter { observation in
            guard observation.value.origin == .imported, let host = observation.value.subject.host else {
                return true
            }
            return latest[host] == observation.value.time
        }
    }
}
