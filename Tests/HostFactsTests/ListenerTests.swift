import Addresses
import HostFacts
import Model
import Testing

struct ListenerTests {
    private let now = Timestamp(microseconds: 0)

    private func listeners(_ snapshot: HostSnapshot) -> [HostListener] {
        inspect(snapshot, at: now).compactMap { observation in
            if case .listener(let listener) = observation.fact { listener } else { nil }
        }
    }

    @Test func `a server's sockets are joined with program, user, unit and package`() throws {
        let ssh = HostListener(
            port: Port(.tcp, 22), address: .v4(.any), process: "sshd", pid: 600, user: "root",
            unit: "ssh.service", package: "openssh-server 1:9.2p1-2+deb12u3")
        var ssh6 = ssh
        ssh6.address = .v6(.any)
        let database = HostListener(
            port: Port(.tcp, 5432), address: try Snapshots.address("192.0.2.10"), process: "postgres",
            pid: 700,
            user: "postgres", unit: "postgresql@15-main.service", package: "postgresql-15 15.10-0+deb12u1")
        #expect(listeners(try Snapshots.server()) == [ssh, ssh6, database])
    }

    @Test func `a desktop without privilege still names users, its own programs, and what it could not see`()
        throws
    {
        let snapshot = try Snapshots.desktop()
        #expect(
            listeners(snapshot) == [
                HostListener(
                    port: Port(.tcp, 53), address: try Snapshots.address("127.0.0.53"),
                    user: "systemd-resolve"),
                HostListener(
                    port: Port(.tcp, 3389), address: .v6(.any), process: "gnome-remote-desktop-daemon",
                    pid: 2000,
                    user: "uketsuke", unit: "user@1000.service",
                    package: "gnome-remote-desktop 46.3-0ubuntu1"),
                HostListener(port: Port(.udp, 5353), address: .v4(.any), user: "avahi"),
            ])
        let observations = inspect(snapshot, at: now)
        #expect(observations.outcome("listening sockets") == .looked)
        guard case .couldNot(let why) = observations.outcome("owners of sockets") else {
            Issue.record("owners were not all seen")
            return
        }
        #expect(why.ja.contains("管理者の権限がないため、待ち受け2件"))
        #expect(why.en.contains("2 listening sockets"))
        guard case .couldNot(let why) = observations.outcome("/etc/passwd") else {
            Issue.record("the strange line was passed over")
            return
        }
        #expect(why.en == "Line 6 of /etc/passwd has no known form.")
    }

    @Test func `a socket that no program holds is told even with privilege`() throws {
        var snapshot = try Snapshots.server()
        snapshot.processes = .found([.init(pid: 1, name: "init", uid: 0)])
        #expect(listeners(snapshot).count == 3)
        guard case .couldNot(let why) = inspect(snapshot, at: now).outcome("owners of sockets") else {
            Issue.record("an unknown owner was taken for looked at")
            return
        }
        #expect(why.en.hasPrefix("4 listening sockets belong to no program"))
    }

    @Test func `a socket whose program may be hidden is not laid to the system`() throws {
        var snapshot = try Snapshots.server()
        snapshot.processes = .found([.init(pid: 900, name: "bash", uid: 1000)])
        guard case .couldNot(let why) = inspect(snapshot, at: now).outcome("owners of sockets") else {
            Issue.record("an unknown owner was taken for looked at")
            return
        }
        #expect(why.ja.hasPrefix("管理者の権限がないため、待ち受け4件"))
    }

    @Test func `sockets that were not read are no empty table`() throws {
        var snapshot = try Snapshots.server()
        snapshot.sockets = .unread(.notPermitted)
        #expect(listeners(snapshot).isEmpty)
        guard case .couldNot(let why) = inspect(snapshot, at: now).outcome("listening sockets") else {
            Issue.record("an unread table was taken for an empty one")
            return
        }
        #expect(why.ja.hasPrefix("管理者の権限がないため、"))
    }

    @Test func `the quick list says the same of each socket, and why an owner is missing`() throws {
        var snapshot = try Snapshots.server()
        snapshot.fileOwners = .unread(.missing)
        let quick = HostFacts.listeners(of: snapshot)
        #expect(Set(quick.listeners) == Set(listeners(snapshot)))
        snapshot.processes = .unread(.notPermitted)
        let blind = HostFacts.listeners(of: snapshot)
        #expect(blind.listeners.count == quick.listeners.count)
        #expect(blind.unseen?.ja.hasPrefix("管理者の権限がないため、") == true)
        snapshot.sockets = .unread(.missing)
        #expect(HostFacts.listeners(of: snapshot).unseen != nil)
    }

    @Test(arguments: [Unread.missing, .tooLarge, .failed("read: Input/output error")])
    func `without the package database programs have no package and it says why`(reason: Unread) throws {
        var snapshot = try Snapshots.server()
        snapshot.fileOwners = .unread(reason)
        #expect(listeners(snapshot).allSatisfy { $0.owningPackage == nil && $0.process != nil })
        guard case .couldNot = inspect(snapshot, at: now).outcome("packages of listeners") else {
            Issue.record("a missing database was taken for looked at")
            return
        }
    }

    @Test(arguments: [
        ("/usr/sbin/sshd", ["/usr/sbin/sshd", "/sbin/sshd"]), ("/bin/sh", ["/bin/sh", "/usr/bin/sh"]),
        ("/usr/lib/x (deleted)", ["/usr/lib/x", "/lib/x"]), ("/opt/x/bin/y", ["/opt/x/bin/y"]),
        ("/usr/libexec/x", ["/usr/libexec/x"]),
    ])
    func `a merged path is looked for in both places`(path: String, places: [String]) {
        #expect(listedPaths(of: path) == places)
    }
}
