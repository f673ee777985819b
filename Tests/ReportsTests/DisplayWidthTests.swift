import Model
import Reports
import Testing

struct DisplayWidthTests {
    @Test(arguments: [
        ("abc", 3), ("薬局", 4), ("ﾚｼﾞ", 3), ("e\u{301}", 1), ("が", 2), ("か\u{3099}", 2), ("①", 1), ("👩‍⚕️", 2),
        ("☎️", 2), ("한", 2),
        ("한", 2), ("", 0), ("ａ！", 4), ("𠮷", 2), ("〜", 2), ("\u{200B}", 0),
    ])
    func `columns are counted for each grapheme`(text: String, columns: Int) {
        #expect(text.columns == columns)
    }

    @Test func `padding fills to the column`() {
        #expect("薬".padded(toColumns: 4) == "薬  ")
        #expect("薬局です".padded(toColumns: 4) == "薬局です")
    }

    @Test(arguments: [
        ("薬局の点検。", 10, ["薬局の点", "検。"]),
        ("see tcp/5900 now", 12, ["see tcp/5900", "now"]),
        ("「はい」です", 8, ["「はい」", "です"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 10, [""]),
    ])
    func `lines break where they may`(text: String, width: Int, lines: [String]) {
        #expect(text.wrapped(toColumns: width) == lines)
    }

    @Test(arguments: [40, 60, 80, 100], Language.allCases)
    func `no line of the summary is wider than the terminal`(columns: Int, language: Language) {
        let lines = Sample.input.summary(in: language, columns: columns).split(separator: "\n")
        #expect(lines.allSatisfy { $0.columns <= columns })
    }
}
