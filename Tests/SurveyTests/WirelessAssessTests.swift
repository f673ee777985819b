import Addresses
import Model
import Testing

@testable import Survey

/// What is concluded from what a host's wireless cards heard, from the journal to the finding.
struct WirelessAssessTests {
    private func observation(_ fact: Fact, _ mac: UInt64? = nil) -> JournalEntry {
        .observation(
            Observation(
                time: Timestamp(microseconds: 1), source: "host-wireless", origin: .host,
                subject: mac.map { .init(mac: MACAddress($0)) } ?? .thisHost, fact: fact))
    }

    private func assessed(_ entries: [JournalEntry]) -> Assessment {
        let edition = Edition(
            id: "test/1", title: Text(verbatim: "test"), published: CivilDate(daysSinceEpoch: 0),
            isProvisional: false, source: "test", notes: [], items: [])
        let day = CivilDate(daysSinceEpoch: 20_000)
        return assess(
            entries.enumerated().map { Recorded(line: $0.offset + 1, value: $0.element) }, site: Site(),
            knowledge: Knowledge(asOf: day), edition: edition, asOf: day)
    }

    private func findings(_ entries: [JournalEntry]) -> [Finding] {
        assessed(entries).findings.filter { $0.check == "source.wireless-weak" }
    }

    private let cards = Fact.coverage(CoverageFact(CoverageFact.wirelessCards, .looked))
    private let silence = Fact.coverage(CoverageFact(CoverageFact.wirelessNetworks(of: "wlan0"), .looked))

    @Test func `not listened, no card, a card that heard nothing and a failure are said apart`() throws {
        let failure = Fact.coverage(
            CoverageFact(CoverageFact.wirelessCards, .couldNot(Text(verbatim: "broken"))))
        let journals = [
            [], [observation(cards)], [observation(cards), observation(silence)], [observation(failure)],
        ]
        let findings = try journals.map { try #require(self.findings($0).first) }
        #expect(findings.allSatisfy { $0.verdict == "not-assessed" })
        #expect(Set(findings.map(\.reason)).count == 4)
        #expect(findings[1].reason.en.contains("no wireless card"))
        #expect(findings[2].reason.en.contains("heard no network lately"))
        #expect(findings[3].reason.en == "broken")
        #expect(findings[2].observations == [1, 2])
    }

    @Test func `a network that two cards heard counts once, and makes no device`() throws {
        let open = Fact.wireless(
            WirelessFact(network: "example", security: [.open], channel: 6, offersSetup: false))
        let entries = [
            observation(open, 0x0000_5e00_5301), observation(open, 0x0000_5e00_5301), observation(cards),
            observation(silence),
        ]
        let finding = try #require(findings(entries).first)
        #expect(finding.reason.en.hasPrefix("1 weak wireless networks were heard"))
        #expect(assessed(entries).assets.allSatisfy { $0.macs.isEmpty })
    }
}
