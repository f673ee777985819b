/// An edition-neutral subject of the checklists.
package enum Topic: String, Hashable, Sendable, Codable, CaseIterable {
    case system, management, inventory
    case remoteMaintenance = "remote-maintenance"
    case disclosure, privileges, accounts
    case accessLog = "access-log"
    case patching
    case sourceRestriction = "source-restriction"
    case unneededServices = "unneeded-services"
    case contacts, backup, continuity, passwords
    case removableMedia = "removable-media"
    case twoFactor = "two-factor"
    case rules
}

/// How much a failed check matters (DOMAIN: gateways and VPN, remote control, ended systems, unknown devices).
package enum Severity: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case information, low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// What a check says, always with its reason.
package enum Verdict: Hashable, Sendable {
    case pass(Text)
    case fail(Text)
    case notApplicable(Text)
    /// It could not be told, and why.
    case notAssessed(Text)

    package var reason: Text {
        switch self {
        case .pass(let reason), .fail(let reason), .notApplicable(let reason), .notAssessed(let reason):
            reason
        }
    }

    /// `pass`, `fail`, `not-applicable`, `not-assessed`
    package var word: String {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .notApplicable: "not-applicable"
        case .notAssessed: "not-assessed"
        }
    }
}

/// The result of one check on one asset or on the site.
package struct Finding: Hashable, Sendable, Codable {
    package var check: String
    /// Nil for a finding about the site.
    package var asset: String?
    /// The port it is about, when it is about one.
    package var port: Port?
    package var verdict: String
    package var severity: Severity
    package var topic: Topic
    package var title: Text
    package var reason: Text
    /// What to do or whom to ask, when something is to be done.
    package var advice: Text?
    /// Set when a person accepted this, with who, why and until when; such a finding stays visible.
    package var acceptance: Text?
    /// Set when this was agreed with a vendor, with whom, why and until when; it stays a failure.
    package var agreement: Text?
    package var observations: [Int]

    package init(
        check: String, asset: String?, port: Port? = nil, verdict: Verdict, severity: Severity, topic: Topic,
        title: Text, advice: Text? = nil, acceptance: Text? = nil, agreement: Text? = nil, observations: [Int]
    ) {
        self.agreement = agreement
        self.check = check
        self.asset = asset
        self.port = port
        self.verdict = verdict.word
        self.severity = severity
        self.topic = topic
        self.title = title
        reason = verdict.reason
        self.advice = advice
        self.acceptance = acceptance
        self.observations = observations
    }

    package var isFailure: Bool { verdict == "fail" }
    /// Whether it failed and nobody accepted that.
    package var isOpen: Bool { isFailure && acceptance == nil }
    /// Whether it is open and nothing was agreed: somebody has to act.
    package var needsAction: Bool { isOpen && agreement == nil }
}
