import Foundation

/// How much of one kind of fact was found, and how much of what was found is true.
struct Measure {
    var kind: String
    /// What anybody who asks can learn.
    var expected: Set<String>
    /// Everything that is true, asked or not; holds `expected`.
    var allowed: Set<String>
    var found: Set<String>

    init(_ kind: String, expected: Set<String>, allowed: Set<String> = [], found: Set<String>) {
        self.kind = kind
        self.expected = expected
        self.allowed = allowed.union(expected)
        self.found = found
    }

    var misses: [String] { expected.subtracting(found).sorted() }
    var inventions: [String] { found.subtracting(allowed).sorted() }

    /// Percent of what could be learnt; 100 where there is nothing to learn.
    var recall: Double { share(of: expected.count - misses.count, in: expected.count) }
    /// Percent of what was said that is true; 100 where nothing was said.
    var precision: Double { share(of: found.count - inventions.count, in: found.count) }

    private func share(of part: Int, in whole: Int) -> Double {
        whole == 0 ? 100 : 100 * Double(part) / Double(whole)
    }
}

extension [Measure] {
    /// A table of all measures, then every miss and every invention by name.
    var table: String {
        let width = map(\.kind.count).max() ?? 0
        let head = "kind".padded(to: width) + "  expected  found  recall %  precision %"
        let rows = map { measure in
            let figures = [
                String(measure.expected.count).aligned(to: 10),
                String(measure.found.count).aligned(to: 7),
                String(format: "%.1f", measure.recall).aligned(to: 10),
                String(format: "%.1f", measure.precision).aligned(to: 13),
            ]
            return measure.kind.padded(to: width) + figures.joined()
        }
        let troubles = flatMap { measure in
            measure.misses.map { "missed   \(measure.kind): \($0)" }
                + measure.inventions.map { "invented \(measure.kind): \($0)" }
        }
        return ([head] + rows + troubles).joined(separator: "\n")
    }

    subscript(kind: String) -> Measure? { first { $0.kind == kind } }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    fileprivate func aligned(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }
}
