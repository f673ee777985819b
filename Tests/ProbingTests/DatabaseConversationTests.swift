import Model
import Probing
import Testing
import Wire

@Suite struct DatabaseConversationTests {
    @Test func `PostgreSQL is only asked whether it encrypts`() {
        let transcript = ScriptedServer([.says(Array("S".utf8))]).hold(ConversationKind.postgreSQL.begin())
        #expect(transcript.sent == [octets("00000008 04d2162f")])
        #expect(transcript.service("postgresql")?[.methods] == "tls")
        let plain = ScriptedServer([.says(Array("N".utf8))]).hold(ConversationKind.postgreSQL.begin())
        #expect(plain.service("postgresql")?[.methods] == "no-tls")
    }

    /// Protocol::HandshakeV10: version, thread 8, half a challenge, filler, capabilities with SSL.
    private func handshake(_ version: String, _ capabilities: [UInt8]) -> [UInt8] {
        let body =
            [10] + Array(version.utf8) + [0] + [8, 0, 0, 0] + [UInt8](repeating: 0x41, count: 8) + [0]
            + capabilities + octets("21 0200 ffc1 15") + [UInt8](repeating: 0, count: 10)
        return [UInt8(body.count), 0, 0, 0] + body
    }

    @Test(arguments: chunks) func `MySQL and MariaDB state their versions`(chunk: Int?) {
        let mysql = ScriptedServer([.says(handshake("8.0.36", [0xff, 0xff]))], chunk: chunk)
            .hold(ConversationKind.mySQL.begin())
        #expect(mysql.service("mysql")?.product == "MySQL")
        #expect(mysql.service("mysql")?.version == "8.0.36")
        #expect(mysql.service("mysql")?[.methods] == "tls")
        let maria = ScriptedServer([.says(handshake("5.5.5-10.11.6-MariaDB", [0xff, 0xf7]))], chunk: chunk)
            .hold(ConversationKind.mySQL.begin())
        #expect(maria.service("mysql")?.product == "MariaDB")
        #expect(maria.service("mysql")?.version == "10.11.6-MariaDB")
        #expect(maria.service("mysql")?[.methods] == "no-tls")
        #expect(mysql.sent.isEmpty)
    }

    @Test func `a refusal by MySQL is a sign of MySQL`() {
        let body = octets("ff 6a04") + Array("Host is not allowed to connect".utf8)
        let transcript = ScriptedServer([.says([UInt8(body.count), 0, 0, 0] + body)])
            .hold(ConversationKind.mySQL.begin())
        #expect(transcript.service("mysql")?[.banner] == "1130 Host is not allowed to connect")
        #expect(transcript.service("mysql")?.product == nil)
    }

    @Test(arguments: chunks) func `SQL Server states version and encryption`(chunk: Int?) {
        // MS-TDS 2.2.6.5: version 15.0.2000, encryption required.
        let answer = octets("04 01 001a 0000 01 00  00 000b 0006  01 0011 0001  ff  0f00 07d0 0000  03")
        let transcript = ScriptedServer([.says(answer)], chunk: chunk).hold(ConversationKind.tds.begin())
        #expect(transcript.service("tds")?.version == "15.0.2000")
        #expect(transcript.service("tds")?[.methods] == "tls-required")
    }
}
