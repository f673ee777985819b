import Testing
import Wire

@Suite struct VPNWireTests {
    /// By hand from RFC 7296, 3.1 and 3.10: no proposal was chosen.
    static let refusal2: [UInt8] = [
        0x00, 0x00, 0x00, 0x01, 0x74, 0x65, 0x6e, 0x6a, 0, 0, 0, 0, 0, 0, 0, 0,  // SPIs
        0x29, 0x20, 0x22, 0x20,  // notification next, 2.0, IKE_SA_INIT, response
        0, 0, 0, 0, 0, 0, 0, 0x24,  // message 0, 36 octets
        0, 0, 0, 8, 0, 0, 0, 0x0e,  // NO_PROPOSAL_CHOSEN
    ]

    static func ike(_ octets: [UInt8]) throws -> IKEMessage {
        var reader = ByteReader(octets)
        return try IKEMessage(parsing: &reader)
    }

    @Test func `reads a refusal of version 2`() throws {
        let message = try Self.ike(Self.refusal2)
        #expect(message.exchange == .saInit)
        #expect(message.flags == IKEMessage.responseFlag)
        #expect(message.notifications == [14])
        #expect(message.octets == Self.refusal2)
    }

    @Test(arguments: 0..<refusal2.count) func `an IKE message throws at every truncation`(length: Int) {
        #expect(throws: WireError.self) { try Self.ike(Array(Self.refusal2.prefix(length))) }
    }

    @Test func `a notification of version 1 stands behind its domain`() throws {
        let message = IKEMessage(
            initiator: 1, responder: 2, majorVersion: 1, exchange: .informational,
            payloads: [
                .init(IKEMessage.Payload.notification1, [0, 0, 0, 1, 1, 0, 0, 14]),
                .init(IKEMessage.Payload.vendor1, [1, 2, 3]),
            ])
        var reader = written { message.write(to: &$0) }
        let read = try IKEMessage(parsing: &reader)
        #expect(read == message)
        #expect(read.notifications == [14])
        #expect(read.vendorIDs == [[1, 2, 3]])
    }

    @Test func `encrypted payloads are not read`() throws {
        var octets = Self.refusal2
        octets[16] = 46
        #expect(try Self.ike(octets).payloads.isEmpty)
        (octets[16], octets[17], octets[19]) = (5, 0x10, 1)
        #expect(try Self.ike(octets).payloads.isEmpty)
    }

    @Test(arguments: [(24, 0xff), (27, 0x1b), (31, 0x03), (31, 0x00), (31, 0x09), (17, 0x30), (28, 0x29)])
    func `refuses lengths and versions that cannot be`(offset: Int, value: UInt8) {
        var octets = Self.refusal2
        octets[offset] = value
        #expect(throws: WireError.self) { try Self.ike(octets) }
    }

    @Test func `opens version 2 with a whole proposal, key share and nonce`() throws {
        let opening = IKEMessage.openingV2(initiator: 7, seed: 99)
        #expect(try Self.ike(opening.octets) == opening)
        #expect(opening.payloads.map(\.kind) == [33, 34, 40])
        let (proposal, key, nonce) = (
            opening.payloads[0].body, opening.payloads[1].body, opening.payloads[2].body
        )
        #expect(Int(proposal[2]) << 8 + Int(proposal[3]) == proposal.count)
        #expect(Self.transformLengths(proposal) == [12, 12, 8, 8, 8, 8, 8, 8, 8, 8])
        #expect(key.count == 4 + 256)
        #expect(key.prefix(4) == [0, 14, 0, 0])
        #expect(key.last == 2)
        #expect(nonce.count == 32)
        #expect(IKEMessage.openingV2(initiator: 7, seed: 98).payloads[2].body != nonce)
    }

    @Test func `opens version 1 with main mode proposals`() throws {
        let opening = IKEMessage.openingV1(initiator: 7)
        #expect(try Self.ike(opening.octets) == opening)
        let body = try #require(opening.payloads.first?.body)
        #expect(Array(body.prefix(8)) == [0, 0, 0, 1, 0, 0, 0, 1])
        #expect(Self.transformLengths(Array(body.dropFirst(8))) == [36, 36, 36, 36, 36, 32, 32])
    }

