/// A table for spreadsheets: RFC 4180 with CRLF, UTF-8 with a byte order mark so that Excel reads Japanese.
struct CSVTable {
    private(set) var text = "\u{FEFF}"

    /// Adds one line; every cell is made harmless first.
    mutating func append(_ cells: [String]) {
        text += cells.map { Self.quoted(Self.neutral($0)) }.joined(separator: ",") + "\r\n"
    }

    var octets: [UInt8] { Array(text.utf8) }

    /// A cell that a spreadsheet would run as a formula, with an apostrophe before it. Plain numbers and dashes that
    /// stand for "none" stay as they are.
    static func neutral(_ cell: String) -> String {
        guard let first = cell.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return cell
        }
        let isDashes = cell.allSatisfy { $0 == "-" || $0 == "－" }
        return isDashes || isNumber(cell) ? cell : "'" + cell
    }

    private static func isNumber(_ cell: String) -> Bool {
        let digits = cell.utf8.dropFirst(cell.hasPrefix("-") || cell.hasPrefix("+") ? 1 : 0)
        return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return cell
        }
        // By scalar: a quotation mark with a combining mark after it is another Character.
        let doubled = cell.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
        return "\"\(String(String.UnicodeScalarView(doubled)))\""
    }
}
