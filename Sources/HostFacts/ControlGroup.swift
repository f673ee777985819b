/// Where systemd put a process, from the text of `/proc/PID/cgroup`:
/// ```
/// 0::/system.slice/ssh.service
/// ```
/// or, with the first version of control groups, among other lines, `1:name=systemd:/system.slice/ssh.service`.
struct ControlGroup: Equatable {
    /// The system's unit: `ssh.service`, `session-3.scope`, `user@1000.service` for everything a user's own manager
    /// started. Nil outside of units, as kernel threads are.
    private(set) var unit: String?

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[1].isEmpty || fields[1] == "name=systemd" else { continue }
            let found = fields[2].split(separator: "/").first {
                $0.hasSuffix(".service") || $0.hasSuffix(".scope")
            }
            // Processes in no unit of one version may be in a unit of the other.
            if let found, found != "init.scope" { unit = unit ?? String(found) }
        }
    }
}
