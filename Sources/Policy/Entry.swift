import Addresses
import Model
import Yams

/// A YAML value with its place in the file, read into types that cannot be wrong.
///
/// Every reading names file and line when it fails. A mapping's keys must all be read: ``finish()`` reports the ones
/// that were not, so that a misspelt key is never ignored in silence.
final class Entry {
    let file: String
    private let node: Node
    /// The values of a mapping by key: found by text alone, because telling YAML's types apart takes most of the
    /// time that reading takes.
    private lazy var values: [String: Node]? = node.mapping.map { mapping in
        Dictionary(mapping.map { ($0.key.scalar?.string ?? "", $0.value) }, uniquingKeysWith: { $1 })
    }
    private var read: Set<String> = []

    init(_ node: Node, file: String) {
        self.node = node
        self.file = file
    }

    /// The root of a file. An empty file is an empty mapping.
    static func root(of text: String, file: String) throws(PolicyError) -> Entry {
        guard text.utf8.count <= 4 << 20 else {
            throw PolicyError(
                file: file, line: nil,
                problem: Text(ja: "ファイルが大きすぎます。", en: "the file is too large."))
        }
        do {
            return Entry(try Yams.compose(yaml: text) ?? Node.mapping(Node.Mapping([])), file: file)
        } catch {
            var line: Int?
            if case YamlError.scanner(_, _, let mark, _) = error { line = mark.line }
            if case YamlError.parser(_, _, let mark, _) = error { line = mark.line }
            if case YamlError.composer(_, _, let mark, _) = error { line = mark.line }
            if case YamlError.duplicatedKeysInMapping(_, let context) = error { line = context.mark.line }
            throw PolicyError(
                file: file, line: line,
                problem: Text(
                    ja: "書き方（YAML）が正しくありません。字下げと記号を確かめてください。",
                    en: "this is not valid YAML; check indentation and punctuation."))
        }
    }

    var line: Int? { node.mark?.line }
    var isScalar: Bool { node.scalar != nil }

    func wrong(_ ja: String, _ en: String) -> PolicyError {
        PolicyError(file: file, line: line, problem: Text(ja: ja, en: en))
    }

    // MARK: Mappings

    /// The value of a key that may be missing or empty.
    func optional(_ key: String) throws(PolicyError) -> Entry? {
        guard let values else {
            throw wrong("「名前: 値」の形で書いてください。", "a mapping is expected here.")
        }
        read.insert(key)
        guard let value = values[key], !value.isNothing else { return nil }
        return Entry(value, file: file)
    }

    /// The value of a key that must be there.
    func required(_ key: String) throws(PolicyError) -> Entry {
        guard let value = try optional(key) else {
            throw wrong("「\(key)」がありません。書き足してください。", "\(key) is missing.")
        }
        return value
    }

    /// Reports keys that nobody asked for. To be called after the last key was read.
    func finish() throws(PolicyError) {
        guard let mapping = node.mapping else { return }
        for (key, _) in mapping {
            let name = key.scalar?.string ?? ""
            guard !read.contains(name) else { continue }
            throw PolicyError(
                file: file, line: key.mark?.line,
                problem: Text(
                    ja: "「\(name)」という項目はありません。つづりを確かめてください。使える項目: \(read.sorted().joined(separator: ", "))",
                    en: "unknown key \(name); known here: \(read.sorted().joined(separator: ", "))."))
        }
    }

    // MARK: Sequences and scalars

    /// The elements of a sequence.
    func list() throws(PolicyError) -> [Entry] {
        guard let sequence = node.sequence else {
            throw wrong("「- 」で始まる並びを書いてください。", "a sequence is expected here.")
        }
        return sequence.map { Entry($0, file: file) }
    }

    /// The elements under a key, none when it is missing.
    func list(_ key: String) throws(PolicyError) -> [Entry] {
        try optional(key)?.list() ?? []
    }

    /// The text of a scalar, without white space around it.
    func text() throws(PolicyError) -> String {
        guard let scalar = node.scalar else { throw wrong("文字を書いてください。", "a text is expected here.") }
        let trimmed = scalar.string.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.drop { $0 == " " } }.joined(separator: "\n")
        return String(trimmed.reversed().drop { $0 == "\n" || $0 == " " }.reversed())
    }

    func text(_ key: String) throws(PolicyError) -> String { try required(key).text() }

    func optionalText(_ key: String) throws(PolicyError) -> String? { try optional(key)?.text() }

    /// Reads a scalar with a type's own text form: an address, a date, a set of ports.
    func value<Value: LosslessStringConvertible>(
        _ ja: String, _ en: String
    ) throws(PolicyError) -> Value {
        let text = try text()
        guard let value = Value(text) else {
            throw wrong("「\(text)」は\(ja)ではありません。", "\(text) is not \(en).")
        }
        return value
    }

    func integer() throws(PolicyError) -> Int { try value("数", "a whole number") }
    func date() throws(PolicyError) -> CivilDate {
        try value("日付（例 2026-11-23）", "a date such as 2026-11-23")
    }

    /// `true` or `false`, missing is false.
    func flag(_ key: String) throws(PolicyError) -> Bool {
        guard let entry = try optional(key) else { return false }
        return try entry.value("true か false", "true or false")
    }

    /// A word of a closed list.
    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type = Word.self) throws(PolicyError)
        -> Word
    where Word.RawValue == String {
        let text = try text()
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong("「\(text)」は使えません。使えることば: \(known)", "\(text) is none of \(known).")
        }
        return word
    }

    /// `tcp/443`
    func port() throws(PolicyError) -> Port {
        let text = try text()
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let transport = Transport(rawValue: String(parts[0])),
            let number = UInt16(parts[1]),
            number > 0
        else { throw wrong("「\(text)」は tcp/443 の形ではありません。", "\(text) is not of the form tcp/443.") }
        return Port(transport, number)
    }

    /// `1724ff`
    func octets() throws(PolicyError) -> [UInt8] {
        let text = try text()
        let digits = text.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2), !digits.isEmpty else {
            throw wrong("「\(text)」は 1724ff の形ではありません。", "\(text) is not of the form 1724ff.")
        }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// A sentence in both languages, `{ja: …, en: …}`, or one text that is the same in both.
    func words() throws(PolicyError) -> Text {
        if node.scalar != nil { return Text(verbatim: try text()) }
        let words = Text(ja: try text("ja"), en: try text("en"))
        try finish()
        return words
    }
}

extension Node {
    /// Whether it is the null of YAML's core schema (YAML 1.2.2, 10.3.2): nothing, `~` or `null` without quotes.
    fileprivate var isNothing: Bool {
        guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
