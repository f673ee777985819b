package import Model

/// What a collection says of itself and of each of its files.
///
///     tenken-collect 1
///     computer=YK-RECE01
///     started=2026-11-20T14:03:05
///     elevated=yes
///     codepage=932
package struct CollectionRecord: Equatable, Sendable {
    /// Keys in lower case; the first of a key counts.
    package private(set) var values: [String: String] = [:]
    /// Whether the first line is that of a collection.
    package let isKnown: Bool

    /// The most keys that are kept, and the most characters of each value.
    private static let (keyLimit, valueLimit) = (64, 256)

    /// - Parameter text: `tenken-collect.txt`, decoded, lines ended by `\n`.
    package init(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: true)[...]
        isKnown = lines.first?.hasPrefix("tenken-collect ") ?? false
        if isKnown { lines = lines.dropFirst() }
        for line in lines {
            guard let equals = line.firstIndex(of: "="), values.count < Self.keyLimit else { continue }
            let key = String(line[..<equals].trimmingSpaces).lowercased()
            let value = line[line.index(after: equals)...].trimmingSpaces
            guard !key.isEmpty, !value.isEmpty, values[key] == nil else { continue }
            values[key] = String(value.prefix(Self.valueLimit))
        }
    }

    /// The number of the code page that texts are in.
    package var codePage: Int? { values["codepage"].flatMap { Int($0) } }

    /// When the collection began by the computer's own clock, as if that were UTC.
    package var started: Timestamp? { values["started"].flatMap { Timestamp($0 + "Z") } }
}

/// What `status.txt` says of each file: `ok services.reg`, `failed backup.txt -3`.
package struct CollectionStatus: Equatable, Sendable {
    /// The files that were collected, by name in lower case.
    package private(set) var collected: Set<String> = []
    /// The command's exit code by the file's name in lower case.
    package private(set) var failures: [String: String] = [:]

    package init(_ text: String = "") {
        for line in text.split(separator: "\n").prefix(10_000) {
            let words = line.split { $0.isWhitespace }
            guard words.count >= 2 else { continue }
            let name = String(words[1].prefix(200)).lowercased()
            switch words[0].lowercased() {
            case "ok": collected.insert(name)
            case "failed": failures[name] = words.count > 2 ? String(words[2].prefix(32)) : "?"
            default: continue
            }
        }
    }

    /// Whether the collector tried to make a file.
    package func mentions(_ name: String) -> Bool { collected.contains(name) || failures[name] != nil }
}

extension String {
    /// The text with every line ended by `\n` alone: `\r\n`, a lone `\r`, and the `\r\r\n` of `wmic` end a line once.
    package var normalisingLineEnds: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        var octets: [UInt8] = []
        octets.reserveCapacity(utf8.count)
        var awaitsFeed = false
        for octet in utf8 {
            if octet == UInt8(ascii: "\r") {
                awaitsFeed = true
                continue
            }
            if awaitsFeed { octets.append(UInt8(ascii: "\n")) }
            if !awaitsFeed || octet != UInt8(ascii: "\n") { octets.append(octet) }
            awaitsFeed = false
        }
        if awaitsFeed { octets.append(UInt8(ascii: "\n")) }
        return String(decoding: octets, as: UTF8.self)
    }
}
