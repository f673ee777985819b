import Addresses
import Assets
import Model
import Testing

struct RecognitionTests {
    private func rule(
        _ id: String, _ field: String, _ pattern: String,
        _ conclusions: [RecognitionRule.Conclusion.Subject: String], confidence: Confidence = .likely,
        also: [RecognitionRule.Condition] = [], unless: [RecognitionRule.Condition] = []
    ) throws -> RecognitionRule {
        RecognitionRule(
            id: id, condition: .init(field: field, patterns: [try #require(TextPattern(pattern))]),
            others: also, exceptions: unless, conclusions: conclusions.map { .init($0.key, $0.value) },
            confidence: confidence, examples: [], source: "test", asOf: CivilDate(daysSinceEpoch: 0))
    }

    private func banner(_ text: String) -> Fact {
        .service(ServiceFact(Port(.tcp, 22), proto: "ssh", product: "x", facts: [.banner: text]))
    }

    @Test func `a rule makes claims that name it, its source and the line of its text`() throws {
        var story = Story()
        try story.neighbour(first, "192.0.2.7")
        try story.note(first, "192.0.2.7", banner("SSH-2.0-OpenSSH_9.2p1 Debian-2"), from: "talk-ssh")
        let rule = try rule(
            "openssh", "banner", "SSH-2.0-OpenSSH_{version} Debian*",
            [.product: "OpenSSH", .version: "{version}", .device(.os): "Debian"])
        let asset = try #require(story.folded(rules: [rule]).first)
        #expect(
            asset.os == [
                .init(
                    value: "Debian", source: "talk-ssh", confidence: .likely, observations: [3],
                    rules: ["openssh"])
            ])
        #expect(asset.services.map(\.product) == ["OpenSSH"])
        #expect(asset.services.map(\.version) == ["9.2p1"])
        #expect(asset.services.first?.claims.map(\.value) == ["OpenSSH 9.2p1"])
    }

    @Test func `a rule with a second condition needs both`() throws {
        var story = Story()
        try story.note(first, "192.0.2.7", banner("router login"))
        let other = RecognitionRule.Condition(
            field: RecognitionRule.makerField, patterns: [try #require(TextPattern("yamaha*"))])
        let rule = try rule("r", "banner", "router*", [.device(.kind): "router"], also: [other])
        #expect(story.folded(rules: [rule])[0].kind == .unknown)
        try story.note(
            first, nil, .attribute(AttributeFact(.vendor, "Yamaha Corporation", .likely)), from: "ieee-oui")
        #expect(story.folded(rules: [rule])[0].kind == .router)
    }

    @Test func `a rule with an exception says nothing of a device that has the text`() throws {
        var story = Story()
        try story.note(
            first, "192.0.2.7", .trait(TraitFact(.mdnsText, "_ipp._tcp ty=IM C2500")), from: "mdns")
        let shared = RecognitionRule.Condition(
            field: "mdns.txt", patterns: [try #require(TextPattern("_ipp._tcp rp=printers/*"))])
        let rule = try rule("r", "mdns.txt", "_ipp._tcp ty=*", [.device(.kind): "printer"], unless: [shared])
        #expect(story.folded(rules: [rule])[0].kind == .printer)
        try story.note(
            first, nil, .trait(TraitFact(.mdnsText, "_ipp._tcp rp=printers/laser")), from: "mdns")
        #expect(story.folded(rules: [rule])[0].kind == .unknown)
    }

    @Test func `a rule's name for a maker replaces the register's, otherwise that stays`() throws {
        var story = Story()
        try story.note(
            first, nil, .attribute(AttributeFact(.vendor, "YAMAHA CORPORATION", .likely)), from: "ieee-oui")
        let rule = try rule("r", "mac.vendor", "yamaha*", [.device(.vendor): "Yamaha"])
        #expect(story.folded()[0].vendor.map(\.value) == ["YAMAHA CORPORATION"])
        #expect(story.folded(rules: [rule])[0].vendor.map(\.value) == ["Yamaha"])
    }

    @Test func `talk with a relay is added up`() throws {
        var story = Story()
        for second in [5, 3] as [Int64] {
            let time = Timestamp(microseconds: second)
            try story.note(
                first, "192.0.2.7",
                .talk(
                    TalkFact(product: "p", sign: .tls, name: "x.example", times: 2, first: time, last: time)))
        }
        let talks = story.folded()[0].talks
        #expect(talks.map(\.value.times) == [4])
        #expect(talks.map(\.value.first) == [Timestamp(microseconds: 3)])
        #expect(talks.map(\.value.last) == [Timestamp(microseconds: 5)])
    }
}
