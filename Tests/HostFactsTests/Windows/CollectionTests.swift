import Addresses
import Model
import Testing

@testable import HostFacts

@Suite struct `What a collection says of itself` {
    @Test func `keys are read in any case, the first of each counts, and the rest is bounded`() {
        let record = CollectionRecord(
            "tenken-collect 1\nComputer=YK-RECE01\ncomputer=other\nnonsense\nstarted=2026-11-20T14:03:05\n"
                + "codepage=932\nuser=\n" + (0..<200).map { "k\($0)=v\n" }.joined())
        #expect(record.isKnown)
        #expect(record.values["computer"] == "YK-RECE01")
        #expect(record.values["user"] == nil)
        #expect(record.values.count == 64)
        #expect(record.codePage == 932)
        #expect(record.started?.description == "2026-11-20T14:03:05.000000Z")
    }

    @Test(arguments: ["", "\n", "tenken-collect", "computer=A", "=\n==", "tenken-collect 1\nstarted=soon\n"])
    func `a text that says little is read for what it says`(text: String) {
        let record = CollectionRecord(text)
        #expect(record.started == nil && record.codePage == nil)
    }

    @Test func `the status names what was collected and what could not be`() {
        let status = CollectionStatus("ok OS.txt\nfailed backup.txt -3\nfailed x\nodd\n\nok\n")
        #expect(status.collected == ["os.txt"])
        #expect(status.failures == ["backup.txt": "-3", "x": "?"])
    }

    @Test(arguments: [
        ("a\r\nb", "a\nb"), ("a\r\r\nb\r\r\n", "a\nb\n"), ("a\rb\r", "a\nb\n"), ("a\n\nb", "a\n\nb"),
        ("\r\n\r\n", "\n\n"), ("", ""),
    ])
    func `every end of a line becomes one`(text: String, normal: String) {
        #expect(text.normalisingLineEnds == normal)
    }

    @Test(arguments: [
        ("SERVICES.REG", "services.reg"), ("uninstall-user-S-1-5-21-1.reg", "uninstall-user-*.reg"),
        ("uninstall-user.reg", "uninstall-user.reg"),
    ])
    func `a file's name means one of the list`(name: String, file: String) {
        #expect(WindowsFile.named(name)?.name == file)
    }

    @Test(arguments: ["sam.reg", "uninstall-user-.reg", "services.reg.exe", "", "run-user-"])
    func `what is not on the list is not read`(name: String) {
        #expect(WindowsFile.named(name) == nil)
    }
}

@Suite struct `Whose collection it is` {
    private func identity(_ text: String, folder: String, _ texts: [String: String] = [:])
        -> CollectionIdentity
    {
        var snapshot = WindowsSnapshot()
        for (name, text) in texts { snapshot.texts[name] = .found(text) }
        return CollectionIdentity(
            CollectionRecord(text), snapshot, folder: folder, modified: Timestamp("2026-01-02T03:04:05Z"))
    }

    @Test func `what it says itself needs no remark`() {
        let found = identity(
            "tenken-collect 1\ncomputer=PC-A\nstarted=2026-11-20T14:03:05\n",
            folder: "tenken-PC-B-20200101-000000")
        #expect(found.computer == "PC-A" && found.remarks.isEmpty)
        #expect(found.started == Timestamp("2026-11-20T14:03:05Z"))
    }

    @Test func `a renamed folder tells by its files, with a remark`() {
        let found = identity(
            "", folder: "受付", ["ipconfig.txt": "\nWindows IP 構成\n\n   ホスト名. . . . .: PC-A\n   x . . .: y\n"])
        #expect(found.computer == "PC-A" && found.remarks.count == 2)
        #expect(found.started == Timestamp("2026-01-02T03:04:05Z"))
    }

    @Test func `the folder's name tells computer and time`() {
        let found = identity("", folder: "tenken-YK-RECE-01-20261120-140305")
        #expect(found.computer == "YK-RECE-01")
        #expect(found.started == Timestamp("2026-11-20T14:03:05Z"))
    }

    @Test(arguments: ["tenken--20261120-140305", "tenken-A-2026112-1403050", "tenken-A-20261320-140305", "-"])
    func `a name that only looks like it is a name`(folder: String) {
        #expect(identity("", folder: folder).computer == folder)
    }
}

@Suite struct `Names of imported hosts` {
    private let first = Timestamp(microseconds: 1_000_000)
    private let second = Timestamp(microseconds: 2_000_000)

    private func card(_ last: UInt8, host: String = "x") throws -> [Observation] {
        let mac = try #require(MACAddress("00:00:5e:00:53:0\(last)"))
        return [
            Observation(
                time: first, source: "windows-interfaces", origin: .imported, subject: .init(host: host),
                fact: .interface(HostInterface(name: "LAN", mac: mac, addresses: [], isUp: true)))
        ]
    }

    @Test func `one computer keeps its name, another of the same name gets its own`() throws {
        var naming = HostNaming()
        let (one, two) = (try card(1), try card(2))
        #expect(naming.name("PC", one, at: first) == ("pc", .new))
        #expect(naming.name("pc", two, at: first) == ("pc-2", .namesake(of: "pc")))
        #expect(naming.name("PC", one, at: second) == ("pc", .newer))
        #expect(naming.name("PC", one, at: second) == ("pc", .repeated))
        #expect(naming.name("PC", two, at: Timestamp(microseconds: 0)) == ("pc-2", .older))
        #expect(naming.name("PC-2", try card(3), at: first) == ("pc-2-2", .new))
    }

    @Test func `computers without a mark are not taken for one another`() {
        var naming = HostNaming()
        #expect(naming.name("PC", [], at: first) == ("pc", .new))
        #expect(naming.name("PC", [], at: second) == ("pc-2", .namesake(of: "pc")))
        #expect(naming.name("PC", [], at: first) == ("pc", .repeated))
    }

    @Test func `hosts of an earlier journal keep their names`() throws {
        var naming = HostNaming()
        naming.add(try card(1, host: "pc"))
        #expect(naming.name("PC", try card(1), at: second) == ("pc", .newer))
        #expect(naming.name("PC", try card(2), at: second) == ("pc-2", .namesake(of: "pc")))
    }

    @Test(arguments: [
        ("YK-RECE01", "yk-rece01"), ("受付のPC", "受付のpc"), ("../../etc", "..-..-etc"), ("", "windows"),
        ("---", "windows"), ("a\u{202e}b\nc", "a-b-c"), ("THIS-HOST", "this-host"),
    ])
    func `a name is made safe`(computer: String, host: String) {
        #expect(HostNaming.safe(computer) == host)
        #expect(HostNaming.safe(String(repeating: computer, count: 100)).count <= 63)
    }

    @Test func `no computer becomes the host that runs tenken`() {
        var naming = HostNaming()
        #expect(naming.name("This-Host", [], at: first).host == "this-host-2")
    }
}
