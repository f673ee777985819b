import Checks
import Model
import Testing

@Suite struct `Agreements with vendors` {
    private func situation(
        _ name: String?, check: String = "service.smb1", until: String = "2026-11-23"
    ) -> Situation {
        pharmacy(
            [device(7, services: [tcp(445, "smb", [.smbV1: "yes"])]).with { $0.ledgerRow = "A-1" }],
            site: Site(
                agreed: [
                    Agreement(
                        check: check, device: name, vendor: "株式会社サンプル", reason: "レセコンの対応待ち",
                        measures: "外とつながない", person: "青木", until: date(until))
                ], ledger: ledger([[.number: "A-1", .computerName: "reception"]])))
    }

    @Test(arguments: ["A-1", "192.0.2.7", nil])
    func `what was agreed stands beside the failure with vendor, reason and last day`(name: String?) throws {
        let finding = try #require(findings("service.smb1", situation(name)).first)
        #expect(finding.isFailure && finding.isOpen && !finding.needsAction)
        let agreement = try #require(finding.agreement)
        for word in ["協議済み", "株式会社サンプル", "レセコンの対応待ち", "2026-11-23", "外とつながない"] {
            #expect(agreement.ja.contains(word))
        }
    }

    @Test func `it holds for that device and check only, and until its last day`() throws {
        for other in [situation("192.0.2.8"), situation("A-1", check: "service.telnet")] {
            let finding = try #require(findings("service.smb1", other).first)
            #expect(finding.agreement == nil && finding.needsAction)
        }
        let late = try #require(findings("service.smb1", situation("A-1", until: "2026-11-22")).first)
        #expect(late.agreement == nil && late.needsAction && late.reason.ja.contains("2026-11-22"))
    }

    @Test func `the ledger's word on who keeps each device up to date stands with the item about updates`()
        throws
    {
        let item = Item(
            id: "i", party: .pharmacy, number: "2(7)", section: "2", wording: "…", lead: nil, equipment: .all,
            isReference: false, due: "", needsVendor: false, topics: [.patching],
            automation: .partial, checks: ["patch.os-lifecycle"], unseen: [], ask: [], references: [])
        let edition = Edition(
            id: "test/e", title: Text(verbatim: "e"), published: date("2026-01-01"), isProvisional: false,
            source: "sample", notes: [], items: [item])
        var situation = pharmacy(
            [device(7).with { $0.ledgerRow = "A-1" }, device(8)],
            site: Site(
                ledger: ledger([[.number: "A-1", .computerName: "reception", .updater: "株式会社サンプル"]])))
        let evidence = try #require(weigh(edition, findings: judge(situation), situation: situation).first)
        #expect(evidence.seen.contains { $0.ja.contains("株式会社サンプル") && $0.ja.contains("reception") })
        #expect(evidence.unseen.contains { $0.ja.contains("更新責任者が台帳に書かれていない機器：192.0.2.8") })
        situation.assets = []
        let empty = try #require(weigh(edition, findings: judge(situation), situation: situation).first)
        #expect(!(empty.seen + empty.unseen).contains { $0.ja.contains("更新責任者") })
    }

    @Test func `it never speaks for はい: the item still says いいえ, with the agreement among what was seen`()
        throws
    {
        let item = Item(
            id: "i", party: .pharmacy, number: "2(9)", section: "2", wording: "…", lead: nil, equipment: .all,
            isReference: false, due: "", needsVendor: false, topics: [.unneededServices],
            automation: .automated, checks: ["service.smb1"], unseen: [], ask: [], references: [])
        let edition = Edition(
            id: "test/e", title: Text(verbatim: "e"), published: date("2026-01-01"), isProvisional: false,
            source: "sample", notes: [], items: [item])
        let agreed = situation("A-1")
        let evidence = try #require(weigh(edition, findings: judge(agreed), situation: agreed).first)
        #expect(evidence.stance == .supportsNo)
        #expect(evidence.seen.contains { $0.ja.contains("協議済み") })
    }
}
