import Platform
import Testing

@Suite struct TextDecodingTests {
    @Test func `reads the Shift_JIS of Windows`() throws {
        // 調剤 (0x92B2 0x8DDC), half-width ｱ (0xB1), circled 1 of the NEC extension (0x8740), ～ (0x8160)
        let octets: [UInt8] = [0x92, 0xb2, 0x8d, 0xdc, 0xb1, 0x87, 0x40, 0x81, 0x60, 0x0d, 0x0a]
        #expect(try TextEncoding.cp932.decode(octets) == "調剤ｱ①～\r\n")
    }

    @Test func `reads UTF-16 with and without a byte order mark`() throws {
        let octets: [UInt8] = [0x57, 0x53, 0x3d, 0xd8, 0x0a, 0xde]
        #expect(try TextEncoding.utf16LE.decode(octets) == "\u{5357}\u{1f60a}")
        #expect(try TextEncoding.utf16LE.decode([0xff, 0xfe] + octets) == "\u{5357}\u{1f60a}")
        #expect(try TextEncoding.utf16LE.decode([]) == "")
    }

    @Test(arguments: [[0x41, 0x92], [0x41, 0xfd, 0xff], [0x41, 0x81, 0x20]] as [[UInt8]])
    func `names the place where Shift_JIS breaks off or is none`(octets: [UInt8]) {
        #expect(throws: TextDecodingError.malformed(offset: 1)) { try TextEncoding.cp932.decode(octets) }
    }

    @Test(arguments: [[0x41, 0x00, 0x42], [0x41, 0x00, 0x00, 0xd8, 0x41, 0x00]] as [[UInt8]])
    func `names the place where UTF-16 breaks off or is none`(octets: [UInt8]) {
        #expect(throws: TextDecodingError.malformed(offset: 2)) { try TextEncoding.utf16LE.decode(octets) }
    }

    @Test(
        arguments: [
            (932, [0x92, 0xb2, 0x41], "調A"), (437, [0x81, 0x41], "üA"), (850, [0xb5], "Á"),
            (1252, [0x80, 0x31], "€1"), (65001, [0xe8, 0xaa, 0xbf], "調"),
        ] as [(Int, [UInt8], String)])
    func `reads the code pages of consoles`(page: Int, octets: [UInt8], text: String) throws {
        let encoding = try #require(TextEncoding.codePage(page))
        #expect(try encoding.decode(octets) == text)
    }

    @Test(arguments: [0, -1, 1, 5_000_000, 1200])
    func `knows no other code page`(page: Int) {
        #expect(TextEncoding.codePage(page) == nil)
    }

    /// Long enough for characters to lie across every border within.
    @Test(arguments: 4090...4100)
    func `replaces what is no character and goes on`(length: Int) throws {
        let filler = [UInt8](repeating: 0x41, count: length)
        let octets = filler + [0x92, 0xb2, 0xfd, 0x8d, 0xdc, 0x81, 0x20, 0x42, 0x92]
        let (text, malformed) = try TextEncoding.cp932.decodeReplacing(octets)
        #expect(text.dropFirst(length) == "調\u{fffd}剤\u{fffd} B\u{fffd}")
        #expect(malformed == 3)
        #expect(try TextEncoding.cp932.decodeReplacing([]) == ("", 0))
    }

    @Test func `what is no text at all is soon given up`() throws {
        let octets = [UInt8](repeating: 0xff, count: 1 << 18) + [0x41]
        let (text, malformed) = try TextEncoding.cp932.decodeReplacing(octets)
        #expect(malformed == 1 << 18 && text.hasSuffix("\u{fffd}A"))
    }
}

@Suite struct LanguageTests {
    @Test(
        arguments: [
            ([:], "ja"),
            (["LANG": "C.UTF-8"], "ja"),
            (["LANG": "POSIX"], "ja"),
            (["LANG": "ja_JP.UTF-8"], "ja"),
            (["LANG": "en_US.UTF-8"], "en"),
            (["LANG": "ja_JP.UTF-8", "LC_ALL": "en_GB"], "en"),
            (["LANG": "en_US", "LC_MESSAGES": "ja_JP", "LC_ALL": ""], "ja"),
        ] as [([String: String], String)])
    func `speaks Japanese unless the locale names another language`(
        variables: [String: String], language: String
    ) {
        #expect(Terminal.languageCode { variables[$0] } == language)
    }
}
