import Model
import Probing
import Testing
import Wire

/// What devices' clocks show, how coarsely, and when it was read.
struct ClockTests {
    private func clock(_ answer: String) -> ConversationFact? {
        ScriptedServer([.says(Array(answer.utf8)), .closes]).hold(ConversationKind.http.begin(port: 80))
            .facts.first { $0.fact.isClock }
    }

    @Test func `a web server shows its clock to the second, in its first octets`() throws {
        let fact = try #require(
            clock("HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 03:00:00 GMT\r\nContent-Length: 0\r\n\r\n"))
        let shown = try #require(Timestamp("2026-11-23T03:00:00Z"))
        #expect(
            fact.fact == .clock(ClockFact(shown: shown, resolution: 1_000_000, port: Port(.tcp, 80))))
        #expect(fact.moment == .first)
    }

    @Test func `what a cache kept or nobody can read shows no clock`() {
        #expect(clock("HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 03:00:00 GMT\r\nAge: 9\r\n\r\n") == nil)
        #expect(clock("HTTP/1.1 200 OK\r\nDate: yesterday\r\n\r\n") == nil)
    }

    @Test(
        arguments: [(0xe7, 1), (0xec, 1), (0xfa, 15_625), (0, 1_000_000), (3, 8_000_000), (0x80, 1)]
            as [(UInt8, Int64)])
    func `a time server says how coarse its clock is`(precision: UInt8, resolution: Int64) throws {
        var message = NTPMessage(queryWith: NTPTimestamp(0xedc4_4980_0000_0000))
        (message.mode, message.stratum, message.precision) = (.server, 2, precision)
        let facts = try SampleDatagram.hear("ntp", SampleDatagram.packet(message.octets, from: 123)).facts()
        let clocks = facts.compactMap { if case .clock(let clock) = $0 { clock } else { nil } }
        #expect(clocks.map(\.resolution) == [resolution])
    }
}
