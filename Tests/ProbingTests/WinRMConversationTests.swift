import Model
import Probing
import Testing
import Wire

@Suite struct WinRMConversationTests {
    private func answer(_ field: String) -> [UInt8] {
        Array(
            ("HTTP/1.1 401 \r\nServer: Microsoft-HTTPAPI/2.0\r\nWWW-Authenticate: \(field)\r\n"
                + "Content-Length: 0\r\n\r\n").utf8)
    }

    @Test(arguments: chunks) func `the challenge tells which Windows and which computer`(chunk: Int?) {
        let challenge = ntlmChallenge(version: [10, 0, 0x65, 0x4a, 0, 0, 0, 15])
        for token in [challenge, spnegoResponse(challenge)] {
            let server = ScriptedServer([.says(answer("Negotiate \(Base64.text(token))"))], chunk: chunk)
            let transcript = server.hold(ConversationKind.winrm.begin())
            #expect(transcript.services.map(\.proto) == ["http", "winrm", "winrm"])
            #expect(transcript.services.last?[.ntlmBuild] == "10.0.19045")
            #expect(transcript.services.last?[.ntlmComputer] == "PC01")
            #expect(transcript.names == [NameFact("PC01", .ntlm)])
            #expect(transcript.attributes.contains(AttributeFact(.osBuild, "10.0.19045", .certain)))
        }
    }

    @Test func `the request is empty, names nobody and carries NTLM's first message only`() throws {
        let sent = ScriptedServer([]).hold(ConversationKind.winrm.begin()).sent
        let text = String(decoding: try #require(sent.first), as: UTF8.self)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(sent.count == 1)
        #expect(lines.first == "POST /wsman HTTP/1.1")
        #expect(lines.contains("Content-Length: 0") && lines.suffix(2) == ["", ""])
        let field = try #require(lines.first { $0.hasPrefix("Authorization: Negotiate ") })
        var negotiate = ByteWriter()
        NTLMNegotiate().write(to: &negotiate)
        #expect(try Base64.octets(field.dropFirst(25)) == negotiate.octets)
    }

    @Test(arguments: [
        "Negotiate", "Negotiate %%%%", "Negotiate AAAA", "Basic realm=\"OPENWSMAN\"", "NTLM TlRMTVNTUAACAAAA",
    ])
    func `without a readable challenge it is a web server`(field: String) {
        let transcript = ScriptedServer([.says(answer(field))]).hold(ConversationKind.winrm.begin())
        #expect(transcript.services.map(\.proto) == ["http", "winrm"])
        #expect(transcript.services.allSatisfy { $0[.ntlmBuild] == nil })
        #expect(transcript.names.isEmpty)
    }

    @Test func `within TLS the versions are asked for afterwards`() {
        let challenge = ntlmChallenge(version: [10, 0, 0x65, 0x4a, 0, 0, 0, 15])
        let server = ScriptedServer([
            .greetsInTLS(greeting(.tls12)), .says(answer("Negotiate \(Base64.text(challenge))")),
        ])
        let transcript = server.hold(ConversationKind.winrmSecure.begin())
        #expect(transcript.services.map(\.proto) == ["tls", "http", "winrm", "winrm"])
        #expect(transcript.followUp != nil)
    }
}

@Suite struct SSTPQuestionTests {
    private let softEther = Array(
        ("HTTP/1.1 403 Forbidden\r\nConnection: Keep-Alive\r\nContent-Length: 66\r\n"
            + "Keep-Alive: timeout=15; max=19\r\n\r\n"
            + "<H1>Forbidden</H1><ADDRESS>HTTP Server at 192.0.2.7 Port 443</ADDRESS>").utf8)

    private func page(_ server: String) -> [UInt8] {
        Array("HTTP/1.1 404 Not Found\r\nServer: \(server)\r\nContent-Length: 0\r\n\r\n".utf8)
    }

