import Model
import SwiftCSV

/// One row of a table with the line of the file it begins on.
struct TableRow {
    var line: Int
    /// Without white space at either end, and without the apostrophe that keeps a spreadsheet from running a cell.
    var cells: [String]

    var isBlank: Bool { cells.allSatisfy(\.isEmpty) }

    /// Reads comma-separated text with or without a byte order mark.
    ///
    /// SwiftCSV counts no lines, so they are counted here: one for each row and one for each break inside quotes. It
    /// also takes the end of the file for the end of a quoted cell, which would hide every row after a forgotten
    /// quote; such a file is refused.
    static func rows(of text: String, file: String) throws(PolicyError) -> [TableRow] {
        var rows: [TableRow] = []
        var line = 1
        do {
            let unmarked =
                text.unicodeScalars.first == "\u{feff}" ? String(text.unicodeScalars.dropFirst()) : text
            // Without a break at the end SwiftCSV loses an empty last cell. The limit of no rows keeps its
            // initialiser from reading more than the header, so that a mistake below it is met row by row.
            let whole = unmarked.last.map { $0.isNewline } ?? true ? unmarked : unmarked + "\n"
            let table = try CSV<Enumerated>(
                string: whole, delimiter: .comma, loadColumns: false, rowLimit: 0)
            try table.enumerateAsArray(startAt: 0, rowLimit: nil) { cells in
                rows.append(TableRow(line: line, cells: cells.map(trimmed)))
                line += 1 + cells.reduce(0) { $0 + $1.count(where: \.isNewline) }
            }
        } catch {
            throw unreadable(file, line)
        }
        guard text.count(where: { $0 == "\"" }).isMultiple(of: 2) else {
            throw unreadable(file, rows.last?.line ?? 1)
        }
        return rows
    }

    private static func unreadable(_ file: String, _ line: Int) -> PolicyError {
        PolicyError(
            file: file, line: line,
            problem: Text(
                ja: "表（CSV）として読めません。引用符（\"）が閉じているか確かめてください。",
                en: "this cannot be read as CSV; check that quotes are closed."))
    }

    private static func trimmed(_ cell: String) -> String {
        let text = cell.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        let plain = String(text)
        guard plain.first == "'", let second = plain.dropFirst().first, "=+-@\t".contains(second) else {
            return plain
        }
        return String(plain.dropFirst())
    }
}
