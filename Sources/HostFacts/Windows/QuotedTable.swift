/// A table in which every field stands in quotation marks, as `schtasks`, `tasklist` and `getmac` print it with
/// `/fo csv`:
///
///     "AnyDesk.exe","3520","AnyDesk"
///
/// Windows does not double the marks inside a field (`"robocopy "C:\a" D:\"`), and a field may hold line breaks.
/// So a mark ends its field only before `,"` or at a line's end. Total: what breaks off is left out.
struct QuotedTable {
    private(set) var rows: [[String]] = []
    /// Whether the last row is whole.
    private(set) var isWhole = true

    init(_ text: String) {
        let octets = Array(text.utf8)
        var position = 0
        while let start = octets[position...].firstIndex(of: Self.mark) {
            position = start
            guard let row = Self.row(in: octets, from: &position) else {
                isWhole = false
                return
            }
            rows.append(row)
        }
    }

    private static let mark = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")

    /// One row from its first mark on; nil where the text ends inside it. The position moves behind it.
    private static func row(in octets: [UInt8], from position: inout Int) -> [String]? {
        var fields: [String] = []
        var field: [UInt8] = []
        position += 1
        while position < octets.count {
            let octet = octets[position]
            position += 1
            guard octet == mark else {
                field.append(octet)
                continue
            }
            let next = position < octets.count ? octets[position] : newline
            if next == newline {
                return fields + [String(decoding: field, as: UTF8.self)]
            } else if next == comma, position + 1 < octets.count, octets[position + 1] == mark {
                fields.append(String(decoding: field, as: UTF8.self))
                field = []
                position += 2
            } else {
                field.append(mark)
                if next == mark, !endsField(octets, at: position) { position += 1 }
            }
        }
        return nil
    }

    /// Whether the mark at `index` is one that ends a field.
    private static func endsField(_ octets: [UInt8], at index: Int) -> Bool {
        guard index + 1 < octets.count else { return true }
        if octets[index + 1] == newline { return true }
        return octets[index + 1] == comma && index + 2 < octets.count && octets[index + 2] == mark
    }
}
