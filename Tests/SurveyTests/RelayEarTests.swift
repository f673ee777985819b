import Addresses
import Model
import Probing
import Survey
import Testing
import Wire

/// How often talk is counted, and when it is written down.
@Suite struct RelayEarTests {
    private var ear = RelayEar(
        RelayDirectory([
            RemoteMaintenanceProduct(
                id: "alpha", name: Text(verbatim: "Alpha"), visibility: [.relay], ports: [], protocols: [],
                processes: [], domains: ["*.alpha.example"], severity: .high, source: "example",
                asOf: CivilDate(daysSinceEpoch: 20_000))
        ]))

    private func moment(_ seconds: Int64) -> Timestamp {
        Timestamp(microseconds: 1_700_000_000_000_000 + seconds * 1_000_000)
    }

    /// A question of 192.0.2.`last` for a name.
    private func question(_ name: String, id: UInt16, from last: UInt8 = 9, port: UInt16 = 40_000) throws
        -> Packet
    {
        let name = try #require(DNSName(labels: name.split(separator: ".").map { Array($0.utf8) }))
        var packet = Packet(octets: DNSMessage(id: id, questions: [.init(name, .a)]).octets)
        packet.source = MACAddress(0x0000_5e00_5300 | UInt64(last))
        packet.destination = MACAddress(0x0000_5e00_5301)
        packet.network = .init(
            source: .v4(IPv4Address(0xc000_0200 | UInt32(last))), destination: .v4(IPv4Address(0xc000_0201)),
            hops: 64, proto: 17)
        packet.transport = .udp(source: port, destination: 53)
        return packet
    }

    private func talk(_ observation: Observation?) throws -> TalkFact {
        guard case .talk(let fact) = observation?.fact else { throw NoTalk() }
        return fact
    }

    private struct NoTalk: Error {}

    @Test mutating func `a talk is written when it begins, and its repetitions later`() throws {
        let first = ear.hear(try question("a.alpha.example", id: 1), at: moment(0))
        #expect(try talk(first.first).times == 1)
        #expect(first.first?.origin == .heard && first.first?.subject.mac != nil)
        for id in 2...5 as ClosedRange<UInt16> {
            #expect(ear.hear(try question("a.alpha.example", id: id), at: moment(Int64(id))).isEmpty)
        }
        #expect(ear.settle(at: moment(30)).isEmpty)
        let settled = ear.settle(at: moment(61))
        let fact = try talk(settled.first)
        #expect(settled.count == 1 && fact.times == 4 && fact.first == moment(2) && fact.last == moment(5))
        #expect(ear.settle(at: moment(4000)).isEmpty)
        #expect(ear.finish(at: moment(5000)).isEmpty)
    }

    @Test mutating func `what came since is written at the end`() throws {
        _ = ear.hear(try question("a.alpha.example", id: 1), at: moment(0))
        _ = ear.hear(try question("a.alpha.example", id: 2), at: moment(3))
        let rest = ear.finish(at: moment(4))
        #expect(try talk(rest.first).times == 1)
        #expect(ear.finish(at: moment(5)).isEmpty)
    }

    @Test mutating func `the same question again is not a further talk`() throws {
        for second in [0, 1, 3] as [Int64] {
            _ = ear.hear(try question("a.alpha.example", id: 1), at: moment(second))
        }
        let fact = try talk(ear.finish(at: moment(10)).first)
        #expect(fact.times == 0 && fact.last == moment(3))
    }

    @Test mutating func `devices and names are counted each for itself`() throws {
        let packets = [
            try question("a.alpha.example", id: 1), try question("b.alpha.example", id: 2),
            try question("a.alpha.example", id: 1, from: 10), try question("www.example.com", id: 3),
        ]
        #expect(packets.flatMap { ear.hear($0, at: moment(0)) }.count == 3)
    }

    @Test mutating func `one device that invents names does not crowd out the others`() throws {
        var count = 0
        for number in 0..<2000 {
            count +=
                ear.hear(
                    try question("n\(number).alpha.example", id: UInt16(number)), at: moment(0)
                ).count
        }
        #expect(count == 512 && ear.droppedNote?.en.contains("1488") == true)
        #expect(ear.hear(try question("a.alpha.example", id: 1, from: 10), at: moment(1)).count == 1)
    }

    @Test mutating func `the journal does not grow with the traffic`() throws {
        var records = 0
        for second in 0..<7200 as Range<Int64> {
            let packet = try question("a.alpha.example", id: UInt16(second & 0xffff))
            records += ear.hear(packet, at: moment(second)).count + ear.settle(at: moment(second)).count
        }
        #expect((2...12).contains(records), "\(records)")
    }
}
