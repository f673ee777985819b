import HostFacts
import Model
import Testing

struct RPMSourceTests {
    /// A header with these texts and numbers, as rpm's database keeps it.
    private func header(_ texts: [UInt32: String], numbers: [UInt32: UInt32] = [:]) -> [UInt8] {
        var (index, data): ([UInt8], [UInt8]) = ([], [])
        let entry = { (tag: UInt32, type: UInt32, count: UInt32) in
            index += [tag, type, UInt32(data.count), count].flatMap(octets)
        }
        for (tag, text) in texts.sorted(by: { $0.key < $1.key }) {
            entry(tag, 6, 1)
            data += Array(text.utf8) + [0]
        }
        for (tag, number) in numbers.sorted(by: { $0.key < $1.key }) {
            while data.count % 4 != 0 { data.append(0) }
            entry(tag, 4, 1)
            data += octets(number)
        }
        return octets(UInt32(index.count / 16)) + octets(UInt32(data.count)) + index + data
    }

    private func octets(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
    }

    private var openssl: [UInt8] {
        header(
            [1000: "openssl-libs", 1001: "3.0.7", 1002: "28.el9_4", 1011: "AlmaLinux", 1022: "x86_64"],
            numbers: [1003: 1, 1008: 1_763_600_000])
    }

    private func kernel(_ release: String) throws -> RPMPackage {
        try #require(
            RPMPackage(header: header([1000: "kernel-core", 1001: "5.14.0", 1002: release, 1022: "x86_64"])))
    }

    /// A host with RHEL 9 or one of its rebuilds.
    private func host() throws -> HostSnapshot {
        var host = HostSnapshot()
        host.osRelease = .found("ID=\"almalinux\"\nVERSION_ID=\"9.4\"\n")
        host.kernel = .found("5.14.0-427.13.1.el9_4.x86_64\n")
        host.rpmPackages = .found([
            try #require(RPMPackage(header: openssl)), try kernel("427.13.1.el9_4"),
            try kernel("503.11.1.el9_5"),
            RPMPackage(name: "gpg-pubkey", version: RPMVersion("b86b3716-61e69f29")),
        ])
        host.files["/var/log/dnf.rpm.log"] = .found(
            FoundFile(
                text: "2026-11-20T06:12:44+0900 SUBDEBUG Upgrade: openssl-libs-1:3.0.7-28.el9_4.x86_64\n"
                    + "2026-11-21T06:12:44+0900 SUBDEBUG Installed: zip-3.0-35.el9.x86_64\n"))
        host.localUnits = .found([.init(name: "timers.target.wants", links: ["dnf-automatic.timer": "x"])])
        return host
    }

    @Test func `a header gives the package with its version and day`() {
        let package = RPMPackage(header: openssl)
        #expect(package?.name == "openssl-libs")
        #expect(package?.version.description == "1:3.0.7-28.el9_4")
        #expect(package?.architecture == "x86_64")
        #expect(package?.vendor == "AlmaLinux")
        #expect(package?.installed?.date == CivilDate("2025-11-20"))
    }

    @Test func `a header that rpm itself wrote is read`() throws {
        let snapshot = try HostSnapshot.root("rpm")
        guard case .found(let file) = snapshot.files["/receipt-example.header"] else {
            return #expect(Bool(false), "the fixture is missing")
        }
        let package = try #require(RPMPackage(header: file.octets))
        #expect(package.name == "receipt-example")
        #expect(package.version == RPMVersion("2:1.4.2-3.el9"))
        #expect(package.vendor == "Example Pharmacy Systems")
        #expect(package.architecture == "noarch")
        #expect(package.installed?.date == CivilDate("2026-11-23"))
    }

    @Test func `no beginning of a header and no changed octet is a fault`() {
        let whole = openssl
        for count in 0..<whole.count { #expect(RPMPackage(header: Array(whole.prefix(count))) == nil) }
        for index in whole.indices {
            for value: UInt8 in [0, 0x7f, 0xff] {
                var changed = whole
                changed[index] = value
                _ = RPMPackage(header: changed)
            }
        }
        #expect(RPMPackage(header: [UInt8](repeating: 0xff, count: 64)) == nil)
        #expect(RPMPackage(header: header([1000: "x", 1001: "1"])) == nil)
    }

    @Test func `programs, restart and automatic updates are told, what waits is not`() throws {
        var host = try host()
        let programs = inspect(host, at: Timestamp(microseconds: 0)).compactMap {
            if case .program(let program) = $0.fact { program } else { nil }
        }
        #expect(programs.map(\.name) == ["kernel-core", "kernel-core", "openssl-libs"])
        #expect(
            programs.last
                == HostProgram(
                    name: "openssl-libs", version: "1:3.0.7-28.el9_4", publisher: "AlmaLinux",
                    installed: CivilDate("2025-11-20"), origin: .rpm))
        let updates = try #require(host.updates)
        #expect(updates.restartOwed == ["kernel-core 5.14.0-503.11.1.el9_5"])
        #expect(updates.lastInstalled == CivilDate("2026-11-20"))
        #expect(updates.isAutomatic == false)
        #expect(updates.listsAsOf == nil)
        #expect(host.failure("lists of updates")?.contains("dnf updateinfo") == true)
        host.files["/etc/dnf/automatic.conf"] = .found(
            FoundFile(text: "[commands]\n# apply_updates = no\napply_updates = yes\n"))
        #expect(host.updates?.isAutomatic == true)
        host.kernel = .found("5.14.0-503.11.1.el9_5.x86_64\n")
        #expect(host.updates?.restartOwed == [])
    }

    @Test func `a record that is unread, partial or in the old form is told`() throws {
        var host = try host()
        #expect(host.failure("installed packages of rpm") == nil)
        #expect(host.failure("installed programs") == "")
        host.isRPMPartial = true
        #expect(host.failure("installed packages of rpm")?.contains("A part") == true)
        host.rpmPackages = .unread(.notPermitted)
        host.isRPMPartial = false
        #expect(host.failure("installed packages of rpm")?.contains("administrator") == true)
        #expect(host.updates == nil)
        host.rpmPackages = .unread(.missing)
        host.files["/var/lib/rpm/Packages"] = .found(FoundFile(size: 5))
        #expect(host.failure("installed packages of rpm")?.contains("Berkeley") == true)
    }
}
