import Addresses
import Checks
import Model
import Testing

@Suite struct ServiceCheckTests {
    @Test(arguments: [
        ("service.smb1", ServiceKey.smbV1, "yes", "fail"), ("service.smb1", .smbV1, "no", "pass"),
        ("service.smb-signing", .smbSigning, "optional", "fail"),
        ("service.smb-signing", .smbSigning, "required", "pass"),
    ])
    func `file sharing is judged by what it accepts`(
        check: String, key: ServiceKey, value: String, verdict: String
    ) {
        let server = device(7, services: [tcp(445, "smb", [key: value])])
        #expect(verdicts(check, pharmacy([server])) == [verdict])
        #expect(verdicts(check, pharmacy([device(7, services: [tcp(445, "smb")])])) == ["not-assessed"])
    }

    @Test(
        arguments: [
            ("1.0,1.2", "fail"), ("1.1", "fail"), ("1.2,1.3", "pass"), (nil, "not-assessed"),
        ] as [(String?, String)])
    func `old TLS is found wherever TLS is spoken`(versions: String?, verdict: String) {
        let facts: [ServiceKey: String] = versions.map { [.tlsVersions: $0] } ?? [:]
        let server = device(7, services: [tcp(8443, "tls", facts, layers: ["http"])])
        #expect(verdicts("service.tls-old", pharmacy([server])) == [verdict])
    }

    @Test(arguments: [
        ("2025-01-01", "2026-11-22", "fail"), ("2025-01-01", "2026-11-23", "pass"),
        ("2026-11-24", "2028-01-01", "fail"), ("2025-01-01", "2028-01-01", "pass"),
    ])
    func `a certificate holds from its first day to its last`(first: String, last: String, verdict: String) {
        let server = device(
            7,
            services: [
                tcp(
                    443, "tls",
                    [
                        .certificateNotBefore: "\(first)T00:00:00.000000Z",
                        .certificateNotAfter: "\(last)T23:59:59.000000Z",
                    ])
            ])
        #expect(verdicts("service.certificate-expired", pharmacy([server])) == [verdict])
    }

    @Test func `an SNMP answer to the public community fails`() {
        let answered = device(7).with {
            $0.services = [
                Service(
                    transport: .udp, port: 161, proto: "snmp",
                    facts: [ServiceKey.methods.rawValue: "community-public"], seenBy: [9])
            ]
        }
        #expect(verdicts("service.snmp-public", pharmacy([answered])) == ["fail"])
        #expect(!verdicts("service.snmp-public", pharmacy([device(7)])).contains("pass"))
    }

    @Test func `a service beyond the device's role is told in plain words`() throws {
        let terminal = device(7, services: [tcp(445, "smb"), tcp(21, "ftp")])
        let found = findings("service.unexpected-for-role", pharmacy([terminal]))
        let failure = try #require(found.filter(\.isFailure).first)
        #expect(found.count == 1)
        #expect(failure.port == Port(.tcp, 21))
        #expect(failure.reason.ja.contains("ファイル"))
        #expect(failure.severity <= .medium)
    }

    @Test func `an unidentified port is named by its number as a possibility`() throws {
        let terminal = device(7, services: [tcp(3306, nil), tcp(40_000, "unknown")])
        let reasons = findings("service.unexpected-for-role", pharmacy([terminal])).map(\.reason.ja)
        #expect(reasons.count == 2)
        #expect(reasons.first?.contains("データベース") == true && reasons.first?.contains("可能性") == true)
        #expect(reasons.last?.contains("わからない") == true)
    }

    @Test(
        arguments: [
            (21, "ftp", "ファイル"), (3306, "mysql", "患者さん"), (80, "http", "設定"), (40_000, "unknown", "わからない窓口"),
        ] as [(UInt16, String, String)])
    func `an unexpected service says why it matters`(port: UInt16, proto: String, word: String) throws {
        let terminal = device(7, services: [tcp(port, proto)])
        let failure = try #require(findings("service.unexpected-for-role", pharmacy([terminal])).first)
        #expect(failure.reason.ja.hasSuffix("。") && failure.reason.ja.contains(word), "\(failure.reason.ja)")
    }

    @Test func `UDP is judged as TCP is, and what may be remote maintenance is left to its own checks`() {
        let names = Service(transport: .udp, port: 69, proto: nil, seenBy: [1])
        let strange = device(7, services: [names, tcp(3389, nil), tcp(22, "ssh"), tcp(445, "smb")])
        let found = findings("service.unexpected-for-role", pharmacy([strange]))
        #expect(found.map(\.port) == [Port(.udp, 69)])
        #expect(found.first?.reason.ja.contains("TFTP") == true)
    }

    @Test func `whom to ask follows the device's kind and the ledger`() throws {
        let terminal = device(7, row: "A-1", services: [tcp(21, "ftp")])
        let named = ledger([[.number: "A-1", .maker: "みほん電機", .updater: "みほん保守（株）"]])
        let check = "service.unexpected-for-role"
        let known = try #require(
            findings(check, pharmacy([terminal], site: Site(ledger: named))).first?.advice)
        for word in ["みほん保守", "みほん電機", "レセコン"] { #expect(known.ja.contains(word)) }
        let unnamed = try #require(findings(check, pharmacy([terminal])).first?.advice)
        #expect(!unnamed.ja.contains("台帳の更新責任者") && unnamed.ja.contains("事業者"))
        #expect(unnamed.en.hasPrefix("Ask the vendor"))
    }

    @Test func `a device without a known role is not blamed`() {
        let stranger = device(7, .unknown, services: [tcp(21, "ftp")])
        #expect(!verdicts("service.unexpected-for-role", pharmacy([stranger])).contains("fail"))
        #expect(!verdicts("service.unexpected-for-role", pharmacy([stranger])).contains("pass"))
    }

    @Test func `this host's programs are known or named`() {
        let host = { (process: String?, unit: String?, address: IPAddress) in
            device(2).with {
                $0.id = "this-host"
                let listener = HostListener(
                    port: Port(.tcp, 4444), address: address, process: process, unit: unit)
                $0.host = Asset.HostDetails(listeners: [Cited(listener, observation: 4)])
            }
        }
        let all = IPAddress.v4(.any)
        let check = "service.host-unexpected"
        #expect(verdicts(check, pharmacy([host("strange", nil, all)])) == ["fail"])
        #expect(verdicts(check, pharmacy([host("cupsd", nil, all)])) == ["pass"])
        #expect(verdicts(check, pharmacy([host("worker", "cupsd.service", all)])) == ["pass"])
        #expect(verdicts(check, pharmacy([host(nil, nil, all)])) == ["not-assessed"])
        #expect(verdicts(check, pharmacy([host("strange", nil, .v4(.loopback))])) == ["pass"])
    }

    @Test func `remote maintenance on this host is left to its own check`() {
        let host = device(2).with {
            $0.id = "this-host"
            let listener = HostListener(port: Port(.tcp, 22), address: .v4(.any), process: "sshd")
            $0.host = Asset.HostDetails(listeners: [Cited(listener, observation: 4)])
        }
        #expect(!verdicts("service.host-unexpected", pharmacy([host])).contains("fail"))
        #expect(verdicts("remote.agent-on-host", pharmacy([host])) == ["fail"])
    }
}
