package import Model

/// A rule that carries its own proof: what it is called, how much a failure matters, and examples that run as tests.
package struct Check: Sendable {
    /// `family.kebab-name`
    package var id: String
    package var topic: Topic
    /// How much a failure matters, unless a judgement says otherwise.
    package var severity: Severity
    package var title: Text
    package var examples: [Example]
    var judge: @Sendable (Situation) -> [Judgement]

    init(
        id: String, topic: Topic, severity: Severity, title: Text, examples: [Example],
        judge: @escaping @Sendable (Situation) -> [Judgement]
    ) {
        self.id = id
        self.topic = topic
        self.severity = severity
        self.title = title
        self.examples = examples
        self.judge = judge
    }

    /// The verdicts on a situation, in the order of ``Judgement``s, acceptances of people applied.
    package func findings(in situation: Situation) -> [Finding] {
        judge(situation).map { judgement in
            let asset = judgement.asset
            let acceptance = judgement.acceptance(in: situation)
            return Finding(
                check: id, asset: asset?.id, port: judgement.port, verdict: judgement.verdict(acceptance),
                severity: judgement.severity ?? severity, topic: topic, title: title,
                advice: judgement.advice, acceptance: acceptance?.isValid == true ? acceptance?.text : nil,
                observations: (judgement.observations.isEmpty
                    ? asset?.observations ?? [] : judgement.observations)
                    .sorted())
        }
    }
}

/// A situation and the verdicts it gives, in order: `["fail", "pass"]`.
package struct Example: Sendable {
    package var name: String
    package var situation: Situation
    package var gives: [String]

    init(_ name: String, _ situation: Situation, gives: [String]) {
        self.name = name
        self.situation = situation
        self.gives = gives
    }
}

/// What a check says of one device, one port, or the site.
struct Judgement: Sendable {
    /// Nil for the site.
    var asset: Asset?
    var port: Port?
    var verdict: Verdict
    var severity: Severity?
    var advice: Text?
    /// Empty means all that is known of the asset.
    var observations: [Int] = []

    /// A person's acceptance of the port this failure is about.
    func acceptance(in situation: Situation) -> Acceptance? {
        guard case .fail = verdict, let asset, let port else { return nil }
        let accepted = situation.site.accepted.first {
            $0.transport == port.transport && $0.port == port.number && situation.names($0.device, asset)
        }
        return accepted.map { Acceptance(service: $0, isValid: situation.asOf <= $0.until) }
    }

    /// The verdict, with a word about an acceptance that has run out.
    func verdict(_ acceptance: Acceptance?) -> Verdict {
        guard let acceptance, !acceptance.isValid, case .fail(let reason) = verdict else { return verdict }
        return .fail(Text(ja: reason.ja + acceptance.text.ja, en: reason.en + " " + acceptance.text.en))
    }
}

/// A service that a person accepted, and whether that still holds on the day of the judgement.
struct Acceptance {
    var service: AcceptedService
    var isValid: Bool

    var text: Text {
        let until = service.until.description
        guard isValid else {
            return Text(
                ja: "\(service.person)さんの確認は\(until)で期限が切れています。",
                en: "\(service.person) accepted this, but only until \(until).")
        }
        return Text(
            ja: "\(service.person)さんが\(until)まで必要と確認：\(service.reason)",
            en: "accepted by \(service.person) until \(until): \(service.reason)")
    }
}
