import HostFacts
import Model
import Testing

struct UpdateSourceTests {
    private func debian() throws -> HostSnapshot {
        var host = try HostSnapshot.root("debian12-updates")
        host.kernel = .found("6.1.0-28-amd64\n")
        host.processes = .found([
            .init(pid: 1, name: "systemd", replacedLibraries: []),
            .init(pid: 9, name: "sshd", replacedLibraries: ["/usr/lib/x86_64-linux-gnu/libcrypto.so.3"]),
        ])
        host.localUnits = .found([
            .init(
                name: "timers.target.wants",
                links: ["apt-daily.timer": "x", "apt-daily-upgrade.timer": "x"])
        ])
        return host
    }

    @Test func `what waits is told from what is there, fixes of security apart`() throws {
        let updates = try #require(try debian().updates)
        #expect(
            updates.pending == [
                .init(
                    name: "docker-ce", installed: "5:27.0.1-1", available: "5:29.0.2-1", isSecurity: false),
                .init(
                    name: "libssl3", installed: "3.0.15-1~deb12u1", available: "3.0.18-1~deb12u1",
                    isSecurity: true),
                .init(
                    name: "openssl", installed: "3.0.15-1~deb12u1", available: "3.0.18-1~deb12u1",
                    isSecurity: true),
                .init(
                    name: "postgresql-15", installed: "15.10-0+deb12u1", available: "15.14-0+deb12u1",
                    isSecurity: true),
                .init(
                    name: "tool", installed: "1.0-1~bpo12+1", available: "1.1-1~bpo12+1", isSecurity: false),
                .init(
                    name: "tzdata", installed: "2024a-0+deb12u1", available: "2025b-0+deb12u2",
                    isSecurity: false),
            ])
        #expect(updates.listsAsOf == CivilDate("2026-11-22"))
        #expect(updates.securityAsOf == CivilDate("2026-11-22"))
        #expect(updates.unreadLists == 0)
    }

    @Test func `what is kept back, offered nowhere or by others is told`() throws {
        let updates = try #require(try debian().updates)
        #expect(updates.held == ["firefox-esr", "postgresql-15"])
        #expect(updates.orphaned == ["receipt-printer"])
        #expect(updates.foreignSources == ["download.docker.com/linux/debian bookworm"])
        #expect(updates.lastInstalled == CivilDate("2026-11-20"))
    }

    @Test func `a newer kernel and replaced libraries wait for a restart`() throws {
        var host = try debian()
        #expect(host.updates?.restartOwed == ["linux-image-6.1.0-41-amd64", "sshd (libcrypto.so.3)"])
        host.kernel = .found("6.1.0-41-amd64\n")
        #expect(
            host.updates?.restartOwed == ["linux-image-6.1.0-41-amd64 6.1.158-1", "sshd (libcrypto.so.3)"])
        host.processes = .found([.init(pid: 1, name: "systemd", replacedLibraries: [])])
        host.kernel = .found("6.1.0-41-rt-amd64\n")
        #expect(host.updates?.restartOwed == [])
        host.files["/run/reboot-required"] = .found(FoundFile(text: ""))
        host.files["/run/reboot-required.pkgs"] = .found(FoundFile(text: "dbus\nlibc6\ndbus\n"))
        #expect(host.updates?.restartOwed == ["dbus", "libc6"])
    }

    @Test func `updates come by themselves only where settings and both timers say so`() throws {
        var host = try debian()
        #expect(host.updates?.isAutomatic == true)
        host.files["/etc/apt/apt.conf.d/99off"] = .found(
            FoundFile(text: "APT { /* no */ Periodic { Unattended-Upgrade \"0\"; }; };\n"))
        #expect(host.updates?.isAutomatic == false)
        host.files["/etc/apt/apt.conf.d/99off"] = nil
        host.localUnits = .found([.init(name: "", links: ["apt-daily.timer": "/dev/null"])])
        #expect(host.updates?.isAutomatic == false)
        host.localUnits = .unread(.notPermitted)
        #expect(host.updates?.isAutomatic == nil)
    }

    @Test func `lists that are missing or unread decide nothing`() throws {
        var host = try debian()
        host.unreadLists = ["deb.debian.org_debian_dists_bookworm_main_binary-arm64_Packages.lz4": .tooLarge]
        let partial = try #require(host.updates)
        #expect(partial.unreadLists == 1)
        #expect(partial.orphaned.isEmpty)
        #expect(host.failure("lists of updates") == nil)
        host.unreadLists = [:]
        host.files["/etc/apt/sources.list.d/new.list"] = .found(
            FoundFile(text: "deb http://192.0.2.5/debian trixie main\n"))
        #expect(host.updates?.unreadLists == 1)
        host.packageLists = .unread(.notPermitted)
        host.files = [:]
        let unread = try #require(host.updates)
        #expect(unread.pending.isEmpty && unread.listsAsOf == nil && unread.isAutomatic == nil)
        #expect(host.failure("lists of updates")?.contains("was not found") == true)
        host.processes = .found([.init(pid: 1, name: "systemd")])
        #expect(host.failure("libraries of running programs")?.contains("administrator") == true)
        host.dpkgStatus = .unread(.missing)
        #expect(host.updates == nil)
        #expect(host.failure("lists of updates")?.contains("was not found") == true)
    }

    @Test func `the system's own tables tell when support ends`() throws {
        var host = try debian()
        let updates = try #require(host.updates)
        #expect(updates.supportEnd == CivilDate("2026-06-10"))
        #expect(updates.extendedSupportEnd == CivilDate("2028-06-30"))
        let note = "Not covered by security support for made-up use only"
        #expect(
            updates.unsupported == [
                .init(name: "libssl3", note: note), .init(name: "openssl", note: note),
                .init(
                    name: "webkit-old", since: CivilDate("2024-02-01"), note: "https://lists.example.com/1"),
            ])
        host.osRelease = .found("ID=ubuntu\nVERSION_ID=\"22.04\"\n")
        host.files["/usr/share/distro-info/ubuntu.csv"] = .found(
            FoundFile(
                text: "version,codename,series,created,release,eol,eol-server,eol-esm\n"
                    + "22.04 LTS,Jammy Jellyfish,jammy,2021-10-14,2022-04-21,2027-06-01,2027-06-01,2032-04-09\n"
            ))
        #expect(host.updates?.supportEnd == CivilDate("2027-06-01"))
        #expect(host.updates?.extendedSupportEnd == CivilDate("2032-04-09"))
        #expect(host.updates?.unsupported.count == 2)
        host.osRelease = .unread(.missing)
        #expect(host.updates?.supportEnd == nil)
    }

    @Test func `installed programs are told, removed ones are not`() throws {
        let programs = inspect(try debian(), at: Timestamp(microseconds: 0)).compactMap {
            if case .program(let program) = $0.fact { program } else { nil }
        }
        #expect(programs.count == 13)
        #expect(programs.first == HostProgram(name: "curl", version: "7.88.1-10+deb12u8", origin: .dpkg))
        var host = HostSnapshot()
        #expect(host.failure("installed programs")?.contains("was not found") == true)
        host.dpkgStatus = .unread(.notPermitted)
        #expect(host.failure("installed programs")?.contains("administrator") == true)
    }
}
