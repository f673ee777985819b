package import Model

/// One rule: what it looks for, in words for people, and examples that prove it.
///
/// It reads nothing and knows no clock and no checklist: the same situation gives the same results.
package struct Check: Sendable {
    /// `family.kebab-name`
    package let id: String
    package let topic: Topic
    /// How much a failure matters, unless a result says otherwise.
    package let severity: Severity
    package let title: Text
    /// What to do or whom to ask when it fails.
    package let advice: Text?
    package let examples: [Example]
    /// Every result in this situation, in the order of assets and ports.
    package let judge: @Sendable (Situation) -> [Result]

    init(
        id: String, topic: Topic, severity: Severity, title: Text, advice: Text? = nil, examples: [Example],
        judge: @escaping @Sendable (Situation) -> [Result]
    ) {
        self.id = id
        self.topic = topic
        self.severity = severity
        self.title = title
        self.advice = advice
        self.examples = examples
        self.judge = judge
    }

    /// One verdict, on an asset, on one of its ports, or on the site.
    package struct Result: Hashable, Sendable {
        package var verdict: Verdict
        package var asset: String?
        package var port: Port?
        package var severity: Severity?
        /// What to do about this failure, where the check's own advice is not enough.
        package var advice: Text?
        package var observations: [Int]

        init(
            _ verdict: Verdict, on asset: Asset? = nil, port: Port? = nil, severity: Severity? = nil,
            advice: Text? = nil, observations: [Int] = []
        ) {
            self.advice = advice
            self.verdict = verdict
            self.asset = asset?.id
            self.port = port
            self.severity = severity
            self.observations = observations
        }
    }

    /// A situation with the verdicts it must give, in order, by their words.
    package struct Example: Sendable {
        package var situation: Situation
        package var gives: [String]

        init(_ situation: Situation, gives: String...) {
            self.situation = situation
            self.gives = gives
        }
    }
}

/// All results of all checks, in the order of the catalogue.
package func judge(_ situation: Situation) -> [Finding] {
    let situation = situation.lookedInside
    return Catalog.all.flatMap { check in
        check.judge(situation).map { result in
            let asset = situation.assets.first { $0.id == result.asset }
            let accepted = asset.flatMap { situation.accepted(result, on: $0) }
            let holds = accepted.map { $0.until >= situation.asOf } ?? false
            let agreed = situation.agreed(result, of: check.id, on: asset)
            let agreementHolds = agreed.map { $0.until >= situation.asOf } ?? false
            return Finding(
                check: check.id, asset: result.asset, port: result.port,
                verdict: result.verdict.adding(holds ? nil : accepted?.expiry)
                    .adding(agreementHolds ? nil : agreed?.expiry),
                severity: result.severity ?? check.severity, topic: check.topic, title: check.title,
                advice: result.verdict.word == "fail" ? result.advice ?? check.advice : nil,
                acceptance: holds ? accepted?.words : nil, agreement: agreementHolds ? agreed?.words : nil,
                observations: result.observations)
        }
    }
}

extension Situation {
    /// A person's word that a failing service is needed; it may have run out.
    fileprivate func accepted(_ result: Check.Result, on asset: Asset) -> AcceptedService? {
        guard result.verdict.word == "fail", let port = result.port else { return nil }
        let matching = site.accepted.filter {
            $0.transport == port.transport && $0.port == port.number && means($0.device, asset)
        }
        return matching.max { $0.until < $1.until }
    }
}

extension AcceptedService {
    fileprivate var words: Text {
        Text(
            ja: "\(person.printable)さんが必要と確認しています（理由: \(reason.printable)、\(until)まで）。",
            en: "Accepted by \(person.printable) until \(until): \(reason.printable)")
    }

    fileprivate var expiry: Text {
        Text(
            ja: "\(person.printable)さんの確認は\(until)で期限が切れています。",
            en: "\(person.printable) accepted this, but only until \(until).")
    }
}

extension Verdict {
    /// The same failure with a further sentence.
    fileprivate func adding(_ words: Text?) -> Verdict {
        guard let words, case .fail(let reason) = self else { return self }
        return .fail(Text(ja: reason.ja + words.ja, en: reason.en + " " + words.en))
    }
}
