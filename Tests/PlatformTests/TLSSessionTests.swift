import TLSClient
import Testing
import Wire

@Suite struct TLSSessionTests {
    @Test(arguments: TLSVersion.allCases)
    func `speaks every version and reads an expired certificate with a Japanese subject`(
        version: TLSVersion
    ) throws {
        let server = try #require(TLSServer(certificate: SampleCertificate.der, versions: version...version))
        let session = try TLSSession(TLSOffer(serverName: "printer.example"))
        let progress = Self.shakeHands(session, server)
        #expect(progress.end == nil)
        let greeting = try #require(progress.greeting)
        #expect(greeting.version == version)
        #expect(greeting.cipher.hasPrefix("TLS_"))
        #expect(
            greeting.certificate
                == TLSGreeting.Certificate(
                    subject: "CN=プリンター,O=調剤薬局", issuer: "CN=プリンター,O=調剤薬局",
                    names: ["printer.example", "192.0.2.9", "2001:db8::9"],
                    notBefore: 1_514_764_800, notAfter: 1_577_836_800, key: "EC P-256",
                    signatureAlgorithm: "ecdsa-with-SHA256",
                    fingerprint: "7ac109e92436fb7c03e0259d8fafaa45c76f64cba82c8075c4384cf1af106489"))
    }

    @Test func `carries plain text both ways and sees the goodbye`() throws {
        let server = try #require(
            TLSServer(certificate: SampleCertificate.der, versions: .tls12 ... .tls13))
        let session = try TLSSession(TLSOffer())
        #expect(session.encrypt([1]).toSend == [])
        #expect(session.close() == [])
        _ = Self.shakeHands(session, server)
        let question = session.encrypt(Array("question".utf8))
        let (reply, plain) = server.receive(question.toSend, answer: Array("answer".utf8))
        #expect(plain == Array("question".utf8))
        #expect(session.receive(reply).plain == Array("answer".utf8))
        #expect(session.receive(server.close()).end == .byPeer)
        #expect(!session.close().isEmpty)
    }

    @Test func `takes a handshake octet by octet`() throws {
        let server = try #require(
            TLSServer(certificate: SampleCertificate.der, versions: .tls10 ... .tls13))
        let session = try TLSSession(TLSOffer())
        var toServer = session.start().toSend
        var greetings = 0
        for _ in 0..<10 where !toServer.isEmpty {
            let toClient = server.receive(toServer).toSend
            toServer = []
            for octet in toClient {
                let progress = session.receive([octet])
                toServer += progress.toSend
                greetings += progress.greeting == nil ? 0 : 1
            }
        }
        #expect(greetings == 1)
    }

    @Test func `says why a server that is too old is not reached`() throws {
        let server = try #require(
            TLSServer(certificate: SampleCertificate.der, versions: .tls10 ... .tls10))
        let session = try TLSSession(TLSOffer(versions: .tls12 ... .tls13))
        let progress = Self.shakeHands(session, server)
        #expect(progress.greeting == nil)
        guard case .failed(let reason) = progress.end else {
            Issue.record("no failure: \(progress)")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test(arguments: ["SSH-2.0-x\r\n", "HTTP/1.0 400 Bad Request\r\n\r\n", "\u{16}\u{3}\u{3}\u{7f}zz"])
    func `takes what is no TLS as a failure or waits for more`(answer: String) throws {
        let session = try TLSSession(TLSOffer())
        #expect(!session.start().toSend.isEmpty)
        let progress = session.receive(Array(answer.utf8))
        #expect(progress.greeting == nil)
        #expect(progress.plain == [])
    }

    @Test func `survives every certificate with one octet changed`() throws {
        let original = SampleCertificate.der
        var shown = 0
        for position in original.indices {
            var changed = original
            changed[position] ^= UInt8(truncatingIfNeeded: 1 << (position % 8))
            guard let server = TLSServer(certificate: changed, versions: .tls12 ... .tls12) else { continue }
            let session = try TLSSession(TLSOffer())
            let progress = Self.shakeHands(session, server)
            guard let certificate = progress.greeting?.certificate else { continue }
            shown += 1
            #expect(certificate.fingerprint.count == 64)
        }
        #expect(shown > 100)
    }

    @Test func `refuses a server name that cannot be sent`() {
        let name = String(repeating: "x", count: 300)
        #expect(throws: TLSSession.SetupFailure.self) { _ = try TLSSession(TLSOffer(serverName: name)) }
    }

    /// Carries octets to and fro until the handshake is over; the last step, with the greeting of any.
    private static func shakeHands(_ session: TLSSession, _ server: TLSServer) -> TLSSession.Progress {
        var progress = session.start()
        for _ in 0..<10 where progress.end == nil && progress.greeting == nil {
            progress = session.receive(server.receive(progress.toSend).toSend)
        }
        if progress.greeting != nil {
            // TLS 1.3: the server still waits for the client's last message, and answers with tickets.
            _ = session.receive(server.receive(progress.toSend).toSend)
        }
        return progress
    }
}
