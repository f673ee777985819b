import Model
import Probing
import Testing
import Wire

@Suite struct HTTPConversationTests {
    /// Written by hand after RFC 9112, 2 with the field that NEC's UNIVERGE IX sends.
    let router = Array(
        """
        HTTP/1.1 401 Unauthorized\r
        Server: IX Series IX2106 (magellan-sec) Software, Version 10.2.20, RELEASE SOFTWARE\r
        Date: Mon, 23 Nov 2026 03:00:00 GMT\r
        WWW-Authenticate: Basic realm="IX2106"\r
        Content-Length: 38\r
        \r
        <HTML><TITLE>\n 設定 &amp; 状態</TITLE>
        """.utf8)

    @Test(arguments: chunks) func `a router's page tells its model, its firmware and its clock`(chunk: Int?) {
        let transcript = ScriptedServer([.says(router), .closes], chunk: chunk)
            .hold(ConversationKind.http.begin(port: 80))
        let service = transcript.service("http")
        #expect(service?[.httpStatus] == "401")
        #expect(service?[.httpRealm] == "IX2106")
        #expect(service?[.httpTitle]?.hasPrefix("設定 &") == true)
        #expect(service?[.clock] == "2026-11-23T03:00:00.000000Z")
        #expect(service?[.httpServer]?.hasPrefix("IX Series IX2106 (magellan-sec)") == true)
        #expect(transcript.sent.count == 1)
    }

    @Test func `the request asks for one page and says who asks`() throws {
        let kind = ConversationKind.http
        let transcript = ScriptedServer([]).hold(kind.begin(port: 8080))
        let request = String(decoding: try #require(transcript.sent.first), as: UTF8.self)
        #expect(
            request == "GET / HTTP/1.1\r\nHost: 192.0.2.7:8080\r\nUser-Agent: tenken\r\nAccept: */*\r\n"
                + "Connection: close\r\n\r\n")
    }

    @Test func `Windows remote management is told from other web servers on its port`() {
        let answer = Array(
            """
            HTTP/1.1 405 \r
            Allow: POST\r
            Server: Microsoft-HTTPAPI/2.0\r
            Content-Length: 0\r
            \r\n
            """.utf8)
        let winrm = ScriptedServer([.says(answer)]).hold(ConversationKind.http.begin(port: 5985))
        #expect(winrm.services.map(\.proto) == ["http", "winrm"])
        let other = ScriptedServer([.says(answer)]).hold(ConversationKind.http.begin(port: 5357))
        #expect(other.services.map(\.proto) == ["http"])
    }

    @Test(
        arguments: [
            ("Server: Apache/2.4.57 (Debian)", "Apache", "2.4.57"), ("Server: nginx", "nginx", nil),
            ("Server: xxxxxxxx-xxxxx", nil, nil), ("Server: YAMAHA-RT", "YAMAHA-RT", nil),
        ] as [(String, String?, String?)])
    func `a server's field is split into product and version`(
        field: String, product: String?, version: String?
    ) {
        let answer = Array("HTTP/1.1 200 OK\r\n\(field)\r\nContent-Length: 0\r\n\r\n".utf8)
        let transcript = ScriptedServer([.says(answer)]).hold(ConversationKind.http.begin(port: 80))
        #expect(transcript.service("http")?.product == product)
        #expect(transcript.service("http")?.version == version)
        #expect(transcript.service("http")?[.httpServer] == String(field.dropFirst("Server: ".count)))
        #expect(transcript.attributes.isEmpty)
    }

    @Test(arguments: chunks) func `the page inside TLS is read with the certificate`(chunk: Int?) {
        let page = Array("HTTP/1.1 302 Found\r\nLocation: /remote/login\r\nContent-Length: 0\r\n\r\n".utf8)
        let certificate = greeting(
            .tls13, subject: "CN=FGT60F0000000000,OU=FortiGate,O=Fortinet", issuer: "CN=x")
        let transcript = ScriptedServer([.greetsInTLS(certificate), .says(page)], chunk: chunk)
            .hold(ConversationKind.https.begin(port: 10443))
        #expect(transcript.offers == [TLSOffer(versions: .tls10 ... .tls13)])
        #expect(transcript.service("tls")?[.tlsVersions] == "1.3")
        #expect(transcript.service("tls")?[.certificateNotAfter] == "2027-01-15T08:00:00.000000Z")
        #expect(transcript.service("http")?[.httpLocation] == "/remote/login")
        #expect(
            transcript.service("tls")?[.certificateSubject] == "CN=FGT60F0000000000,OU=FortiGate,O=Fortinet")
    }

    @Test func `each older version of TLS is asked for by itself, past one that is refused`() throws {
        // A server that takes 1.3, 1.2 and 1.0 but has 1.1 switched off.
        let supported: [TLSVersion] = [.tls10, .tls12, .tls13]
        var next: (any Conversation)? = ConversationKind.https.begin(port: 443)
        var accepted: [String] = []
        var offers: [TLSOffer] = []
        while let conversation = next {
            let wanted = ScriptedServer([.failsTLS]).hold(conversation).offers.first?.versions
            let chosen = supported.last { wanted?.contains($0) ?? false }
            let turn = chosen.map { ScriptedServer.Turn.greetsInTLS(greeting($0)) } ?? .failsTLS
            let transcript = ScriptedServer([turn, .closes]).hold(conversation)
            accepted += transcript.services.compactMap { $0[.tlsVersions] }
            offers += transcript.offers
            next = transcript.followUp
        }
        #expect(accepted == ["1.3", "1.2", "1.0"])
        #expect(
            offers.map(\.versions) == [
                .tls10 ... .tls13, .tls12 ... .tls12, .tls11 ... .tls11, .tls10 ... .tls10,
            ])
    }

    @Test func `a server that stops answering is not asked for older versions`() throws {
        let first = ScriptedServer([.greetsInTLS(greeting(.tls12)), .closes])
            .hold(ConversationKind.https.begin(port: 443))
        var question = try #require(first.followUp)
        _ = question.start()
        #expect(question.end(.timedOut).isEmpty && question.followUp == nil)
    }

    @Test func `a server that refuses TLS leaves no fact and no further question`() {
        let transcript = ScriptedServer([.failsTLS]).hold(ConversationKind.https.begin(port: 8443))
        #expect(transcript.facts.isEmpty && transcript.followUp == nil)
    }

    @Test func `an endless page is left at 128 KiB`() {
        let page = Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + [UInt8](repeating: 0x61, count: 200_000)
        var conversation = ConversationKind.http.begin(port: 80)
        _ = conversation.start()
        #expect(conversation.receive(page) == .finish)
    }

    @Test(arguments: chunks) func `a camera's methods are read`(chunk: Int?) {
        // RFC 2326, 10.1.
        let answer = Array(
            "RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: DESCRIBE, SETUP, PLAY\r\nServer: Rtsp Server/2.0\r\n\r\n"
                .utf8)
        let transcript = ScriptedServer([.says(answer)], chunk: chunk).hold(ConversationKind.rtsp.begin())
        #expect(transcript.service("rtsp")?[.methods] == "DESCRIBE,SETUP,PLAY")
        #expect(transcript.service("rtsp")?.product == "Rtsp Server/2.0")
    }
}
