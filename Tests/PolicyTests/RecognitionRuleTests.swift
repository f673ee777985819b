import Foundation
import Model
import Policy
import Testing

@Suite struct RecognitionRuleTests {
    @Test func `every rule agrees with its own examples`() throws {
        let rules = try Profiles(files: shippedFiles()).knowledge.recognition
        #expect(!rules.isEmpty)
        for rule in rules {
            for example in rule.examples {
                for field in rule.condition.fields {
                    let text = SelfDescription(
                        field: field, value: example.text, proto: rule.condition.proto)
                    #expect(rule.conclude(from: text) == example.gives, "\(rule.id): \(example.text)")
                }
            }
        }
    }

    @Test func `every maker has one spelling`() throws {
        var spellings: [String: Set<String>] = [:]
        for rule in try Profiles(files: shippedFiles()).knowledge.recognition {
            for conclusion in rule.conclusions where conclusion.subject == .device(.vendor) {
                let letters = conclusion.template.lowercased().filter { $0.isLetter || $0.isNumber }
                spellings[letters, default: []].insert(conclusion.template)
            }
        }
        #expect(spellings.values.filter { $0.count > 1 }.isEmpty)
    }

    @Test func `every release of a system that a rule names has its dates`() throws {
        let knowledge = try Profiles(files: shippedFiles()).knowledge
        for rule in knowledge.recognition where rule.confidence > .hint {
            for conclusion in rule.conclusions where conclusion.subject == .device(.os) {
                let words = conclusion.template.split(separator: " ").map { $0.lowercased() }
                guard words.count == 2, ["debian", "ubuntu", "freebsd"].contains(words[0]),
                    words[1].first?.isNumber == true
                else { continue }
                #expect(
                    knowledge.releases.contains { $0.product == words[0] && $0.version == words[1] },
                    "\(rule.id): \(conclusion.template)")
            }
        }
    }

    @Test(arguments: [
        ("field: banner", "field: baner", 4),
        ("version: \"{version}\"", "version: \"{versio}\"", 6),
        ("text: SSH-x_1", "txt: SSH-x_1", 9),
        ("matches: \"SSH-x_{version}\"", "matches: \"SSH-x_{version\"", 5),
    ]) func `a mistake in a rule is named with its line`(right: String, wrong: String, line: Int) throws {
        let text = """
            source: test
            as-of: 2026-11-23
            rules:
              - field: banner
                matches: "SSH-x_{version}"
                gives: {product: X, version: "{version}"}
                confidence: likely
                id: x
                examples: [{text: SSH-x_1, product: X, version: "1"}]
            """
        _ = try Profiles(files: ["recognition/x.yaml": text])
        let error = #expect(throws: PolicyError.self) {
            let mistaken = text.replacingOccurrences(of: right, with: wrong)
            _ = try Profiles(files: ["recognition/x.yaml": mistaken])
        }
        #expect(error?.line == line)
    }
}
