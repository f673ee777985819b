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
                let text = SelfDescription(
                    field: rule.condition.field, value: example.text, proto: rule.condition.proto)
                #expect(rule.conclude(from: text) == example.gives, "\(rule.id): \(example.text)")
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
