/// A reply with a three-digit code over one or more lines, as FTP and SMTP servers greet (RFC 959, 4.2; RFC 5321,
/// 4.2.1).
package struct ReplyLines: Equatable, Sendable {
    package var code: Int
    /// The text of each line without its code.
    package var lines: [String]

    /// More lines are not read.
    package static let lineLimit = 50

    /// Reads one reply of which every line is there; throws `truncated` otherwise.
    package init(parsing octets: ArraySlice<UInt8>) throws(WireError) {
        var rest = octets
        var first: Int?
        code = 0
        lines = []
        while lines.count < Self.lineLimit {
            guard let end = rest.firstIndex(of: 0x0a) else {
                throw .truncated(needed: rest.count + 1, available: rest.count)
            }
            var line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.last == 0x0d { line = line.dropLast() }
            let code = Self.code(line)
            guard let expected = first ?? code else { throw .malformed("no reply code") }
            first = expected
            self.code = expected
            lines.append(String(printable: code == expected ? line.dropFirst(4) : line))
            if code == expected, line.dropFirst(3).first != 0x2d { return }
        }
        throw .malformed("too many lines")
    }

    private static func code(_ line: ArraySlice<UInt8>) -> Int? {
        let digits = line.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            line.count == 3 || line.dropFirst(3).first == 0x20 || line.dropFirst(3).first == 0x2d
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
