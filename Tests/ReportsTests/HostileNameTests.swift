import Model
import Reports
import Testing

struct HostileNameTests {
    @Test(arguments: Language.allCases, ReportFile.allCases)
    func `no report carries a hostile name raw`(language: Language, file: ReportFile) throws {
        let octets = try file.octets(of: Sample.input, in: language)
        let text = try #require(String(validating: octets, as: UTF8.self))
        let scalars = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
        #expect(scalars.allSatisfy { !$0.isDisguise || $0 == "\n" || $0 == "\r" })
        guard file == .html else { return }
        #expect(!text.contains("<script") && !text.contains("<b>&"))
        #expect(text.contains("&lt;script&gt;"))
    }

    @Test
    func `colour codes are the terminal summary's only control characters and never surround a name's own`() {
        let text = Sample.input.summary(in: .japanese, isColoured: true)
        #expect(text.contains("\u{1B}[31m"))
        #expect(text.contains(#"\u{1B}[31m\u{202E}gpj."#))
        var plain = text
        for code in ["0", "1", "31", "32", "33"] {
            plain = plain.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false).joined()
        }
        #expect(plain == Sample.input.summary(in: .japanese))
    }

    @Test(arguments: [ReportFile.ledger, .checklistPharmacy, .checklistVendor])
    func `no cell begins a formula`(file: ReportFile) throws {
        let octets = try file.octets(of: Sample.input, in: .japanese)
        #expect(octets.starts(with: [0xef, 0xbb, 0xbf]))
        let rows = try table(String(decoding: octets.dropFirst(3), as: UTF8.self))
        #expect(Set(rows.map(\.count)).count == 1)
        for cell in rows.joined() where cell != "-" {
            #expect(!["=", "+", "-", "@", "\t", "\r"].contains(cell.unicodeScalars.first))
        }
    }

    @Test func `the ledger keeps people's rows, in the manual's columns, and adds what was seen`() throws {
        let rows = try table(String(decoding: Sample.input.ledgerCSV.dropFirst(3), as: UTF8.self))
        #expect(rows.first == LedgerColumn.allCases.map(\.rawValue))
        #expect(rows.count == 1 + Sample.input.ledger.rows.count + 2)
        #expect(rows[4][11] == "共有, \"処方箋\"\n毎晩保存")
        #expect(rows[3][11].hasPrefix("'=HYPERLINK"))
        #expect(rows[5][3] == "-")
        #expect(rows[8][5] == "192.0.2.99" && rows[8][10] == "未確認（自動検出）" && rows[8][0] == "")
        #expect(rows[7][6].hasPrefix("'=cmd"))
    }

    /// Reads RFC 4180, strictly enough for a test.
    private func table(_ text: String) throws -> [[String]] {
        var rows: [[String]] = [[]]
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch (scalar, isQuoted) {
            case ("\"", true) where scalars.first == "\"": cell.append(scalars.removeFirst())
            case ("\"", _): isQuoted.toggle()
            case (",", false), ("\r", false):
                rows[rows.count - 1].append(String(cell))
                cell = .init()
                if scalar == "\r" {
                    try #require(scalars.popFirst() == "\n")
                    rows.append([])
                }
            default: cell.append(scalar)
            }
        }
        try #require(rows.popLast()?.isEmpty == true && cell.isEmpty && !isQuoted)
        return rows
    }
}
