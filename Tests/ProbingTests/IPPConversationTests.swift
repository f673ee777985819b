import Addresses
import Model
import Probing
import Testing
import Wire

/// How a printer is asked by IPP, and what its answer tells.
struct IPPConversationTests {
    private static let body = IPPMessage(
        code: 0, request: 1,
        attributes: [
            ("printer-make-and-model", "EPSON LP-S180"), ("printer-device-id", "MFG:EPSON;MDL:LP-S180;"),
            ("printer-firmware-string-version", "20.1"), ("printer-location", "受付"), ("printer-name", ""),
        ].map { .init(group: 4, name: $0.0, values: [.init(tag: 0x41, octets: Array($0.1.utf8))]) }
    ).octets

    private static func answer(_ body: [UInt8], status: String = "200 OK") -> [UInt8] {
        Array(
            "HTTP/1.1 \(status)\r\nServer: EPSON HTTP Server\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
            + body
    }

    @Test(arguments: [nil, 1, 7])
    func `a printer tells model, identification, firmware and place`(chunk: Int?) throws {
        let transcript = ScriptedServer([.says(Self.answer(Self.body)), .closes], chunk: chunk)
            .hold(ConversationKind.ipp.begin(port: 631))
        #expect(
            try #require(transcript.service("ipp")).facts == [
                "ipp.printer-make-and-model": "EPSON LP-S180",
                "ipp.printer-device-id": "MFG:EPSON;MDL:LP-S180;",
                "ipp.printer-firmware-string-version": "20.1", "ipp.printer-location": "受付",
            ])
        #expect(transcript.service("http")?[.httpServer] == "EPSON HTTP Server")
        #expect(transcript.followUp == nil)
        let sent = try #require(transcript.sent.first)
        let text = String(decoding: sent, as: UTF8.self)
        #expect(text.hasPrefix("POST /ipp/print HTTP/1.1\r\nHost: 192.0.2.7:631\r\n"))
        let end = try #require(sent.firstRange(of: "\r\n\r\n".utf8)).upperBound
        #expect(text.contains("Content-Length: \(sent.count - end)\r\n"))
        var reader = ByteReader(sent[end...])
        #expect(try IPPMessage(parsing: &reader).code == 0x000b)
    }

    @Test func `an answer after a word to go on is read`() {
        let turns = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8) + Self.answer(Self.body)
        let transcript = ScriptedServer([.says(turns), .closes]).hold(ConversationKind.ipp.begin(port: 631))
        #expect(transcript.service("ipp")?[.ippFirmware] == "20.1")
    }

    @Test(arguments: [
        answer([], status: "404 Not Found"), answer([1, 1, 0, 0]), answer([], status: "426 Upgrade Required"),
    ])
    func `a server that knows no printer is asked for its page instead`(octets: [UInt8]) throws {
        let transcript = ScriptedServer([.says(octets), .closes]).hold(ConversationKind.ipp.begin(port: 631))
        #expect(transcript.facts.isEmpty)
        var next = try #require(transcript.followUp)
        #expect(String(decoding: next.start().send, as: UTF8.self).hasPrefix("GET / HTTP/1.1\r\n"))
    }

    @Test func `other servers are left alone after one try`() {
        let transcript = ScriptedServer([.says(Array("SSH-2.0-x\r\n".utf8)), .closes])
            .hold(ConversationKind.ipp.begin(port: 631))
        #expect(transcript.services.map(\.proto) == ["unknown"])
        #expect(transcript.followUp == nil)
    }

    @Test func `no request is longer than the plan says`() throws {
        let address = IPAddress.v6(IPv6Address(high: 0x2001_0db8_1111_2222, low: 0x3333_4444_5555_6666))
        var conversation = ConversationKind.ipp.begin(address, 65535)
        let length = conversation.start().send.count
        #expect(length <= 640)
    }
}
