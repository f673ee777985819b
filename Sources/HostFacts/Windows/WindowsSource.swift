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
        .system, .programs, .services, .autostart, .remoteAccess, .sharing, .firewall, .defender, .media,
        .updates,
        .listeners, .interfaces, .accounts, .shares, .tasks, .backups, .logs, .time, .malware, .encryption,
        .firewallWords, .names,
    ]
}

/// What a Windows computer showed to the collector, all at the moment it was collected; in a fixed order.
///
/// - Parameter host: The name that tells this computer from all others of the import.
package func inspect(_ snapshot: WindowsSnapshot, as host: String, at time: Timestamp) -> [Observation] {
    windowsSources.flatMap { source in
        source.read(snapshot).map { sighting in
            Observation(
                time: time, source: source.id, origin: .imported, subject: .init(host: host),
                fact: sighting.fact, grounds: sighting.grounds)
        }
    }
}
