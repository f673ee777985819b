import Model
import Testing

@testable import HostFacts

@Suite struct `Windows event logs` {
    private func logs(_ snapshot: WindowsSnapshot) -> [HostLog] {
        WindowsSource.logs.facts(snapshot).compactMap {
            if case .log(let value) = $0 { value } else { nil }
        }
    }

    @Test func `reach and size are read in any language`() throws {
        #expect(
            logs(try WindowsSamples.terminal()) == [
                HostLog(
                    name: "Security", isKept: true, oldest: Timestamp("2026-11-06T23:41:09Z"),
                    limitOctets: 20_971_520),
                HostLog(
                    name: "System", isKept: true, oldest: Timestamp("2026-02-18T03:00:12Z"),
                    limitOctets: 20_971_520),
                HostLog(
                    name: "Application", isKept: true, oldest: Timestamp("2025-12-01T01:15:40Z"),
                    limitOctets: 20_971_520),
            ])
    }

    @Test(
        arguments: [
            ("  Date: 2026-11-06T23:41:09.148", "2026-11-06T14:41:09Z"),
            ("  日付: 2026-11-06T23:41:09.1480000Z", "2026-11-06T23:41:09Z"),
            ("  Date: yesterday", nil), ("  Date: 2026-13-06T23:41:09.148", nil), ("", nil),
        ] as [(String, String?)])
    func `the oldest event is known by the form of its day`(line: String, moment: String?) {
        let text = "### System\nname: System\nenabled: false\n### System oldest\nEvent[0]:\n\(line)\n"
        #expect(
            logs(WindowsSamples.with("eventlog.txt", text)) == [
                HostLog(name: "System", isKept: false, oldest: moment.flatMap { Timestamp($0) })
            ])
    }

    @Test func `a list that is cut off anywhere forges no time and no size`() throws {
        let terminal = try WindowsSamples.terminal()
        let whole = logs(terminal)
        for lines in 0..<WindowsSamples.lineCount(terminal, "eventlog.txt") {
            for log in logs(WindowsSamples.cut(terminal, "eventlog.txt", after: lines)) {
                let known = try #require(whole.first { $0.name == log.name })
                #expect(log.oldest == nil || log.oldest == known.oldest)
                #expect(log.limitOctets == nil || log.limitOctets == known.limitOctets)
            }
        }
    }

    @Test func `what was not collected or refused is said`() {
        #expect(WindowsSource.logs.coverage(WindowsSnapshot())["event logs"]??.contains("not found") == true)
        var refused = WindowsSnapshot()
        refused.collection["elevated"] = "no"
        refused.failures["eventlog.txt"] = "5"
        #expect(
            WindowsSource.logs.coverage(refused)["record of sign-ins"]??.contains("administrator") == true)
        var silent = WindowsSamples.with(
            "eventlog.txt", "### Security\nname: Security\nenabled: true\n### oldest\n")
        silent.collection["elevated"] = "no"
        #expect(WindowsSource.logs.coverage(silent)["record of sign-ins"]??.contains("administrator") == true)
        let strange = WindowsSamples.with("eventlog.txt", "Access is denied.\n")
        #expect(WindowsSource.logs.coverage(strange)["event logs"]??.contains("unknown") == true)
    }
}
