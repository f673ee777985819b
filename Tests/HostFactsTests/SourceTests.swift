import Addresses
import HostFacts
import Model
import Testing

struct SourceTests {
    private let now = Timestamp(microseconds: 1_000_000)

    @Test func `a system says its name, version and kernel`() throws {
        let server = inspect(try Snapshots.server(), at: now)
        let system = HostSystem(
            hostname: "yakureki", id: "debian", version: "12", prettyName: "Debian GNU/Linux 12 (bookworm)",
            kernel: "6.1.0-28-amd64")
        #expect(
            server.facts(of: "host-system") == [
                .system(system), .name(NameFact("yakureki", .hostname)),
                .coverage(CoverageFact("operating system", .looked)),
            ])
        let desktop = inspect(try Snapshots.desktop(), at: now).facts(of: "host-system")
        guard case .system(let system) = desktop.first else {
            Issue.record("no system")
            return
        }
        #expect([system.id, system.version, system.prettyName] == ["ubuntu", "24.04", "Ubuntu 24.04.1 LTS"])
    }

    @Test func `a line that is no assignment is named`() throws {
        var snapshot = try Snapshots.server()
        snapshot.osRelease = .found("# comment\n\nID='a b'\nVERSION_ID=\"1\\\"2\"\nnonsense\n")
        let facts = inspect(snapshot, at: now).facts(of: "host-system")
        guard case .system(let system) = facts.first else {
            Issue.record("no system")
            return
        }
        #expect([system.id, system.version, system.prettyName] == ["a b", "1\"2", nil])
        guard case .coverage(let coverage) = facts.last, case .couldNot(let why) = coverage.outcome else {
            Issue.record("the line was passed over")
            return
        }
        #expect(why.en == "Line 5 of os-release has no known form.")
    }

    @Test func `an empty host says of everything that it was not read`() {
        let observations = inspect(HostSnapshot(), at: now)
        let outcomes = observations.compactMap { observation -> CoverageFact.Outcome? in
            if case .coverage(let fact) = observation.fact { fact.outcome } else { nil }
        }
        #expect(outcomes.count >= 7)
        #expect(!outcomes.contains(.looked))
        #expect(observations.allSatisfy { $0.time == now && $0.origin == .host && $0.subject == .thisHost })
    }

    @Test func `units are enabled, brought by packages, masked, or run without a start-up link`() throws {
        var snapshot = try Snapshots.server()
        let units = inspect(snapshot, at: now).facts(of: "host-units").compactMap { fact -> HostUnit? in
            if case .unit(let unit) = fact { unit } else { nil }
        }
        #expect(
            units == [
                HostUnit(name: "cron.service", state: "enabled", isRunning: false),
                HostUnit(name: "cups.service", state: "masked", isRunning: false),
                HostUnit(name: "dbus.socket", state: "static"),
                HostUnit(name: "postgresql@15-main.service", state: "unlisted", isRunning: true),
                HostUnit(name: "ssh.service", state: "enabled", isRunning: true),
            ])
        snapshot.processes = .unread(.notPermitted)
        let unknown = inspect(snapshot, at: now).facts(of: "host-units")
        #expect(unknown.contains(.unit(HostUnit(name: "ssh.service", state: "enabled"))))
    }

    @Test func `a service that may be hidden is not said to be stopped`() throws {
        var snapshot = try Snapshots.server()
        let all = try #require(snapshot.processes.value)
        snapshot.processes = .found(all.filter { $0.pid == 700 })
        let observations = inspect(snapshot, at: now)
        let units = observations.facts(of: "host-units")
        #expect(units.contains(.unit(HostUnit(name: "ssh.service", state: "enabled"))))
        #expect(
            units.contains(
                .unit(HostUnit(name: "postgresql@15-main.service", state: "unlisted", isRunning: true))))
        guard case .couldNot(let why) = observations.outcome("running services") else {
            Issue.record("a part of the processes was taken for all")
            return
        }
        #expect(why.en.contains("without administrator rights"))
    }

    @Test func `the first version of control groups names units too`() throws {
        var snapshot = HostSnapshot()
        snapshot.processes = .found([
            .init(
                pid: 2, name: "a", cgroup: "9:pids:/x.service\n1:name=systemd:/system.slice/a.service\n0::/\n"
            ),
            .init(pid: 3, name: "kthreadd", cgroup: "0::/\n"), .init(pid: 4, name: "b", cgroup: "nonsense"),
        ])
        let facts = inspect(snapshot, at: now).facts(of: "host-units")
        #expect(facts.first == .unit(HostUnit(name: "a.service", state: "unlisted", isRunning: true)))
    }

    @Test func `links, routes and neighbours are told with the gateway as a router`() throws {
        var snapshot = HostSnapshot()
        let gateway = try Snapshots.address("192.0.2.1")
        let interface = HostInterface(
            name: "enp1s0", mac: MACAddress(0x00005e005301), addresses: [], isUp: true)
        let all = try #require(Prefix("0.0.0.0/0"))
        let route = HostRoute(destination: all, gateway: gateway, interface: "enp1s0")
        snapshot.interfaces = .found([interface])
        snapshot.routes = .found([route])
        snapshot.neighbours = .found([
            .init(address: gateway, mac: MACAddress(0x00005e0053fe), interface: "enp1s0")
        ])
        let observations = inspect(snapshot, at: now)
        #expect(observations.facts(of: "host-interfaces").first == .interface(interface))
        #expect(observations.facts(of: "host-routes").first == .route(route))
        let router = observations.first { $0.fact == .attribute(AttributeFact(.router, "route", .certain)) }
        #expect(router?.subject == .init(address: gateway))
        let neighbour = observations.first { $0.fact == .neighbour }
        #expect(neighbour?.subject == .init(mac: MACAddress(0x00005e0053fe), address: gateway))
        #expect(neighbour?.origin == .host)
    }
}
