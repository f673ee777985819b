import Foundation
import Model
import Testing

@Suite struct `What was read inside a host` {
    @Test func `assessments of before a kind of fact was known read as having none of it`() throws {
        let older = #"{"system":{"id":"debian"},"listeners":[],"units":[],"interfaces":[],"routes":[]}"#
        let details = try JSONDecoder().decode(Asset.HostDetails.self, from: Data(older.utf8))
        #expect(details.system?.id == "debian" && details.processes.isEmpty && details.updates == nil)
    }

    @Test func `every kind of fact survives being written and read`() throws {
        var details = Asset.HostDetails()
        let facts: [Fact] = [
            .process(HostProcess(name: "TeamViewer_Service.exe", pid: 812)),
            .program(HostProgram(name: "ORCA", origin: .machine)),
            .setting(HostSetting(.firewall, "off", of: "public")),
            .share(HostShare(name: "data")), .task(HostTask(name: "t", origin: .autostart)),
            .backup(HostBackup(product: "restic")), .log(HostLog(name: "Security", isKept: true)),
            .account(HostAccount(name: "user", canSignIn: true)), .updates(HostUpdates(held: ["x"])),
        ]
        for (line, fact) in facts.enumerated() { details.add(fact, observation: line) }
        let written = try JSONEncoder().encode(details)
        #expect(try JSONDecoder().decode(Asset.HostDetails.self, from: written) == details)
        #expect(
            details.settings.count == 1 && details.processes.count == 1
                && details.updates?.value.held == ["x"])
    }
}
