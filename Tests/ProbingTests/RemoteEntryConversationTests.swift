import Model
import Probing
import Testing
import Wire

@Suite struct RemoteEntryConversationTests {
    @Test(arguments: chunks) func `an OpenVPN server over TCP answers with a reset`(chunk: Int?) {
        let reset = OpenVPNPacket(.hardResetServer2, session: 3, acknowledged: [0], remoteSession: 4).octets
        let server = ScriptedServer([.says([0, UInt8(reset.count)] + reset)], chunk: chunk)
        let transcript = server.hold(ConversationKind.openvpn.begin())
        #expect(transcript.services.map(\.proto) == ["openvpn"])
        #expect(transcript.attributes == [AttributeFact(.kind, "vpn-gateway", .hint)])
        #expect(transcript.sent.map(\.count) == [16])
        #expect(transcript.sent.first?.prefix(3) == [0, 14, 0x38])
    }

    @Test(arguments: ["000d 40", "0037 40", "000e 38", "ffff ff", "000e 40 0000000000000003 ff 00000000"])
    func `what is no reset of a server is not OpenVPN`(answer: String) {
        let transcript = ScriptedServer([.says(octets(answer)), .closes])
            .hold(ConversationKind.openvpn.begin())
        #expect(transcript.services.map(\.proto) == ["unknown"])
        #expect(transcript.attributes.isEmpty)
    }

    @Test(arguments: chunks) func `an X server says whether it lets anybody in`(chunk: Int?) {
        let success =
            [1, 0, 11, 0, 0, 0, 11, 0, 0x8f, 0xa8, 0xb8, 0] + [UInt8](repeating: 0, count: 12) + [12, 0]
            + [UInt8](repeating: 0, count: 14) + Array("Example Inc.".utf8)
        let open = ScriptedServer([.says(success)], chunk: chunk).hold(ConversationKind.x11.begin())
        #expect(open.service("x11")?[.x11Access] == "open")
        #expect(open.service("x11")?.product == "Example Inc.")
        #expect(open.service("x11")?.version == "12101775")
        #expect(open.sent == [octets("6c00 0b00 0000 0000 0000 0000")])
        let refusal: [UInt8] = [0, 4, 11, 0, 0, 0, 1, 0] + Array("no!\n".utf8)
        let refused = ScriptedServer([.says(refusal)], chunk: chunk).hold(ConversationKind.x11.begin())
        #expect(refused.service("x11")?[.x11Access] == "refused")
        #expect(refused.service("x11")?[.banner] == "X11.0 no!")
    }

    @Test(
        arguments: [
            ("SRS:Ready\0", ConversationKind.splashtop, "splashtop"),
            (
                "220 VMware Authentication Daemon Version 1.10: SSL Required\r\n", .vmware, "vmware-auth"
            ),
            (
                ">INFO:OpenVPN Management Interface Version 3 -- type 'help' for more info\r\n",
                .openvpnManagement, "openvpn-management"
            ),
            ("ENTER PASSWORD:", .openvpnManagement, "openvpn-management"),
        ]) func `who greets first is known without a word of ours`(
            text: String, kind: ConversationKind, proto: String
        )
    {
        for turns in [[.says(Array(text.utf8))], [.says(Array(text.utf8)), .closes]]
            as [[ScriptedServer.Turn]]
        {
            let transcript = ScriptedServer(turns).hold(kind.begin())
            #expect(transcript.services.map(\.proto) == [proto])
            #expect(transcript.sent.isEmpty)
        }
    }

    @Test func `a management interface that asks for a password is told from one that does not`() {
        let access = { (text: String) in
            ScriptedServer([.says(Array(text.utf8))]).hold(ConversationKind.openvpnManagement.begin())
                .services.first?[.managementAccess]
        }
        #expect(access(">INFO:OpenVPN Management Interface Version 5\r\n") == "open")
        #expect(access("ENTER PASSWORD:") == "authentication")
        #expect(access("ENTER PASSWORDS:") == nil)
    }

    @Test func `AnyDesk is known by the certificate that it makes for itself`() {
        let kind = ConversationKind.anydesk
        #expect(kind.needsPermission)
        let own = ScriptedServer([.greetsInTLS(greeting(subject: "CN=AnyDesk Client"))]).hold(kind.begin())
        #expect(own.services.map(\.proto) == ["tls", "anydesk"])
        #expect(own.sent.isEmpty)
        let others = ["CN=AnyDesk Client,O=x", "CN=PC01"]
        for (subject, issuer) in zip(others, ["CN=CA", "CN=PC01"]) {
            let turn = ScriptedServer.Turn.greetsInTLS(greeting(subject: subject, issuer: issuer))
            #expect(ScriptedServer([turn]).hold(kind.begin()).services.map(\.proto) == ["tls"])
        }
    }
}
