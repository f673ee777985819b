import Model
import Testing

@Suite struct TextPatternTests {
    @Test(
        arguments: [
            ("abc", "ABC", [:]),
            ("abc", "abcd", nil),
            ("a*c", "abbbc", [:]),
            ("a*c", "ac", [:]),
            ("*ssh*", "an SSH server", [:]),
            ("v{n:digits}.", "v15.", ["n": "15"]),
            ("v{n:digits}", "v1x", nil),
            ("{name}_{version} *", "OpenSSH_9.2p1 Debian", ["name": "OpenSSH", "version": "9.2p1"]),
            ("{a}-{b}", "x-y-z", ["a": "x-y", "b": "z"]),
            ("{v}", "-x", nil),
            ("<{t:text}>", "<無線ルータ 設定>", ["t": "無線ルータ 設定"]),
            ("<{t:text}>", "<>", nil),
            (#"\*\{x\}"#, "*{x}", [:]),
        ] as [(String, String, [String: String]?)])
    func `a pattern describes the whole text`(
        pattern: String, text: String, gives: [String: String]?
    ) throws {
        #expect(try #require(TextPattern(pattern)).match(text) == gives)
    }

    @Test(arguments: ["{", "{}", "{a:b}", "{a:digits:x}", #"a\"#])
    func `a pattern with a wrong brace is refused`(pattern: String) {
        #expect(TextPattern(pattern) == nil)
    }

    @Test func `a hostile text cannot make matching slow`() throws {
        let pattern = try #require(TextPattern("*a*{x}*a*{y}*a*{z}b"))
        #expect(pattern.match(String(repeating: "a", count: 5000)) == nil)
    }
}
