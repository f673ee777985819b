import Addresses
import Model
import Probing
import Testing
import Wire

/// The furthest any conversation goes is a server's challenge: these tests look at every octet that leaves.
@Suite struct NoLoginTests {
    /// Answers that lead each conversation as far as it will ever go.
    private func generous(_ id: String) -> [ScriptedServer.Turn] {
        let http = ScriptedServer.Turn.says(
            Array(
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n".utf8))
        let again: [ScriptedServer.Turn] = [.says(octets("fffd18fffb01")), .says(Array("login: ".utf8))]
        switch id {
        case "talk-ssh": return [.says(Array("SSH-2.0-x_1\r\n".utf8))] + again
        case "talk-telnet": return again + again
        case "talk-https": return [.greetsInTLS(greeting(.tls10)), http, http]
        case "talk-http": return [http, http]
        case "talk-rdp":
            var writer = ByteWriter()
            let message = ntlmChallenge(version: [10, 0, 0x65, 0x4a, 0, 0, 0, 15])
            CredSSPRequest(version: 6, token: message).write(to: &writer)
            let selected = octets("03000013 0ed00000123400 02 1f 0800 02000000")
            return [.says(selected), .greetsInTLS(greeting()), .says(writer.octets), .says(writer.octets)]
        case "talk-vnc":
            return [
                .says(Array("RFB 003.008\n".utf8)), .says([1, 2]), .says([UInt8](repeating: 7, count: 16)),
            ]
        default: return again + [http, http]
        }
    }

    @Test func `no conversation sends a name, a password or an answer to a challenge`() {
        let words = [
            "user ", "user=", "username", "pass", "auth", "login", "ehlo", "mstshash", "cookie", "post ",
            "put ", "root", "admin",
        ]
        for kind in Catalog.conversations + [Catalog.greeting] {
            var next: (any Conversation)? = kind.begin()
            while let conversation = next {
                let transcript = ScriptedServer(generous(kind.id)).hold(conversation)
                for message in transcript.sent {
                    var text = String(decoding: message, as: UTF8.self).lowercased()
                    // An empty message that carries NTLM's first, which names nobody; held to its very octets elsewhere.
                    if kind.id.hasPrefix("talk-winrm") {
                        text.replace("post /wsman ", with: "")
                        text.replace("authorization: negotiate tlrmtvntuaabaaaa", with: "")
                    }
                    // A printer is asked by a POST, of which the operation says that it only reads.
                    let asksPrinter = text.hasPrefix("post /ipp/print ") && operation(of: message) == 0x000b
                    let forbidden = asksPrinter ? words.filter { $0 != "post " } : words
                    #expect(!forbidden.contains { text.contains($0) }, "\(kind.id): \(text)")
                    #expect(!isNTLMAuthenticate(message), "\(kind.id)")
                }
                #expect(Set(transcript.sent).count == transcript.sent.count, "\(kind.id) asks twice")
                next = transcript.followUp
            }
        }
    }

    /// The operation that an IPP message behind an HTTP head asks for (RFC 8010, 3.1).
    private func operation(of message: [UInt8]) -> UInt16? {
        guard let end = message.firstRange(of: "\r\n\r\n".utf8)?.upperBound else { return nil }
        var reader = ByteReader(message[end...])
        return (try? IPPMessage(parsing: &reader))?.code
    }

    /// NTLM's third message carries the proof of a password.
    private func isNTLMAuthenticate(_ message: [UInt8]) -> Bool {
        let start = Array("NTLMSSP".utf8) + [0, 3]
        return message.indices.contains { message[$0...].starts(with: start) }
    }

    @Test func `servers that speak first hear nothing before they spoke`() {
        let patient = ["talk-ssh", "talk-telnet", "talk-ftp", "talk-smtp", "talk-vnc", "talk-mysql"]
        for kind in Catalog.conversations where patient.contains(kind.id) {
            #expect(ScriptedServer([]).hold(kind.begin()).sent.isEmpty)
        }
    }

    @Test func `what is sent stays within what the plan says`() {
        for kind in Catalog.conversations + [Catalog.greeting] {
            var octets = 0
            var messages = 0
            var next: (any Conversation)? = kind.begin(port: kind.ports.ports.last ?? 1)
            while let conversation = next {
                let transcript = ScriptedServer(generous(kind.id)).hold(conversation)
                octets += transcript.sent.reduce(0) { $0 + $1.count }
                messages += transcript.sent.count
                next = transcript.followUp
            }
            #expect(octets <= kind.cost.octets && messages < kind.cost.packets, "\(kind.id)")
        }
    }
}
