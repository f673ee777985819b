/// A registry export as `reg export` writes it (`Windows Registry Editor Version 5.00`, UTF-16LE), or one of the old
/// form (`REGEDIT4`, one octet per character). Only where each key stands is known at once; values are read when
/// they are asked for.
///
/// Total: whatever is no key and no value is passed over, and a text that breaks off gives what came before.
package struct RegistryExport: Sendable {
    private let octets: [UInt8]
    /// By path in lower case, where the values of the key stand.
    private var bodies: [String: Range<Int>] = [:]
    /// By path in lower case, the names of the keys right below it, as written.
    private var children: [String: [String]] = [:]
    /// Whether the last line is whole.
    package let isWhole: Bool

    /// - Parameter octets: The file as it is. Nil comes back where it does not begin as an export does.
    package init?(_ octets: [UInt8]) {
        let text = octets.starts(with: [0xff, 0xfe]) ? octets.utf8FromUTF16 : octets
        let isKnown = ["Windows Registry Editor Version 5.00", "REGEDIT4"].contains { text.begins($0.utf8) }
        guard isKnown else { return nil }
        self.octets = text
        isWhole = text.last == UInt8(ascii: "\n")
        index()
    }

    /// The names of the keys right below `path`, in the order of the file.
    package func subkeys(of path: String) -> [String] { children[path.lowercased()] ?? [] }

    /// Whether the key itself stands in the export.
    package func contains(_ path: String) -> Bool { bodies[path.lowercased()] != nil }

    /// The keys of the export whose path ends so, in lower case and sorted.
    package func paths(ending suffix: String) -> [String] {
        Set(bodies.keys).union(children.keys).filter { $0.hasSuffix(suffix) }.sorted()
    }

    /// The values of a key by name; the unnamed one is `@`. Empty where the key is not there.
    ///
    /// With `asWritten` the names stay as they are; else they are in lower case.
    package func values(of path: String, asWritten: Bool = false) -> [String: RegistryValue] {
        guard let body = bodies[path.lowercased()] else { return [:] }
        var values: [String: RegistryValue] = [:]
        var position = body.lowerBound
        while position < body.upperBound {
            let entry = octets[octets.entry(from: &position)]
            guard let (name, text) = assignment(entry) else { continue }
            let key = asWritten ? name : name.lowercased()
            values[key] = values[key] ?? RegistryValue(text)
        }
        return values
    }

    private mutating func index() {
        var position = 0
        var open: (path: String, start: Int)?
        while position < octets.count {
            let entry = octets.entry(from: &position)
            guard octets[entry].first == UInt8(ascii: "["), octets[entry].last == UInt8(ascii: "]") else {
                continue
            }
            if let open { close(open.path, open.start..<entry.lowerBound) }
            open = (String(decoding: octets[entry].dropFirst().dropLast(), as: UTF8.self), position)
        }
        if let open { close(open.path, open.start..<octets.count) }
    }

    private mutating func close(_ path: String, _ body: Range<Int>) {
        let key = path.lowercased()
        // `[-HKEY…]` would delete a key; no export holds one.
        guard !path.hasPrefix("-"), bodies[key] == nil else { return }
        bodies[key] = body
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "\\")) else { return }
        children[path[..<slash].lowercased(), default: []].append(
            String(path[path.utf8.index(after: slash)...]))
    }

    /// `"name"=value` or `@=value`.
    private func assignment(_ entry: ArraySlice<UInt8>) -> (name: String, text: ArraySlice<UInt8>)? {
        if entry.starts(with: "@=".utf8) { return ("@", entry.dropFirst(2)) }
        guard entry.first == UInt8(ascii: "\"") else { return nil }
        let (name, rest) = entry.dropFirst().unquoted
        guard rest.first == UInt8(ascii: "=") else { return nil }
        return (name, rest.dropFirst())
    }
}

