import Checks
import Model
import Testing

@Suite struct CatalogTests {
    @Test(arguments: Catalog.all.map(\.id))
    func `a check agrees with its own examples`(id: String) throws {
        let check = try #require(Catalog.all.first { $0.id == id })
        for example in check.examples {
            let findings = check.findings(in: example.situation)
            #expect(findings.map(\.verdict) == example.gives, "\(id): \(example.name)")
        }
    }

    @Test(arguments: Catalog.all.map(\.id))
    func `every reason is in both languages and every failure says what to do`(id: String) throws {
        let check = try #require(Catalog.all.first { $0.id == id })
        #expect(!check.examples.isEmpty)
        for finding in check.examples.flatMap({ check.findings(in: $0.situation) }) {
            #expect(!finding.reason.ja.isEmpty && !finding.reason.en.isEmpty)
            #expect(finding.reason.ja != finding.reason.en, "\(id)")
            if finding.isFailure { #expect(finding.advice != nil, "\(id)") }
        }
    }

    @Test func `ids are unique and name their family`() {
        let ids = Catalog.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(
                id.split(separator: ".").count == 2 && id == id.lowercased() && !id.contains("_"), "\(id)")
        }
    }

    @Test func `the same situation gives the same findings`() {
        for example in Catalog.all.flatMap(\.examples) {
            #expect(judge(example.situation) == judge(example.situation))
        }
    }
}
