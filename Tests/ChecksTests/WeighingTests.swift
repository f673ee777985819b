import Addresses
import Checks
import Model
import Testing

@Suite struct WeighingTests {
    private let today = CivilDate(daysSinceEpoch: 20_779)

    private func item(
        automation: Item.Automation, equipment: Item.Equipment = .all, needsVendor: Bool = false,
        topic: Topic = .patching
    ) -> Item {
        Item(
            id: "i", party: .pharmacy, number: "2(1)", section: "2", wording: "w", lead: nil,
            equipment: equipment,
            isReference: false, due: "d", needsVendor: needsVendor, topics: [topic], automation: automation,
            checks: ["a.check"], unseen: [Text(ja: "見えない", en: "unseen")],
            ask: [Question(whom: Text(verbatim: "who"), what: Text(verbatim: "what"))], references: [])
    }

    private func weighed(
        _ item: Item, _ verdicts: [Verdict], kind: Asset.Kind = .terminal, acceptance: Text? = nil,
        vendors: [Vendor] = [], isPassive: Bool = false
    ) -> ItemEvidence? {
        var asset = Asset(id: "x")
        asset.kind = kind
        let findings = verdicts.map {
            Finding(
                check: "a.check", asset: "x", verdict: $0, severity: .high, topic: .patching,
                title: Text(verbatim: "t"), acceptance: acceptance, observations: [])
        }
        let edition = Edition(
            id: "e", title: Text(verbatim: "e"), published: today, isProvisional: false, source: "s",
            notes: [],
            items: [item])
        let situation = Situation(
            assets: [asset], site: Site(vendors: vendors), knowledge: Knowledge(asOf: today), asOf: today,
            scope: isPassive ? nil : Self.active, siteCoverage: [])
        return weigh(edition, findings: findings, situation: situation).first
    }

    private static let active = Scope(
        links: [],
        intensity: Intensity(
            name: "gentle", packetsPerSecond: 500, packetsPerSecondPerDevice: 20, tcpPorts: PortSet([]),
            udpPorts: PortSet([]), families: [], connectsToUnregistered: false, conversationsPerDevice: 1,
            listenSeconds: 10), authorisation: "--yes")

    private let good = Verdict.pass(Text(ja: "よい", en: "good"))
    private let bad = Verdict.fail(Text(ja: "だめ", en: "bad"))
    private let untold = Verdict.notAssessed(Text(ja: "不明", en: "untold"))

    @Test func `a failure supports no`() {
        #expect(weighed(item(automation: .partial), [good, bad])?.stance == .supportsNo)
    }

    @Test func `an accepted failure stays visible and supports neither no nor yes`() {
        let evidence = weighed(
            item(automation: .automated), [good, bad], acceptance: Text(ja: "確認済み", en: "accepted"))
        #expect(evidence?.stance == .partly)
        #expect(evidence?.seen.contains { $0.en.contains("bad") && $0.en.contains("accepted") } == true)
    }

    @Test func `only an automated item without anything untold supports yes`() {
        #expect(weighed(item(automation: .automated), [good])?.stance == .supportsYes)
        #expect(weighed(item(automation: .automated), [good, untold])?.stance == .partly)
        #expect(weighed(item(automation: .partial), [good])?.stance == .partly)
        #expect(weighed(item(automation: .automated), [good], isPassive: true)?.stance == .partly)
        #expect(weighed(item(automation: .automated), [untold])?.stance == .cannotTell)
        #expect(weighed(item(automation: .automated), [])?.stance == .cannotTell)
    }

    @Test func `a manual item is never told and always asks`() {
        let evidence = weighed(item(automation: .manual), [good])
        #expect(evidence?.stance == .cannotTell)
        #expect(evidence?.ask.isEmpty == false && evidence?.unseen.isEmpty == false)
    }

    @Test func `an item for vendors does not apply without one`() {
        let item = item(automation: .partial, needsVendor: true)
        #expect(weighed(item, [bad])?.stance == .notApplicable)
        #expect(weighed(item, [bad])?.seen.contains { $0.en == "bad" } == true)
        #expect(weighed(item, [bad], vendors: [Vendor(name: "A")])?.stance == .supportsNo)
    }

    @Test func `a finding speaks only to items about its kind of device`() {
        let servers = item(automation: .partial, equipment: .server)
        #expect(weighed(servers, [bad], kind: .terminal)?.findings == [])
        #expect(weighed(servers, [bad], kind: .server)?.stance == .supportsNo)
    }

    @Test func `a device of unknown kind decides nothing and is named as unseen`() {
        let evidence = weighed(
            item(automation: .automated, equipment: .server), [good], kind: .unknown)
        #expect(evidence?.stance == .cannotTell)
        #expect((evidence?.unseen.count ?? 0) > 1)
    }

    @Test func `what is connected speaks to limits on connections, whatever its kind`() {
        let limits = item(automation: .partial, equipment: .network, topic: .sourceRestriction)
        #expect(weighed(limits, [bad], kind: .phone)?.stance == .supportsNo)
    }

    @Test func `many reasons are counted with the devices instead of listed`() {
        let evidence = weighed(
            item(automation: .partial),
            (0..<20).map { .pass(Text(ja: "よい\($0)", en: "good \($0)")) }
                + (0..<20).map { .fail(Text(ja: "だめ\($0)", en: "bad \($0)")) })
        #expect(evidence?.seen.count == 2)
        #expect(evidence?.findings.count == 40)
    }
}
