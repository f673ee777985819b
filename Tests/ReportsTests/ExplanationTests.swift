import Foundation
import Model
import Reports
import Testing

struct ExplanationTests {
    private let rule = RecognitionRule(
        id: "rule-a", condition: .init(field: "banner", patterns: []), conclusions: [], confidence: .likely,
        examples: [], source: "the maker's manual", asOf: CivilDate(daysSinceEpoch: 0))

    private func explanation(
        _ models: [Asset.Claim], grounds: Observation.Grounds, showsOctets: Bool = false
    ) throws -> String {
        var input = Sample.input
        var asset = try #require(input.assessment.assets.first)
        asset.model = models
        input.assessment.assets[0] = asset
        let observation = Observation(
            time: input.assessment.began, source: "talk-http", origin: .asked, subject: .site,
            fact: .neighbour, grounds: grounds)
        input.journal = [901: observation, 902: observation]
        return Explanation(
            of: asset, in: input, rules: [rule], language: .english, showsOctets: showsOctets
        ).text
    }

    private func claim(
        _ value: String, _ confidence: Confidence = .likely, lines: [Int] = [901], rules: [String] = []
    ) -> Asset.Claim {
        Asset.Claim(
            value: value, source: "talk-http", confidence: confidence, observations: lines, rules: rules)
    }

    @Test func `a claim is shown with its rule, the rule's source, its line and what was read`() throws {
        let text = try explanation(
            [claim("RTX1220", rules: ["rule-a"])], grounds: .init(text: "Server: YAMAHA-RT"))
        #expect(text.contains("RTX1220  (likely)  talk-http"))
        #expect(text.contains("rule rule-a — the maker's manual"))
        #expect(text.contains("[901]"))
        #expect(text.contains("Server: YAMAHA-RT"))
    }

    @Test func `a claim that contradicts the best one is marked`() throws {
        let text = try explanation(
            [claim("RTX1220"), claim("RTX830"), claim("RTX1220 Rev.15"), claim("NVR510", .hint)],
            grounds: .init(text: "x"))
        #expect(text.components(separatedBy: "[CONFLICT]").count == 2)
        #expect(text.contains("[CONFLICT] RTX830"))
    }

    @Test func `octets are shown as text, and as digits when asked for`() throws {
        let grounds = Observation.Grounds(octets: [0x41, 0x00, 0x42])
        #expect(try explanation([claim("x")], grounds: grounds).contains("A.B"))
        #expect(!(try explanation([claim("x")], grounds: grounds).contains("410042")))
        #expect(try explanation([claim("x")], grounds: grounds, showsOctets: true).contains("hex 410042"))
    }

    @Test func `a line is shown in full once, and long lists are cut with a word`() throws {
        let text = try explanation(
            [claim("a"), claim("a b", lines: [901, 902, 903, 904, 905])], grounds: .init(text: "once"))
        #expect(text.contains("(shown above)"))
        #expect(text.contains("and 2 more lines"))
    }

    @Test func `hostile text cannot command the terminal`() throws {
        let text = try explanation([claim("\u{1b}[31mred")], grounds: .init(text: "\u{202e}x"))
        #expect(!text.contains("\u{1b}") && !text.contains("\u{202e}"))
    }
}
