import Testing
import Wire

@Suite struct NTPMessageTests {
    /// By hand from RFC 5905, 7.3: a server at stratum 2; 0xedc44980 seconds after 1900 is 2026-05-29T17:21:04Z.
    static let answer: [UInt8] = [
        0x24, 0x02, 0x06, 0xec,  // no warning, version 4, server; stratum 2
        0, 0, 0x01, 0, 0, 0, 0x02, 0, 192, 0, 2, 1,  // delay, dispersion, reference
        0xed, 0xc4, 0x49, 0x80, 0, 0, 0, 0,  // reference timestamp
        1, 2, 3, 4, 5, 6, 7, 8,  // origin
        0xed, 0xc4, 0x49, 0x80, 0x80, 0, 0, 0,  // receive
        0xed, 0xc4, 0x49, 0x80, 0xc0, 0, 0, 0,  // transmit
    ]

    static func parse(_ octets: [UInt8]) throws -> NTPMessage {
        var reader = ByteReader(octets)
        return try NTPMessage(parsing: &reader)
    }

    @Test func `reads a server's answer and writes it back`() throws {
        let message = try Self.parse(Self.answer)
        #expect(message.mode == .server)
        #expect(message.stratum == 2)
        #expect(message.origin == NTPTimestamp(0x0102_0304_0506_0708))
        #expect(message.transmit.unixMicroseconds == 1_780_075_264_750_000)
        #expect(message.octets == Self.answer)
    }

    @Test(arguments: 0..<answer.count) func `throws at every truncation`(length: Int) {
        #expect(throws: WireError.self) { try Self.parse(Array(Self.answer.prefix(length))) }
    }

    @Test func `asks without telling the time`() throws {
        let octets = NTPMessage(queryWith: NTPTimestamp(42)).octets
        #expect(octets == [0x23] + Array(repeating: 0, count: 46) + [42])
        #expect(try Self.parse(octets).mode == .client)
    }

    @Test func `reads seconds below half as the era from 2036`() {
        #expect(NTPTimestamp(0).unixMicroseconds == nil)
        // The era begins on 2036-02-07T06:28:16Z.
        #expect(NTPTimestamp(0x0000_0001_0000_0000).unixMicroseconds == 2_085_978_497_000_000)
        #expect(NTPTimestamp(.max).unixMicroseconds == 2_085_978_495_999_999)
    }

    @Test(arguments: [0x00, 0x3b, 0x04] as [UInt8]) func `refuses versions that never were`(first: UInt8) {
        #expect(throws: WireError.self) { try Self.parse([first] + Self.answer.dropFirst()) }
    }
}
