import HostFacts
import Model
import Testing

struct AccountTests {
    private func host(_ files: [String: String]) -> HostSnapshot {
        var snapshot = HostSnapshot()
        snapshot.passwd = files["/etc/passwd"].map { .found($0) } ?? .unread(.missing)
        for (path, text) in files { snapshot.files[path] = .found(FoundFile(text: text)) }
        return snapshot
    }

    private func accounts(_ snapshot: HostSnapshot) -> [HostAccount] {
        inspect(snapshot, at: Timestamp(microseconds: 0)).compactMap {
            if case .account(let account) = $0.fact { account } else { nil }
        }
    }

    private let passwd = """
        root:x:0:0:root:/root:/bin/bash
        daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
        kusuri:x:1000:1000:Kusuri,,,:/home/kusuri:/bin/bash
        hoshu:x:1001:1001::/home/hoshu:/bin/sh
        toor:x:0:0::/root:/bin/sh
        """

    @Test func `accounts are told with their passwords, rights, keys and last sign-in`() throws {
        var snapshot = host([
            "/etc/passwd": passwd,
            "/etc/shadow": """
            root:!:19000:0:99999:7:::
            daemon:*:19000:0:99999:7:::
            kusuri:$y$j9T$x$y:19700:0:90:7:::
            hoshu::19000:0:99999:7:::
            toor:$1$x$y:0:0:99999:7:::
            """,
            "/etc/group": "sudo:x:27:kusuri\nusers:x:100:hoshu\n",
            "/etc/sudoers": "# comment\nroot ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n",
            "/etc/sudoers.d/hoshu": "hoshu ALL=(ALL) NOPASSWD: ALL\n",
            "/root/.ssh/authorized_keys": "# none\nssh-ed25519 AAAA root@a\n",
        ])
        var log = [UInt8](repeating: 0, count: 292 * 1002)
        log.replaceSubrange(292 * 1000..<292 * 1000 + 4, with: [0x00, 0x9e, 0xf8, 0x66])
        snapshot.files["/var/log/lastlog"] = .found(FoundFile(octets: log))
        let found = accounts(snapshot)
        #expect(found.map(\.name) == ["root", "kusuri", "hoshu", "toor"])
        #expect(found.map(\.password) == [.locked, .set, .empty, .weak])
        #expect(found.map(\.isAdministrator) == [true, true, true, true])
        #expect(found.map(\.canSignIn) == [true, true, true, true])
        #expect(found.map(\.passwordNeverExpires) == [true, false, true, true])
        #expect(found.map(\.wasNeverUsed) == [true, false, true, true])
        #expect(found[1].lastSignIn?.description == "2024-09-29")
        #expect(found[0].keys == 1)
    }

    @Test func `without rights the state of passwords is unknown, not absent`() {
        var snapshot = host(["/etc/passwd": passwd])
        snapshot.files["/etc/shadow"] = .unread(.notPermitted)
        let observations = inspect(snapshot, at: Timestamp(microseconds: 0))
        #expect(accounts(snapshot).map(\.password) == [nil, nil, nil, nil])
        #expect(accounts(snapshot).map(\.wasNeverUsed) == [nil, nil, nil, nil])
        #expect(
            observations.contains { observation in
                guard case .coverage(let fact) = observation.fact, fact.what == "state of passwords",
                    case .couldNot = fact.outcome
                else { return false }
                return true
            })
    }

    @Test(arguments: [
        ("/etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable = true\nAutomaticLogin = kusuri\n", true),
        ("/etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable=false\nAutomaticLogin=kusuri\n", false),
        ("/etc/lightdm/lightdm.conf.d/50.conf", "[Seat:*]\nautologin-user=kusuri\n", true),
        ("/etc/sddm.conf", "[Theme]\nUser=hoshu\n[Autologin]\nUser=kusuri\n", true),
        (
            "/etc/systemd/system/getty@tty1.service.d/a.conf",
            "[Service]\nExecStart=-/sbin/agetty --autologin kusuri --noclear %I\n", true
        ),
    ]) func `a machine that signs in by itself is told`(path: String, text: String, expected: Bool) {
        let found = accounts(host(["/etc/passwd": passwd, path: text]))
        #expect(found.filter(\.signsInByItself).map(\.name) == (expected ? ["kusuri"] : []))
    }

    @Test(arguments: ["", ":::::", "a:b:c\n\u{0}", "x:x:99999999999:0::/:/bin/sh", ":x:0:0:::"])
    func `hostile lines give no account`(text: String) {
        #expect(accounts(host(["/etc/passwd": text, "/etc/shadow": text, "/etc/group": text])).isEmpty)
    }
}
