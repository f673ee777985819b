import Testing
import Wire

@Suite struct RDPFormatTests {
    @Test func `a connection request is written as in MS-RDPBCGR 2-2-1-1`() {
        let request = ConversationSample.written {
            X224ConnectionRequest(security: [.tls, .hybrid, .hybridEx]).write(to: &$0)
        }
        let frame = ConversationSample.written { TPKT(payload: request).write(to: &$0) }
        #expect(frame == ConversationSample.hex("03000013 0ee00000000000 01 00 0800 0b000000"))
    }

    @Test(
        arguments: [
            ("0e d00000123400 02 00 0800 02000000", X224ConnectionConfirm.Answer.selected(.hybrid)),
            ("0e d00000123400 02 00 0800 00000000", .selected([])),
            ("0e d00000123400 03 00 0800 05000000", .failure(.hybridRequired)),
            ("0e d00000123400 03 00 0800 63000000", .failure(.other(99))), ("06 d00000123400", .none),
        ] as [(String, X224ConnectionConfirm.Answer)])
    func `each answer to it is read`(octets: String, answer: X224ConnectionConfirm.Answer) throws {
        var reader = ByteReader(ConversationSample.hex(octets))
        #expect(try X224ConnectionConfirm(parsing: &reader).answer == answer)
    }

    @Test func `lengths that cannot be are refused`() {
        #expect(throws: WireError.self) { try TPKT.length(of: [3, 0, 0, 6]) }
        #expect(throws: WireError.self) { try TPKT.length(of: [2]) }
        #expect(throws: WireError.self) { try DERElement.length(of: [0x30, 0x84, 0xff, 0xff, 0xff, 0xff]) }
        #expect(throws: WireError.self) { try DERElement.length(of: [0x30, 0x80]) }
        #expect(throws: WireError.self) { try DERElement.length(of: [0x3f, 0x01]) }
        #expect(throws: Never.self) { try DERElement.length(of: [0x30, 0x82, 0x01]) }
    }

    @Test(arguments: [0, 1, 127, 128, 255, 256, 65_535, 65_536])
    func `an element of any length comes back`(length: Int) throws {
        let element = DERElement(DERElement.octetString, [UInt8](repeating: 0xa5, count: length))
        let octets = ConversationSample.written { element.write(to: &$0) }
        var reader = ByteReader(octets)
        #expect(try DERElement.length(of: octets[...]) == octets.count)
        #expect(try DERElement(parsing: &reader).content.elementsEqual(element.content))
        #expect(reader.isAtEnd)
    }

    @Test func `a TSRequest comes back`() throws {
        let octets = ConversationSample.written {
            CredSSPRequest(version: 6, token: [1, 2, 3]).write(to: &$0)
        }
        #expect(octets == ConversationSample.hex("3012 a003 020106 a10b 3009 3007 a005 0403 010203"))
        var reader = ByteReader(octets)
        let read = try CredSSPRequest(parsing: &reader)
        #expect(read.version == 6 && read.token.map(Array.init) == [1, 2, 3] && read.errorCode == nil)
    }

    @Test func `a TSRequest may end in an error`() throws {
        var reader = ByteReader(ConversationSample.hex("300d a003 020106 a406 0204 c000006d"))
        let read = try CredSSPRequest(parsing: &reader)
        #expect(read.token == nil && read.errorCode == 0xc000_006d)
    }
}

@Suite struct NTLMTests {
    @Test func `the first message names nobody`() {
        let message = ConversationSample.written { NTLMNegotiate().write(to: &$0) }
        #expect(
            message
                == ConversationSample.hex(
                    "4e544c4d53535000 01000000 378208e2 0000000000000000 0000000000000000 0a0000000000000f"))
    }

    @Test func `the challenge of MS-NLMP 4-2-4 is read`() throws {
        let read = try NTLMChallenge(parsing: ConversationSample.challenge[...])
        #expect(read.version?.text == "6.0.6000")
        #expect(read.target == "Server")
        #expect(read.netbiosComputer == "Server")
        #expect(read.netbiosDomain == "Domain")
        #expect(read.dnsComputer == nil && read.time == nil)
    }

    @Test func `the challenge is found inside SPNEGO`() throws {
        let inside = try SPNEGO.response(in: ConversationSample.wrappedChallenge[...])
        #expect(inside.elementsEqual(ConversationSample.challenge))
    }

    @Test func `SPNEGO offers NTLM only, as in RFC 4178`() {
        #expect(
            SPNEGO.initiate([1, 2])
                == ConversationSample.hex(
                    "6022 0606 2b0601050502 a018 3016 a00e 300c 060a 2b06010401823702020a a204 0402 0102"))
    }

    @Test func `offsets beyond the message are refused`() {
        var octets = ConversationSample.challenge
        octets[44...47] = [0xff, 0xff, 0xff, 0xff]
        #expect(throws: WireError.self) { try NTLMChallenge(parsing: octets[...]) }
    }

    @Test func `times that no calendar shows are not told`() {
        #expect(WindowsTime(0).microsecondsSince1970 == nil)
        #expect(WindowsTime(.max).microsecondsSince1970 == nil)
        #expect(WindowsTime(116_444_736_000_000_000).microsecondsSince1970 == 0)
        #expect(WindowsTime(10).microsecondsSince1970 == -11_644_473_599_999_999)
    }
}
