extension Unicode.Scalar {
    /// Whether a reader cannot see this character, or it changes how its neighbours are seen: control characters,
    /// line separators, and format characters such as the bidirectional controls and zero-width marks (Unicode
    /// general categories Cc, Cf, Zl, Zp).
    package var isDisguise: Bool {
        if value < 0x7f { return value < 0x20 }
        // Japanese text, without asking the tables: none of these blocks holds such a character.
        if (0x3001...0x9fff).contains(value) || (0xff01...0xff9f).contains(value) { return false }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}

extension StringProtocol {
    /// The text with every invisible or direction-changing character written out, for any place where people read:
    /// `\u{1B}[31m` for a terminal colour, `\u{202E}` for a right-to-left override.
    package var printable: String {
        let text = String(self)
        let isPlain = text.utf8.allSatisfy { (0x20..<0x7f).contains($0) }
        guard !isPlain, text.unicodeScalars.contains(where: { $0.isDisguise }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.isDisguise {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// JSON text with every invisible or direction-changing character as a `\u` escape (RFC 8259, 7), so that a hostile
/// name is seen for what it is in an editor and decodes to the same string. `json` is UTF-8 as an encoder wrote it;
/// line feeds between values stay.
package func escapingDisguises(inJSON json: [UInt8]) -> [UInt8] {
    guard json.contains(where: { $0 >= 0x7f }) else { return json }
    let text = String(decoding: json, as: UTF8.self)
    guard text.unicodeScalars.contains(where: { $0.value >= 0x7f && $0.isDisguise }) else { return json }
    var result: [UInt8] = []
    result.reserveCapacity(json.count + 64)
    for scalar in text.unicodeScalars {
        if scalar.value >= 0x7f, scalar.isDisguise {
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
            }
        } else {
            result += UTF8.encode(scalar).map { Array($0) } ?? []
        }
    }
    return result
}
