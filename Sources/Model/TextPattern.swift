/// A pattern for texts that devices say of themselves, written so that a person can read it:
/// `SSH-2.0-OpenSSH_{version} Debian-*+deb{release:digits}u*`.
///
/// It describes the whole text. `*` is any run, also none; `{name}` is a word of letters, digits and `.`, `_`, `+`,
/// `~`, `-` that begins with a letter or digit; `{name:digits}` is digits only; `{name:text}` is any run but none.
/// Letters count alike in both cases (ASCII). `\` takes the next character as it is. Matching takes time proportional
/// to pattern times text whatever both are, because the texts come from strangers.
package struct TextPattern: Hashable, Sendable, LosslessStringConvertible {
    /// As it was written.
    package let text: String
    package var description: String { text }
    private let parts: [Part]
    /// The letters it begins with: most texts fail here, before any memory is set aside.
    private let beginning: [Unicode.Scalar]
    /// The longest run of letters in it, which a fitting text has somewhere.
    private let needed: [Unicode.Scalar]

    enum Part: Hashable, Sendable {
        case literal(Unicode.Scalar)
        case anything
        case capture(String, Kind)
    }

    enum Kind: String, Hashable, Sendable, CaseIterable {
        case word, digits, text

        func accepts(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
            switch self {
            case .text: true
            case .digits: ("0"..."9").contains(scalar)
            case .word: scalar.isWordPart && (!isFirst || scalar.isASCIIAlphanumeric)
            }
        }
    }

    /// Texts are looked at up to this many characters.
    package static let textLimit = 1024
    /// Words and numbers are at most this long.
    static let wordLimit = 128

    /// The names of what the pattern takes out of a text.
    package var names: [String] {
        parts.compactMap { if case .capture(let name, _) = $0 { name } else { nil } }
    }

    /// Nil when a brace is not closed or says a kind that there is not.
    package init?(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text).unicodeScalars
        while let first = rest.popFirst() {
            switch first {
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                parts.append(.literal(next.lowered))
            case "*":
                if parts.last != .anything { parts.append(.anything) }
            case "{":
                guard let end = rest.firstIndex(of: "}"), let capture = Part(capture: rest[..<end]) else {
                    return nil
                }
                parts.append(capture)
                rest = rest[rest.index(after: end)...]
            default: parts.append(.literal(first.lowered))
            }
        }
        self.text = text
        self.parts = parts
        beginning = parts.prefix { if case .literal = $0 { true } else { false } }
            .compactMap { if case .literal(let scalar) = $0 { scalar } else { nil } }
        var longest: [Unicode.Scalar] = []
        var run: [Unicode.Scalar] = []
        for part in parts {
            if case .literal(let scalar) = part { run.append(scalar) } else { run = [] }
            if run.count > longest.count { longest = run }
        }
        needed = longest
    }

    /// What the names stand for when the whole text fits; nil when it does not.
    package func match(_ text: String) -> [String: String]? {
        var rest = text.unicodeScalars.makeIterator()
        for scalar in beginning where rest.next()?.lowered != scalar { return nil }
        let scalars = Array(text.unicodeScalars.prefix(Self.textLimit))
        guard scalars.holds(needed) else { return nil }
        var matching = Matching(parts: parts, text: scalars)
        return matching.match(part: 0, at: 0) ? matching.captures : nil
    }
}

extension TextPattern.Part {
    /// `version` or `release:digits`
    fileprivate init?(capture: Substring.UnicodeScalarView) {
        let halves = capture.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
        guard let name = halves.first, !name.isEmpty, halves.count <= 2 else { return nil }
        guard let kind = halves.count == 2 ? TextPattern.Kind(rawValue: halves[1]) : .word else { return nil }
        self = .capture(name, kind)
    }
}

/// One attempt to fit a pattern to a text. A place that failed once is never tried again.
private struct Matching {
    let parts: [TextPattern.Part]
    let text: [Unicode.Scalar]
    private(set) var captures: [String: String] = [:]
    private var failed: [Bool]

    init(parts: [TextPattern.Part], text: [Unicode.Scalar]) {
        self.parts = parts
        self.text = text
        failed = [Bool](repeating: false, count: parts.count * (text.count + 1))
    }

    mutating func match(part first: Int, at start: Int) -> Bool {
        var part = first
        var position = start
        while part < parts.count, case .literal(let scalar) = parts[part] {
            guard position < text.count, text[position].lowered == scalar else { return false }
            part += 1
            position += 1
        }
        guard part < parts.count else { return position == text.count }
        let place = part * (text.count + 1) + position
        guard !failed[place] else { return false }
        let isMatch =
            switch parts[part] {
            case .literal: false
            case .anything: (position...text.count).contains { match(part: part + 1, at: $0) }
            case .capture(let name, let kind): capture(name, kind, part: part, at: position)
            }
        if !isMatch { failed[place] = true }
        return isMatch
    }

    /// Takes as much as there is, then less.
    private mutating func capture(_ name: String, _ kind: TextPattern.Kind, part: Int, at start: Int) -> Bool
    {
        var end = start
        let limit = min(text.count, start + (kind == .text ? text.count : TextPattern.wordLimit))
        while end < limit, kind.accepts(text[end], isFirst: end == start) { end += 1 }
        while end > start {
            if match(part: part + 1, at: end) {
                captures[name] = String(String.UnicodeScalarView(text[start..<end]))
                return true
            }
            end -= 1
        }
        return false
    }
}

extension Unicode.Scalar {
    fileprivate var lowered: Unicode.Scalar {
        ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) | 0x20) : self
    }

    fileprivate var isASCIIAlphanumeric: Bool {
        ("0"..."9").contains(self) || ("a"..."z").contains(lowered)
    }

    fileprivate var isWordPart: Bool { isASCIIAlphanumeric || [".", "_", "+", "~", "-"].contains(self) }
}

extension [Unicode.Scalar] {
    /// Whether a run, in small letters, is somewhere in it.
    fileprivate func holds(_ run: [Unicode.Scalar]) -> Bool {
        guard let first = run.first else { return true }
        guard count >= run.count else { return false }
        return (0...count - run.count).contains { start in
            self[start].lowered == first && run.indices.allSatisfy { self[start + $0].lowered == run[$0] }
        }
    }
}
