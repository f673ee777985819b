/// How to read a product, a maker or a system out of a text that a device says of itself.
package struct RecognitionRule: Hashable, Sendable {
    /// `openssh-debian`; unique.
    package var id: String
    /// The texts it reads and all that must hold for them.
    package var condition: Condition
    /// Further texts of the same device, each of which must be there.
    package var others: [Condition]
    /// Texts of the same device of which none may be there.
    package var exceptions: [Condition]
    package var conclusions: [Conclusion]
    package var confidence: Confidence
    /// What the rule must make of which text: run as tests.
    package var examples: [Example]
    package var source: String
    package var asOf: CivilDate

    package init(
        id: String, condition: Condition, others: [Condition] = [], exceptions: [Condition] = [],
        conclusions: [Conclusion], confidence: Confidence, examples: [Example], source: String,
        asOf: CivilDate
    ) {
        self.id = id
        self.condition = condition
        self.others = others
        self.exceptions = exceptions
        self.conclusions = conclusions
        self.confidence = confidence
        self.examples = examples
        self.source = source
        self.asOf = asOf
    }

    /// Kinds of text and the forms of them that count.
    package struct Condition: Hashable, Sendable {
        /// The kinds of text that are read alike, each one of ``RecognitionRule/fields``; never empty.
        package var fields: [String]
        /// The protocol a service's text must come from; nil for any.
        package var proto: String?
        /// Any of them.
        package var patterns: [TextPattern]

        package init(fields: [String], proto: String? = nil, patterns: [TextPattern]) {
            self.fields = fields
            self.proto = proto
            self.patterns = patterns
        }

        package init(field: String, proto: String? = nil, patterns: [TextPattern]) {
            self.init(fields: [field], proto: proto, patterns: patterns)
        }

        /// What the first fitting pattern takes out of a text; nil when none fits.
        package func match(_ text: SelfDescription) -> [String: String]? {
            guard fields.contains(text.field), proto == nil || text.proto == proto else { return nil }
            for pattern in patterns {
                if let captures = pattern.match(text.value) { return captures }
            }
            return nil
        }
    }

    /// One thing the rule says, with the names of the pattern in braces: `Debian {release}`.
    package struct Conclusion: Hashable, Sendable {
        package enum Subject: Hashable, Sendable {
            /// The software behind the port the text came from.
            case product
            case version
            case device(AttributeFact.Key)
        }

        package var subject: Subject
        package var template: String

        package init(_ subject: Subject, _ template: String) {
            self.subject = subject
            self.template = template
        }

        /// The template with its names replaced.
        package func value(_ captures: [String: String]) -> String {
            var result = ""
            var rest = Substring(template)
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                result += rest[..<open] + (captures[String(rest[rest.index(after: open)..<close])] ?? "")
                rest = rest[rest.index(after: close)...]
            }
            return result + rest
        }

        /// The names used in the template.
        package var names: [String] {
            template.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
                part.firstIndex(of: "}").map { String(part[..<$0]) }
            }
        }
    }

    /// A text as it was seen somewhere and everything the rule must read out of it.
    package struct Example: Hashable, Sendable {
        package var text: String
        package var gives: [Conclusion.Subject: String]

        package init(text: String, gives: [Conclusion.Subject: String]) {
            self.text = text
            self.gives = gives
        }
    }

    /// What the rule reads out of a text on its own; nil when the text does not fit.
    package func conclude(from text: SelfDescription) -> [Conclusion.Subject: String]? {
        guard let captures = condition.match(text) else { return nil }
        return Dictionary(
            conclusions.map { ($0.subject, $0.value(captures)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every kind of text a rule can read: facts of services, traits of devices, and the three named here.
    package static let fields: Set<String> =
        Set(ServiceKey.allCases.map(\.rawValue)).union(TraitFact.Key.allCases.map(\.rawValue))
        .union([makerField, nameField, productField])
    /// The organisation that the device's hardware address is registered to.
    package static let makerField = "mac.vendor"
    /// Any name of the device.
    package static let nameField = "name"
    /// The product a service said of itself, a space, and its version where there is one.
    package static let productField = "product"
}

/// One text that a device said of itself, and where.
package struct SelfDescription: Hashable, Sendable {
    package var field: String
    package var value: String
    /// The service it came from.
    package var port: Port?
    package var proto: String?

    package init(field: String, value: String, port: Port? = nil, proto: String? = nil) {
        self.field = field
        self.value = value
        self.port = port
        self.proto = proto
    }
}
