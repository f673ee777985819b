import QUIC
import Testing
import Wire

@Suite struct InitialPacketTests {
    @Test(arguments: QUICVersion.allCases)
    func `a packet is sealed as the standard's example is`(version: QUICVersion) throws {
        let packet = try sealed(samplePacket(version))
        let beginning = octets(try #require(sampleBeginning[version]))
        #expect(packet.count == 1200)
        #expect(Array(packet.prefix(beginning.count)) == beginning)
        #expect(Array(packet.suffix(16)) == octets(try #require(sampleTag[version])))
    }

    @Test(arguments: QUICVersion.allCases)
    func `the standard's example is opened, and what follows it is left`(version: QUICVersion) throws {
        let packet = samplePacket(version)
        let datagram = try sealed(packet)
        #expect(InitialPacket.canBegin(datagram[...]))
        var reader = ByteReader([0xff] + datagram + [1, 2, 3])
        try reader.skip(1)
        #expect(try InitialPacket(parsing: &reader) == packet)
        #expect(reader.rest == [1, 2, 3])
    }

    @Test func `a short packet number is read as well`() throws {
        // Sealed by hand in the way of the standard is what other programs do; ours writes four octets. A header that
        // claims fewer is not what was sealed.
        var datagram = try sealed(samplePacket(.one))
        datagram[0] ^= 1
        var reader = ByteReader(datagram)
        #expect(throws: WireError.self) { try InitialPacket(parsing: &reader) }
    }

    @Test func `every truncation throws`() throws {
        let datagram = try sealed(samplePacket(.one))
        for length in 0..<datagram.count {
            var reader = ByteReader(Array(datagram[..<length]))
            #expect(throws: WireError.self, "\(length)") { try InitialPacket(parsing: &reader) }
        }
    }

    @Test(arguments: QUICVersion.allCases)
    func `no changed octet goes unnoticed`(version: QUICVersion) throws {
        let datagram = try sealed(samplePacket(version))
        for index in Array(0..<80) + Array(stride(from: 80, to: datagram.count, by: 37)) {
            for flip in [0x01, 0x80, 0xff] as [UInt8] {
                var changed = datagram
                changed[index] ^= flip
                var reader = ByteReader(changed)
                #expect(throws: WireError.self, "\(index) \(flip)") { try InitialPacket(parsing: &reader) }
            }
        }
    }

    @Test(arguments: [
        "", "40", "c000000002", "d000000001", "c000000001ff", "c00000000100 00 ffffffffffffffff",
    ])
    func `other packets are not taken for one`(hexadecimal: String) {
        var reader = ByteReader(octets(hexadecimal))
        #expect(throws: WireError.self) { try InitialPacket(parsing: &reader) }
        #expect(!InitialPacket.canBegin(octets(hexadecimal)[...]))
    }
}
