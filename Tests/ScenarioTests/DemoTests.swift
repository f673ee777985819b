import Addresses
import Foundation
import Model
import Testing

/// A place for one test's demonstration, taken away with what that made in it.
private final class Demonstration {
    /// Asked of another program, so that the tests stay in their own network.
    static let isPossible =
        FileManager.default.isExecutableFile(atPath: Lab.tenken)
        && (try? Lab.execute(["/usr/bin/unshare", "--user", "--map-root-user", "--net", "true"]))?.code == 0

    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "tenken-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed stays behind; no test depends on it.
        try? FileManager.default.removeItem(at: folder)
    }

    var site: String { folder.appendingPathComponent("site").path }

    func run(_ before: [String] = []) throws -> (code: Int32, output: String, talk: String) {
        let profiles = Lab.packageRoot.appendingPathComponent("Profiles").path
        return try Lab.execute(
            before + [Lab.tenken, "demo", "--site", site, "--profiles", profiles, "--lang", "ja"])
    }

    func assessment(_ output: String) throws -> Assessment {
        let pack = try #require(
            output.split(separator: "\n").last.map { URL(fileURLWithPath: String($0)) })
        #expect(pack.path.hasPrefix(folder.path), "the last line is where the pack is")
        let file = pack.appendingPathComponent("data/assessment.json")
        return try JSONDecoder().decode(Assessment.self, from: Data(contentsOf: file))
    }
}

/// The demonstration as a person runs it: no lab, no daemons, no privilege where the kernel allows that.
@Suite(
    .serialized, .enabled(if: Demonstration.isPossible, "network namespaces cannot be made here"),
    .timeLimit(.minutes(3)))
struct DemoTests {
    @Test func `shows all eight devices, finds what is wrong, and leaves two of them in peace`() throws {
        let demonstration = try Demonstration()
        let outcome = try demonstration.run()
        #expect(outcome.code == 0, "\(outcome.talk)")
        #expect(outcome.output.contains("点検薬局（デモ）"))
        #expect(outcome.talk.contains("プリンタの印刷の口に届いた文字数: 0\n"), "\(outcome.talk)")
        #expect(outcome.talk.contains("存在の確認のほかの通信: 0\n"), "\(outcome.talk)")
        let assessment = try demonstration.assessment(outcome.output)
        #expect(assessment.ending == .completed)
        let kinds = assessment.assets.map { $0.kind.rawValue }.sorted()
        #expect(
            kinds == [
                "dispensing", "eligibility-terminal", "nas", "printer", "router", "server", "terminal",
                "unknown",
            ])
        let eligibility = try #require(assessment.assets.first { $0.kind.rawValue == "eligibility-terminal" })
        #expect(!eligibility.addresses.isEmpty && eligibility.addresses.allSatisfy { $0.v4 == nil })
        let failed = Set(assessment.findings.filter(\.isFailure).map(\.check))
        #expect(
            failed.isSuperset(of: [
                "inventory.not-in-ledger", "inventory.ledger-not-seen", "inventory.ledger-mac-changed",
                "remote.undeclared", "remote.rdp-without-nla", "remote.vnc-without-authentication",
                "remote.telnet", "service.smb1", "service.snmp-public",
            ]), "\(failed.sorted())")
    }

    @Test func `a second demonstration leaves the first one's folder alone`() throws {
        let demonstration = try Demonstration()
        try FileManager.default.createDirectory(atPath: demonstration.site, withIntermediateDirectories: true)
        let outcome = try demonstration.run()
        #expect(outcome.code == 0, "\(outcome.talk)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: demonstration.site).isEmpty)
    }

    @Test(arguments: ["INT", "TERM"])
    func `an interrupted demonstration ends with 130 and takes its devices with it`(signal: String) throws {
        let demonstration = try Demonstration()
        // In a session of its own, where nothing of the demonstration may be left; 99 when something is.
        let script = #"""
            timeout --foreground --preserve-status -s \#(signal) 5 "$@"
            code=$?
            pgrep -s 0 -f 'demo-devic[e]' >&2 && exit 99
            exit $code
            """#
        let outcome = try demonstration.run(["/usr/bin/setsid", "-w", "sh", "-c", script, "sh"])
        #expect(outcome.code == 130, "\(outcome.talk)")
        #expect(try demonstration.assessment(outcome.output).ending == .interrupted)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can act as sudo does"))
    func `under sudo everything belongs to the user who called it`() throws {
        let demonstration = try Demonstration()
        let user: UInt32 = 65534
        try FileManager.default.setAttributes(
            [.ownerAccountID: user, .groupOwnerAccountID: user], ofItemAtPath: demonstration.folder.path)
        let outcome = try demonstration.run(["/usr/bin/env", "SUDO_UID=\(user)", "SUDO_GID=\(user)"])
        #expect(outcome.code == 0, "\(outcome.talk)")
        let made = try #require(FileManager.default.subpaths(atPath: demonstration.folder.path))
        #expect(made.contains("site/ledger.csv"))
        for path in made {
            let file = demonstration.folder.appendingPathComponent(path).path
            let owner = try FileManager.default.attributesOfItem(atPath: file)[.ownerAccountID] as? NSNumber
            #expect(owner?.uint32Value == user, "\(path)")
        }
    }
}
