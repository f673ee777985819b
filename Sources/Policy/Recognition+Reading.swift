import Model

extension RecognitionRule {
    /// Reads one rule; `origin` is the file's source and date, `exceptions` hold for all its rules.
    init(_ entry: Entry, _ origin: Origin, exceptions: [Condition]) throws(PolicyError) {
        let own = try origin.of(entry)
        let condition = try Condition(entry)
        let others = try Condition.list(entry, "also")
        let exceptions = try exceptions + Condition.list(entry, "unless")
        let gives = try entry.required("gives")
        let conclusions = try Conclusion.Subject.read(gives).map { Conclusion($0.key, $0.value) }
        try gives.finish()
        let common = condition.patterns.dropFirst().reduce(Set(condition.patterns.first?.names ?? [])) {
            $0.intersection($1.names)
        }
        for name in conclusions.flatMap(\.names) where !common.contains(name) {
            throw gives.wrong(
                "{\(name)} は、matches のすべての形にはありません。", "{\(name)} is not in every form of matches.")
        }
        self.init(
            id: try entry.text("id"), condition: condition, others: others, exceptions: exceptions,
            conclusions: conclusions, confidence: try entry.required("confidence").word(),
            examples: try Example.read(entry),
            source: own.source, asOf: own.asOf)
        guard !conclusions.isEmpty, !examples.isEmpty else {
            throw entry.wrong("gives と examples を書いてください。", "gives and examples are needed.")
        }
        try entry.finish()
    }
}

extension RecognitionRule.Condition {
    /// Conditions on further texts of a device; none where the key is not there.
    static func list(_ entry: Entry, _ key: String) throws(PolicyError) -> [Self] {
        var conditions: [Self] = []
        for item in try entry.list(key) {
            conditions.append(try Self(item))
            try item.finish()
        }
        return conditions
    }

    fileprivate init(_ entry: Entry) throws(PolicyError) {
        var fields: [String] = []
        for item in try entry.required("field").oneOrMore() {
            let name = try item.text()
            guard RecognitionRule.fields.contains(name) else {
                let known = RecognitionRule.fields.sorted().joined(separator: ", ")
                throw item.wrong(
                    "「\(name)」という項目はありません。使えるもの: \(known)", "unknown field \(name); known: \(known).")
            }
            fields.append(name)
        }
        var patterns: [TextPattern] = []
        for item in try entry.required("matches").oneOrMore() {
            let text = try item.text()
            guard let pattern = TextPattern(text) else {
                throw item.wrong(
                    "「\(text)」の括弧 { } が正しくありません。", "the braces of \(text) are not right.")
            }
            patterns.append(pattern)
        }
        self.init(fields: fields, proto: try entry.optionalText("protocol"), patterns: patterns)
    }
}

extension RecognitionRule.Conclusion.Subject {
    /// Everything but behaviour, which only observations tell.
    fileprivate static var known: [(name: String, subject: Self)] {
        let keys: [AttributeFact.Key] = [.vendor, .model, .firmware, .serial, .os, .osBuild, .kind, .domain]
        return [("product", .product), ("version", .version)] + keys.map { ($0.rawValue, .device($0)) }
    }

    fileprivate static func read(_ entry: Entry) throws(PolicyError) -> [(key: Self, value: String)] {
        var values: [(Self, String)] = []
        for (name, subject) in known {
            guard let value = try entry.optional(name) else { continue }
            let text = try value.text()
            if subject == .device(.kind), Asset.Kind(rawValue: text) == nil {
                throw value.wrong("「\(text)」という種類はありません。", "there is no kind \(text).")
            }
            values.append((subject, text))
        }
        return values
    }
}

extension RecognitionRule.Example {
    fileprivate static func read(_ entry: Entry) throws(PolicyError) -> [Self] {
        var examples: [Self] = []
        for item in try entry.list("examples") {
            let text = try item.text("text")
            let gives = try RecognitionRule.Conclusion.Subject.read(item)
            examples.append(Self(text: text, gives: Dictionary(uniqueKeysWithValues: gives)))
            try item.finish()
        }
        return examples
    }
}

extension Entry {
    /// A scalar, or a sequence of them.
    func oneOrMore() throws(PolicyError) -> [Entry] { isScalar ? [self] : try list() }
}
