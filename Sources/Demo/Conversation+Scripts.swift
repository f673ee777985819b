import Wire

/// What the demonstration's devices say over TCP: just the parts of each protocol that come before any log-in.
extension DemoDevice.Conversation {
    /// Accepts connections and never says anything.
    static let silent = DemoDevice.Conversation()

    static func greeting(_ text: String) -> DemoDevice.Conversation {
        DemoDevice.Conversation(greeting: Array(text.utf8))
    }

    /// Two option negotiations (RFC 854, RFC 857, RFC 858), then a prompt.
    static func telnet(_ prompt: String) -> DemoDevice.Conversation {
        DemoDevice.Conversation(greeting: [0xff, 0xfb, 0x01, 0xff, 0xfb, 0x03] + Array(prompt.utf8))
    }

    static func http(
        status: String, server: String, title: String, realm: String? = nil
    ) -> DemoDevice.Conversation {
        let body = "<html><head><title>\(title)</title></head><body></body></html>"
        let challenge = realm.map { "WWW-Authenticate: Basic realm=\"\($0)\"\r\n" } ?? ""
        let answer =
            "HTTP/1.1 \(status)\r\nServer: \(server)\r\n\(challenge)Content-Type: text/html; charset=utf-8\r\n"
            + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        return DemoDevice.Conversation(reply: { _ in (Array(answer.utf8), true) })
    }

    /// N: no encryption (PostgreSQL protocol, SSLRequest).
    static let postgreSQL = DemoDevice.Conversation(reply: { _ in ([UInt8(ascii: "N")], true) })

    /// The negotiation answer that selects plain RDP security (MS-RDPBCGR 2.2.1.2.1).
    static let rdpWithoutNLA = DemoDevice.Conversation(reply: { _ in
        (
            [
                0x03, 0x00, 0x00, 0x13, 0x0e, 0xd0, 0x00, 0x00, 0x12, 0x34, 0x00, 0x02, 0x00, 0x08, 0x00,
                0x00, 0x00,
                0x00, 0x00,
            ], true
        )
    })

    /// RFB 3.8 with the one security type None (RFC 6143, 7.1.1 and 7.1.2).
    static let vncWithoutPassword = DemoDevice.Conversation(
        greeting: Array("RFB 003.008\n".utf8), reply: { octets in (octets.count >= 12 ? [1, 1] : [], false) })

    /// Answers an SMB 2 negotiation (MS-SMB2 2.2.4) without demanding signatures; an SMB 1 negotiation (MS-CIFS
    /// 2.2.4.52.2) only where told to.
    static func smb(acceptsSMB1: Bool) -> DemoDevice.Conversation {
        DemoDevice.Conversation(reply: { octets in
            switch octets.dropFirst(4).prefix(4) {
            case [0xfe, 0x53, 0x4d, 0x42] where octets.dropFirst(16).first == 0: (smb2Negotiation, false)
            case [0xff, 0x53, 0x4d, 0x42] where acceptsSMB1: (smb1Negotiation, true)
            default: ([], true)
            }
        })
    }

    private static let smb2Negotiation: [UInt8] = {
        var body = ByteWriter()
        // StructureSize 65, signing enabled but not required, dialect 3.0.2, no contexts.
        body.bytes([65, 0, 1, 0, 0x02, 0x03, 0, 0])
        body.bytes(Array("tenken-demo-nas1".utf8))
        body.zeros(4)
        for _ in 0..<3 { body.uint32LE(65_536) }
        body.zeros(16)
        // No security buffer.
        body.bytes([128, 0, 0, 0, 0, 0, 0, 0])
        var header = ByteWriter()
        header.bytes([0xfe, 0x53, 0x4d, 0x42, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0])
        header.zeros(44)
        return framed(header.octets + body.octets)
    }()

    private static let smb1Negotiation: [UInt8] = {
        var message = ByteWriter()
        message.bytes([0xff, 0x53, 0x4d, 0x42, 0x72, 0, 0, 0, 0, 0x88, 0x01, 0xc8])
        message.zeros(20)
        // Seventeen words: dialect 0, user level security, and zeros for what nobody asks.
        message.bytes([17, 0, 0, 3])
        message.zeros(31)
        message.bytes([0, 0])
        return framed(message.octets)
    }()

    /// The direct TCP transport's length (MS-SMB2 2.1).
    private static func framed(_ message: [UInt8]) -> [UInt8] {
        [0, 0, UInt8(message.count >> 8), UInt8(message.count & 0xff)] + message
    }
}
