/// What an administrator pinned (apt_preferences(5)):
/// ```
/// Package: firefox*
/// Pin: release o=Ubuntu, a=noble-updates
/// Pin-Priority: -1
/// ```
struct AptPreferences: Equatable {
    private var pins: [Pin] = []
    /// Records that are written in a way that is not read here: regular expressions.
    private(set) var unread = 0

    private struct Pin: Equatable {
        var packages: [Substring]
        var kind: Substring
        var argument: Substring
        var priority: Int

        /// Whether it is about every package.
        var isGeneral: Bool { packages == ["*"] }
    }

    init(_ texts: [String]) {
        for text in texts {
            var fields: [String: Substring] = [:]
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) + [Substring()] {
                let line = line.trimmingSpaces
                if line.first == "#" || line.hasPrefix("Explanation:") { continue }
                guard !line.isEmpty else {
                    add(fields)
                    fields = [:]
                    continue
                }
                guard let colon = line.firstIndex(of: ":") else { continue }
                fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingSpaces
            }
        }
    }

    private mutating func add(_ fields: [String: Substring]) {
        guard let package = fields["package"], let pin = fields["pin"],
            let priority = fields["pin-priority"].flatMap({ Int($0) })
        else { return }
        let words = pin.split(separator: " ", maxSplits: 1)
        guard let kind = words.first, !package.contains("/"), !pin.contains("/") else {
            unread += 1
            return
        }
        let argument = words.count > 1 ? words[1].trimmingSpaces : ""
        pins.append(
            Pin(
                packages: package.split(separator: " "), kind: kind, argument: argument, priority: priority))
    }

    /// What a version of a package from one archive weighs. A record for the package counts before one for all.
    func priority(of package: String, version: String, from release: ReleaseFile) -> Int {
        let fitting = pins.filter { pin in
            pin.packages.contains { package.fits($0) } && isMet(pin, version, release)
        }
        return (fitting.first { !$0.isGeneral } ?? fitting.first)?.priority ?? release.priority
    }

    private func isMet(_ pin: Pin, _ version: String, _ release: ReleaseFile) -> Bool {
        switch pin.kind {
        case "version": return version.fits(pin.argument)
        case "origin":
            let host = pin.argument.filter { $0 != "\"" }
            return !host.isEmpty && release.stem.hasPrefix(host + "_")
        case "release":
            let fields: [Substring: String] = [
                "a": "suite", "n": "codename", "o": "origin", "l": "label", "v": "version",
            ]
            return pin.argument.split(separator: ",").allSatisfy { condition in
                let halves = condition.trimmingSpaces.split(separator: "=", maxSplits: 1)
                // A bare word is the archive's suite or code name; of `c` and `b` the lists tell nothing here.
                guard halves.count == 2 else {
                    return [release["suite"], release["codename"]].contains(halves.first.map(String.init))
                }
                guard let field = fields[halves[0]] else { return true }
                return release[field]?.fits(halves[1]) ?? false
            }
        default: return false
        }
    }
}

extension String {
    /// Whether it fits a pattern with `*` for any run and `?` for any character (glob(7)).
    fileprivate func fits(_ pattern: Substring) -> Bool {
        let (text, pattern) = (Array(utf8), Array(pattern.utf8))
        var (i, j) = (0, 0)
        var star: (text: Int, pattern: Int)?
        while i < text.count {
            if j < pattern.count, pattern[j] == UInt8(ascii: "*") {
                star = (i, j)
                j += 1
            } else if j < pattern.count, pattern[j] == UInt8(ascii: "?") || pattern[j] == text[i] {
                i += 1
                j += 1
            } else if let last = star {
                star = (last.text + 1, last.pattern)
                i = last.text + 1
                j = last.pattern + 1
            } else {
                return false
            }
        }
        return pattern[j...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
