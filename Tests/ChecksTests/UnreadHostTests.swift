import Checks
import Model
import Testing

@Suite struct `A host of which nothing could be read` {
    /// What passes for a device, with what it says.
    private func passes(_ asset: Asset) -> [String: String] {
        Dictionary(
            judge(pharmacy([asset])).filter { $0.asset == asset.id && $0.verdict == "pass" }
                .map { ($0.check, $0.reason.ja) }, uniquingKeysWith: { first, _ in first })
    }

    @Test(arguments: ["debian", "windows"])
    func `passes no check that it would not pass from outside`(system: String) {
        let outside = device(7)
        let inside = outside.with { $0.host = Asset.HostDetails(system: HostSystem(id: system)) }
        let claimed = passes(inside).filter { passes(outside)[$0.key] == nil }
        #expect(claimed.isEmpty, "\(claimed)")
    }

    @Test func `is not said to need somebody to sign in where that setting was not read`() {
        let why = Text(ja: "読めません", en: "not readable")
        let asset = device(7).with {
            $0.host = Asset.HostDetails(system: HostSystem(id: "windows"))
            $0.host?.add(.account(HostAccount(name: "uketsuke", canSignIn: true)), observation: 1)
            $0.coverage = [
                .init(source: "x", fact: CoverageFact("automatic sign-in", .couldNot(why)), observation: 2)
            ]
        }
        let findings = judge(pharmacy([asset]))
        #expect(
            findings.first { $0.check == "account.signs-in-by-itself" }?.verdict == "not-assessed")
        #expect(!findings.contains { $0.check == "account.second-root" })
    }
}
