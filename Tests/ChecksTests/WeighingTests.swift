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

    @Test func `an accepted failure stays visible and does not support no`() {
        let evidence = weighed(
            item(automation: .automated), [good, bad], acceptance: Text(ja: "確認済み", en: "accepted"))
        #expect(evidence?.stance == .supportsYes)
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

    @Test func `many reasons are counted instead of listed, failures never`() {
        let evidence = weighed(
            item(automation: .partial),
            (0..<20).map { .pass(Text(ja: "よい\($0)", en: "good \($0)")) }
                + (0..<20).map { .fail(Text(ja: "だめ\($0)", en: "bad \($0)")) })
        #expect(evidence?.seen.count == 20 + 1)
    }
}

@Suite struct AcceptanceTests {
    private func findings(until: CivilDate, on today: CivilDate) -> [Finding] {
        var asset = Asset(id: "x")
        asset.services = [Service(transport: .tcp, port: 23, proto: "telnet", seenBy: [9])]
        asset.names = [.init(value: "Router", kind: .mdns, source: "s", observations: [])]
        let accepted = AcceptedService(
            device: "router", transport: .tcp, port: 23, reason: "保守", person: "山田", until: until)
        let situation = Situation(
            assets: [asset], site: Site(accepted: [accepted]), knowledge: Knowledge(asOf: today), asOf: today,
            scope: nil, siteCoverage: [])
        return judge(situation).filter { $0.check == "remote.telnet" }
    }

    @Test func `an accepted service stays a failure that names who accepted it`() throws {
        let day = CivilDate(daysSinceEpoch: 20_000)
        let finding = try #require(findings(until: day, on: day).first)
        #expect(finding.isFailure && finding.observations == [9])
        #expect(finding.acceptance?.ja.contains("山田") == true)
    }

    @Test func `an acceptance by a hardware address may be written with dashes`() {
        var asset = Asset(id: "x")
        asset.macs = [MACAddress(0x0000_5e00_5301)]
        asset.services = [Service(transport: .tcp, port: 23, proto: "telnet")]
        let today = CivilDate(daysSinceEpoch: 20_000)
        let accepted = AcceptedService(
            device: "00-00-5E-00-53-01", transport: .tcp, port: 23, reason: "保守", person: "山田", until: today)
        let findings = judge(
            Situation(
                assets: [asset], site: Site(accepted: [accepted]), knowledge: Knowledge(asOf: today),
                asOf: today,
                scope: nil, siteCoverage: []))
        #expect(findings.first { $0.check == "remote.telnet" }?.acceptance != nil)
    }

    @Test func `an acceptance that ran out does not count and is named`() throws {
        let finding = try #require(
            findings(until: CivilDate(daysSinceEpoch: 19_999), on: CivilDate(daysSinceEpoch: 20_000)).first)
        #expect(finding.acceptance == nil)
        #expect(finding.reason.ja.contains("期限") && finding.reason.en.contains("山田"))
    }
}
