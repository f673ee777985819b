import Model

/// Who said one thing, how surely, and where.
struct Tally {
    private(set) var sources: Set<String> = []
    private(set) var rules: Set<String> = []
    private(set) var confidence = Confidence.hint
    /// Ascending, as observations come by line.
    private(set) var lines: [Int] = []

    /// All sources by name: `heard-mdns, talk-http`.
    var source: String { sources.sorted().joined(separator: ", ") }

    mutating func add(_ source: String, _ confidence: Confidence, line: Int, rule: String? = nil) {
        sources.insert(source)
        if let rule { rules.insert(rule) }
        self.confidence = max(self.confidence, confidence)
        if lines.last != line { lines.append(line) }
    }
}

extension [String: Tally] {
    /// One claim for each value, by confidence, then number of sources, then value.
    var claims: [Asset.Claim] {
        sorted { left, right in
            if left.value.confidence != right.value.confidence {
                return left.value.confidence > right.value.confidence
            }
            if left.value.sources.count != right.value.sources.count {
                return left.value.sources.count > right.value.sources.count
            }
            return left.key < right.key
        }
        .map { value, tally in
            Asset.Claim(
                value: value, source: tally.source, confidence: tally.confidence,
                observations: Array(Set(tally.lines)).sorted(), rules: tally.rules.sorted())
        }
    }
}
