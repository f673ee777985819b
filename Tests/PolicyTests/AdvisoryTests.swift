import Model
import Policy
import Testing

struct AdvisoryTests {
    private let debsecan = """
        VERSION 1
        CVE-2024-0727,,openssl, denial of service
        CVE-2026-1111,,made up
        TEMP-0000000-ABCDEF,,made up

        openssl,0,SM F,3.1.5-1,3.0.13-1~deb12u1 3.0.15-1~deb12u1
        openssl,1,SHRF,3.5.4-1,3.0.18-1~deb12u1
        zlib1g,2,B ? ,,

        openssl,libssl3 openssl

        """
    private let name = "debsecan-bookworm-2026-11-20.txt"
    private let catalogue = """
        {"title": "CISA Catalog", "catalogVersion": "2026.11.20", "dateReleased": "2026-11-20T15:00:12.1Z", "count": 1,
         "vulnerabilities": [{"cveID": "CVE-2026-1111", "vendorProject": "Fortinet", "product": "FortiOS",
         "vulnerabilityName": "x", "dateAdded": "2026-11-02", "shortDescription": "x", "requiredAction": "x",
         "dueDate": "2026-11-23", "knownRansomwareCampaignUse": "Known", "notes": "", "cwes": ["CWE-1"]}]}
        """

    @Test func `Debian's data tell by version which weakness a package has`() throws {
        let list = try #require(try Advisories(files: [name: debsecan]).debian.first)
        #expect(list.suite == "bookworm")
        #expect(list.asOf == CivilDate("2026-11-20"))
        #expect(list.entries.count == 3)
        let programs = [
            HostProgram(name: "libssl3", version: "3.0.15-1~deb12u1", origin: .dpkg, source: "openssl"),
            HostProgram(name: "zlib1g", version: "1:1.2.13", origin: .dpkg, source: "zlib"),
            HostProgram(name: "openssl", version: "1", origin: .rpm),
        ]
        let found = list.affecting(programs)
        #expect(found.map(\.entry.id) == ["CVE-2026-1111", "TEMP-0000000-ABCDEF"])
        #expect(found.map(\.programs) == [["libssl3"], ["zlib1g"]])
        #expect(found.map(\.entry.hasFix) == [true, false])
    }

    @Test func `a version of the source counts before that of the program`() throws {
        let list = try #require(try Advisories(files: [name: debsecan]).debian.first)
        let program = HostProgram(name: "libssl3", version: "9", origin: .dpkg, source: "openssl (3.0.14-1)")
        #expect(list.affecting([program]).map(\.entry.id) == ["CVE-2024-0727", "CVE-2026-1111"])
    }

    @Test func `CISA's catalogue tells products and days`() throws {
        let list = try #require(
            try Advisories(files: ["known_exploited_vulnerabilities.json": catalogue]).exploited)
        #expect(list.asOf == CivilDate("2026-11-20"))
        let day = try #require(CivilDate("2026-11-02"))
        #expect(
            list.entries == [
                .init(id: "CVE-2026-1111", maker: "Fortinet", product: "FortiOS", added: day)
            ])
    }

    @Test(arguments: [
        ("debsecan-bookworm.txt", "VERSION 1\n"), ("debsecan-bookworm-2026-11-31.txt", "VERSION 1\n"),
        ("debsecan-2026-11-20.txt", "VERSION 1\n"), ("debsecan-bookworm-2026-11-20.txt", ""),
        ("debsecan-bookworm-2026-11-20.txt", "VERSION 2\n\n"),
        ("debsecan-bookworm-2026-11-20.txt", "VERSION 1\nA,,x\n\np,1,SM F,1,\n"),
        ("debsecan-bookworm-2026-11-20.txt", "VERSION 1\nA,,x\n\np,0,SM,1,\n"),
        ("debsecan-bookworm-2026-11-20.txt", "VERSION 1\nA,,x\n\np,0,SM F,1\n"),
        ("known_exploited_vulnerabilities.json", "{}"), ("known_exploited_vulnerabilities.json", "[1"),
    ]) func `another file, or one without its day, is an error with its name`(name: String, text: String) {
        #expect(Advisories.isList(name))
        let error = #expect(throws: PolicyError.self) { try Advisories(files: [name: text]) }
        #expect(error?.file == name)
    }

    @Test func `every beginning of a list is read or refused`() {
        for count in 0...debsecan.utf8.count {
            _ = try? Advisories(files: [name: String(decoding: debsecan.utf8.prefix(count), as: UTF8.self)])
        }
        #expect(!Advisories.isList("debsecan-bookworm-2026-11-20.gz"))
        #expect(!Advisories.isList("site.yaml"))
    }
}
