/// The text of the first `title` element of an HTML page.
///
/// Pages in UTF-8 are read; of other encodings the ASCII part is kept and each unreadable run shows as U+FFFD.
package struct HTMLTitle: Equatable, Sendable {
    package var text: String

    /// The most octets of a page that are searched.
    package static let searchLimit = 65_536
    /// The most octets of a title that are kept.
    package static let limit = 256

    /// Nil where no title begins within the first 64 KiB, or it is empty.
    package init?(in page: [UInt8]) {
        let page = page.prefix(Self.searchLimit)
        guard let start = find("<title", in: page),
            let open = page[start...].firstIndex(of: 0x3e)
        else { return nil }
        let rest = page[(open + 1)...]
        let inside = rest[..<(find("</title", in: rest) ?? rest.endIndex)].prefix(Self.limit)
        // A cut in the middle of a UTF-8 character is not another encoding.
        let whole = String(lossy: inside.dropLast(cutOctets(at: inside)))
        text = String(lossy: Array(withoutEntities(whole).utf8))
        guard !text.isEmpty else { return nil }
    }
}

/// Where `word`, given in lower case, begins, whatever the case of the letters.
private func find(_ word: String, in octets: ArraySlice<UInt8>) -> Int? {
    let word = Array(word.utf8)
    guard octets.count >= word.count else { return nil }
    return (octets.startIndex...(octets.endIndex - word.count)).first { start in
        word.indices.allSatisfy { index in
            let octet = octets[start + index]
            return ((0x41...0x5a).contains(octet) ? octet + 32 : octet) == word[index]
        }
    }
}

/// How many octets at the end begin a UTF-8 character without ending it.
private func cutOctets(at octets: ArraySlice<UInt8>) -> Int {
    for (index, octet) in octets.suffix(3).reversed().enumerated() {
        switch octet {
        case 0x80...0xbf: continue
        case 0xc0...0xdf: return index < 1 ? index + 1 : 0
        case 0xe0...0xef: return index < 2 ? index + 1 : 0
        case 0xf0...0xf7: return index < 3 ? index + 1 : 0
        default: return 0
        }
    }
    return 0
}

/// Character references replaced (HTML, 13.5, the five that every page may need, and the numeric ones).
private func withoutEntities(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
        result += rest[..<ampersand]
        rest = rest[ampersand...]
        let name = rest.dropFirst().prefix(10).prefix { $0 != ";" }
        let end = name.endIndex
        guard end < rest.endIndex, rest[end] == ";", let character = character(named: name) else {
            result += "&"
            rest = rest.dropFirst()
            continue
        }
        result.unicodeScalars.append(character)
        rest = rest[rest.index(after: end)...]
    }
    return result + rest
}

private func character(named name: Substring) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return " "
    default: break
    }
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
        return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    }
    return name.hasPrefix("#") ? UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) : nil
}
