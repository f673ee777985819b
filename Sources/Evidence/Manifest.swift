/// A BagIt manifest (RFC 8493, 2.1.3) in the form `sha256sum -c` reads as well: digest, two spaces, path.
struct Manifest: Equatable {
    struct Line: Equatable {
        /// 64 lower-case hexadecimal digits.
        var digest: String
        /// As the file system knows it.
        var path: String
    }

    enum Fault: Error, Equatable {
        /// A line is not digest, two spaces and path; the first line is 1.
        case unreadable(line: Int)
        /// A path that leaves the pack or means something else on another system.
        case unsafePath(line: Int, path: String)
        /// Lines are repeated or not in byte order of their paths.
        case disorder(line: Int)
    }

    var lines: [Line]

    init(of files: [Bag.File]) {
        lines = files.map { Line(digest: sha256($0.octets), path: $0.path) }
    }

    var octets: [UInt8] {
        lines.flatMap { Array("\($0.digest)  \(Self.encoded($0.path))\n".utf8) }
    }

    /// Reads exactly what ``octets`` writes; anything else is a fault.
    init(reading octets: [UInt8]) throws(Fault) {
        lines = []
        var rows = octets.split(separator: 0x0a, omittingEmptySubsequences: false)
        guard rows.popLast()?.isEmpty == true else { throw .unreadable(line: rows.count + 1) }
        for (index, row) in rows.enumerated() {
            guard let line = Self.line(row) else { throw .unreadable(line: index + 1) }
            guard Self.isSafe(line.path) else { throw .unsafePath(line: index + 1, path: line.path) }
            if let last = lines.last, !isBefore(last.path, line.path) { throw .disorder(line: index + 1) }
            lines.append(line)
        }
    }

    private static func line(_ row: ArraySlice<UInt8>) -> Line? {
        let digest = row.prefix(64)
        let rest = row.dropFirst(64)
        guard digest.count == 64, rest.starts(with: [0x20, 0x20]),
            digest.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            let text = String(validating: rest.dropFirst(2), as: UTF8.self), let path = decoded(text)
        else { return nil }
        return Line(digest: String(decoding: digest, as: UTF8.self), path: path)
    }

    /// Line ends and percent signs, and only those, are percent-encoded (RFC 8493, 2.1.3).
    static func encoded(_ path: String) -> String {
        var result = ""
        for scalar in path.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The inverse of ``encoded(_:)``; nil when `text` is not its result.
    static func decoded(_ text: String) -> String? {
        let parts = text.utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
        var octets = Array(parts.first ?? "".utf8[...])
        for part in parts.dropFirst() {
            switch Array(part.prefix(2)) {
            case Array("25".utf8): octets.append(UInt8(ascii: "%"))
            case Array("0D".utf8): octets.append(0x0d)
            case Array("0A".utf8): octets.append(0x0a)
            default: return nil
            }
            octets += part.dropFirst(2)
        }
        let path = String(decoding: octets, as: UTF8.self)
        return encoded(path).utf8.elementsEqual(text.utf8) ? path : nil
    }

    /// Whether a path stays inside the pack on every system (RFC 8493, 5.2).
    static func isSafe(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return !path.isEmpty && !path.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == 0 }
            && path.utf8.first != UInt8(ascii: "~")
            && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
    }
}
