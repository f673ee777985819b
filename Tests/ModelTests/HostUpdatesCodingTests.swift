import Foundation
import Model
import Testing

struct HostUpdatesCodingTests {
    private func again(_ fact: Fact) throws -> Fact {
        try JSONDecoder().decode(Fact.self, from: JSONEncoder().encode(fact))
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func `everything that is known of updates comes back as it was written`() throws {
        let full = HostUpdates(
            pending: [
                .init(
                    name: "openssl", installed: "1", available: "2", isSecurity: true,
                    since: try day("2026-11-01"))
            ], listsAsOf: try day("2026-11-22"), securityAsOf: try day("2026-11-21"), unreadLists: 2,
            lastInstalled: try day("2026-11-20"), isAutomatic: true, restartOwed: ["sshd (libc.so.6)"],
            held: ["a"], orphaned: ["b"], foreignSources: ["example.com/x"],
            unsupported: [.init(name: "c", since: try day("2024-02-01"), note: "ended"), .init(name: "d")],
            supportEnd: try day("2026-06-10"), extendedSupportEnd: try day("2028-06-30"))
        for updates in [full, HostUpdates()] { #expect(try again(.updates(updates)) == .updates(updates)) }
    }

    @Test func `a program comes back with its source`() throws {
        for program in [
            HostProgram(name: "libssl3", version: "3", origin: .dpkg, source: "openssl (3.0)"),
            HostProgram(name: "x", origin: .rpm),
        ] { #expect(try again(.program(program)) == .program(program)) }
    }

    @Test(
        arguments: [
            (nil, "gcc", nil), ("openssl", "openssl", nil), ("gcc-12 (12.2.0-14)", "gcc-12", "12.2.0-14"),
            ("", "gcc", nil),
            ("a ()", "a", nil),
        ] as [(String?, String, String?)]) func `a source is told with its own version`(
            source: String?, name: String, version: String?
        )
    {
        let found = HostProgram(name: "gcc", version: "1", origin: .dpkg, source: source).sourcePackage
        #expect(found.name == name)
        #expect(found.version == version)
    }
}
