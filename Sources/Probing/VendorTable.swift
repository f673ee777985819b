package import Addresses

/// Who makes network cards: IEEE's registries of 24, 28 and 36 bits, looked up by the longest block.
///
/// The texts are the CSV files of Debian's `ieee-data`: `Registry,Assignment,Organization Name,Organization Address`
/// with RFC 4180 quoting.
package struct VendorTable: Sendable {
    /// Names by leading bits, for each length of block.
    private var names: [Int: [UInt64: String]] = [36: [:], 28: [:], 24: [:]]

    /// Reads any of the registries' files; lines that are no assignments are passed over, as the header is.
    package init(csv texts: [[UInt8]]) {
        for text in texts { read(text) }
    }

    /// The maker a block is assigned to; nil for unknown blocks and for addresses that software chose.
    package func vendor(of mac: MACAddress) -> String? {
        guard !mac.isLocallyAdministered, !mac.isGroup else { return nil }
        for bits in [36, 28, 24] {
            if let name = names[bits]?[mac.value >> UInt64(48 - bits)] { return name }
        }
        return nil
    }

    private mutating func read(_ text: [UInt8]) {
        var index = 0
        while index < text.count {
            let (registry, afterRegistry) = Self.field(text, from: index)
            let (assignment, afterAssignment) = Self.field(text, from: afterRegistry)
            let (name, afterName) = Self.field(text, from: afterAssignment)
            index = Self.nextLine(text, from: afterName)
            guard !registry.isEmpty, let (block, bits) = Self.block(assignment) else { continue }
            let words = String(decoding: name, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            guard !words.isEmpty, words != ["Private"], words != ["IEEE", "Registration", "Authority"] else {
                continue
            }
            names[bits]?[block] = words.joined(separator: " ")
        }
    }

    /// Hexadecimal digits: six for 24 bits, seven for 28, nine for 36.
    private static func block(_ digits: [UInt8]) -> (UInt64, Int)? {
        guard [6, 7, 9].contains(digits.count),
            let block = UInt64(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        return (block, digits.count * 4)
    }

    /// The field that begins at `start`, and where the next one begins; a line feed stays unread.
    private static func field(_ text: [UInt8], from start: Int) -> ([UInt8], Int) {
        var index = start
        var field: [UInt8] = []
        guard index < text.count, text[index] == UInt8(ascii: "\"") else {
            while index < text.count, text[index] != UInt8(ascii: ","), !isLineEnd(text[index]) {
                field.append(text[index])
                index += 1
            }
            return (field, skipComma(text, index))
        }
        index += 1
        while index < text.count {
            if text[index] == UInt8(ascii: "\"") {
                guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "\"") else { break }
                index += 1
            }
            field.append(text[index])
            index += 1
        }
        return (field, skipComma(text, index + 1))
    }

    private static func skipComma(_ text: [UInt8], _ index: Int) -> Int {
        index < text.count && text[index] == UInt8(ascii: ",") ? index + 1 : index
    }

    private static func isLineEnd(_ octet: UInt8) -> Bool { octet == 10 || octet == 13 }

    /// The beginning of the next record: the rest of this one may hold quoted line ends.
    private static func nextLine(_ text: [UInt8], from start: Int) -> Int {
        var index = start
        var isQuoted = false
        while index < text.count {
            if text[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if text[index] == 10, !isQuoted { return index + 1 }
            index += 1
        }
        return index
    }
}
