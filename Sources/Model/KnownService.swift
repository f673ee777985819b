/// A background service of Linux or Windows hosts: what it does, and when a pharmacy needs it.
package struct KnownService: Hashable, Sendable, Codable {
    /// The family of systems it is known on: names of one say nothing on the other.
    package enum System: String, Hashable, Sendable, Codable, CaseIterable {
        case linux, windows
    }

    package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
        /// The system or its protection rests on it.
        case needed
        /// It may stay: it belongs to what is installed and opens nothing of worth.
        case harmless
        /// Needed for one purpose only: a person has to say whether it is used.
        case depends
        /// A pharmacy has no use for it.
        case unneeded
    }

    /// Unit and process names on Linux, service and process names on Windows, without `.service` and `.exe`; compared
    /// without regard to case. A trailing `*` stands for any ending.
    package var names: [String]
    package var system: System
    package var what: Text
    /// The purpose it is needed for: `印刷するとき`.
    package var neededWhen: Text?
    package var verdict: Verdict
    package var advice: Text?
    /// How much it matters when others can reach it; nil leaves that to the check.
    package var severity: Severity?
    /// Ports by which it is known where its process is one that many services share.
    package var ports: [Port]
    /// Whether it is only a process that many services share, so that its name says nothing: `svchost`.
    package var isShared: Bool
    package var source: String
    package var asOf: CivilDate

    package init(
        names: [String], system: System, what: Text, neededWhen: Text? = nil, verdict: Verdict,
        advice: Text? = nil, severity: Severity? = nil, ports: [Port] = [], isShared: Bool = false,
        source: String, asOf: CivilDate
    ) {
        self.names = names
        self.system = system
        self.what = what
        self.neededWhen = neededWhen
        self.verdict = verdict
        self.advice = advice
        self.severity = severity
        self.ports = ports
        self.isShared = isShared
        self.source = source
        self.asOf = asOf
    }
}

extension HostSystem {
    /// The family whose services this system has.
    package var family: KnownService.System { id == "windows" ? .windows : .linux }
}

extension HostUnit {
    /// Whether nobody has to start it. Of Windows' ways to start, those by hand and those switched off are left out.
    package var startsByItself: Bool {
        ["enabled", "static", "auto", "automatic", "delayed", "boot", "system"].contains(state)
    }
}
