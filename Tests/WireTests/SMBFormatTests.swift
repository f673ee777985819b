import Testing
import Wire

@Suite struct SMBFormatTests {
    @Test func `SMB 1 is offered with one dialect`() {
        let message = ConversationSample.written { SMB1NegotiateRequest().write(to: &$0) }
        #expect(
            message
                == ConversationSample.hex("ff534d42 72 00000000 18 01c8") + [UInt8](repeating: 0, count: 20)
                + ConversationSample.hex("00 0c00 02 4e54204c4d20302e313200"))
    }

    @Test func `an acceptance of SMB 1 tells signing and the clock`() throws {
        var reader = ByteReader(ConversationSample.smb1Negotiate)
        let read = try SMB1NegotiateResponse(parsing: &reader)
        #expect(read.signing?.isEnabled == true && read.signing?.isRequired == true)
        guard case .accepted(0x0f, let time) = read else {
            Issue.record("refused")
            return
        }
        #expect(time.microsecondsSince1970 != nil)
    }

    @Test func `a negotiation offers every dialect and the contexts of 3-1-1 at their places`() throws {
        let request = SMB2NegotiateRequest(
            client: [UInt8](repeating: 0xa5, count: 16), salt: [UInt8](repeating: 0x5a, count: 32))
        let octets = ConversationSample.written { request.message.write(to: &$0) }
        var reader = ByteReader(octets[64...])
        #expect(try reader.uint16LE() == 36)
        #expect(try reader.uint16LE() == 5)
        try reader.skip(24)
        let offset = Int(try reader.uint32LE())
        #expect(offset == 112)
        var contexts = ByteReader(octets[offset...])
        #expect(try contexts.uint16LE() == 1)
        #expect(try contexts.uint16LE() == 38)
        try contexts.skip(4 + 38 + 2)
        #expect(try contexts.uint16LE() == 2)
        #expect(try contexts.uint16LE() == 6)
        try contexts.skip(4 + 6)
        #expect(contexts.isAtEnd)
    }

    @Test func `an answer tells dialect, signing and server`() throws {
        var reader = ByteReader(ConversationSample.smb2Negotiate)
        let read = try SMB2NegotiateResponse(parsing: SMB2Message(parsing: &reader))
        #expect(read.dialect == SMB2Dialect.smb302.rawValue)
        #expect(read.isSigningEnabled && read.isSigningRequired)
        #expect(read.server == [UInt8](repeating: 0xa5, count: 16))
        #expect(read.startTime.microsecondsSince1970 == nil)
    }

    @Test func `a header comes back`() throws {
        let message = SMB2SessionSetupRequest(token: [1, 2, 3]).message
        var reader = ByteReader(ConversationSample.written { message.write(to: &$0) })
        #expect(try SMB2Message(parsing: &reader) == message)
    }

    @Test func `frames longer than any answer are refused`() {
        #expect(throws: WireError.self) { try SMBFrame.length(of: [0, 0xff, 0xff, 0xff]) }
        #expect(throws: WireError.self) { try SMBFrame.length(of: [0x83]) }
    }
}

@Suite struct ServiceFormatTests {
    @Test func `a PPTP request is 156 octets and comes back`() throws {
        let octets = ConversationSample.written { PPTPStart().write(to: &$0) }
        #expect(octets.count == PPTPStart.length)
        #expect(
            octets.prefix(32)
                == ConversationSample.hex(
                    "009c 0001 1a2b3c4d 0001 0000 0100 0000 00000003 00000003 0000 0000 00000000")[...])
        var reader = ByteReader(octets)
        #expect(try PPTPStart(parsing: &reader) == PPTPStart())
    }

    @Test func `a TDS prelogin comes back`() throws {
        let message = TDSPrelogin(
            kind: .answer, version: TDSPrelogin.Version(major: 16, minor: 0, build: 1000),
            encryption: .required)
        var reader = ByteReader(ConversationSample.written { message.write(to: &$0) })
        #expect(try TDSPrelogin(parsing: &reader) == message)
        #expect(throws: WireError.self) { try TDSPrelogin.length(of: [4, 1, 0, 3]) }
    }

    @Test(arguments: [RFBVersion(3, 3), RFBVersion(3, 8), RFBVersion(5, 0)])
    func `an RFB version line comes back`(version: RFBVersion) throws {
        var reader = ByteReader(ConversationSample.written { version.write(to: &$0) })
        #expect(try RFBVersion(parsing: &reader) == version)
    }

    @Test func `the reason of an RFB refusal is bounded`() {
        var reader = ByteReader([0, 0xff, 0xff, 0xff, 0xff, 0x41])
        #expect(throws: WireError.malformed("reason too long")) {
            try RFBSecurity(parsing: &reader, version: RFBVersion(3, 8))
        }
    }

    @Test func `MySQL packets that cannot be greetings are refused`() {
        #expect(throws: WireError.self) { try MySQLGreeting.length(of: [0xff, 0xff, 0xff, 0]) }
        #expect(throws: WireError.self) { try MySQLGreeting.length(of: [5, 0, 0, 1]) }
        #expect(throws: WireError.self) { try MySQLGreeting.length(of: [0, 0, 0, 0]) }
    }

    @Test func `Radmin is decided once enough octets are there`() {
        #expect(Radmin.isAnswer([1, 0]) == nil)
        #expect(Radmin.isAnswer([1, 1]) == false)
        #expect(Radmin.isAnswer([1, 0, 0, 0, 0x25]) == true)
    }
}
