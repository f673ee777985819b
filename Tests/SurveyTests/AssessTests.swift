import Addresses
import Model
import Testing

@testable import Survey

/// Conclusions are a pure function of the journal and the inputs.
@Suite struct AssessTests {
    private func journal() throws -> [Recorded<JournalEntry>] {
        var entries: [JournalEntry] = []
        let link = SimulatedLink(hosts: [
            .init(mac: MACAddress(0x0000_5e00_5310), address: IPv4Address(0xc0a8_4d0a), open: [22, 9100])
        ])
        entries.append(
            .begin(
                ScanBeginning(
                    time: Timestamp(microseconds: 1_700_000_000_000_000), tool: "tenken", command: "scan",
                    scope: .simulated(ports: PortSet([22, 9100])), utcOffset: 32_400, privilege: [])))
        var conductor = Conductor(
            scope: .simulated(ports: PortSet([22, 9100])), ports: link.ports, randomness: 1,
            record: { entries.append($0) }, vendor: { _ in "Maker" }, progress: { _ in })
        _ = try conductor.run()
        return entries.enumerated().map { Recorded(line: $0.offset + 1, value: $0.element) }
    }

    private let edition = Edition(
        id: "test/1", title: Text(verbatim: "test"), published: CivilDate(daysSinceEpoch: 0),
        isProvisional: false,
        source: "test", notes: [], items: [])

    @Test func `the same journal gives the same assessment`() throws {
        let journal = try journal()
        let knowledge = Knowledge(asOf: CivilDate(daysSinceEpoch: 20_000))
        let day = CivilDate(daysSinceEpoch: 20_000)
        let first = assess(journal, site: Site(), knowledge: knowledge, edition: edition, asOf: day)
        let second = assess(journal, site: Site(), knowledge: knowledge, edition: edition, asOf: day)
        #expect(first == second)
        #expect(first.assets.map(\.macs) == [[MACAddress(0x0000_5e00_5310)]])
        #expect(first.assets.first?.services.map(\.port) == [22, 9100])
        #expect(first.ending == .completed)
    }

    @Test func `what people accepted stays in the assessment, seen or not`() throws {
        let accepted = [UInt16(22), 4000].map { port in
            AcceptedService(
                device: "00:00:5e:00:53:10", transport: .tcp, port: port, reason: "maintenance",
                person: "example", until: CivilDate(daysSinceEpoch: 19_000))
        }
        let assessment = assess(
            try journal(), site: Site(accepted: accepted),
            knowledge: Knowledge(asOf: CivilDate(daysSinceEpoch: 20_000)), edition: edition,
            asOf: CivilDate(daysSinceEpoch: 20_000))
        #expect(assessment.site.accepted == accepted)
    }

    /// The scan's journal, and behind it an import of one computer for each time, with the card that the scan saw.
    private func journal(importedAt times: [Int64], isScanWhole: Bool = true) throws -> [Recorded<
        JournalEntry
    >] {
        let start = Timestamp(microseconds: 1_700_000_100_000_000)
        var entries = try journal().map(\.value).filter { entry in
            if case .end = entry { isScanWhole } else { true }
        }
        entries.append(
            .begin(
                ScanBeginning(
                    time: start, tool: "tenken", command: "import windows", scope: nil, utcOffset: 0,
                    privilege: [])))
        let card = HostInterface(
            name: "LAN", mac: MACAddress(0x0000_5e00_5310), addresses: [], isUp: true)
        for time in times {
            let facts: [Fact] = [
                .interface(card), .setting(HostSetting(.smb1, "\(time)")), .name(NameFact("PC", .hostname)),
            ]
            entries += facts.map {
                .observation(
                    Observation(
                        time: Timestamp(microseconds: time), source: "windows-test", origin: .imported,
                        subject: .init(host: "pc"), fact: $0))
            }
        }
        entries.append(.end(ScanEnding(time: start, reason: .completed, received: 0, dropped: 0)))
        return entries.enumerated().map { Recorded(line: $0.offset + 1, value: $0.element) }
    }

    @Test func `a computer that was scanned and imported is one device`() throws {
        let knowledge = Knowledge(asOf: CivilDate(daysSinceEpoch: 20_000))
        let day = CivilDate(daysSinceEpoch: 20_000)
        let alone = assess(try journal(), site: Site(), knowledge: knowledge, edition: edition, asOf: day)
        let both = assess(
            try journal(importedAt: [5]), site: Site(), knowledge: knowledge, edition: edition, asOf: day)
        #expect(both.assets.map(\.id) == ["host-pc"])
        #expect(both.assets.first?.services.map(\.port) == [22, 9100])
        #expect(both.scope == alone.scope && both.began == alone.began && both.ending == .completed)
        #expect(both.framesReceived == alone.framesReceived)
    }

    @Test(arguments: [[5, 9], [9, 5]] as [[Int64]])
    func `of two collections of a computer the later one counts`(times: [Int64]) throws {
        let assessment = assess(
            try journal(importedAt: times), site: Site(),
            knowledge: Knowledge(asOf: CivilDate(daysSinceEpoch: 20_000)), edition: edition,
            asOf: CivilDate(daysSinceEpoch: 20_000))
        #expect(assessment.assets.first?.host?.settings.map(\.value.value) == ["9"])
    }

    @Test func `a scan that was cut off stays so, whatever was imported behind it`() throws {
        let assessment = assess(
            try journal(importedAt: [5], isScanWhole: false), site: Site(),
            knowledge: Knowledge(asOf: CivilDate(daysSinceEpoch: 20_000)), edition: edition,
            asOf: CivilDate(daysSinceEpoch: 20_000))
        #expect(assessment.ending == nil && assessment.ended == nil)
    }

    @Test func `a journal without its end is assessed as cut short`() throws {
        let journal = try journal().filter { if case .end = $0.value { false } else { true } }
        let knowledge = Knowledge(asOf: CivilDate(daysSinceEpoch: 20_000))
        let assessment = assess(
            journal, site: Site(), knowledge: knowledge, edition: edition,
            asOf: CivilDate(daysSinceEpoch: 20_000))
        #expect(assessment.isInterrupted)
        #expect(assessment.assets.count == 1)
    }

    @Test func `packets are summed by device and probe, and none is lost`() throws {
        let journal = try journal()
        let counted = journal.reduce(0) { sum, entry in
            guard case .packets(let counts) = entry.value else { return sum }
            return sum + counts.reduce(0) { $0 + $1.packets }
        }
        let assessment = assess(
            journal, site: Site(), knowledge: Knowledge(asOf: CivilDate(daysSinceEpoch: 20_000)),
            edition: edition,
            asOf: CivilDate(daysSinceEpoch: 20_000))
        #expect(assessment.packets.reduce(0) { $0 + $1.packets } == counted)
    }
}
