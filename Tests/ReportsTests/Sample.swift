import Addresses
import Model
import Reports

/// The report of one imagined pharmacy.
enum Sample {
    static let began = Timestamp(microseconds: 1_795_404_687_000_000)

    static let input = ReportInput(
        assessment: assessment, edition: SampleEdition.edition,
        ledger: Ledger(rows: [
            row(2, "NW-01", [.maker: "ヤマハ", .place: "バックヤード", .mac: "00:00:5e:00:53:01", .state: "稼働"]),
            row(3, "PC-01", [.os: "Windows 10 IoT", .computerName: "資格確認端末", .place: "受付"]),
            row(
                4, "PC-02",
                [.computerName: "レセコン1", .place: "調剤室", .note: "=HYPERLINK(\"http://192.0.2.5\")"]),
            row(5, "NAS-01", [.place: "調剤室", .note: "共有, \"処方箋\"\n毎晩保存"]),
            row(6, "PR-01", [.place: "受付", .software: "-"]),
            row(7, "YU-01", [.computerName: "分包機", .handling: "触らない"]),
        ]))

    static func interrupted(provisional: Bool = true) -> ReportInput {
        var input = input
        input.assessment.ended = nil
        input.assessment.ending = nil
        input.assessment.edition.isProvisional = provisional
        input.edition.isProvisional = provisional
        input.assessment.knowledgeAsOf = SampleFindings.day(2026, 1, 5)
        return input
    }

    private static func row(_ line: Int, _ number: String, _ cells: [LedgerColumn: String]) -> LedgerRow {
        LedgerRow(line: line, cells: cells.merging([.number: number]) { old, _ in old })
    }

    private static func accepted(
        _ device: String, _ port: UInt16, _ reason: String, _ until: CivilDate
    ) -> AcceptedService {
        AcceptedService(
            device: device, transport: .tcp, port: port, reason: reason, person: "青木", until: until)
    }

    private static let assessment: Assessment = {
        var assessment = Assessment(
            tool: "tenken 0.1.0", asOf: began.date, knowledgeAsOf: SampleFindings.day(2026, 11, 22),
            began: began,
            ended: Timestamp(microseconds: began.microseconds + 214_000_000), ending: .completed,
            utcOffset: 32_400,
            privilege: [
                Text(ja: "すべての特権を手放しました。", en: "Every capability is given up."),
                Text(verbatim: "no_new_privs"),
            ],
            site: .init(
                name: "みどり薬局 <本店>", party: .pharmacy, vendors: [Vendor(name: "調剤システム株式会社")], ledgerRows: 6,
                accepted: [
                    accepted("NAS-01", 445, "レセコン更新まで <旧式>", SampleFindings.day(2027, 3, 31)),
                    accepted("NW-01", 23, "入れ替えまで", SampleFindings.day(2026, 10, 31)),
                    accepted("192.0.2.200", 22, "保守", SampleFindings.day(2027, 3, 31)),
                    accepted("PR-01", 631, "印刷", began.date),
                ],
                agreed: [
                    Agreement(
                        check: "patch.os-lifecycle", device: "PC-01", vendor: "調剤システム株式会社",
                        reason: "レセコンの対応待ち <旧式>", measures: "外とつながない", person: "青木",
                        until: SampleFindings.day(2027, 3, 31))
                ]),
            scope: scope,
            edition: .init(
                id: "test/r5", title: Text(ja: "令和5年度 薬局版", en: "2023 pharmacy edition"), isProvisional: false
            ),
            assets: SampleDevices.all, findings: SampleFindings.all, items: SampleFindings.evidence,
            coverage: [],
            packets: [
                .init(asset: nil, probe: "arp-sweep", packets: 762, octets: 32_004),
                .init(asset: SampleDevices.router.id, probe: "tcp-syn", packets: 96, octets: 5_184),
                .init(asset: SampleDevices.packer.id, probe: "arp-sweep", packets: 1, octets: 42),
                .init(asset: SampleDevices.stranger.id, probe: "talk-rdp", packets: 9, octets: 1_204),
            ], framesReceived: 48_211, framesDropped: 3,
            notes: [JournalNote(time: began, text: Text(ja: "聞き始めました。", en: "Began to listen."))])
        assessment.coverage = [
            .init(
                source: "host-packages",
                fact: CoverageFact(
                    "security updates",
                    .couldNot(Text(ja: "更新の一覧が古すぎます。", en: "The lists of updates are too old."))),
                observation: 80),
            .init(source: "arp-sweep", fact: CoverageFact("192.0.2.0/24", .looked), observation: 81),
        ]
        return assessment
    }()

    private static let scope: Scope? = Prefix("192.0.2.0/24").map { prefix in
        Scope(
            links: [
                .init(
                    interface: "eth0", index: 2, mac: MACAddress(0x0000_5e00_5303),
                    addresses: IPAddress("192.0.2.11").map { [.init(address: $0, prefix: prefix)] } ?? [],
                    prefixes: [prefix])
            ],
            intensity: Intensity(
                name: "gentle", packetsPerSecond: 500, packetsPerSecondPerDevice: 20,
                tcpPorts: PortSet([22, 23, 80]),
                udpPorts: PortSet([161]), families: ["neighbours", "tcp"], connectsToUnregistered: false,
                conversationsPerDevice: 1, listenSeconds: 60), authorisation: "confirmed on terminal")
    }
}