/// One value of the registry.
package enum RegistryValue: Hashable, Sendable {
    /// REG_SZ and REG_EXPAND_SZ, without the closing nought.
    case text(String)
    /// REG_DWORD and REG_QWORD.
    case number(UInt64)
    /// REG_MULTI_SZ
    case list([String])
    /// REG_BINARY and all other types, as stored.
    case octets([UInt8])

    package var text: String? {
        if case .text(let value) = self { value } else { nil }
    }

    package var number: UInt64? {
        if case .number(let value) = self { value } else { nil }
    }

    package var list: [String]? {
        if case .list(let value) = self { value } else { nil }
    }

    package var octets: [UInt8]? {
        if case .octets(let value) = self { value } else { nil }
    }

    /// Reads what stands behind the equals sign; nil where it is of no known form.
    init?(_ text: ArraySlice<UInt8>) {
        if text.first == UInt8(ascii: "\"") {
            self = .text(text.dropFirst().unquoted.text)
            return
        }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let type = String(decoding: text[..<colon], as: UTF8.self).lowercased()
        let rest = text[text.index(after: colon)...]
        if type == "dword" {
            guard let number = UInt64(String(decoding: rest, as: UTF8.self), radix: 16) else { return nil }
            self = .number(number)
            return
        }
        guard type.hasPrefix("hex"), let octets = Self.hexadecimal(rest) else { return nil }
        switch type {
        case "hex(2)", "hex(1)": self = .text(octets.utf16Texts.first ?? "")
        case "hex(7)": self = .list(octets.utf16Texts)
        case "hex(b)" where octets.count == 8, "hex(4)" where octets.count == 4:
            self = .number(octets.reversed().reduce(0) { $0 << 8 | UInt64($1) })
        default: self = .octets(octets)
        }
    }

    /// `01,00,ff`, broken into lines by a backslash; nil where anything else stands in it.
    private static func hexadecimal(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 3 + 1)
        var value: UInt8 = 0
        var digits = 0
        for character in text {
            switch character {
            case 0x30...0x39, 0x41...0x46, 0x61...0x66:
                digits += 1
                guard digits <= 2 else { return nil }
                value = value << 4 | (character <= 0x39 ? character - 0x30 : (character | 0x20) - 0x57)
            case UInt8(ascii: ","):
                if digits > 0 { octets.append(value) }
                (value, digits) = (0, 0)
            case UInt8(ascii: "\\"), UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
                UInt8(ascii: "\t"):
                break
            default: return nil
            }
        }
        if digits > 0 { octets.append(value) }
        return octets
    }
}

extension ArraySlice<UInt8> {
    /// The text up to the closing quotation mark, without its backslashes, and what follows the mark.
    fileprivate var unquoted: (text: String, rest: ArraySlice<UInt8>) {
        var text: [UInt8] = []
        var index = startIndex
        while index < endIndex, self[index] != UInt8(ascii: "\"") {
            if self[index] == UInt8(ascii: "\\"), index + 1 < endIndex { index += 1 }
            text.append(self[index])
            index += 1
        }
        return (String(decoding: text, as: UTF8.self), self[Swift.min(index + 1, endIndex)...])
    }
}

extension [UInt8] {
    /// UTF-16LE behind a byte order mark as UTF-8; an odd last octet is left out.
    fileprivate var utf8FromUTF16: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count / 2 + count / 16)
        var index = 2
        while index + 1 < count {
            let low = self[index]
            if self[index + 1] == 0, low < 0x80 {
                result.append(low)
                index += 2
                continue
            }
            var units: [UInt16] = []
            while index + 1 < count, self[index + 1] != 0 || self[index] >= 0x80 {
                units.append(UInt16(self[index]) | UInt16(self[index + 1]) << 8)
                index += 2
            }
            result.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        }
        return result
    }

    /// The texts of UTF-16LE octets that noughts part.
    fileprivate var utf16Texts: [String] {
        let units = stride(from: 0, to: count - 1, by: 2).map { UInt16(self[$0]) | UInt16(self[$0 + 1]) << 8 }
        return units.split(separator: 0).map { String(decoding: $0, as: UTF16.self) }
    }

    fileprivate func begins(_ text: String.UTF8View) -> Bool { starts(with: text) }

    /// Where the next entry stands, without its line's end: a line with those it goes on in, because a text in
    /// quotation marks holds line breaks or the line ends in `\`. The position moves behind it.
    fileprivate func entry(from position: inout Int) -> Range<Int> {
        let start = position
        var isQuoted = false
        while position < count {
            let octet = self[position]
            position += 1
            switch octet {
            case UInt8(ascii: "\"") where self[start] != UInt8(ascii: "["): isQuoted.toggle()
            case UInt8(ascii: "\\") where isQuoted: position += 1
            case UInt8(ascii: "\n") where !isQuoted:
                let end = endOfLine(position - 1, after: start)
                if end == start || self[end - 1] != UInt8(ascii: "\\") { return start..<end }
            default: break
            }
        }
        position = count
        return start..<endOfLine(count, after: start)
    }

    /// `end`, or the carriage return before it.
    private func endOfLine(_ end: Int, after start: Int) -> Int {
        end > start && self[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    }
}
