import Model
import Testing

@testable import HostFacts

@Suite struct `Windows sources together` {
    private let time = Timestamp(microseconds: 0)

    @Test func `a whole collection gives facts of every kind, all of that host`() throws {
        let observations = inspect(try WindowsSamples.terminal(), as: "YK-RECE01", at: time)
        let sources = Set(observations.filter { !$0.fact.isCoverage }.map(\.source))
        #expect(
            sources.isSuperset(of: [
                "windows-listeners", "windows-interfaces", "windows-accounts", "windows-shares",
                "windows-tasks",
                "windows-logs", "windows-time", "windows-antivirus", "windows-encryption",
                "windows-firewall-words",
            ]))
        #expect(observations.allSatisfy { $0.subject.host == "YK-RECE01" && $0.origin == .imported })
    }

    @Test func `an empty collection says of everything that it was not there`() {
        let observations = inspect(WindowsSnapshot(), as: "a", at: time)
        // That the collector ran there tells that it is a Windows.
        for observation in observations where observation.fact != .system(HostSystem(id: "windows")) {
            guard case .coverage(let fact) = observation.fact, case .couldNot = fact.outcome else {
                Issue.record("\(observation.source) \(observation.fact)")
                continue
            }
        }
        #expect(!observations.isEmpty)
    }

    @Test func `a file with more than any computer has fills no journal`() {
        let lines = (0..<6000).map { "  TCP    192.0.2.1:\($0 % 60000)    0.0.0.0:0    LISTENING    \($0)\n" }
        let found = inspect(WindowsSamples.with("netstat.txt", lines.joined()), as: "a", at: time)
        #expect(found.count { if case .listener = $0.fact { true } else { false } } == 5000)
        #expect(
            found.contains {
                if case .coverage(let fact) = $0.fact {
                    fact.what == "all of windows-listeners"
                } else {
                    false
                }
            })
    }

    @Test func `any text in any file harms nothing`() throws {
        var terminal = try WindowsSamples.terminal()
        terminal.productOfRelay = { _ in "x" }
        terminal.collection["started"] = "2026-11-20T14:03:05"
        let names = Array(terminal.texts.keys)
        let texts =
            terminal.texts.values.compactMap(\.value) + [
                "", "\n", "### ", "### a", "\"", "\"\"", ":", " :", "---------------------",
                "-9223372036854775808",
                String(repeating: "\"", count: 999), String(repeating: "### oldest\n", count: 99),
                "99999999999999999999999999/99/9999", "0/0/0000", "\u{0}\u{202e}\u{feff}",
            ]
        for text in texts {
            for name in names { terminal.texts[name] = .found(text) }
            #expect(!inspect(terminal, as: "a", at: time).isEmpty)
        }
    }

    @Test func `a file that ends in the middle of a line forges no setting and no time`() throws {
        let terminal = try WindowsSamples.terminal()
        let whole = Set(inspect(terminal, as: "a", at: time).map(\.fact).filter(\.isDecisive))
        for name in terminal.texts.keys.sorted() {
            let text = terminal.texts[name]?.value ?? ""
            for length in stride(from: 0, to: min(text.count, 4000), by: 97) {
                var cut = terminal
                cut.texts[name] = .found(String(text.prefix(length)))
                let forged = inspect(cut, as: "a", at: time).map(\.fact).filter(\.isDecisive)
                    .filter { !whole.contains($0) }
                #expect(forged.isEmpty, "\(name) cut after \(length)")
            }
        }
    }
}

extension Fact {
    /// What checks decide by.
    fileprivate var isDecisive: Bool {
        switch self {
        case .setting, .share, .backup, .talk: true
        default: false
        }
    }
}
