import Model
import Probing
import Testing
import Wire

@Suite struct GreetingConversationTests {
    /// The line of Debian 12's own server.
    let debian = Array("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n".utf8)

    @Test(arguments: chunks) func `SSH names its product and its packager's version`(chunk: Int?) {
        let transcript = ScriptedServer([.says(debian)], chunk: chunk).hold(ConversationKind.ssh.begin())
        let service = transcript.service("ssh")
        #expect(service?.product == "OpenSSH")
        #expect(service?.version == "9.2p1 Debian-2+deb12u3")
        #expect(service?[.banner] == "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3")
        #expect(transcript.attributes.isEmpty)
        #expect(transcript.facts.allSatisfy { $0.grounds != nil })
        #expect(transcript.sent.isEmpty)
    }

    @Test(
        arguments: [
            ("SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.10", "OpenSSH", "8.9p1 Ubuntu-3ubuntu0.10"),
            ("SSH-2.0-OpenSSH_for_Windows_8.1", "OpenSSH for Windows", "8.1"),
            ("SSH-2.0-dropbear_2019.78", "dropbear", "2019.78"),
            ("SSH-2.0-Cisco-1.25", "Cisco", "1.25"),
            ("SSH-1.99-RomSShell", "RomSShell", nil),
        ] as [(String, String, String?)])
    func `SSH servers of other makers are told apart`(line: String, product: String, version: String?) {
        let transcript = ScriptedServer([.says(Array("Welcome\r\n\(line)\n".utf8))])
            .hold(ConversationKind.ssh.begin())
        #expect(transcript.service("ssh")?.product == product)
        #expect(transcript.service("ssh")?.version == version)
    }

    @Test func `a port that says nothing has no service fact`() {
        for kind in Catalog.conversations + [Catalog.greeting] {
            let transcript = ScriptedServer([]).hold(kind.begin())
            #expect(transcript.facts.isEmpty, "\(kind.id)")
        }
    }

    @Test(arguments: chunks) func `octets that fit nothing are kept as unknown, never guessed at`(chunk: Int?)
    {
        let junk = [0x1b, 0x00, 0x80] + Array("hello\r\n\r\n".utf8) + [UInt8](repeating: 0xc3, count: 300)
        for kind in Catalog.conversations + [Catalog.greeting]
        where !["talk-https", "talk-anydesk", "talk-winrm-tls"].contains(kind.id) {
            let transcript = ScriptedServer([.says(junk), .closes], chunk: chunk).hold(kind.begin())
            #expect(transcript.services.map(\.proto) == ["unknown"], "\(kind.id)")
            #expect(transcript.services.first?[.banner]?.hasPrefix("\\x1b") == true, "\(kind.id)")
            #expect(transcript.attributes.isEmpty)
        }
    }

    @Test(arguments: chunks) func `FTP and SMTP greetings are read to their last line`(chunk: Int?) {
        let ftp = ScriptedServer([.says(Array("220-Hello\r\n220 (vsFTPd 3.0.3)\r\n".utf8))], chunk: chunk)
            .hold(ConversationKind.ftp.begin())
        #expect(ftp.service("ftp")?[.banner] == "220 Hello")
        let smtp = ScriptedServer(
            [.says(Array("220 mail.example ESMTP Postfix (Debian)\r\n".utf8))], chunk: chunk
        )
        .hold(ConversationKind.smtp.begin())
        #expect(smtp.service("smtp")?.product == "Postfix")
        #expect(smtp.service("smtp")?.version == nil)
        #expect(ftp.sent.isEmpty && smtp.sent.isEmpty)
    }

    @Test(arguments: [
        ("220 zaiko.pharmacy.test ESMTP Postfix", "zaiko.pharmacy.test"),
        ("220 zaiko.pharmacy.test", "zaiko.pharmacy.test"),
        ("220-mail.example Welcome\r\n220 ready", "mail.example"), ("220 ESMTP", nil), ("220 Ready. Go", nil),
        ("220 192.0.2.1 ESMTP", nil), ("220 localhost.localdomain ESMTP", nil), ("220 a..b ESMTP", nil),
        ("554 mail.example no service", nil), ("220 [192.0.2.1] ESMTP", nil),
        ("220 \u{1b}[2J.evil ESMTP", nil),
    ])
    func `a mail server's domain is its name`(greeting: String, name: String?) {
        let smtp = ScriptedServer([.says(Array("\(greeting)\r\n".utf8))]).hold(ConversationKind.smtp.begin())
        #expect(smtp.names == [name].compactMap { $0 }.map { NameFact($0, .hostname) })
    }

    @Test func `an FTP server's first word is no name`() {
        let ftp = ScriptedServer([.says(Array("220 ftp.example ready\r\n".utf8))]).hold(
            ConversationKind.ftp.begin())
        #expect(ftp.names.isEmpty)
    }

    @Test func `a greeting at an unregistered port is named by what it says`() {
        let greetings: [(String, String)] = [
            ("SSH-2.0-OpenSSH_9.2\r\n", "ssh"), ("RFB 003.008\n", "vnc"), ("220 x FTP ready\r\n", "ftp"),
            ("220 x ESMTP\r\n", "smtp"), ("220 x\r\n", "unknown"), ("SRS:Ready\0", "splashtop"),
            (">INFO:OpenVPN Management Interface Version 5\r\n", "openvpn-management"),
        ]
        for (text, proto) in greetings {
            let transcript = ScriptedServer([.says(Array(text.utf8))]).hold(Catalog.greeting.begin())
            #expect(transcript.services.map(\.proto) == [proto], "\(text)")
            #expect(transcript.sent.isEmpty)
        }
    }

    @Test(arguments: chunks) func `Telnet options are refused once and the prompt ends it`(chunk: Int?) {
        // IAC DO 24, IAC WILL 1, IAC SB 24 1 IAC SE (RFC 855, RFC 1091).
        let offers = octets("fffd18 fffb01 fffa1801fff0")
        let transcript = ScriptedServer(
            [.says(offers), .says(Array("\r\nrouter login: ".utf8))], chunk: chunk
        )
        .hold(ConversationKind.telnet.begin())
        #expect(transcript.service("telnet")?[.banner] == "router login:")
        #expect(transcript.sent.count == 1)
        let replies = transcript.sent.first ?? []
        #expect(octets("fffc18 fffe01").starts(with: replies) && replies.count.isMultiple(of: 3))
    }
}
