import Addresses
import Glibc
import Model
import TenkenCLI
import Testing

struct HostReadingTests {
    @Test func `this host is read with hundreds of sockets and their owner`() throws {
        let count = 500
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        for _ in 0..<count {
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            try #require(listener >= 0)
            sockets.append(listener)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr = in_addr(s_addr: UInt32(0x7f00_0001).bigEndian)
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
            }
            try #require(bound == 0 && listen(listener, 1) == 0)
        }
        let observations = HostReading.observations(at: Timestamp(microseconds: 0))
        let own = observations.filter { observation in
            if case .listener(let listener) = observation.fact {
                listener.pid == Int(getpid())
            } else {
                false
            }
        }
        #expect(own.count >= count)
        #expect(
            own.allSatisfy { $0.subject == .thisHost && $0.source == "host-listeners" && $0.grounds != nil })
    }

    @Test func `every source says how far it looked`() {
        let observations = HostReading.observations(at: Timestamp(microseconds: 0))
        let sources = Set(
            observations.compactMap { observation in
                if case .coverage = observation.fact { observation.source } else { nil }
            })
        #expect(
            sources == [
                "host-system", "host-listeners", "host-units", "host-interfaces", "host-routes",
                "host-neighbours", "host-wireless", "host-accounts", "host-password-policy", "host-logs",
                "host-sshd", "host-firewall", "host-clock", "host-malware", "host-removable-media",
                "host-disk-encryption", "host-backups", "host-autostart", "host-tasks", "host-screen-lock",
                "host-packages", "host-updates", "host-containers",
            ])
    }

    @Test func `files that knowledge names are looked for, and told where they are`() {
        var knowledge = Knowledge(asOf: CivilDate(daysSinceEpoch: 0))
        knowledge.remoteMaintenance = [
            RemoteMaintenanceProduct(
                id: "a", name: Text(verbatim: "a"), visibility: [.relay], ports: [], protocols: [],
                processes: [], hosts: HostSigns(files: ["/etc/passwd", "/etc/passw*", "/no/such/file"]),
                severity: .high, source: "example", asOf: knowledge.asOf)
        ]
        let found = HostReading.observations(at: Timestamp(microseconds: 0), knowledge: knowledge)
            .filter { $0.source == "host-remote-tools" }
        let traces = found.compactMap { observation -> String? in
            if case .trace(let trace) = observation.fact { trace.path } else { nil }
        }
        #expect(traces.contains("/etc/passwd") && !traces.contains("/no/such/file"))
        #expect(found.contains { if case .coverage = $0.fact { true } else { false } })
    }
}
