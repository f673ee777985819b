import Model
import SwiftCSV

extension Ledger {
    /// Reads the ledger's text: the first line names the columns, in any order.
    ///
    /// - Returns: The rows, and a warning for each column that has no meaning here; its texts are kept in the pack's
    ///   copy of the file.
    static func reading(
        _ text: String, file: String
    ) throws(PolicyError) -> (Ledger, [PolicyWarning]) {
        let unmarked =
            text.unicodeScalars.first == "\u{feff}" ? String(text.unicodeScalars.dropFirst()) : text
        guard unmarked.contains(where: { !$0.isWhitespace }) else { return (Ledger(rows: []), []) }
        let table: CSV<Enumerated>
        do {
            table = try CSV<Enumerated>(string: unmarked, delimiter: .comma, loadColumns: false)
        } catch {
            throw PolicyError(
                file: file, line: nil,
                problem: Text(
                    ja: "表（CSV）として読めません。引用符（\"）が閉じているか確かめてください。",
                    en: "this cannot be read as CSV; check that quotes are closed."))
        }
        let columns = table.header.map { LedgerColumn(rawValue: trimmed($0)) }
        guard columns.contains(where: { $0 != nil }) else {
            throw PolicyError(
                file: file, line: 1,
                problem: Text(
                    ja: "1行目に「管理番号」などの列の名前がありません。",
                    en: "the first line does not name the ledger's columns (管理番号 and so on)."))
        }
        var rows: [LedgerRow] = []
        for (index, cells) in table.rows.enumerated() {
            var row = LedgerRow(line: index + 2, cells: [:])
            for (column, cell) in zip(columns, cells) {
                guard let column, !trimmed(cell).isEmpty else { continue }
                row.cells[column] = trimmed(cell)
            }
            if !row.cells.isEmpty { rows.append(row) }
        }
        return (Ledger(rows: rows), warnings(table.header, columns, file: file))
    }

    private static func warnings(
        _ header: [String], _ columns: [LedgerColumn?], file: String
    ) -> [PolicyWarning] {
        zip(header, columns).compactMap { name, column in
            guard column == nil, !trimmed(name).isEmpty else { return nil }
            return PolicyWarning(
                text: Text(
                    ja: "\(file): 「\(trimmed(name))」という列は使われません。台帳の列の名前を確かめてください。",
                    en: "\(file): the column \(trimmed(name)) has no meaning here and is not used."))
        }
    }

    /// Without white space at either end, and without the apostrophe that keeps a spreadsheet from running a cell.
    private static func trimmed(_ cell: String) -> String {
        let text = cell.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        let plain = String(text)
        guard plain.first == "'", let second = plain.dropFirst().first, "=+-@\t".contains(second) else {
            return plain
        }
        return String(plain.dropFirst())
    }
}
