import Testing
import Wire

/// One message of each TCP protocol, written by hand from its specification, and how it is read.
struct ConversationSample: Sendable, CustomTestStringConvertible {
    var name: String
    var octets: [UInt8]
    var read: @Sendable (inout ByteReader) throws -> Void
    var testDescription: String { name }

    init(_ name: String, _ octets: [UInt8], read: @escaping @Sendable (inout ByteReader) throws -> Void) {
        self.name = name
        self.octets = octets
        self.read = read
    }

    /// Octets written as hexadecimal digits; spaces are for people.
    static func hex(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }

    /// What a value writes.
    static func written(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
        var writer = ByteWriter()
        write(&writer)
        return writer.octets
    }

    /// MS-NLMP 4.2.4.3's challenge, with the AV pairs of 4.2.4 and version 6.0.6000.
    static let challenge = hex(
        """
        4e544c4d53535000 02000000 0c00 0c00 38000000 33828ae2 0123456789abcdef 0000000000000000
        2400 2400 44000000 0600 7017 0000000f
        53006500720076006500 7200
        0200 0c00 44006f006d00610069006e00 0100 0c00 530065007200760065007200 0000 0000
        """)

    /// RFC 4178, 4.2.2 around that challenge.
    static let wrappedChallenge = written { writer in
        let token = DERElement(DERElement.octetString, challenge)
        let inner = DERElement(DERElement.sequence, of: [DERElement(DERElement.explicit(2), of: [token])])
        DERElement(DERElement.explicit(1), of: [inner]).write(to: &writer)
    }

    /// MS-SMB2 2.2.4: success, dialect 3.0.2, signing enabled and required.
    static let smb2Negotiate =
        hex("fe534d42 4000 0000 00000000 0000 0100 01000000 00000000") + [UInt8](repeating: 0, count: 40)
        + hex("4100 0300 0203 0000") + [UInt8](repeating: 0xa5, count: 16) + [UInt8](repeating: 0, count: 16)
        + hex("0080c3c3b86bdc01 0000000000000000 8000 0000 00000000")

    /// MS-CIFS 2.2.4.52.2: dialect 0, security mode 0x0f.
    static let smb1Negotiate =
        hex("ff534d42 72 00000000 98 0148") + [UInt8](repeating: 0, count: 20)
        + hex("11 0000 0f") + [UInt8](repeating: 0, count: 20) + hex("0080c3c3b86bdc01 0000 00 0000")

    static let all: [ConversationSample] = [
        // RFC 9112, 2.1.
        ConversationSample("http", Array("HTTP/1.1 200 OK\r\nServer: a\r\n\r\n".utf8)) { reader in
            _ = try HTTPResponse(parsing: reader.rest)
        },
        // RFC 5321, 4.2.1.
        ConversationSample("reply", Array("220-one\r\n220 two\r\n".utf8)) { reader in
            _ = try ReplyLines(parsing: reader.rest)
        },
        // MS-RDPBCGR 4.1.2.
        ConversationSample("tpkt", hex("0300000b 06d00000123400")) { _ = try TPKT(parsing: &$0) },
        ConversationSample("x224", hex("0e d00000123400 02 00 0800 01000000")) {
            _ = try X224ConnectionConfirm(parsing: &$0)
        },
        ConversationSample("ntlm", challenge) { reader in _ = try NTLMChallenge(parsing: reader.rest) },
        ConversationSample("spnego", wrappedChallenge) { reader in _ = try SPNEGO.response(in: reader.rest) },
        ConversationSample("credssp", written { CredSSPRequest(version: 6, token: challenge).write(to: &$0) })
        {
            _ = try CredSSPRequest(parsing: &$0)
        },
        ConversationSample("rfb version", Array("RFB 003.008\n".utf8)) { _ = try RFBVersion(parsing: &$0) },
        ConversationSample("rfb types", [2, 1, 2]) {
            _ = try RFBSecurity(parsing: &$0, version: RFBVersion(3, 8))
        },
        ConversationSample("rfb refusal", [0, 0, 0, 0, 2, 0x6e, 0x6f]) {
            _ = try RFBSecurity(parsing: &$0, version: RFBVersion(3, 8))
        },
        ConversationSample("smb frame", hex("00000003 010203")) { _ = try SMBFrame(parsing: &$0) },
        ConversationSample("smb1", smb1Negotiate) { _ = try SMB1NegotiateResponse(parsing: &$0) },
        ConversationSample("smb2", smb2Negotiate) {
            _ = try SMB2NegotiateResponse(parsing: SMB2Message(parsing: &$0))
        },
        ConversationSample("postgresql", [0x53]) { _ = try PostgreSQLTLSAnswer(parsing: &$0) },
        // Protocol::HandshakeV10 up to the low capabilities.
        ConversationSample(
            "mysql", hex("14000000 0a 382e3000 08000000 4141414141414141 00 ff ff")
        ) { _ = try MySQLGreeting(parsing: &$0) },
        // MS-TDS 2.2.6.5.
        ConversationSample(
            "tds", hex("04 01 001a 0000 01 00 00 000b 0006 01 0011 0001 ff 0f00 07d0 0000 01")
        ) { _ = try TDSPrelogin(parsing: &$0) },
        // RFC 2637, 2.2.
        ConversationSample(
            "pptp",
            hex("009c 0001 1a2b3c4d 0002 0000 0100 01 00 00000003 00000003 0000 0001")
                + [UInt8](repeating: 0x61, count: 128)
        ) { _ = try PPTPStart(parsing: &$0) },
    ]
}
