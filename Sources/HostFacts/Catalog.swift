package import Model

/// Reads one part of a host's snapshot: pure, one file per source.
struct HostSource: Sendable {
    /// `host-listeners`
    var id: String
    /// The files it reads beside what every snapshot holds.
    var files: [HostFile] = []
    /// The files it wants besides for the traces that one looks for.
    var wants: @Sendable (HostSnapshot.Traces) -> [HostFile] = { _ in [] }
    var read: @Sendable (HostSnapshot) -> [HostSighting]
}

/// Every file that some source reads, each once, in the order of the sources; with those of `traces`, which are looked
/// for because knowledge says what they mean.
package func hostFiles(lookingFor traces: HostSnapshot.Traces) -> [HostFile] {
    var known: Set<String> = []
    return hostSources.flatMap { $0.files + $0.wants(traces) }.filter { known.insert($0.path).inserted }
}

/// A fact, about whom, and the lines it was read from.
struct HostSighting: Equatable, Sendable {
    var subject: Observation.Subject = .thisHost
    var fact: Fact
    var grounds: Observation.Grounds?

    init(_ fact: Fact, about subject: Observation.Subject = .thisHost, grounds: String? = nil) {
        self.subject = subject
        self.fact = fact
        self.grounds = grounds.map { Observation.Grounds(text: $0) }
    }

    /// That something was looked at, or why it could not be; `what` names it in people's sentences.
    static func coverage<Value>(
        _ name: String, _ reading: Reading<Value>, _ what: Text
    ) -> HostSighting {
        HostSighting(
            .coverage(CoverageFact(name, reading.reason.map { .couldNot($0.text(what)) } ?? .looked)))
    }
}

/// Everything a host is asked.
var hostSources: [HostSource] {
    [
        .system, .listeners, .units, .interfaces, .routes, .neighbours, .wireless, .accounts, .passwordPolicy,
        .logs, .remoteLogin, .firewall, .remoteTools, .packages, .updates, .autostart, .clock, .malware,
        .removableMedia, .diskEncryption, .backups, .tasks, .screenLock, .containers,
        .unreadFiles,
    ]
}

/// What the host that runs tenken shows, all at one moment; in a fixed order.
package func inspect(_ snapshot: HostSnapshot, at time: Timestamp) -> [Observation] {
    hostSources.flatMap { source in
        source.read(snapshot).map { sighting in
            Observation(
                time: time, source: source.id, origin: .host, subject: sighting.subject, fact: sighting.fact,
                grounds: sighting.grounds)
        }
    }
}
