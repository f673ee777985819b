import Addresses
import Checks
import Model
import Testing

@Suite struct SourceCheckTests {
    private let site = Site(ledger: ledger([[.number: "A-1"]]))

    @Test func `a stranger shows that strangers could connect`() {
        let situation = pharmacy([device(7, row: "A-1"), device(8)], site: site)
        #expect(verdicts("source.unregistered-present", situation) == ["fail"])
    }

    @Test func `no stranger is a pass that does not claim a restriction`() throws {
        let finding = try #require(
            findings("source.unregistered-present", pharmacy([device(7, row: "A-1")], site: site)).first)
        #expect(finding.verdict == "pass")
        #expect(finding.reason.ja.contains("証明"))
    }

    @Test func `without a ledger or without asking, nobody is called a stranger or known`() {
        #expect(verdicts("source.unregistered-present", pharmacy([device(7)])) == ["not-assessed"])
        let passive = pharmacy([device(7, row: "A-1")], site: site, isActive: false)
        #expect(verdicts("source.unregistered-present", passive) == ["not-assessed"])
    }

    @Test func `an address that a device chose itself is said to be so`() throws {
        let random = device(7).with { $0.macs = [MACAddress(0x0a00_5e00_5307)] }
        let failures = findings("source.randomised-mac", pharmacy([random, device(8)])).filter(\.isFailure)
        #expect(failures.map(\.asset) == [random.id])
    }

    @Test func `one address of two devices is a conflict, named once`() {
        let twin = device(8).with { $0.addresses = device(7).addresses }
        let failures = findings("source.address-conflict", pharmacy([device(7), twin])).filter(\.isFailure)
        #expect(failures.count == 1)
        #expect(failures.allSatisfy { $0.reason.ja.contains("00:00:5e:00:53:08") })
        #expect(!verdicts("source.address-conflict", pharmacy([device(7), device(8)])).contains("fail"))
    }

    @Test(arguments: [(7, false), (8, true)])
    func `a device that answers for eight addresses stands out`(count: UInt32, fails: Bool) {
        let wide = device(7).with {
            $0.addresses = (0..<count).map { .v4(IPv4Address(0xc000_0210 + $0)) }
        }
        let failures = findings("source.many-addresses", pharmacy([wide])).filter(\.isFailure)
        #expect(failures.map(\.severity) == (fails ? [.high] : []))
    }
}

@Suite struct PatchCheckTests {
    private func claim(_ value: String, _ confidence: Confidence = .likely) -> Asset.Claim {
        Asset.Claim(value: value, source: "sample", confidence: confidence, observations: [3])
    }

    private func lifecycle(_ change: (inout Asset) -> Void) throws -> Finding {
        try #require(findings("patch.os-lifecycle", pharmacy([device(7).with(change)])).first)
    }

    @Test func `a build whose every edition has ended fails with the day`() throws {
        let finding = try lifecycle { $0.osBuild = [claim("10.0.19045")] }
        #expect(finding.isFailure)
        #expect(finding.reason.ja.contains("2025-10-14") && finding.reason.en.contains("2025-10-14"))
    }

    @Test func `a build that can be several editions lists them with their days`() throws {
        let finding = try lifecycle { $0.osBuild = [claim("10.0.19044")] }
        #expect(finding.verdict == "not-assessed")
        for day in ["2023-06-13", "2032-01-13"] { #expect(finding.reason.ja.contains(day)) }
    }

    @Test func `a supported build never says that updates are applied`() throws {
        let finding = try lifecycle { $0.osBuild = [claim("10.0.20348")] }
        #expect(finding.verdict == "not-assessed")
        #expect(finding.reason.ja.contains("未確認"))
    }

    @Test(arguments: [
        ("Debian 11", "fail"), ("Debian 12", "not-assessed"), ("Ubuntu 22.04", "not-assessed"),
        ("Ubuntu 22.04.3 LTS", "not-assessed"), ("Plan 9", "not-assessed"),
    ])
    func `a system is judged by the name it gives`(name: String, verdict: String) throws {
        #expect(try lifecycle { $0.os = [claim(name)] }.verdict == verdict)
    }

    @Test func `longer support by others is told apart from the maker's own`() throws {
        let finding = try lifecycle { $0.os = [claim("Debian 12")] }
        #expect(finding.reason.ja.contains("2026-07-11") && finding.reason.ja.contains("2028-06-30"))
    }

    @Test func `a host that was inspected is judged by its own record`() throws {
        let linux = try lifecycle {
            $0.host = Asset.HostDetails(system: HostSystem(id: "debian", version: "11"))
        }
        let windows = try lifecycle {
            $0.host = Asset.HostDetails(system: HostSystem(id: "windows", version: "19045"))
        }
        #expect(linux.isFailure)
        #expect(windows.isFailure)
    }

    @Test func `a version is never matched by its first digits alone`() throws {
        #expect(try lifecycle { $0.os = [claim("Debian 1")] }.verdict == "not-assessed")
        #expect(try lifecycle { $0.os = [claim("Debian 113")] }.verdict == "not-assessed")
    }

    @Test func `network devices show their firmware and leave the question open`() throws {
        let router = device(1, .router).with { $0.firmware = [claim("Rev.15.04.03")] }
        let situation = pharmacy([router, device(7)])
        let found = judge(situation).filter { $0.check.hasPrefix("patch.firmware") }
        #expect(found.map(\.asset) == [router.id])
        #expect(found.allSatisfy { $0.verdict == "not-assessed" && $0.reason.ja.contains("Rev.15.04.03") })
    }
}
