import Checks
import Model
import Policy
import Testing

/// The shipped checklists against the checks; that ids and topics fit is tested where the checklists are read.
@Suite struct ShippedChecklistTests {
    private let profiles: Profiles

    init() throws { profiles = try shippedProfiles.get() }

    @Test func `an item never names a check twice`() {
        for item in profiles.editions.values.flatMap(\.items) {
            #expect(Set(item.checks).count == item.checks.count, "\(item.id)")
        }
    }

    @Test func `an empty pharmacy ticks nothing`() {
        for edition in profiles.editions.values {
            let situation = pharmacy(knowledge: profiles.knowledge)
            let evidence = weigh(edition, findings: judge(situation), situation: situation)
            #expect(evidence.count == edition.items.count)
            #expect(!evidence.contains { $0.stance == .supportsYes })
        }
    }
}
