import Testing
import Wire

@Suite struct HTTPResponseTests {
    private func response(_ text: String) throws -> HTTPResponse {
        try HTTPResponse(parsing: Array(text.utf8)[...])
    }

    @Test func `status, fields and body are read whatever the case and the line ends`() throws {
        let read = try response("HTTP/1.0 404 Not Found\nSERVER:  x \r\nServer: y\nA: 1\r\n  2\r\n\r\nbody")
        #expect(read.version == "HTTP/1.0")
        #expect(read.status == 404)
        #expect(read["server"] == "x")
        #expect(read["a"] == "1 2")
        #expect(read.content(limit: 100) == Array("body".utf8))
    }

    @Test(arguments: [
        "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTPS/1.1 200", "HTTP/1.1", "ICY 200 OK", "HTTP/x.1 200",
    ])
    func `other first lines are refused`(line: String) {
        #expect(throws: WireError.self) { try response(line + "\r\n\r\n") }
    }

    @Test func `an endless head is refused`() {
        #expect(throws: WireError.malformed("head too long")) {
            try response("HTTP/1.1 200 OK\r\nA: " + String(repeating: "a", count: 70_000))
        }
        #expect(throws: WireError.malformed("too many header fields")) {
            try response("HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 300) + "\r\n")
        }
    }

    @Test func `chunks are joined as far as their framing holds`() throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(
            try response(head + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").content(limit: 99)
                == Array("abcde".utf8))
        #expect(try response(head + "5\r\nab").content(limit: 99) == Array("ab".utf8))
        #expect(try response(head + "7fffffffffffffff\r\nab").content(limit: 99) == Array("ab".utf8))
        #expect(try response(head + "ffffffffffffffffff\r\nab").content(limit: 99) == [])
        #expect(try response(head + "3\r\nabc\r\nzz\r\n").content(limit: 2) == Array("ab".utf8))
    }

    @Test func `the realm and the schemes of challenges are read`() throws {
        let read = try response(
            "HTTP/1.1 401 x\r\nWWW-Authenticate: Negotiate\r\nWWW-Authenticate: Basic realm=\"A B\"\r\n\r\n")
        #expect(read.realm == "A B")
        #expect(read.authenticationSchemes == ["negotiate", "basic"])
        #expect(
            try response("HTTP/1.1 401 x\r\nWWW-Authenticate: Digest Realm=abc, nonce=1\r\n\r\n").realm
                == "abc")
    }

    @Test func `the length of a body is known where the head tells it`() throws {
        #expect(try response("HTTP/1.1 204 x\r\n\r\n").bodyLength == 0)
        #expect(try response("HTTP/1.1 200 x\r\nContent-Length: 12\r\n\r\n").bodyLength == 12)
        #expect(try response("HTTP/1.1 200 x\r\nContent-Length: -1\r\n\r\n").bodyLength == nil)
        #expect(try response("HTTP/1.1 200 x\r\n\r\n").bodyLength == nil)
    }
}

@Suite struct HTMLTitleTests {
    @Test(
        arguments: [
            ("<html><TITLE lang=ja>\n ルーター  設定 </title>", "ルーター 設定"),
            ("<title>A &amp; B &#x41;&#66; &bogus; &lt;</title>", "A & B AB &bogus; <"),
            ("<title>no end", "no end"), ("<title></title>", nil), ("<title", nil), ("plain", nil), ("", nil),
            ("<title>&#xd800;&#99999999999;&</title>", "&#xd800;&#99999999999;&"),
        ] as [(String, String?)])
    func `the first title is read`(page: String, title: String?) {
        #expect(HTMLTitle(in: Array(page.utf8))?.text == title)
    }

    @Test func `of a title in Shift_JIS the ASCII part is kept and the rest shown as unreadable`() {
        // 「設定」 is 90 dd 92 e8, 「表」 is 95 5c: its second octet is a backslash in ASCII.
        let page =
            Array("<title>RTX ".utf8) + [0x90, 0xdd, 0x92, 0xe8, 0x95, 0x5c] + Array(" v1</title>".utf8)
        #expect(HTMLTitle(in: page)?.text == "RTX \u{FFFD} v1")
    }

    @Test func `a long title is cut between characters`() {
        let page = Array("<title>".utf8) + Array(String(repeating: "設", count: 200).utf8)
        #expect(HTMLTitle(in: page)?.text == String(repeating: "設", count: 85))
    }
}

@Suite struct PrintableTextTests {
    @Test func `text is kept, controls and octets of no text are shown as numbers`() {
        #expect(String(printable: Array("薬局 ok\r\n".utf8)) == "薬局 ok")
        #expect(String(printable: [0x1b, 0x5b, 0x41]) == "\\x1b[A")
        #expect(String(printable: [0xff, 0x00, 0x41, 0x0a]) == "\\xff\\x00A")
        #expect(String(printable: Array("a\u{202e}b".utf8)) == "a\\xe2\\x80\\xaeb")
        #expect(String(printable: [UInt8](repeating: 0x41, count: 999), limit: 3) == "AAA")
        #expect(String(printable: []) == "")
    }
}
