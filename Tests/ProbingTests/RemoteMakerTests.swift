import Addresses
import Model
import Probing
import Testing
import Wire

@Suite struct RemoteMakerTests {
    @Test func `vendor ids are named, and those that nobody knows are kept`() throws {
        var message = IKEMessage.openingV1(initiator: 5)
        message.responder = 6
        let ids = [
            octets("afcad71368a1f1c96b8696fc77570100"), octets("09002689dfd6b712"),
            octets("12f5f28c457168a9702d9fe274cc0100"), octets("4a131c81070358455c5728f20e95452f"),
            octets("1e2b516905991c7d7c96fcbfb587e46100000009"), [0xab, 1], [],
        ]
        for id in ids { message.payloads.append(.init(13, id)) }
        let packet = SampleDatagram.packet(message.octets, from: 500)
        let service = try #require(try SampleDatagram.hear("ike", packet).services.first)
        #expect(service[.vendorIDs] == "dpd,xauth,cisco-unity,nat-t,Windows IKE,ab01")
        #expect(service.product == "Windows IKE")
    }

    @Test func `the question for port 4500 stands behind the mark of IKE`() throws {
        let question = try #require(SampleDatagram.questions("ask-ike2-nat").first)
        #expect(question.destination == .device(port: 4500))
        let plain = try #require(SampleDatagram.questions("ask-ike2").first)
        let payload = question.payload(SampleDatagram.address, 7, from: SampleDatagram.own)
        #expect(payload == [0, 0, 0, 0] + plain.payload(SampleDatagram.address, 7, from: SampleDatagram.own))
    }

    /// The first two as Debian 12's xrdp and freerdp2-shadow answered, the last as Windows does.
    @Test(
        arguments: [
            ("030000130ed000001234000201080001000000", "CN=host", "xrdp"),
            ("030000130ed000000000000203080001000000", "CN=host", "FreeRDP"),
            ("030000130ed000000000000203080001000000", "CN=x,O=GNOME,C=US", "GNOME Remote Desktop"),
            ("030000130ed00000123400021f080002000000", "CN=PC01", nil),
        ] as [(String, String, String?)])
    func `servers of RDP are told apart by how they agree`(
        confirm: String, subject: String, product: String?
    ) {
        let turns: [ScriptedServer.Turn] = [
            .says(octets(confirm)), .greetsInTLS(greeting(subject: subject)),
        ]
        let transcript = ScriptedServer(turns).hold(ConversationKind.rdp.begin())
        #expect(transcript.service("rdp")?.product == product)
    }

    @Test func `security types of VNC are named`() {
        let server = ScriptedServer([.says(Array("RFB 003.008\n".utf8)), .says([4, 1, 19, 30, 99])])
        let service = server.hold(ConversationKind.vnc.begin()).service("vnc")
        #expect(service?[.vncSecurity] == "1,19,30,99")
        #expect(service?[.methods] == "none,vencrypt,apple-dh,99")
        #expect(service?.product == "Apple Remote Desktop")
    }
}
