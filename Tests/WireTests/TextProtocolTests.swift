import Testing
import Wire

@Suite struct SSHIdentificationTests {
    @Test func `version, software and comments are told apart`() throws {
        let line = Array("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3".utf8)
        let read = try SSHIdentification(parsing: line[...])
        #expect(read.version == "2.0")
        #expect(read.software == "OpenSSH_9.2p1")
        #expect(read.comments == "Debian-2+deb12u3")
        #expect(ConversationSample.written { read.write(to: &$0) } == line + [0x0d, 0x0a])
    }

    @Test(arguments: ["SSH-", "SSH-2.0", "SSH-2.0-", "SSH--x", "ssh-2.0-x", "SSH-2.0-a\u{1}", "SSH-2.0-é"])
    func `other lines are refused`(line: String) {
        #expect(throws: WireError.self) { try SSHIdentification(parsing: Array(line.utf8)[...]) }
    }

    @Test func `a line longer than 255 octets is refused`() {
        let line = Array("SSH-2.0-".utf8) + [UInt8](repeating: 0x41, count: 300)
        #expect(throws: WireError.self) { try SSHIdentification(parsing: line[...]) }
    }
}

@Suite struct TelnetNegotiationTests {
    private func fed(_ octets: [UInt8]) -> TelnetNegotiation {
        var negotiation = TelnetNegotiation()
        octets.forEach { negotiation.feed($0) }
        return negotiation
    }

    @Test func `wishes, text and subnegotiations are told apart`() {
        // IAC DO 1, "a", IAC IAC, IAC SB 24 IAC IAC 1 IAC SE, IAC NOP, "b", IAC WONT 3.
        let read = fed(ConversationSample.hex("fffd01 61 ffff fffa18ffff01fff0 fff1 62 fffc03"))
        #expect(read.text == [0x61, 0xff, 0x62])
        #expect(read.offers == [TelnetOffer(.do, 1), TelnetOffer(.wont, 3)])
        #expect(read.offers.map(\.refusal) == [TelnetOffer(.wont, 1), nil])
    }

    @Test func `a wish repeated without end is kept once, a flood of them up to a limit`() {
        #expect(fed(Array(repeatElement([255, 251, 1], count: 500).joined())).offers.count == 1)
        let flood = (UInt8.min...UInt8.max).flatMap { option -> [UInt8] in [255, 253, option] }
        #expect(fed(flood).offers.count == TelnetNegotiation.offerLimit)
        #expect(fed([UInt8](repeating: 0x41, count: 50_000)).text.count == TelnetNegotiation.textLimit)
    }
}

@Suite struct ReplyLinesTests {
    @Test func `all lines of a reply are read`() throws {
        let read = try ReplyLines(parsing: Array("220-a\r\n b\r\n221 no\r\n220 c\r\n".utf8)[...])
        #expect(read.code == 220)
        #expect(read.lines == ["a", "b", "221 no", "c"])
    }

    @Test func `a reply without end is refused`() {
        let octets = Array(repeatElement(Array("220-a\n".utf8), count: 60).joined())
        #expect(throws: WireError.malformed("too many lines")) { try ReplyLines(parsing: octets[...]) }
        #expect(throws: WireError.malformed("no reply code")) {
            try ReplyLines(parsing: Array("hi\n".utf8)[...])
        }
    }
}
