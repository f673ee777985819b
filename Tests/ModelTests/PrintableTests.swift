import Model
import Testing

struct PrintableTests {
    @Test(arguments: [
        ("ﾚｼﾞ1 薬局", "ﾚｼﾞ1 薬局"),
        ("a\u{1B}[31mb", #"a\u{1B}[31mb"#),
        ("cod.\u{202E}txt", #"cod.\u{202E}txt"#),
        ("a\r\nb\t\u{7F}\u{9B}", #"a\u{D}\u{A}b\u{9}\u{7F}\u{9B}"#),
        ("\u{200B}\u{2066}\u{2028}\u{FEFF}", #"\u{200B}\u{2066}\u{2028}\u{FEFF}"#),
        ("", ""),
    ])
    func `what cannot be seen is written out`(text: String, expected: String) {
        #expect(text.printable == expected)
    }

    @Test func `JSON keeps its meaning and hides nothing`() {
        let json = Array("{\"a\":\"\u{202E}\u{7F}\u{E0041}語\"}\n".utf8)
        #expect(
            String(decoding: escapingDisguises(inJSON: json), as: UTF8.self)
                == #"{"a":"\u202e\u007f\udb40\udc41語"}"# + "\n")
    }
}
