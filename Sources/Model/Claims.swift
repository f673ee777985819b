extension [Asset.Claim] {
    /// The claims that do not agree with the best one and are more than hints, or as sure as it: a person must decide.
    ///
    /// Of two texts that differ only in how much they say (`Debian`, `Debian 12`) neither contradicts the other.
    package var rivals: [Asset.Claim] {
        guard let best = first else { return [] }
        let floor = Swift.min(best.confidence, .likely)
        return dropFirst().filter { $0.confidence >= floor && !best.value.agrees(with: $0.value) }
    }
}

extension String {
    /// Whether one of the two texts begins with the other's words, whatever their case.
    fileprivate func agrees(with other: String) -> Bool {
        let (left, right) = (words, other.words)
        return zip(left, right).allSatisfy { $0 == $1 }
    }

    private var words: [String] {
        lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }.map { String($0) }
    }
}