    private func asked(_ page: [UInt8], port: UInt16 = 443) -> ScriptedServer.Transcript {
        ScriptedServer([.greetsInTLS(greeting(.tls10)), .says(page)])
            .hold(ConversationKind.https.begin(port: port))
    }

    @Test(arguments: chunks) func `an entrance agrees to a message without end`(chunk: Int?) throws {
        let question = try #require(asked(page("Microsoft-HTTPAPI/2.0")).followUp)
        let agreed = Array("HTTP/1.1 200\r\nContent-Length: 18446744073709551615\r\n\r\n".utf8)
        let server = ScriptedServer([.greetsInTLS(greeting()), .says(agreed)], chunk: chunk)
        let transcript = server.hold(question)
        #expect(transcript.services.map(\.proto) == ["sstp"])
        #expect(transcript.sent.count == 1)
        #expect(transcript.sent.first?.starts(with: "SSTP_DUPLEX_POST /sra_{".utf8) == true)
        let refused = ScriptedServer([.greetsInTLS(greeting()), .says(page("Microsoft-HTTPAPI/2.0"))])
        #expect(refused.hold(question).facts.isEmpty)
    }

    @Test func `only makes that have SSTP ever see its request`() {
        #expect(asked(page("Microsoft-IIS/10.0")).followUp != nil)
        #expect(asked(softEther).followUp != nil)
        for server in ["nginx", "YAMAHA-RT", "xxxxxxxx-xxxxx", "Apache"] {
            #expect(asked(page(server)).followUp == nil, "\(server)")
        }
        #expect(asked(page("Microsoft-IIS/10.0"), port: 8443).followUp == nil)
    }

    @Test func `SoftEther is known by its refusal`() {
        #expect(asked(softEther).services.map(\.proto) == ["tls", "http", "softether"])
        let apache = Array(
            ("HTTP/1.1 403 Forbidden\r\nServer: Apache\r\nKeep-Alive: timeout=15; max=19\r\n"
                + "Content-Length: 41\r\n\r\n<ADDRESS>HTTP Server at x Port 1</ADDRESS>").utf8)
        #expect(asked(apache).services.map(\.proto) == ["tls", "http"])
    }

    @Test func `where TLS is hung up on, OpenVPN is asked for`() throws {
        let transcript = ScriptedServer([.failsTLS]).hold(ConversationKind.https.begin(port: 443))
        let question = try #require(transcript.followUp)
        let reset = OpenVPNPacket(.hardResetServer2, session: 3, acknowledged: [0], remoteSession: 4).octets
        let answer = ScriptedServer([.says([0, UInt8(reset.count)] + reset)]).hold(question)
        #expect(answer.services.map(\.proto) == ["openvpn"])
        #expect(ScriptedServer([.failsTLS]).hold(ConversationKind.https.begin(port: 8443)).followUp == nil)
    }

    @Test(arguments: [
        ("Basic realm=\"TR069\"", 30005 as UInt16, "cwmp"),
        ("Digest realm=\"ConnectionRequest\"", 8080, "cwmp"),
    ]) func `the line operator's door is known by its realm`(field: String, port: UInt16, proto: String) {
        let page = Array(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: \(field)\r\nContent-Length: 0\r\n\r\n".utf8)
        let transcript = ScriptedServer([.says(page)]).hold(ConversationKind.http.begin(port: port))
        #expect(transcript.services.map(\.proto) == ["http", proto])
    }

    @Test func `a page with a viewer shows VNC`() {
        let page = Array(
            "HTTP/1.0 200 OK\r\n\r\n<TITLE>desk's VNC desktop</TITLE><APPLET ARCHIVE=VncViewer.jar>".utf8)
        let kind = ConversationKind.http
        let viewer = ScriptedServer([.says(page), .closes]).hold(kind.begin(port: 5800))
        #expect(viewer.services.map(\.proto) == ["http", "vnc-viewer"])
        #expect(ScriptedServer([.says(page), .closes]).hold(kind.begin(port: 80)).services.count == 1)
    }
}
