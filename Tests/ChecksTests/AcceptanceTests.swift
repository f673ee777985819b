import Checks
import Model
import Testing

@Suite struct AcceptanceTests {
    private func situation(_ device: String, port: UInt16 = 445, until: String = "2026-11-23") -> Situation {
        pharmacy(
            [sharing.with { $0.ledgerRow = "A-1" }],
            site: Site(
                accepted: [
                    AcceptedService(
                        device: device, transport: .tcp, port: port, reason: "レセコン更新まで", person: "青木",
                        until: date(until))
                ], ledger: ledger([[.number: "A-1", .computerName: "reception"]])))
    }

    private var sharing: Asset { device(7, services: [tcp(445, "smb", [.smbV1: "yes"])]) }

    @Test(arguments: ["A-1", "192.0.2.7", "00:00:5e:00:53:07", "00-00-5E-00-53-07", "reception"])
    func `a person's word for a service stands beside the failure`(device: String) throws {
        let finding = try #require(findings("service.smb1", situation(device)).first)
        #expect(finding.isFailure)
        let acceptance = try #require(finding.acceptance)
        for word in ["青木", "レセコン更新まで", "2026-11-23"] { #expect(acceptance.ja.contains(word)) }
    }

    @Test func `it holds for that device and port only`() throws {
        for other in [situation("192.0.2.8"), situation("A-1", port: 139)] {
            let finding = try #require(findings("service.smb1", other).first)
            #expect(finding.acceptance == nil)
        }
    }

    @Test func `once it has run out it counts no more, and the reason says so`() throws {
        let finding = try #require(findings("service.smb1", situation("A-1", until: "2026-11-22")).first)
        #expect(finding.acceptance == nil)
        #expect(finding.reason.ja.contains("期限") && finding.reason.ja.contains("2026-11-22"))
    }

    @Test func `the longest of several words counts`() throws {
        var twice = situation("A-1", until: "2026-01-01")
        twice.site.accepted += situation("192.0.2.7").site.accepted
        let finding = try #require(findings("service.smb1", twice).first)
        #expect(finding.acceptance != nil)
    }

    @Test func `an accepted failure does not speak for いいえ, nor for はい`() {
        let accepted = situation("A-1")
        let item = Item(
            id: "i", party: .pharmacy, number: "2(9)", section: "2", wording: "…", lead: nil, equipment: .all,
            isReference: false, due: "", needsVendor: false, topics: [.unneededServices],
            automation: .automated, checks: ["service.smb1"], unseen: [], ask: [], references: [])
        let edition = Edition(
            id: "test/e", title: Text(verbatim: "e"), published: date("2026-01-01"), isProvisional: false,
            source: "sample", notes: [], items: [item])
        let stances = { (situation: Situation) in
            weigh(edition, findings: judge(situation), situation: situation).map(\.stance)
        }
        #expect(stances(situation("A-1", until: "2026-11-22")) == [.supportsNo])
        #expect(!stances(accepted).contains(.supportsNo) && !stances(accepted).contains(.supportsYes))
        #expect(weigh(edition, findings: judge(accepted), situation: accepted).contains { !$0.seen.isEmpty })
    }
}
