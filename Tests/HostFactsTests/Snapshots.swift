import Addresses
import FoundationEssentials
import HostFacts
import Model
import Testing

/// Two made-up hosts, their files read from `Tests/Fixtures/host`.
enum Snapshots {
    static func fixture(_ path: String) throws -> Reading<String> {
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return .found(try String(contentsOfFile: "/\(tests)/Fixtures/host/\(path)", encoding: .utf8))
    }

    static func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

    /// A server with SSH, whose program an update replaced, and PostgreSQL with two processes; seen by root.
    static func server() throws -> HostSnapshot {
        var host = HostSnapshot()
        host.osRelease = try fixture("debian12-server/os-release")
        host.passwd = try fixture("debian12-server/passwd")
        host.dpkgStatus = try fixture("debian12-server/dpkg-status")
        host.kernel = .found("6.1.0-28-amd64\n")
        host.hostname = .found("yakureki\n")
        host.sockets = .found([
            .init(port: Port(.tcp, 22), address: .v4(.any), uid: 0, inode: 100),
            .init(port: Port(.tcp, 22), address: .v6(.any), uid: 0, inode: 101),
            .init(port: Port(.tcp, 5432), address: try address("192.0.2.10"), uid: 110, inode: 102),
            .init(port: Port(.tcp, 5432), address: try address("192.0.2.10"), uid: 110, inode: 103),
        ])
        let database = "0::/system.slice/system-postgresql.slice/postgresql@15-main.service\n"
        host.processes = .found([
            .init(
                pid: 1, name: "systemd", executable: "/usr/lib/systemd/systemd", cgroup: "0::/init.scope\n",
                uid: 0, sockets: [100]),
            .init(
                pid: 600, name: "sshd", executable: "/usr/sbin/sshd (deleted)",
                cgroup: "0::/system.slice/ssh.service\n", uid: 0, sockets: [100, 101]),
            .init(
                pid: 700, name: "postgres", executable: "/usr/lib/postgresql/15/bin/postgres",
                cgroup: database, uid: 110, sockets: [102, 103]),
            .init(
                pid: 710, name: "postgres", executable: "/usr/lib/postgresql/15/bin/postgres",
                cgroup: database, uid: 110, sockets: [102]),
        ])
        host.fileOwners = .found([
            "/usr/sbin/sshd (deleted)": "openssh-server",
            "/usr/lib/postgresql/15/bin/postgres": "postgresql-15:amd64",
        ])
        host.localUnits = .found([
            .init(
                name: "",
                links: ["cups.service": "/dev/null", "sshd.service": "/lib/systemd/system/ssh.service"]),
            .init(
                name: "multi-user.target.wants",
                links: ["ssh.service": "/lib/systemd/system/ssh.service", "cron.service": "x"]),
            .init(name: "ssh.service.d", links: ["x.conf": "y"]),
        ])
        host.vendorUnits = .found([
            .init(name: "sockets.target.wants", links: ["dbus.socket": "../dbus.socket"])
        ])
        return host
    }

    /// A desktop with remote desktop, seen without privilege: only the user's own processes show their sockets.
    static func desktop() throws -> HostSnapshot {
        var host = HostSnapshot()
        host.osRelease = try fixture("ubuntu2404-desktop/os-release")
        host.passwd = try fixture("ubuntu2404-desktop/passwd")
        host.dpkgStatus = try fixture("ubuntu2404-desktop/dpkg-status")
        host.kernel = .found("6.8.0-50-generic\n")
        host.hostname = .found("uketsuke-pc\n")
        host.sockets = .found([
            .init(port: Port(.udp, 5353), address: .v4(.any), uid: 114, inode: 200),
            .init(
                port: Port(.tcp, 53), address: try address("127.0.0.53"), uid: 991, inode: 201,
                interface: "lo"),
            .init(port: Port(.tcp, 3389), address: .v6(.any), uid: 1000, inode: 202),
        ])
        host.processes = .found([
            .init(pid: 1, name: "systemd", cgroup: "0::/init.scope\n", uid: 0),
            .init(
                pid: 500, name: "systemd-resolve", cgroup: "0::/system.slice/systemd-resolved.service\n",
                uid: 991),
            .init(
                pid: 2000, name: "gnome-remote-de", executable: "/usr/libexec/gnome-remote-desktop-daemon",
                cgroup:
                    "0::/user.slice/user-1000.slice/user@1000.service/app.slice/gnome-remote-desktop.service\n",
                uid: 1000, sockets: [202]),
        ])
        host.unreadableProcesses = 120
        host.fileOwners = .found(["/usr/libexec/gnome-remote-desktop-daemon": "gnome-remote-desktop"])
        return host
    }
}

extension Array<Observation> {
    /// The facts of one source.
    func facts(of source: String) -> [Fact] { filter { $0.source == source }.map(\.fact) }

    /// What one coverage fact says.
    func outcome(_ what: String) -> CoverageFact.Outcome? {
        for case .coverage(let fact) in map(\.fact) where fact.what == what { return fact.outcome }
        return nil
    }
}
