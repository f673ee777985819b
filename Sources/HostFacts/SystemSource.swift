import Model

extension HostSource {
    /// Which system it is, in which version, under which name.
    static let system = HostSource(id: "host-system") { snapshot in
        let release = OSRelease(snapshot.osRelease.value ?? "")
        let hostname = snapshot.hostname.value.flatMap(firstWord)
        let system = HostSystem(
            hostname: hostname,
            // The default of os-release(5).
            id: release["ID"] ?? "linux", version: release["VERSION_ID"], prettyName: release["PRETTY_NAME"],
            kernel: snapshot.kernel.value.flatMap(firstWord))
        var sightings = [HostSighting(.system(system), grounds: release.grounds)]
        if let hostname { sightings.append(HostSighting(.name(NameFact(hostname, .hostname)))) }
        sightings.append(
            .coverage(
                "operating system", snapshot.osRelease,
                Text(ja: "OSの種類と版の情報", en: "The name and version of the operating system")))
        if let line = release.strangeLine {
            let why = Text(
                ja: "OSの情報（os-release）の\(line)行目が読み取れない形でした。",
                en: "Line \(line) of os-release has no known form.")
            sightings.append(HostSighting(.coverage(CoverageFact("os-release", .couldNot(why)))))
        }
        return sightings
    }

    private static func firstWord(_ text: String) -> String? {
        text.split(whereSeparator: \.isWhitespace).first.map(String.init)
    }
}

/// The assignments of os-release(5):
/// ```
/// PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
/// VERSION_ID="12"
/// ID=debian
/// ```
struct OSRelease: Equatable {
    private var values: [String: String] = [:]
    /// The first line that is no assignment, comment or blank; 1 for the first.
    private(set) var strangeLine: Int?
    /// The lines the system is known by.
    private(set) var grounds: String?

    init(_ text: String) {
        var known: [Substring] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let isEmpty = line.allSatisfy(\.isWhitespace)
            guard !isEmpty, line.first != "#" else { continue }
            guard let equals = line.firstIndex(of: "="), equals != line.startIndex else {
                strangeLine = strangeLine ?? index + 1
                continue
            }
            let key = String(line[..<equals])
            values[key] = Self.unquoted(line[line.index(after: equals)...])
            if ["ID", "VERSION_ID", "PRETTY_NAME"].contains(key) { known.append(line) }
        }
        if !known.isEmpty { grounds = known.joined(separator: "\n") }
    }

    subscript(key: String) -> String? { values[key].flatMap { $0.isEmpty ? nil : $0 } }

    /// A value without the shell's quotes and backslashes.
    private static func unquoted(_ text: Substring) -> String {
        var inner = text
        if let quote = text.first, quote == "\"" || quote == "'", text.count >= 2, text.last == quote {
            inner = text.dropFirst().dropLast()
            if quote == "'" { return String(inner) }
        }
        var value = ""
        var isEscaped = false
        for character in inner {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            isEscaped = false
            value.append(character)
        }
        return value
    }
}
