import HostFacts
import Model
import Testing

/// An Ubuntu host whose archives differ in what they may do.
struct AptRuleTests {
    private let base = "jp.archive.ubuntu.com_ubuntu_dists_noble"

    private func package(_ version: String, _ more: String = "") -> [PackageParagraph] {
        PackageReader.read("Package: cups\nVersion: \(version)\nArchitecture: amd64\n\(more)")
    }

    private func release(_ suite: String, _ more: String = "") -> Reading<FoundFile> {
        .found(
            FoundFile(
                text: "Origin: Ubuntu\nLabel: Ubuntu\nSuite: \(suite)\nCodename: noble\n"
                    + "Date: Fri, 20 Nov 2026  9:01:02 UTC\n\(more)MD5Sum:\n 00 1 x\nSuite: other\n"))
    }

    private func host(preferences: String = "", updates: String = "2.4.7-1.2ubuntu7.9") -> HostSnapshot {
        var host = HostSnapshot()
        host.osRelease = .found("ID=ubuntu\nVERSION_ID=\"24.04\"\n")
        host.dpkgStatus = .found(
            "Package: cups\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2.4.7-1.2ubuntu7.3\n")
        host.packageLists = .found([
            PackageList(name: base + "_main_binary-amd64_Packages", packages: package("2.4.7-1.2ubuntu7")),
            PackageList(
                name: base + "-updates_main_binary-amd64_Packages.lz4",
                packages: package(updates, "Phased-Update-Percentage: 40\n")),
            PackageList(
                name: base + "-security_main_binary-amd64_Packages", packages: package("2.4.7-1.2ubuntu7.5")),
            PackageList(
                name: base + "-proposed_main_binary-amd64_Packages", packages: package("2.5")),
        ])
        let folder = "/var/lib/apt/lists/" + base
        host.files = [
            folder + "_InRelease": release("noble"), folder + "-updates_InRelease": release("noble-updates"),
            folder + "-security_InRelease": release("noble-security"),
            folder + "-proposed_Release": release("noble-proposed", "NotAutomatic: yes\n"),
            "/etc/apt/preferences": .found(FoundFile(text: preferences)),
            "/etc/apt/sources.list.d/ubuntu.sources": .found(
                FoundFile(
                    text: "# x\nTypes: deb deb-src\nURIs: http://user:word@jp.archive.ubuntu.com/ubuntu/\n"
                        + "Suites: noble noble-updates noble-security\nComponents: main\n")),
        ]
        return host
    }

    @Test func `an update for a part of all computers waits, a fix of security does not`() {
        let updates = host().updates
        #expect(updates?.pending.map(\.available) == ["2.4.7-1.2ubuntu7.5"])
        #expect(updates?.pending.map(\.isSecurity) == [true])
        #expect(updates?.securityAsOf == CivilDate("2026-11-20"))
        #expect(updates?.unreadLists == 0)
        #expect(updates?.foreignSources == [])
    }

    @Test(
        arguments: [
            ("Package: *\nPin: release a=noble-proposed\nPin-Priority: 990\n", ["2.5"], []),
            ("Package: cups\nPin: release n=noble, a=noble-security\nPin-Priority: -10\n", [], ["cups"]),
            ("Package: cup?\nPin: version 2.4.7*\nPin-Priority: -1\n", [], ["cups"]),
            ("Package: *\nPin: origin \"jp.archive.ubuntu.com\"\nPin-Priority: -1\n", [], ["cups"]),
            ("Package: *\nPin: origin \"example.com\"\nPin-Priority: -1\n", ["2.4.7-1.2ubuntu7.5"], []),
            (
                "Package: cups\nPin: release o=Ubuntu\nPin-Priority: 500\n\nPackage: *\nPin: release o=*\nPin-Priority: -1\n",
                ["2.5"], []
            ),
            ("Package: /^cups/\nPin: release o=Ubuntu\nPin-Priority: -1\n", ["2.4.7-1.2ubuntu7.5"], []),
            ("Package: cups\nPin-Priority: -1\n\nPin", ["2.4.7-1.2ubuntu7.5"], []),
        ] as [(String, [String], [String])]) func `pins decide what is taken and what is kept back`(
            preferences: String, available: [String], held: [String]
        )
    {
        let updates = host(preferences: preferences).updates
        #expect(updates?.pending.map(\.available) == available)
        #expect(updates?.held == held)
    }

    @Test(arguments: [
        "deb http://jp.archive.ubuntu.com/ubuntu noble main", "# deb http://192.0.2.1/x noble main",
        "deb-src http://192.0.2.1/x noble main", "deb [ trusted=yes ] cdrom:[x]/ noble main", "deb", "deb x",
    ]) func `a source whose lists are there, or that offers no programs, is not missing`(line: String) {
        var host = host()
        host.files["/etc/apt/sources.list"] = .found(FoundFile(text: line))
        #expect(host.updates?.unreadLists == 0)
    }

    @Test(arguments: [
        "deb http://192.0.2.1/ubuntu noble main", "deb [arch=amd64 signed-by=/x] https://example.com/a_b ./",
        "deb\tfile:/srv/x noble main # x",
    ]) func `a source that was never fetched is missing`(line: String) {
        var host = host()
        host.files["/etc/apt/sources.list"] = .found(FoundFile(text: line))
        #expect(host.updates?.unreadLists == 1)
    }

    @Test func `an archive in a folder of the host itself is known by its path`() {
        var host = host()
        host.files["/etc/apt/sources.list"] = .found(FoundFile(text: "deb file:///srv/x noble main\n"))
        host.unreadLists["_srv_x_dists_noble_main_binary-amd64_Packages.xz"] = .failed("compressed")
        #expect(host.updates?.unreadLists == 1)
    }

    @Test func `damaged files are read without fault`() {
        for text in ["", "{", "}", "/*", "\"", "//", "/* * / ** */ A { B \"1\"; };", ": :", "APT::Periodic"] {
            var host = host(preferences: text)
            for path in ["/etc/apt/apt.conf.d/1", "/etc/apt/sources.list.d/a.sources", "/var/log/dpkg.log"] {
                host.files[path] = .found(FoundFile(text: text))
            }
            #expect(host.updates?.pending.count == 1)
        }
    }
}