    /// The lengths of a proposal's transforms, which must fill it exactly and be as many as it says.
    private static func transformLengths(_ proposal: [UInt8]) -> [Int] {
        var lengths: [Int] = []
        var offset = 8
        while offset + 4 <= proposal.count {
            let length = Int(proposal[offset + 2]) << 8 + Int(proposal[offset + 3])
            let isLast = proposal[offset] == 0
            lengths.append(length)
            offset += length
            if isLast { break }
        }
        return offset == proposal.count && lengths.count == Int(proposal[7]) ? lengths : []
    }

    /// By hand from the OpenVPN wire protocol: a server acknowledges packet 0 of session 1…8.
    static let reset: [UInt8] =
        [0x40, 9, 9, 9, 9, 9, 9, 9, 9, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0]

    @Test func `reads a server's reset`() throws {
        var reader = ByteReader(Self.reset)
        let packet = try OpenVPNPacket(parsing: &reader)
        #expect(
            packet
                == OpenVPNPacket(
                    .hardResetServer2, session: 0x0909_0909_0909_0909, acknowledged: [0],
                    remoteSession: 0x0102_0304_0506_0708))
        #expect(packet.octets == Self.reset)
    }

    @Test(arguments: 0..<reset.count) func `an OpenVPN packet throws at every truncation`(length: Int) {
        var reader = ByteReader(Array(Self.reset.prefix(length)))
        #expect(throws: WireError.self) { try OpenVPNPacket(parsing: &reader) }
    }

    @Test func `a client's reset has fourteen octets`() {
        let octets = OpenVPNPacket(.hardResetClient2, session: 0x0102_0304_0506_0708).octets
        #expect(octets == [0x38, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0])
    }

    @Test func `more acknowledgments than there can be are refused`() {
        var reader = ByteReader([0x40] + Array(repeating: 0xff, count: 2000))
        #expect(throws: WireError.self) { try OpenVPNPacket(parsing: &reader) }
    }

    /// By hand from RFC 2661, 3.1, 4.1 and 6.2.
    static let reply: [UInt8] = [
        0xc8, 0x02, 0x00, 0x34, 0x00, 0x07, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01,  // 52 octets, tunnel 7, Nr 1
        0x80, 0x08, 0, 0, 0, 0, 0x00, 0x02,  // start reply
        0x80, 0x08, 0, 0, 0, 2, 0x01, 0x00,  // version 1.0
        0x80, 0x08, 0, 0, 0, 7, 0x67, 0x77,  // host name gw
        0x00, 0x08, 0, 0, 0, 6, 0x06, 0x90,  // firmware
        0x80, 0x08, 0, 0, 0, 9, 0x00, 0x05,  // assigned tunnel
    ]

    static func l2tp(_ octets: [UInt8]) throws -> L2TPPacket {
        var reader = ByteReader(octets)
        return try L2TPPacket(parsing: &reader)
    }

    @Test func `reads a server's start reply`() throws {
        let packet = try Self.l2tp(Self.reply)
        #expect(packet.message == .startReply)
        #expect(packet[L2TPPacket.Attribute.hostName] == Array("gw".utf8))
        #expect(packet[L2TPPacket.Attribute.vendorName] == nil)
        #expect(packet.octets == Self.reply)
    }

    @Test(arguments: 0..<reply.count) func `an L2TP packet throws at every truncation`(length: Int) {
        #expect(throws: WireError.self) { try Self.l2tp(Array(Self.reply.prefix(length))) }
    }

    @Test func `a start request carries what is mandatory and reads back`() throws {
        let request = L2TPPacket.startRequest(hostName: "tenken", tunnel: 0x1234)
        var reader = written { request.write(to: &$0) }
        #expect(try L2TPPacket(parsing: &reader) == request)
        #expect(request.message == .startRequest)
        #expect(request.attributes.map(\.kind) == [0, 2, 3, 7, 9])
        #expect(request.attributes.map(\.isMandatory) == Array(repeating: true, count: 5))
    }

    @Test(arguments: [(0, 0x48), (1, 0x03), (3, 0x0b), (13, 0x05), (12, 0x83)])
    func `refuses L2TP lengths and versions that cannot be`(offset: Int, value: UInt8) {
        var octets = Self.reply
        octets[offset] = value
        #expect(throws: WireError.self) { try Self.l2tp(octets) }
    }

    @Test func `a hidden value is not shown`() throws {
        var octets = Self.reply
        octets[28] |= 0x40
        let packet = try Self.l2tp(octets)
        #expect(packet[L2TPPacket.Attribute.hostName] == nil)
        #expect(packet.octets == octets)
    }
}
