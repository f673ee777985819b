import Model
import SwiftCSV

extension Ledger {
    /// Reads the ledger's text: the first line that is not blank names the columns, in any order.
    ///
    /// - Returns: The rows, and a warning for everything that was written and is not used: columns without a meaning
    ///   here, cells without a heading, addresses that cannot be read. The pack keeps a copy of the whole file.
    /// - Throws: When quotes do not match or there are no headings.
    static func reading(
        _ text: String, file: String
    ) throws(PolicyError) -> (Ledger, [PolicyWarning]) {
        let table = try TableRow.rows(of: text, file: file)
        guard let header = table.first(where: { !$0.isBlank }) else { return (Ledger(rows: []), []) }
        var reading = LedgerReading(file: file)
        let columns = reading.columns(of: header)
        guard columns.contains(where: { $0 != nil }) else {
            throw PolicyError(
                file: file, line: header.line,
                problem: Text(
                    ja: "1行目に「管理番号」などの列の名前がありません。",
                    en: "the first line does not name the ledger's columns (管理番号 and so on)."))
        }
        for row in table where row.line > header.line && !row.isBlank { reading.add(row, columns) }
        return (reading.ledger, reading.warnings)
    }
}

/// A ledger as far as it was read.
private struct LedgerReading {
    let file: String
    var ledger = Ledger(rows: [])
    var warnings: [PolicyWarning] = []

    /// The ledger's column of each cell; nil for headings without a meaning here, which are reported.
    mutating func columns(of header: TableRow) -> [LedgerColumn?] {
        var columns: [LedgerColumn?] = []
        for name in header.cells {
            let column = LedgerColumn.allCases.first { heading($0.rawValue) == heading(name) }
            let isRepeated = column != nil && columns.contains(column)
            columns.append(isRepeated ? nil : column)
            if isRepeated {
                warn(
                    header.line, "「\(name)」という列が2つあります。左の列だけを使います。",
                    "there are two columns \(name); only the left one is used.")
            } else if column == nil, !name.isEmpty {
                warn(
                    header.line, "「\(name)」という列は使われません。台帳の列の名前を確かめてください。",
                    "the column \(name) has no meaning here and is not used.")
            }
        }
        for column in [LedgerColumn.number, .address, .mac] where !columns.contains(column) {
            warn(
                header.line, "「\(column.rawValue)」の列がありません。機器との照合が弱くなります。",
                "the column \(column.rawValue) is missing; devices are harder to match.")
        }
        return columns
    }

    mutating func add(_ row: TableRow, _ columns: [LedgerColumn?]) {
        var cells: [LedgerColumn: String] = [:]
        for (index, cell) in row.cells.enumerated() where !cell.isEmpty {
            if index >= columns.count {
                warn(
                    row.line, "「\(cell)」は見出しのない列にあり、使われません。",
                    "\(cell) stands in a column without a heading and is not used.")
            } else if let column = columns[index] {
                cells[column] = cell
            }
        }
        guard !cells.isEmpty else { return }
        let read = LedgerRow(line: row.line, cells: cells)
        ledger.rows.append(read)
        for (column, count) in [(LedgerColumn.mac, read.macs.count), (.address, read.addresses.count)] {
            guard let cell = read[column],
                cell.split(whereSeparator: { " 、,;/\t\n\r\r\n".contains($0) }).count != count
            else { continue }
            warn(
                row.line, "\(column.rawValue)「\(cell)」に読めない部分があり、そこは機器との照合に使われません。",
                "part of the \(column.rawValue) \(cell) cannot be read and matches no device.")
        }
    }

    private mutating func warn(_ line: Int, _ ja: String, _ en: String) {
        warnings.append(PolicyWarning(text: Text(ja: "\(file):\(line): \(ja)", en: "\(file):\(line): \(en)")))
    }
}

/// A heading as it is compared: without spaces, in half width and lower case.
private func heading(_ text: String) -> String {
    var narrow = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
        let isWide = (0xff01...0xff5e).contains(scalar.value)
        narrow.append(isWide ? Unicode.Scalar(scalar.value - 0xfee0) ?? scalar : scalar)
    }
    return String(narrow).lowercased()
}
