/// Words of an HTML page that tell makers apart where its text does not: the program that made it, and where its
/// forms, frames, scripts and styles lead. Of each address only the path is kept: queries may hold session keys.
package struct HTMLMarks: Equatable, Sendable {
    /// `generator=LuCI form=/cgi-bin/luci script=/cgi.js`: each once, the most telling kinds first.
    package var text: String

    /// The most characters kept in all, and of one mark.
    package static let limit = 512
    private static let markLimit = 96
    /// The most marks of a kind.
    private static let kindLimit = 4

    /// Where a mark was found, in the order of how much it tells.
    private enum Kind: String, CaseIterable {
        case generator, form, refresh, location, frame, script, style
    }

    /// Nil where there is none within the first 64 KiB.
    package init?(in page: [UInt8]) {
        var found: [Kind: [String]] = [:]
        for tag in HTMLTag.all(in: page.prefix(HTMLTitle.searchLimit)) {
            guard let (kind, value) = Self.mark(of: tag) else { continue }
            let mark = kind == .generator ? value : Self.path(value)
            guard !mark.isEmpty, found[kind, default: []].count < Self.kindLimit,
                found[kind]?.contains(mark) != true
            else { continue }
            found[kind, default: []].append(String(mark.prefix(Self.markLimit)))
        }
        var text = ""
        for (kind, mark) in Kind.allCases.flatMap({ kind in (found[kind] ?? []).map { (kind, $0) } }) {
            let word = (text.isEmpty ? "" : " ") + "\(kind.rawValue)=\(mark)"
            if text.count + word.count <= Self.limit { text += word }
        }
        guard !text.isEmpty else { return nil }
        self.text = text
    }

    private static func mark(of tag: HTMLTag) -> (Kind, String)? {
        let (kind, value): (Kind, String?)
        switch tag.name {
        case "meta" where tag["name"]?.lowercased() == "generator":
            (kind, value) = (.generator, tag["content"])
        case "meta" where tag["http-equiv"]?.lowercased() == "refresh":
            // `0; url=/login.htm`
            (kind, value) = (
                .refresh,
                tag["content"]?.split(separator: "=", maxSplits: 1).dropFirst().last.map { String($0) }
            )
        case "form": (kind, value) = (.form, tag["action"])
        case "frame", "iframe": (kind, value) = (.frame, tag["src"])
        case "link": (kind, value) = (.style, tag["href"])
        case "script":
            if let source = tag["src"] { return (.script, source) }
            (kind, value) = (.location, tag.newLocation)
        default: return nil
        }
        return value.map { (kind, $0) }
    }

    /// An address without its query, fragment and parameters, and without quotes and white space.
    private static func path(_ text: String) -> String {
        let kept = text.drop { $0 == " " || $0 == "'" || $0 == "\"" }
        return String(kept.prefix { !" '\"?#;<>".contains($0) })
    }
}

/// A start tag, and for a script what stands in it.
struct HTMLTag {
    /// Lower case.
    var name: String
    /// By lower-case name; the first of a name counts.
    private var attributes: [String: String] = [:]
    private var content: ArraySlice<UInt8> = []

    subscript(name: String) -> String? { attributes[name] }

    /// The most tags of a page, attributes of a tag, and octets of a value that are read.
    private static let tagLimit = 512
    private static let attributeLimit = 24
    private static let valueLimit = 256

    static func all(in page: ArraySlice<UInt8>) -> [HTMLTag] {
        var tags: [HTMLTag] = []
        var rest = page
        while tags.count < tagLimit, let open = rest.firstIndex(of: 0x3c) {
            rest = rest[(open + 1)...]
            if rest.starts(with: "!--".utf8) {
                rest = rest[(rest.firstRange(of: "-->".utf8)?.upperBound ?? rest.endIndex)...]
            } else if let first = rest.first, isLetter(first) {
                var tag = HTMLTag(&rest)
                if tag.name == "script" { tag.takeContent(&rest) }
                tags.append(tag)
            }
        }
        return tags
    }

    /// Reads from the tag's name to behind its end, or to the end of the page.
    private init(_ rest: inout ArraySlice<UInt8>) {
        name = String(lossy: Self.word(&rest)).lowercased()
        while let next = rest.first, next != 0x3e {
            guard !Self.isSpace(next), next != 0x2f, next != 0x3d else {
                rest = rest.dropFirst()
                continue
            }
            let key = String(lossy: Self.word(&rest)).lowercased()
            rest = rest.drop { Self.isSpace($0) }
            guard rest.first == 0x3d else { continue }
            rest = rest.dropFirst().drop { Self.isSpace($0) }
            let value = String(lossy: Self.value(&rest).prefix(Self.valueLimit))
            if attributes.count < Self.attributeLimit { attributes[key] = attributes[key] ?? value }
        }
        rest = rest.dropFirst()
    }

    private mutating func takeContent(_ rest: inout ArraySlice<UInt8>) {
        let end = rest.firstRange(of: "</".utf8)?.lowerBound ?? rest.endIndex
        content = rest[..<end]
        rest = rest[end...]
    }

    /// At least one octet is taken, so that reading always goes on.
    private static func word(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let word =
            rest.prefix(1) + rest.dropFirst().prefix { !isSpace($0) && ![0x3d, 0x3e, 0x2f].contains($0) }
        rest = rest.dropFirst(word.count)
        return word.prefix(valueLimit)
    }

    private static func value(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let quote = rest.first, quote == 0x22 || quote == 0x27 else {
            let value = rest.prefix { !isSpace($0) && $0 != 0x3e }
            rest = rest.dropFirst(value.count)
            return value
        }
        let value = rest.dropFirst().prefix { $0 != quote }
        rest = rest.dropFirst(value.count + 2)
        return value
    }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0d).contains(octet) }

    private static func isLetter(_ octet: UInt8) -> Bool { (0x61...0x7a).contains(octet | 0x20) }

    /// Where a script leads at once: the first quoted text soon after `location`.
    var newLocation: String? {
        let word = Array("location".utf8)
        guard let place = content.firstRange(of: word) else { return nil }
        let near = content[place.upperBound...].prefix(24)
        guard let open = near.firstIndex(where: { $0 == 0x22 || $0 == 0x27 }) else { return nil }
        let text = content[(open + 1)...].prefix { $0 != content[open] && $0 != 0x0a }
        let address = String(lossy: text.prefix(Self.valueLimit))
        return address.contains("/") || address.contains(".") ? address : nil
    }
}
