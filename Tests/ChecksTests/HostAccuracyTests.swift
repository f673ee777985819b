import Addresses
import Checks
import Model
import Testing

/// Made-up hosts with their truth written beside them: everything that is there is found, and nothing else is named.
@Suite struct HostAccuracyTests {
    static let hosts = [
        "debian12-desktop", "ubuntu2404-server", "rhel9", "windows10-terminal", "windows-server2019",
    ]

    private func findings(_ host: MadeHost) throws -> [Finding] {
        let asset = device(2).with {
            $0.id = "this-host"
            $0.host = host.details
        }
        return judge(pharmacy([asset], knowledge: try shippedKnowledge.get()))
    }

    /// The lines that results other than passes of these checks stand on.
    private func cited(_ findings: [Finding], by checks: String...) -> Set<Int> {
        Set(
            findings.filter { checks.contains($0.check) && $0.verdict != "pass" }.flatMap(\.observations))
    }

    @Test(arguments: hosts) func `every background service is judged as the truth says`(name: String) throws {
        let host = try MadeHost(name)
        let found = try findings(host)
        #expect(cited(found, by: "service.unneeded") == host.lines("unneeded"), "unneeded")
        #expect(cited(found, by: "service.needs-reason") == host.lines("depends"), "depends")
        #expect(
            cited(found, by: "service.unknown", "service.host-unexpected") == host.lines("unknown"), "unknown"
        )
    }

    @Test(arguments: hosts) func `every way in for remote maintenance is found, and no other`(
        name: String
    ) throws {
        let host = try MadeHost(name)
        let knowledge = try shippedKnowledge.get()
        let failures = try findings(host).filter { $0.check == "remote.agent-on-host" && $0.isFailure }
        let truth = Dictionary(grouping: host.truth.filter { $0.value.hasPrefix("agent ") }, by: \.value)
        for (words, lines) in truth {
            let id = String(words.dropFirst(6))
            let product = try #require(knowledge.remoteMaintenance.first { $0.id == id }, "\(id)")
            let finding = failures.first { $0.reason.ja.contains("「\(product.name.ja)」") }
            #expect(Set(finding?.observations ?? []) == Set(lines.map(\.key)), "\(id)")
        }
        #expect(failures.count == truth.count, "\(failures.map(\.reason.en))")
    }

    @Test(arguments: hosts) func `one thing is told by one check`(name: String) throws {
        let host = try MadeHost(name)
        let found = try findings(host).filter {
            $0.check.hasPrefix("service.") || $0.check.hasPrefix("remote.")
        }
        var told: [Int: String] = [:]
        for finding in found where finding.verdict != "pass" {
            for line in finding.observations {
                #expect(told[line] == nil || told[line] == finding.check, "line \(line)")
                told[line] = finding.check
            }
        }
    }
}

extension HostAccuracyTests {
    @Test func `what waits for others weighs more than what runs inside`() throws {
        let found = try findings(try MadeHost("debian12-desktop")).filter { $0.check == "service.unneeded" }
        let reachable = try #require(found.first { $0.port == Port(.udp, 1900) })
        let inner = try #require(found.first { $0.reason.en.contains("geoclue") })
        #expect(reachable.severity > inner.severity && inner.port == nil)
    }

    @Test func `what the host's own filter stops counts as running inside`() throws {
        let listener = HostListener(
            port: Port(.udp, 1900), address: .v4(.any), process: "minissdpd", passesFirewall: false)
        let asset = device(2).with {
            $0.host = Asset.HostDetails(listeners: [Cited(listener, observation: 4)])
        }
        let situation = pharmacy([asset], knowledge: try shippedKnowledge.get())
        let found = try #require(judge(situation).first { $0.check == "service.unneeded" })
        #expect(found.isFailure && found.port == nil && found.severity == .low)
    }

    @Test func `what lets people in while nobody is there is louder than what merely lies there`() throws {
        let agents = { (name: String) in
            try findings(try MadeHost(name)).filter { $0.check == "remote.agent-on-host" && $0.isFailure }
        }
        let running = try #require(
            try agents("debian12-desktop").first { $0.reason.en.contains("TeamViewer") })
        let lying = try #require(try agents("rhel9").first { $0.reason.en.contains("RustDesk") })
        #expect(running.severity == .high && lying.severity == .medium)
    }
}

extension HostAccuracyTests {
    private func host(_ name: String, port: UInt16, proto: String) throws -> Situation {
        let listener = HostListener(port: Port(.tcp, port), address: .v4(.any), process: name)
        let asset = device(2, services: [tcp(port, proto)]).with {
            $0.host = Asset.HostDetails(listeners: [Cited(listener, observation: 4)])
        }
        return pharmacy([asset], knowledge: try shippedKnowledge.get())
    }

    @Test(
        arguments: [
            ("sshd", 22, "ssh", "remote.agent-on-host"), ("in.rshd", 514, "unknown", "service.unneeded"),
            ("kakusu", 8888, "http", "service.host-unexpected"),
            ("vsftpd", 21, "ftp", "service.unexpected-for-role"),
        ] as [(String, UInt16, String, String)])
    func `what is seen from outside and from inside is told once`(
        name: String, port: UInt16, proto: String, check: String
    ) throws {
        let told = judge(try host(name, port: port, proto: proto)).filter {
            $0.verdict != "pass" && $0.port == Port(.tcp, port)
                && ["unneededServices", "remoteMaintenance"].contains("\($0.topic)")
        }
        #expect(told.map(\.check) == [check])
    }
}
