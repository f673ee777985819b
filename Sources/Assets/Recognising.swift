import Model

/// The recognition rules, found by the field they read.
struct RuleBook {
    private var rules: [String: [RecognitionRule]] = [:]

    init(_ rules: [RecognitionRule]) {
        for rule in rules {
            for field in Set(rule.condition.fields) { self.rules[field, default: []].append(rule) }
        }
    }

    /// What a rule reads out of a text.
    struct Reading {
        var rule: RecognitionRule
        var said: Said
        var conclusions: [(subject: RecognitionRule.Conclusion.Subject, value: String)]
    }

    /// Everything the rules read out of a device's texts. A conclusion that comes out empty is none.
    func read(_ texts: [Said]) -> [Reading] {
        texts.flatMap { said in
            (rules[said.text.field] ?? []).compactMap { rule -> Reading? in
                guard let captures = rule.condition.match(said.text),
                    rule.others.allSatisfy({ $0.isMet(by: texts) }),
                    !rule.exceptions.contains(where: { $0.isMet(by: texts) })
                else { return nil }
                let conclusions = rule.conclusions.map { ($0.subject, $0.value(captures)) }
                return Reading(rule: rule, said: said, conclusions: conclusions.filter { !$0.1.isEmpty })
            }
        }
    }
}

extension RecognitionRule.Condition {
    fileprivate func isMet(by texts: [Said]) -> Bool { texts.contains { match($0.text) != nil } }
}

/// A text of a device and where it was seen.
struct Said: Hashable {
    var text: SelfDescription
    var source: String
    var line: Int
}

extension Observation {
    /// The texts in an observation that rules can read.
    var selfDescriptions: [SelfDescription] {
        switch fact {
        case .trait(let trait): [SelfDescription(field: trait.key.rawValue, value: trait.value)]
        case .name(let name): [SelfDescription(field: RecognitionRule.nameField, value: name.value)]
        case .attribute(let attribute) where isRegistration && attribute.key == .vendor:
            [SelfDescription(field: RecognitionRule.makerField, value: attribute.value)]
        case .service(let service): service.selfDescriptions
        default: []
        }
    }

    /// Whether it only tells whom the hardware address is registered to.
    var isRegistration: Bool { source == "ieee-oui" }
}

extension ServiceFact {
    fileprivate var selfDescriptions: [SelfDescription] {
        var texts = facts.sorted { $0.key < $1.key }.flatMap { key, value in
            // These two are lists, of which every word is a text.
            let isList = [ServiceKey.announced, .methods].contains { $0.rawValue == key }
            return (isList ? value.split(separator: ",").map { String($0) } : [value]).map {
                SelfDescription(field: key, value: $0, port: port, proto: proto)
            }
        }
        if let product {
            let words = [product, version].compactMap { $0 }.joined(separator: " ")
            texts.append(
                SelfDescription(field: RecognitionRule.productField, value: words, port: port, proto: proto))
        }
        return texts
    }
}
