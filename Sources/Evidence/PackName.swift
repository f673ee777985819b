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

    /// Whether a pack's folder name is of an earlier moment than another's; `-2` comes before `-10`.
    package static func precedes(_ left: String, _ right: String) -> Bool {
        let (first, second) = (parts(of: left), parts(of: right))
        return (first.moment, first.number) < (second.moment, second.number)
    }

    private static func parts(of name: String) -> (moment: Substring, number: Int) {
        guard let mark = name.lastIndex(of: "Z") else { return (name[...], 0) }
        return (name[...mark], Int(name[mark...].dropFirst(2)) ?? 1)
    }
}
