import Addresses
import Checks
import Model
import Testing

@Suite struct RemoteCheckTests {
    private let rdp = device(7, row: "A-1", services: [tcp(3389, "rdp")])

    private func site(declaring product: String, on device: String? = nil) -> Site {
        Site(
            vendors: [
                Vendor(
                    name: "薬局システム社",
                    remoteMaintenance: [DeclaredRemoteMaintenance(product: product, device: device)])
            ], ledger: ledger([[.number: "A-1", .computerName: "reception"]]))
    }

    @Test func `a remote control nobody declared fails with the product's severity`() throws {
        let found = findings("remote.undeclared", pharmacy([rdp]))
        let failure = try #require(found.first)
        #expect(found.count == 1)
        #expect(failure.isFailure)
        #expect(failure.severity == .high)
        #expect(failure.port == Port(.tcp, 3389))
        #expect(failure.reason.ja.contains("192.0.2.7") && failure.reason.en.contains("192.0.2.7"))
        #expect(failure.observations == [3389])
    }

    @Test func `a protocol within TLS counts as well`() {
        let wrapped = device(7, services: [tcp(8443, "tls", layers: ["vnc"])])
        #expect(verdicts("remote.undeclared", pharmacy([wrapped])) == ["fail"])
    }

    @Test func `an open port that told nothing is only a possibility`() throws {
        let silent = device(7, services: [tcp(5900, nil)])
        let finding = try #require(findings("remote.undeclared", pharmacy([silent])).first)
        #expect(finding.verdict == "not-assessed")
        #expect(finding.reason.ja.contains("可能性"))
    }

    @Test func `a port that told another protocol is what it told`() {
        let other = device(7, services: [tcp(5900, "http")])
        #expect(!verdicts("remote.undeclared", pharmacy([other])).contains("fail"))
    }

    @Test(arguments: ["A-1", "192.0.2.7", "00:00:5e:00:53:07", "Reception", nil])
    func `a declaration fits by number, address, hardware address, name, or for every device`(device: String?)
    {
        let situation = pharmacy([rdp], site: site(declaring: "rdp", on: device))
        #expect(!verdicts("remote.undeclared", situation).contains("fail"))
        #expect(verdicts("remote.declared", situation) == ["pass"])
        #expect(findings("remote.declared", situation).allSatisfy { $0.reason.ja.contains("薬局システム社") })
        #expect(!verdicts("remote.declared-not-seen", situation).contains("not-assessed"))
    }

    @Test func `a declaration for another device or product does not fit`() {
        for site in [site(declaring: "rdp", on: "192.0.2.8"), site(declaring: "vnc", on: "192.0.2.7")] {
            let situation = pharmacy([rdp], site: site)
            #expect(verdicts("remote.undeclared", situation) == ["fail"])
            #expect(verdicts("remote.declared-not-seen", situation) == ["not-assessed"])
        }
    }

    @Test func `tools that only call a relay are never said to be absent`() {
        #expect(verdicts("remote.relay-unseen", pharmacy()) == ["not-assessed"])
        #expect(verdicts("remote.relay-unseen", pharmacy([rdp])) == ["not-assessed"])
        let declared = findings("remote.declared-not-seen", pharmacy([rdp], site: site(declaring: "relayed")))
        #expect(declared.map(\.verdict) == ["not-assessed"])
        #expect(declared.allSatisfy { $0.reason.ja.contains("中継") })
    }

    @Test(
        arguments: [
            ("absent", "fail", Severity.high), ("offered", "fail", .medium), ("required", "pass", .high),
            (nil, "not-assessed", .high),
        ] as [(String?, String, Severity)])
    func `remote desktop is judged by how it asks who connects`(
        nla: String?, verdict: String, severity: Severity
    ) throws {
        let facts: [ServiceKey: String] = nla.map { [.rdpNLA: $0] } ?? [:]
        let asset = device(7, services: [tcp(3389, "rdp", facts)])
        let finding = try #require(findings("remote.rdp-without-nla", pharmacy([asset])).first)
        #expect(finding.verdict == verdict)
        if finding.isFailure { #expect(finding.severity == severity) }
    }

    @Test(
        arguments: [("1", "fail"), ("2,1", "fail"), ("2,11,16", "pass"), (nil, "not-assessed")]
            as [(String?, String)])
    func `a VNC server that asks for nothing fails`(types: String?, verdict: String) {
        let facts: [ServiceKey: String] = types.map { [.vncSecurity: $0] } ?? [:]
        let asset = device(7, services: [tcp(5900, "vnc", facts)])
        #expect(verdicts("remote.vnc-without-authentication", pharmacy([asset])) == [verdict])
    }

    @Test func `telnet fails wherever it is spoken`() {
        let asset = device(7, services: [tcp(2323, "telnet")])
        #expect(verdicts("remote.telnet", pharmacy([asset])) == ["fail"])
    }

    @Test func `this host is judged by what runs on it`() {
        let host = { (process: String?, port: UInt16, address: IPAddress) in
            device(2).with {
                $0.id = "this-host"
                let listener = HostListener(port: Port(.tcp, port), address: address, process: process)
                $0.host = Asset.HostDetails(listeners: [Cited(listener, observation: 4)])
            }
        }
        let anywhere = IPAddress.v4(.any)
        #expect(verdicts("remote.agent-on-host", pharmacy([host("SSHD", 2222, anywhere)])) == ["fail"])
        #expect(verdicts("remote.agent-on-host", pharmacy([host("cupsd", 631, anywhere)])) == ["pass"])
        #expect(verdicts("remote.agent-on-host", pharmacy([host(nil, 631, anywhere)])) == ["not-assessed"])
    }
}
