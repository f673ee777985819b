import FoundationEssentials
import Model
import Policy
import Testing

@Suite struct ReferenceEditionTests {
    private func edition() throws -> Edition {
        try #require(try shippedProfiles.get().editions["mhlw-pharmacy/r5"])
    }

    @Test func `the default edition is the complete one`() throws {
        #expect(try shippedProfiles.get().defaultEdition?.id == "mhlw-pharmacy/r5")
    }

    @Test func `both forms have every line of the notice`() throws {
        let items = try edition().items
        let ids = { (party: Party) in items.filter { $0.party == party }.map(\.id) }
        let shared = [
            "2-4-server", "2-5-server", "2-6", "2-7-network", "2-8", "2-7-server", "2-9-server",
            "2-4-terminal",
            "2-5-terminal", "2-7-terminal", "2-9-terminal",
        ]
        let pharmacyOnly = ["system", "2-1", "3-1", "3-2", "3-3"]
        #expect(Set(ids(.pharmacy)) == Set(shared + pharmacyOnly + ["1-1", "2-2", "2-3"]))
        #expect(Set(ids(.vendor)) == Set(shared + ["1-1", "2-2", "2-3"]))
    }

    @Test func `reference items are those due a year later`() throws {
        for item in try edition().items {
            #expect(item.due == (item.isReference ? "令和6年度中" : "令和5年度中"), "\(item.id)")
        }
        #expect(Set(try edition().items.filter(\.needsVendor).map(\.id)) == ["2-2", "2-3"])
    }

    @Test func `every item says what cannot be seen, and asks someone where nothing can`() throws {
        for item in try edition().items {
            #expect(!item.unseen.isEmpty && !item.references.isEmpty, "\(item.id)")
            #expect(!item.ask.isEmpty, "\(item.party) \(item.id)")
            #expect((item.automation == .manual) == item.checks.isEmpty, "\(item.id)")
        }
    }

    @Test func `the manual's own reference for limits on connections is kept`() throws {
        let item = try #require(try edition().items.first { $0.id == "2-8" })
        #expect(item.references == ["システム運用編 13⑩"])
        #expect(try edition().source.contains("13⑪"))
    }

    /// The notice itself is not part of the repository; beside it, it proves the wording.
    private static let notice: String? = {
        let folder = packageRoot.deletingLastPathComponent().appendingPathComponent("shared/seeds").path
        guard let name = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted().first,
            let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
        else { return nil }
        return String(decoding: data, as: UTF8.self)
    }()

    @Test(.enabled(if: notice != nil, "the notice's text is not here to compare with"))
    func `every wording stands in the notice as it is`() throws {
        let notice = try #require(Self.notice)
        for item in try edition().items {
            #expect(notice.contains(item.wording), "\(item.party) \(item.id)")
            if let lead = item.lead { #expect(notice.contains(lead), "\(item.id)") }
        }
        for note in try edition().notes { #expect(notice.contains(note), "\(note)") }
    }
}
