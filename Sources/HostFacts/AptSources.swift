/// The archives that apt is told to use (sources.list(5)), in one line each or in paragraphs:
/// ```
/// deb [arch=amd64] http://deb.debian.org/debian bookworm main
///
/// Types: deb
/// URIs: http://archive.ubuntu.com/ubuntu
/// Suites: noble noble-updates
/// Components: main
/// ```
struct AptSources: Equatable {
    /// How the names of each archive's files in `/var/lib/apt/lists` begin: `deb.debian.org_debian_dists_bookworm_`.
    private(set) var stems: Set<String> = []

    init(lines: [String], paragraphs: [String]) {
        for text in lines {
            for line in text.settingLines { read(line: line) }
        }
        for text in paragraphs { read(paragraphs: text) }
    }

    private mutating func read(line: Substring) {
        var line = line.prefix { $0 != "#" }.trimmingSpaces
        guard let start = line.firstIndex(where: \.isWhitespace), line[..<start] == "deb" else { return }
        line = line[start...].trimmingSpaces
        if line.first == "[" { line = line.drop { $0 != "]" }.dropFirst().trimmingSpaces }
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2 else { return }
        add(words[0], words[1])
    }

    private mutating func read(paragraphs text: String) {
        var fields: [String: [Substring]] = [:]
        var key = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) + [Substring()] {
            let words = line.split(whereSeparator: \.isWhitespace)
            if line.first == "#" { continue }
            if words.isEmpty {
                add(fields)
                fields = [:]
            } else if line.first?.isWhitespace == true {
                fields[key, default: []] += words
            } else if let colon = line.firstIndex(of: ":") {
                key = line[..<colon].lowercased()
                fields[key] = line[line.index(after: colon)...].split(whereSeparator: \.isWhitespace)
            }
        }
    }

    private mutating func add(_ fields: [String: [Substring]]) {
        let isOff = ["no", "false", "0", "off"].contains(fields["enabled"]?.first?.lowercased())
        guard !isOff, fields["types"]?.contains("deb") == true else { return }
        for uri in fields["uris"] ?? [] {
            for suite in fields["suites"] ?? [] { add(uri, suite) }
        }
    }

    /// Archives on discs and behind lists of mirrors have other names, so they are left out.
    private mutating func add(_ uri: Substring, _ suite: Substring) {
        guard let scheme = uri.firstIndex(of: ":"),
            ["http", "https", "file", "copy", "ftp"].contains(uri[..<scheme].lowercased())
        else { return }
        let place = uri[uri.index(after: scheme)...].drop { $0 == "/" }
        let user = place.prefix { $0 != "/" }.lastIndex(of: "@")
        let host = user.map { place[place.index(after: $0)...] } ?? place
        let isLocal = ["file", "copy"].contains(uri[..<scheme].lowercased())
        let folder = (isLocal ? "/" : "") + (host.last == "/" ? host.dropLast() : host)
        let isFlat = suite.last == "/"
        let path = isFlat ? "\(folder)/\(suite.dropLast())" : "\(folder)/dists/\(suite)"
        stems.insert(Self.name(of: path) + "_")
    }

    /// A path as apt turns it into the name of a file: what is special in names is written as `%5f`.
    private static func name(of path: String) -> String {
        var name = ""
        for character in path {
            switch character {
            case "/": name += "_"
            case "_": name += "%5f"
            default: name.append(character)
            }
        }
        return name
    }
}
