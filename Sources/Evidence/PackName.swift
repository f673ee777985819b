package import Model

/// The folder name of a pack.
package enum PackName {
    /// A name from the moment the scan began, in UTC, safe on every file system: `2026-11-23T0331Z`; where `isTaken`
    /// says that there is one of this name, `2026-11-23T0331Z-2` and so on.
    package static func folder(for time: Timestamp, isTaken: (String) -> Bool = { _ in false }) -> String {
        let local = time.local(offset: 0)
        let name = "\(local.date)T\(local.time.filter { $0 != ":" })Z"
        guard isTaken(name) else { return name }
        var number = 2
        while isTaken("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }
}
