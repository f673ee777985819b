package import Model

/// Reads one part of what was collected on a Windows computer: pure, one file per source.
struct WindowsSource: Sendable {
    /// `windows-services`
    var id: String
    var read: @Sendable (WindowsSnapshot) -> [HostSighting]
}

/// Everything a Windows computer's folder is asked.
private var windowsSources: [WindowsSource] {
    [
        .system, .programs, .services, .autostart, .remoteAccess, .sharing, .firewall, .defender, .scanners,
        .media, .updates, .logSettings, .timeSettings, .blankPasswords,
        .listeners, .interfaces, .accounts, .shares, .tasks, .backups, .logs, .time, .malware, .encryption,
        .firewallWords, .names,
    ]
}

/// What a Windows computer showed to the collector, all at the moment it was collected; in a fixed order.
///
/// `host` is the name that tells this computer from all others of the import.
package func inspect(_ snapshot: WindowsSnapshot, as host: String, at time: Timestamp) -> [Observation] {
    windowsSources.flatMap { source in
        bounded(source.read(snapshot), of: source.id).map { sighting in
            Observation(
                time: time, source: source.id, origin: .imported, subject: .init(host: host),
                fact: sighting.fact, grounds: sighting.grounds)
        }
    }
}

/// The most facts of one source: many times what any computer has, so that a made-up file fills no journal.
private let factLimit = 5000

/// What a source saw, no more than a computer can have; what is left out is said.
private func bounded(_ sightings: [HostSighting], of source: String) -> [HostSighting] {
    guard sightings.count > factLimit else { return sightings }
    let why = Text(
        ja: "数が多すぎるため、はじめの\(factLimit)件だけを読み取りました。",
        en: "There are too many; only the first \(factLimit) were read.")
    let coverage = sightings.suffix(10).filter { if case .coverage = $0.fact { true } else { false } }
    return sightings.prefix(factLimit) + coverage + [
        HostSighting(.coverage(CoverageFact("all of \(source)", .couldNot(why))))
    ]
}
