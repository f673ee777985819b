/// Octets as text of 64 characters (RFC 4648, 4), as HTTP carries them in its header fields.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding: UInt8 = 0x3d

    /// The text with its padding.
    package static func text(_ octets: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        var rest = Array(octets)[...]
        while !rest.isEmpty {
            let part = rest.prefix(3)
            rest = rest.dropFirst(3)
            let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for index in 0..<4 {
                text.append(index <= part.count ? alphabet[bits >> (18 - 6 * index) & 63] : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What a text holds; throws where it is not whole or has other characters. Padding must be there.
    package static func octets(_ text: some StringProtocol) throws(WireError) -> [UInt8] {
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 4) else { throw .malformed("Base64 length") }
        let padded = characters.suffix(2).reversed().prefix { $0 == padding }.count
        var octets: [UInt8] = []
        octets.reserveCapacity(characters.count / 4 * 3)
        for start in stride(from: 0, to: characters.count, by: 4) {
            var bits = 0
            let isLast = start + 4 == characters.count
            for (offset, character) in characters[start..<start + 4].enumerated() {
                bits <<= 6
                if isLast, offset >= 4 - padded { continue }
                guard let value = value(of: character) else { throw .malformed("Base64 character") }
                bits |= value
            }
            let group = [bits >> 16, bits >> 8, bits].map { UInt8(truncatingIfNeeded: $0) }
            octets += group.prefix(isLast ? 3 - padded : 3)
        }
        return octets
    }

    private static func value(of character: UInt8) -> Int? {
        switch character {
        case 0x41...0x5a: Int(character) - 0x41
        case 0x61...0x7a: Int(character) - 0x61 + 26
        case 0x30...0x39: Int(character) - 0x30 + 52
        case 0x2b: 62
        case 0x2f: 63
        default: nil
        }
    }
}
