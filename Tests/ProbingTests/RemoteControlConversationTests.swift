import Model
import Probing
import Testing
import Wire

@Suite struct RemoteControlConversationTests {
    @Test(arguments: chunks) func `VNC lists its security types and is left`(chunk: Int?) {
        let server = ScriptedServer([.says(Array("RFB 003.008\n".utf8)), .says([2, 1, 17])], chunk: chunk)
        let transcript = server.hold(ConversationKind.vnc.begin())
        #expect(transcript.service("vnc")?[.vncSecurity] == "1,17")
        #expect(transcript.service("vnc")?[.banner] == "RFB 003.008")
        #expect(transcript.service("vnc")?.product == "UltraVNC")
        #expect(transcript.sent == [Array("RFB 003.008\n".utf8)])
    }

    @Test func `each version gets the highest answer that RFC 6143 knows`() {
        let versions = [
            ("003.003", "003.003"), ("003.005", "003.003"), ("003.007", "003.007"), ("003.889", "003.008"),
            ("004.001", "003.008"), ("005.000", "003.008"),
        ]
        for (stated, answer) in versions {
            let transcript = ScriptedServer([.says(Array("RFB \(stated)\n".utf8))])
                .hold(ConversationKind.vnc.begin())
            #expect(transcript.sent == [Array("RFB \(answer)\n".utf8)])
            #expect(transcript.service("vnc")?[.vncSecurity] == nil)
        }
    }

    @Test func `a repeater is not answered`() {
        let transcript = ScriptedServer([.says(Array("RFB 000.000\n".utf8))]).hold(
            ConversationKind.vnc.begin())
        #expect(transcript.sent.isEmpty)
        #expect(transcript.service("vnc")?.product == "UltraVNC Repeater")
    }

    @Test(arguments: chunks) func `version 3.3 names one type and a refusal its reason`(chunk: Int?) {
        let old = ScriptedServer([.says(Array("RFB 003.003\n".utf8)), .says([0, 0, 0, 2])], chunk: chunk)
            .hold(ConversationKind.vnc.begin())
        #expect(old.service("vnc")?[.vncSecurity] == "2")
        let full = ScriptedServer(
            [.says(Array("RFB 003.008\n".utf8)), .says([0, 0, 0, 0, 4] + Array("full".utf8))], chunk: chunk
        ).hold(ConversationKind.vnc.begin())
        #expect(full.service("vnc")?[.banner] == "RFB 003.008 full")
        #expect(full.service("vnc")?[.vncSecurity] == nil)
    }

    @Test(arguments: chunks) func `PPTP names its vendor`(chunk: Int?) {
        // RFC 2637, 2.2: success, firmware 1, host and vendor in 64 octets each.
        let head = octets("009c 0001 1a2b3c4d 0002 0000 0100 01 00 00000003 00000003 0000 0001")
        let names = ["rt107e", "YAMAHA"].flatMap {
            Array($0.utf8) + [UInt8](repeating: 0, count: 64 - $0.count)
        }
        let transcript = ScriptedServer([.says(head + names)], chunk: chunk).hold(
            ConversationKind.pptp.begin())
        #expect(transcript.service("pptp")?.product == "YAMAHA")
        #expect(transcript.service("pptp")?.version == "1")
        #expect(transcript.names == [NameFact("rt107e", .hostname)])
        #expect(transcript.sent.map(\.count) == [156])
    }

    @Test(arguments: chunks) func `Radmin is known by its first octets`(chunk: Int?) {
        let transcript = ScriptedServer([.says(octets("01000000 25 00000208"))], chunk: chunk)
            .hold(ConversationKind.radmin.begin())
        #expect(transcript.service("radmin")?.product == "Radmin")
        #expect(transcript.sent == [octets("01000000 01000000 0808")])
    }
}
