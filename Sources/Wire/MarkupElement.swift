/// An element of an XML text that holds text only, with the name of the element around it.
///
/// Discovery protocols need a handful of such elements out of small documents from strangers. This scanner finds
/// them in one pass without recursion: it expands the five predefined and the numeric entities only, reads no
/// document type, and knows no namespaces: names are given without their prefix.
package struct MarkupElement: Equatable, Sendable {
    package var name: String
    /// The name of the enclosing element; empty for the outermost.
    package var parent: String
    /// Without white space at both ends.
    package var text: String

    package init(name: String, parent: String, text: String) {
        self.name = name
        self.parent = parent
        self.text = text
    }

    /// The elements in document order, up to where the text breaks off or a limit is reached: 512 elements,
    /// 32 levels, 1024 octets of text in each.
    package static func leaves(in octets: ArraySlice<UInt8>) -> [MarkupElement] {
        var scanner = MarkupScanner(rest: octets)
        return scanner.leaves()
    }
}

extension [MarkupElement] {
    /// The text of the first element of this name that has any.
    package func first(_ name: String) -> String? {
        first { $0.name == name && !$0.text.isEmpty }?.text
    }
}

private struct MarkupScanner {
    var rest: ArraySlice<UInt8>
    private var open: [String] = []
    private var text: [UInt8] = []
    /// Whether nothing but text came since the innermost element was opened.
    private var isLeaf = false

    private static let elementLimit = 512
    private static let depthLimit = 32
    private static let textLimit = 1024
    private static let nameLimit = 128

    init(rest: ArraySlice<UInt8>) {
        self.rest = rest
    }

    mutating func leaves() -> [MarkupElement] {
        var found: [MarkupElement] = []
        while found.count < Self.elementLimit, open.count <= Self.depthLimit,
            let start = rest.firstIndex(of: 0x3c)
        {
            append(decoded: rest[..<start])
            rest = rest[start...]
            if let section = takeSection(from: "<![CDATA[", to: "]]>") {
                append(section)
            } else if takeSection(from: "<!--", to: "-->") == nil, takeSection(from: "<?", to: "?>") == nil,
                takeSection(from: "<!", to: ">") == nil
            {
                guard let tag = takeTag() else { break }
                if let leaf = read(tag) { found.append(leaf) }
            }
        }
        return found
    }

    private mutating func append(_ octets: ArraySlice<UInt8>) {
        text += octets.prefix(Self.textLimit - min(text.count, Self.textLimit))
    }

    /// Adds text with its entities replaced; one that is unknown stays as it is.
    private mutating func append(decoded octets: ArraySlice<UInt8>) {
        var octets = octets
        while let ampersand = octets.firstIndex(of: 0x26) {
            append(octets[..<ampersand])
            octets = octets[ampersand...]
            guard let end = octets.prefix(12).firstIndex(of: 0x3b),
                let scalar = Self.scalar(entity: octets[(ampersand + 1)..<end])
            else {
                append(octets.prefix(1))
                octets = octets.dropFirst()
                continue
            }
            append(Array(String(Character(scalar)).utf8)[...])
            octets = octets[(end + 1)...]
        }
        append(octets)
    }

    private static func scalar(entity: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let name = String(decoding: entity, as: UTF8.self)
        let named: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
        if let scalar = named[name] { return scalar }
        guard name.hasPrefix("#") else { return nil }
        let isHex = name.hasPrefix("#x") || name.hasPrefix("#X")
        return UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10).flatMap { Unicode.Scalar($0) }
    }

    /// The octets between two marks when the rest begins with the first; all of the rest where the second is missing.
    private mutating func takeSection(from start: StaticString, to end: StaticString) -> ArraySlice<UInt8>? {
        let (start, end) = (Array("\(start)".utf8), Array("\(end)".utf8))
        guard rest.starts(with: start) else { return nil }
        let body = rest.dropFirst(start.count)
        var index = body.startIndex
        while index < body.endIndex, !body[index...].starts(with: end) { index += 1 }
        rest = body[index...].dropFirst(end.count)
        return body[..<index]
    }

    /// What stands between `<` and the `>` that no quotes enclose; nil when there is none.
    private mutating func takeTag() -> ArraySlice<UInt8>? {
        var quote: UInt8?
        for index in rest.indices.dropFirst() {
            let octet = rest[index]
            if let open = quote {
                if octet == open { quote = nil }
            } else if octet == 0x22 || octet == 0x27 {
                quote = octet
            } else if octet == 0x3e {
                let tag = rest[..<index].dropFirst()
                rest = rest[(index + 1)...]
                return tag
            }
        }
        return nil
    }

    /// Follows a tag; gives the element that it closes, when that held text only.
    private mutating func read(_ tag: ArraySlice<UInt8>) -> MarkupElement? {
        defer { text = [] }
        if tag.first == 0x2f {
            guard let name = open.popLast() else { return nil }
            defer { isLeaf = false }
            guard isLeaf else { return nil }
            return MarkupElement(name: name, parent: open.last ?? "", text: trimmedText)
        }
        let isEmpty = tag.last == 0x2f
        let qualified = tag.prefix { $0 > 0x20 && $0 != 0x2f }.prefix(Self.nameLimit)
        let local = qualified.lastIndex(of: 0x3a).map { qualified[$0...].dropFirst() } ?? qualified
        isLeaf = !isEmpty
        if !isEmpty { open.append(String(decoding: local, as: UTF8.self)) }
        return nil
    }

    private var trimmedText: String {
        let kept = text.drop { $0 <= 0x20 }
        let end = kept.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? kept.startIndex
        return String(decoding: kept[..<end], as: UTF8.self)
    }
}
