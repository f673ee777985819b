import HostFacts
import Model
import Testing

/// What programs for remote maintenance leave on a host.
@Suite struct RemoteToolTests {
    private let now = Timestamp(microseconds: 0)

    private func host(_ files: [String: Reading<FoundFile>] = [:]) -> HostSnapshot {
        var snapshot = HostSnapshot()
        snapshot.traces = .init(
            files: ["/opt/tool", "/opt/other-*"], processes: ["tool.bin", "remote-agent*", "sshd"])
        snapshot.files = files
        return snapshot
    }

    private func traces(_ snapshot: HostSnapshot) -> [String] {
        inspect(snapshot, at: now).compactMap { observation in
            guard case .trace(let trace) = observation.fact else { return nil }
            return trace.path
        }
    }

    @Test func `files that knowledge names are wanted and told where they are there`() {
        let wanted = hostFiles(lookingFor: host().traces)
        #expect(wanted.contains { $0.path == "/opt/tool" && $0.part == .facts })
        let found = host([
            "/opt/tool": .found(FoundFile()), "/opt/other-1": .found(FoundFile()),
            "/opt/toolbox": .found(FoundFile()),
        ])
        #expect(traces(found) == ["/opt/tool", "/opt/other-1"])
        #expect(traces(host(["/opt/tool": .unread(.missing)])).isEmpty)
    }

    @Test func `what could not be looked for is said`() {
        let name = "files of remote-maintenance programs"
        let hidden = inspect(host(["/opt/tool": .unread(.notPermitted)]), at: now)
        guard case .couldNot = hidden.outcome(name) else {
            Issue.record("an unreadable folder counts as looked at")
            return
        }
        #expect(inspect(host(["/opt/tool": .unread(.missing)]), at: now).outcome(name) == .looked)
        #expect(inspect(HostSnapshot(), at: now).outcome(name) == nil)
    }

    @Test func `a program that a person started is told, one of a unit is not told again`() {
        var snapshot = host()
        snapshot.processes = .found([
            .init(pid: 1, name: "systemd", cgroup: "0::/init.scope\n"),
            .init(pid: 7, name: "sshd", cgroup: "0::/system.slice/ssh.service\n"),
            .init(
                pid: 8, name: "remote-agent-wi", executable: "/home/a/remote-agent-windows",
                cgroup: "0::/user.slice/user-1000.slice/session-2.scope\n"),
            .init(
                pid: 9, name: "Tool.bin", cgroup: "0::/user.slice/user-1000.slice/user@1000.service/x.scope\n"
            ),
            .init(pid: 10, name: "toolbin", cgroup: "0::/user.slice/user-1000.slice/session-2.scope\n"),
        ])
        let found = inspect(snapshot, at: now).facts(of: "host-remote-tools").compactMap {
            fact -> String? in
            guard case .process(let process) = fact else { return nil }
            return process.name
        }
        #expect(found == ["remote-agent-windows", "Tool.bin"])
    }

    @Test(arguments: [
        ("[Desktop Entry]\nExec=/usr/bin/x11vnc -forever\n", "/usr/bin/x11vnc -forever", true),
        ("[Desktop Entry]\nExec = a\nHidden=true\n", "a", false),
        ("[Desktop Entry]\nExec=a\nX-GNOME-Autostart-enabled=false\n", "a", false),
        ("[Desktop Action b]\nExec=b\n[Desktop Entry]\nExec=a\n[Desktop Action c]\nHidden=true", "a", true),
    ])
    func `what starts with the desktop is read`(text: String, command: String, isEnabled: Bool) {
        var snapshot = HostSnapshot()
        snapshot.files["/home/a/.config/autostart/x.desktop"] = .found(FoundFile(text: text))
        #expect(
            autostart(snapshot) == [
                HostTask(name: "x.desktop", command: command, isEnabled: isEnabled, origin: .autostart)
            ])
    }

    @Test func `an autostart folder that could not be read is said, one that is not there starts nothing`() {
        var snapshot = HostSnapshot()
        #expect(inspect(snapshot, at: now).outcome("what starts at sign-in") != .looked)
        snapshot.passwd = .found("a:x:1000:1000::/home/a:/bin/sh\n")
        snapshot.files["/home/a/.config/autostart/*.desktop"] = .unread(.missing)
        #expect(inspect(snapshot, at: now).outcome("what starts at sign-in") == .looked)
        snapshot.files["/home/a/.config/autostart/*.desktop"] = .unread(.notPermitted)
        #expect(autostart(snapshot).isEmpty)
        guard case .couldNot = inspect(snapshot, at: now).outcome("what starts at sign-in") else {
            Issue.record("an unreadable folder counts as looked at")
            return
        }
    }

    private func autostart(_ snapshot: HostSnapshot) -> [HostTask] {
        inspect(snapshot, at: now).facts(of: "host-autostart").compactMap { fact in
            if case .task(let task) = fact { task } else { nil }
        }
    }

    @Test(arguments: ["", "Exec=a", "[Desktop Entry]\nExec=\n", "[Desktop Entry]\nType=Link\n", "=\n[\n"])
    func `an entry that starts nothing is no task`(text: String) {
        var snapshot = HostSnapshot()
        snapshot.files["/etc/xdg/autostart/x.desktop"] = .found(FoundFile(text: text))
        #expect(autostart(snapshot).isEmpty)
    }
}
