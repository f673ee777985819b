import Model
import Policy
import Testing

@testable import Checks

/// The checks and the proof they carry.
@Suite struct CatalogTests {
    struct Case: CustomTestStringConvertible {
        var check: Check
        var number: Int
        var testDescription: String { "\(check.id) #\(number + 1)" }
    }

    static let cases = Checks.Catalog.all.flatMap { check in
        check.examples.indices.map { Case(check: check, number: $0) }
    }

    @Test(arguments: cases) func `a check agrees with its own examples`(example: Case) {
        let example_ = example.check.examples[example.number]
        #expect(example.check.judge(example_.situation).map(\.verdict.word) == example_.gives)
    }

    @Test func `no two checks share an id, and each has its words in both languages`() {
        let ids = Checks.Catalog.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for check in Checks.Catalog.all {
            #expect(!check.title.ja.isEmpty && !check.title.en.isEmpty)
            #expect(check.examples.count >= 1)
        }
    }

    @Test func `whatever can fail says what to do`() {
        for check in Checks.Catalog.all where check.examples.contains(where: { $0.gives.contains("fail") }) {
            #expect(check.advice != nil, "\(check.id)")
        }
    }
}
