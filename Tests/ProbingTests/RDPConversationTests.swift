import Model
import Probing
import Testing
import Wire

@Suite struct RDPConversationTests {
    /// TPKT, X.224 connection confirm, RDP_NEG_RSP (MS-RDPBCGR 4.1.2).
    func selected(_ protocols: String) -> [UInt8] {
        octets("03000013 0ed00000123400 02 1f 0800 \(protocols)000000")
    }

    /// TPKT, X.224 connection confirm, RDP_NEG_FAILURE.
    func failure(_ code: String) -> [UInt8] {
        octets("03000013 0ed00000123400 03 00 0800 \(code)000000")
    }

    /// A TSRequest with the server's challenge (MS-CSSP 2.2.1).
    func challenge(_ version: [UInt8], wrapped: Bool = false) -> [UInt8] {
        let message = ntlmChallenge(version: version, domain: "YAKKYOKU")
        var writer = ByteWriter()
        CredSSPRequest(version: 6, token: wrapped ? spnegoResponse(message) : message).write(to: &writer)
        return writer.octets
    }

    @Test(arguments: chunks) func `Windows tells its build, name and domain before anyone logs in`(
        chunk: Int?
    ) {
        let server = ScriptedServer(
            [
                .says(selected("08")), .greetsInTLS(greeting()),
                .says(challenge([10, 0, 0x65, 0x4a, 0, 0, 0, 15])),
            ], chunk: chunk)
        let transcript = server.hold(ConversationKind.rdp.begin())
        let service = transcript.service("rdp")
        #expect(service?[.rdpSecurity] == "hybrid-ex")
        #expect(service?[.rdpNLA] == nil)
        #expect(service?[.ntlmBuild] == "10.0.19045")
        #expect(service?[.ntlmComputer] == "PC01")
        #expect(service?[.ntlmDomain] == "YAKKYOKU")
        #expect(service?[.clock] == "2026-11-23T03:00:00.000000Z")
        #expect(transcript.service("tls")?[.certificateSubject] == "CN=PC01")
        #expect(transcript.attributes.contains(AttributeFact(.osBuild, "10.0.19045", .certain)))
        #expect(transcript.attributes.contains(AttributeFact(.domain, "YAKKYOKU", .certain)))
        #expect(transcript.names == [NameFact("PC01", .ntlm)])
    }

    @Test func `the negotiation offers TLS and CredSSP and names nobody`() {
        let transcript = ScriptedServer([]).hold(ConversationKind.rdp.begin())
        #expect(transcript.sent == [octets("03000013 0ee00000000000 01 00 0800 0b000000")])
    }

    @Test func `a challenge wrapped in SPNEGO is read too`() {
        let server = ScriptedServer([
            .says(selected("02")), .greetsInTLS(greeting()),
            .says(challenge([6, 3, 0x80, 0x25, 0, 0, 0, 15], wrapped: true)),
        ])
        let transcript = server.hold(ConversationKind.rdp.begin())
        #expect(transcript.service("rdp")?[.ntlmBuild] == "6.3.9600")
    }

    @Test func `a second connection tells whether network level authentication is required`() throws {
        let first = ScriptedServer([.says(selected("02")), .failsTLS]).hold(ConversationKind.rdp.begin())
        let question = try #require(first.followUp)
        let required = ScriptedServer([.says(failure("05"))]).hold(question)
        #expect(required.service("rdp")?[.rdpNLA] == "required")
        #expect(required.service("rdp")?[.rdpSecurity] == "hybrid")
        let offered = ScriptedServer([.says(selected("01"))]).hold(question)
        #expect(offered.service("rdp")?[.rdpNLA] == "offered")
        #expect(offered.service("rdp")?[.rdpSecurity] == "hybrid,tls")
        #expect(ScriptedServer([]).hold(question).facts.isEmpty)
        #expect(ScriptedServer([.says(failure("04"))]).hold(question).facts.isEmpty)
    }

    @Test func `a server without CredSSP has no network level authentication`() {
        let xrdp = ScriptedServer([.says(selected("01")), .greetsInTLS(greeting(subject: "CN=xrdp"))])
            .hold(ConversationKind.rdp.begin())
        #expect(xrdp.service("rdp")?[.rdpNLA] == "absent")
        #expect(xrdp.service("rdp")?[.rdpSecurity] == "tls")
        #expect(xrdp.attributes.isEmpty && xrdp.followUp == nil)
        // Windows XP confirms without RDP's part.
        let old = ScriptedServer([.says(octets("0300000b 06d00000123400"))]).hold(
            ConversationKind.rdp.begin())
        #expect(old.service("rdp")?[.rdpSecurity] == "rdp")
        #expect(old.service("rdp")?[.rdpNLA] == "absent")
        let plain = ScriptedServer([.says(failure("02"))]).hold(ConversationKind.rdp.begin())
        #expect(plain.service("rdp")?[.rdpSecurity] == "rdp")
    }

    @Test(
        arguments: [
            (TLSVersion.tls12, "CN=PC01", Confidence.likely), (.tls12, "CN=linux.example", .hint),
            (.tls13, "CN=PC01", nil),
        ] as [(TLSVersion, String, Confidence?)])
    func `the number that FreeRDP shares with Windows 7 is no certainty`(
        version: TLSVersion, subject: String, expected: Confidence?
    ) {
        let server = ScriptedServer([
            .says(selected("02")), .greetsInTLS(greeting(version, subject: subject)),
            .says(challenge([6, 1, 0xb1, 0x1d, 0, 0, 0, 15])),
        ])
        let build = server.hold(ConversationKind.rdp.begin()).attributes.first { $0.key == .osBuild }
        #expect(build?.confidence == expected)
    }

    @Test func `a build that is none of Windows makes no claim`() {
        let server = ScriptedServer([
            .says(selected("02")), .greetsInTLS(greeting()), .says(challenge([7, 7, 7, 7, 0, 0, 0, 15])),
        ])
        let transcript = server.hold(ConversationKind.rdp.begin())
        #expect(transcript.service("rdp")?[.ntlmBuild] == "7.7.1799")
        #expect(!transcript.attributes.contains { $0.key == .osBuild || $0.key == .os })
    }

    @Test func `junk where the challenge should be leaves the negotiation's facts`() {
        for junk in [octets("30 84 ff ff ff ff"), octets("30 03 a0 01 02"), octets("0102")] {
            let server = ScriptedServer([
                .says(selected("02")), .greetsInTLS(greeting()), .says(junk), .closes,
            ])
            let transcript = server.hold(ConversationKind.rdp.begin())
            #expect(transcript.service("rdp")?[.rdpSecurity] == "hybrid")
            #expect(transcript.service("rdp")?[.ntlmBuild] == nil)
        }
    }
}
