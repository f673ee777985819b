import Addresses
import Model
import Probing
import Testing
import Wire

@Suite struct VPNListenerTests {
    private static func hear(_ id: String, _ octets: [UInt8], from port: UInt16) throws -> [Sighting] {
        try SampleDatagram.hear(id, SampleDatagram.packet(octets, from: port))
    }

    private static func asked(_ id: String) throws -> [UInt8] {
        let question = try #require(SampleDatagram.questions(id).first)
        return question.payload(SampleDatagram.address, 77, from: SampleDatagram.own)
    }

    @Test func `a refusal is the answer of a VPN entrance`() throws {
        var question = ByteReader(try Self.asked("ask-ike2"))
        var answer = try IKEMessage(parsing: &question)
        (answer.flags, answer.payloads) = (IKEMessage.responseFlag, [.init(41, [0, 0, 0, 14])])
        #expect(
            try Self.hear("ike", answer.octets, from: 500).facts() == [
                .port(PortFact(Port(.udp, 500), .open)),
                .service(
                    ServiceFact(
                        Port(.udp, 500), proto: "ike", version: "2.0",
                        facts: [.methods: "ikev2", .banner: "no-proposal-chosen"])),
                .attribute(AttributeFact(.kind, "vpn-gateway", .hint)),
            ])
        let wrapped = try Self.hear("ike", [0, 0, 0, 0] + answer.octets, from: 4500)
        #expect(wrapped.services.map(\.port) == [Port(.udp, 4500)])
        #expect(try Self.hear("ike", answer.octets, from: 4500).isEmpty)
    }

    @Test func `an old refusal of our own question counts, one of another's does not`() throws {
        var question = ByteReader(try Self.asked("ask-ike1"))
        var answer = try IKEMessage(parsing: &question)
        answer.exchange = .informational
        answer.payloads = [.init(11, [0, 0, 0, 1, 1, 0, 0, 14])]
        let service = try Self.hear("ike", answer.octets, from: 500).services.first
        #expect(service?.version == "1.0")
        #expect(service?[.methods] == "ikev1")
        answer.initiator = 5
        #expect(try Self.hear("ike", answer.octets, from: 500).isEmpty)
    }

    @Test func `the second message of main mode is an answer, the first and third are not`() throws {
        var message = IKEMessage.openingV1(initiator: 5)
        #expect(try Self.hear("ike", message.octets, from: 500).isEmpty)
        message.responder = 6
        let strongSwan: [UInt8] = [
            0x88, 0x2f, 0xe5, 0x6d, 0x6f, 0xd2, 0x0d, 0xbc, 0x22, 0x51, 0x61, 0x3b, 0x2e, 0xbe, 0x5b, 0xeb,
        ]
        message.payloads.append(.init(13, strongSwan))
        #expect(try Self.hear("ike", message.octets, from: 500).services.first?.product == "strongSwan")
        message.payloads = [.init(4, [1, 2])]
        #expect(try Self.hear("ike", message.octets, from: 500).isEmpty)
    }

    @Test func `a client that opens version 2 gives nothing`() throws {
        #expect(try Self.hear("ike", Self.asked("ask-ike2"), from: 500).isEmpty)
    }

    @Test func `an OpenVPN server answers with a reset`() throws {
        var question = ByteReader(try Self.asked("ask-openvpn"))
        let asked = try OpenVPNPacket(parsing: &question)
        let answer = OpenVPNPacket(
            .hardResetServer2, session: 3, acknowledged: [0], remoteSession: asked.session)
        for port in [1194, 443] as [UInt16] {
            let sightings = try Self.hear("openvpn", answer.octets, from: port)
            #expect(sightings.services.map(\.port) == [Port(.udp, port)])
        }
        let others = OpenVPNPacket(.hardResetServer2, session: 3, acknowledged: [0], remoteSession: 4)
        #expect(try Self.hear("openvpn", others.octets, from: 1194).services.count == 1)
        #expect(try Self.hear("openvpn", others.octets, from: 443).isEmpty)
        #expect(try Self.hear("openvpn", asked.octets, from: 1194).isEmpty)
    }

    @Test func `an L2TP server tells its name, maker and firmware`() throws {
        typealias Attribute = L2TPPacket.Attribute
        let reply = L2TPPacket(
            tunnel: 78, expected: 1,
            attributes: [
                Attribute(Attribute.messageKind, value: [0, 2]),
                Attribute(Attribute.firmware, value: [6, 0x90]),
                Attribute(Attribute.hostName, value: Array("gate".utf8)),
                Attribute(Attribute.vendorName, value: Array("xelerance.com".utf8)),
            ])
        #expect(
            try Self.hear("l2tp", reply.octets, from: 1701).facts() == [
                .port(PortFact(Port(.udp, 1701), .open)),
                .service(
                    ServiceFact(
                        Port(.udp, 1701), proto: "l2tp", product: "xelerance.com", version: "0x690",
                        facts: [.banner: "gate"])),
                .name(NameFact("gate", .hostname)), .attribute(AttributeFact(.kind, "vpn-gateway", .hint)),
            ])
    }

    @Test func `only a stop that replies to a start is a server's`() throws {
        var stop = L2TPPacket(tunnel: 78, expected: 1, attributes: [.init(0, value: [0, 4])])
        #expect(try Self.hear("l2tp", stop.octets, from: 1701).services.count == 1)
        stop.sent = 2
        #expect(try Self.hear("l2tp", stop.octets, from: 1701).isEmpty)
        #expect(try Self.hear("l2tp", Self.asked("ask-l2tp"), from: 1701).isEmpty)
    }
}
