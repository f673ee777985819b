import Addresses
import Evidence
import FoundationEssentials
import Model

/// A small scan with one of every kind of entry, documentation addresses, and a hostile name.
enum Samples {
    static let time = Timestamp(microseconds: 1_795_404_687_000_000)
    static let hostileName = "レジ\u{1B}[31m<script>\u{202E}gpj.exe\u{85}\u{2066}"

    static let entries: [JournalEntry] =
        [
            .begin(
                ScanBeginning(
                    time: time, tool: "tenken 0.1.0", command: "scan", scope: nil, utcOffset: 32_400,
                    privilege: [Text(verbatim: "no_new_privs")])),
            .note(JournalNote(time: time, text: Text(ja: "聞き始めました。", en: "Listening."))),
        ]
        + facts.map { fact in
            .observation(
                Observation(
                    time: time, source: "arp-sweep", origin: .asked,
                    subject: .init(mac: MACAddress(0x0000_5e00_5301), address: IPAddress("192.0.2.7")),
                    fact: fact,
                    grounds: .init(octets: [0, 1, 255])))
        } + [
            .packets([
                PacketCount(
                    mac: nil, address: IPAddress("192.0.2.7"), probe: "arp-sweep", packets: 3, octets: 126)
            ]),
            .end(ScanEnding(time: time, reason: .completed, received: 12, dropped: 0)),
        ]

    static let facts: [Fact] = [
        .neighbour,
        .name(NameFact(hostileName, .mdns)),
        .port(PortFact(Port(.tcp, 22), .open)),
        .service(
            ServiceFact(Port(.tcp, 22), proto: "ssh", product: "OpenSSH", facts: [.banner: "SSH-2.0-x"])),
        .attribute(AttributeFact(.vendor, "ヤマハ", .likely)),
        .coverage(CoverageFact("tcp 22", .looked)),
        .coverage(CoverageFact("tcp 23", .couldNot(Text(ja: "許可なし", en: "not permitted")))),
        .unit(HostUnit(name: "ssh.service", state: "enabled")),
        .process(HostProcess(name: "svchost.exe", pid: 892, services: ["RpcSs"], count: 3)),
        .system(HostSystem(id: "debian")),
        .trace(HostTrace(path: "/opt/teamviewer", modified: Timestamp(microseconds: 1))),
    ]

    static func journal(_ entries: [JournalEntry] = entries) throws -> [UInt8] {
        var octets: [UInt8] = []
        var writer = JournalWriter { line in octets += line }
        for entry in entries { try writer.append(entry) }
        return octets
    }

    static func assessment() throws -> [UInt8] {
        let assessment = Assessment(
            tool: "tenken 0.1.0", asOf: time.date, knowledgeAsOf: time.date, began: time, ended: time,
            ending: .completed, utcOffset: 32_400, privilege: [],
            site: .init(name: nil, party: .pharmacy, vendors: [], ledgerRows: 0), scope: nil,
            edition: .init(id: "test/1", title: Text(verbatim: "試験"), isProvisional: false), assets: [],
            findings: [], items: [], coverage: [], packets: [], framesReceived: 12, framesDropped: 0,
            notes: [])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [UInt8](try encoder.encode(assessment))
    }

    static func bag() throws -> Bag {
        Bag(
            payload: [
                "journal.jsonl": try journal(Array(entries.prefix(3))), "assessment.json": try assessment(),
                "inputs/連絡体制図 1.txt": Array("chart".utf8),
            ],
            info: [.init("Source-Organization", "試験薬局\n二号店"), .init("Bagging-Date", "2026-11-23")])
    }
}

/// A pack in memory.
struct Shelf {
    var files: [String: [UInt8]]

    init(_ bag: Bag) {
        files = Dictionary(uniqueKeysWithValues: bag.files.map { ($0.path, $0.octets) })
    }

    struct Gone: Error {}

    var source: PackSource {
        PackSource(
            list: { files.keys.map { .init(path: $0) } },
            read: { path in
                guard let octets = files[path] else { throw Gone() }
                return octets
            })
    }

    var verdict: PackVerdict { verify(source) }

    var fault: PackFault? {
        if case .wrong(let fault) = verdict { fault } else { nil }
    }
}
