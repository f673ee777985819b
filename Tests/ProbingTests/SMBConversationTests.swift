import Model
import Probing
import Testing
import Wire

@Suite struct SMBConversationTests {
    private func frame(_ message: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        SMBFrame(message: message).write(to: &writer)
        return writer.octets
    }

    private func header(command: UInt16, status: UInt32) -> ByteWriter {
        var writer = ByteWriter()
        writer.bytes([0xfe, 0x53, 0x4d, 0x42, 64, 0, 0, 0])
        writer.uint32LE(status)
        writer.uint16LE(command)
        writer.uint16LE(1)
        writer.uint32LE(1)
        writer.zeros(44)
        return writer
    }

    /// An SMB2 NEGOTIATE response (MS-SMB2 2.2.4).
    private func negotiated(_ dialect: UInt16, mode: UInt16 = 1) -> [UInt8] {
        var writer = header(command: 0, status: 0)
        writer.uint16LE(65)
        writer.uint16LE(mode)
        writer.uint16LE(dialect)
        writer.uint16LE(0)
        writer.zeros(16 + 16)
        writer.uint64LE((1_795_402_800 + 11_644_473_600) * 10_000_000)
        writer.zeros(8 + 8)
        return frame(writer.octets)
    }

    /// An SMB2 SESSION_SETUP response that goes on (MS-SMB2 2.2.6).
    private func challenged(_ version: [UInt8]) -> [UInt8] {
        let token = spnegoResponse(ntlmChallenge(version: version))
        var writer = header(command: 1, status: 0xc000_0016)
        writer.uint16LE(9)
        writer.uint16LE(0)
        writer.uint16LE(72)
        writer.uint16LE(UInt16(token.count))
        writer.bytes(token)
        return frame(writer.octets)
    }

    /// An SMB 1 NEGOTIATE response (MS-CIFS 2.2.4.52.2), signing enabled.
    private func old(index: UInt16, words: UInt8 = 17) -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes([0xff, 0x53, 0x4d, 0x42, 0x72, 0, 0, 0, 0, 0x98])
        writer.zeros(22)
        writer.uint8(words)
        writer.uint16LE(index)
        if words == 17 {
            writer.uint8(0x07)
            writer.zeros(20)
            writer.uint64LE((1_795_402_800 + 11_644_473_600) * 10_000_000)
            writer.zeros(3)
        }
        writer.uint16LE(0)
        return frame(writer.octets)
    }

    @Test(arguments: chunks) func `Windows tells dialect, signing, build and name`(chunk: Int?) {
        let server = ScriptedServer(
            [.says(negotiated(0x0311, mode: 3)), .says(challenged([10, 0, 0xf4, 0x65, 0, 0, 0, 15]))],
            chunk: chunk)
        let transcript = server.hold(ConversationKind.smb.begin())
        let service = transcript.service("smb")
        #expect(service?[.smbDialects] == "3.1.1")
        #expect(service?[.smbSigning] == "required")
        #expect(service?[.ntlmBuild] == "10.0.26100")
        #expect(service?[.clock] == "2026-11-23T03:00:00.000000Z")
        #expect(service?.product == nil)
        #expect(transcript.attributes.contains(AttributeFact(.osBuild, "10.0.26100", .certain)))
        #expect(transcript.names == [NameFact("PC01", .ntlm)])
        // A workgroup machine's domain is its own name.
        #expect(!transcript.attributes.contains { $0.key == .domain })
        #expect(transcript.sent.count == 2)
    }

    @Test func `Samba is not called Windows`() {
        let server = ScriptedServer([
            .says(negotiated(0x0302)), .says(challenged([6, 1, 0, 0, 0, 0, 0, 15])),
        ])
        let transcript = server.hold(ConversationKind.smb.begin())
        #expect(transcript.service("smb")?.product == "Samba")
        #expect(transcript.service("smb")?[.smbSigning] == "optional")
        #expect(transcript.attributes.isEmpty)
    }

    @Test(arguments: chunks) func `SMB 1 is told by a connection of its own`(chunk: Int?) throws {
        let first = ScriptedServer([.says(negotiated(0x0210)), .closes]).hold(ConversationKind.smb.begin())
        #expect(first.service("smb")?[.smbV1] == nil)
        let question = try #require(first.followUp)
        let yes = ScriptedServer([.says(old(index: 0))], chunk: chunk).hold(question)
        #expect(yes.service("smb")?[.smbV1] == "yes")
        #expect(yes.service("smb")?[.smbDialects] == "nt-lm-0.12,2.1")
        let no = ScriptedServer([.says(old(index: 0xffff, words: 1))], chunk: chunk).hold(question)
        #expect(no.service("smb")?[.smbV1] == "no")
        #expect(ScriptedServer([.closes]).hold(question).service("smb")?[.smbV1] == "no")
        #expect(ScriptedServer([]).hold(question).facts.isEmpty)
        #expect(yes.followUp == nil)
    }

    @Test func `a server of SMB 1 alone is found, one that closes on both is not judged`() throws {
        let first = ScriptedServer([.closes]).hold(ConversationKind.smb.begin())
        #expect(first.facts.isEmpty)
        let question = try #require(first.followUp)
        let yes = ScriptedServer([.says(old(index: 0))]).hold(question)
        #expect(yes.service("smb")?[.smbDialects] == "nt-lm-0.12")
        #expect(yes.service("smb")?[.smbSigning] == "optional")
        #expect(ScriptedServer([.closes]).hold(question).facts.isEmpty)
    }

    @Test func `a silent server is not asked a second time`() {
        #expect(ScriptedServer([]).hold(ConversationKind.smb.begin()).followUp == nil)
    }

    @Test func `hostile lengths end the conversation without a claim`() {
        let hostile = [
            octets("00ffffff"), octets("00000004 fe534d42"), octets("01020304"),
            frame(header(command: 1, status: 0xc000_0016).octets + octets("0900 0000 ffff ffff")),
        ]
        for octets in hostile {
            let transcript = ScriptedServer([.says(negotiated(0x0311)), .says(octets), .closes])
                .hold(ConversationKind.smb.begin())
            #expect(transcript.service("smb")?[.smbDialects] == "3.1.1")
            #expect(transcript.service("smb")?[.ntlmBuild] == nil)
        }
    }
}
