import Foundation
import Model
import Testing

@testable import HostFacts

/// The whole of the Japanese terminal against what was planted in it.
@Suite struct `A Japanese terminal by its registry` {
    private let snapshot: WindowsSnapshot
    private let folder: URL

    init() throws {
        let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        folder = URL(
            filePath: "/\(tests)/Fixtures/windows/ja-win10-pro/tenken-YK-RECE01-20261120-140305")
        var snapshot = try WindowsSamples.terminal()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".reg") {
            let octets = Array(try Data(contentsOf: folder.appending(path: name)))
            snapshot.registries[name.lowercased()] = .found(try #require(RegistryExport(octets)))
        }
        self.snapshot = snapshot
    }

    private var facts: [Fact] {
        inspect(snapshot, as: "YK-RECE01", at: Timestamp(microseconds: 0)).map(\.fact)
    }

    private func values(of key: HostSetting.Key) -> Set<String> {
        Set(
            facts.compactMap { fact -> String? in
                guard case .setting(let setting) = fact, setting.key == key else { return nil }
                return [setting.of, setting.value].compactMap { $0 }.joined(separator: " ")
            })
    }

    @Test func `its settings are those that were planted, and no other`() {
        #expect(values(of: .rdp) == ["yes"] && values(of: .rdpNLA) == ["no"])
        #expect(values(of: .winRM) == ["no"])
        #expect(values(of: .smb1) == ["server yes", "client yes"])
        #expect(values(of: .removableMedia) == ["allowed"] && values(of: .screenLock) == ["off"])
        #expect(values(of: .blankPasswordNetwork) == ["yes"])
        #expect(values(of: .malwareSignatures) == ["Windows Defender 2025-11-02"])
        #expect(values(of: .malwareScanner) == ["Windows Defender"])
    }

    @Test func `its updates stopped a year ago, are switched off and wait for a restart`() throws {
        let updates = try #require(
            facts.compactMap { if case .updates(let value) = $0 { value } else { nil } }.first)
        #expect(updates.lastInstalled == CivilDate("2025-10-16") && updates.isAutomatic == false)
        #expect(updates.restartOwed == ["Windows Update"])
    }

    @Test func `programs of a user who is not there are listed, and services with their state`() {
        #expect(
            facts.contains { fact in
                if case .program(let program) = fact {
                    program.name.hasPrefix("Zoom") && program.origin == .user
                } else {
                    false
                }
            })
        #expect(
            facts.contains { fact in
                if case .unit(let unit) = fact {
                    unit.name == "AnyDesk" && unit.state == "automatic" && unit.isRunning == true
                } else {
                    false
                }
            })
    }

    @Test(arguments: ["services.reg", "policies.reg", "terminal-server.reg", "uninstall-machine.reg"])
    func `an export that breaks off says so and adds nothing`(name: String) throws {
        let octets = Array(try Data(contentsOf: folder.appending(path: name)))
        let whole = Set(facts.filter { !$0.isCoverage })
        var cut = snapshot
        cut.registries[name] = RegistryExport(Array(octets.prefix(octets.count / 4 * 2 + 61))).map {
            .found($0)
        }
        let found = inspect(cut, as: "YK-RECE01", at: Timestamp(microseconds: 0)).map(\.fact)
        let programs = found.filter { if case .program = $0 { true } else { false } }
        #expect(Set(programs).subtracting(whole).isEmpty)
        if name == "policies.reg" {
            // What forbids it may stand in the part that is not there.
            #expect(!found.contains(.setting(HostSetting(.removableMedia, "allowed"))))
        }
    }
}
