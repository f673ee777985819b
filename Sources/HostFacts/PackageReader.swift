/// One paragraph about a package, as dpkg's record and apt's lists hold it (deb-control(5)). What is not there is empty.
package struct PackageParagraph: Hashable, Sendable {
    package var name = ""
    package var version = ""
    package var architecture = ""
    /// `install ok installed`; only in dpkg's own record.
    package var status = ""
    /// As written: `openssl (3.0.2-1)`; empty where the source has the package's own name and version.
    package var source = ""
    /// `Phased-Update-Percentage`, which Ubuntu gives while an update goes to a part of all computers only.
    package var phase = ""

    package init() {}

    var isInstalled: Bool { status.hasSuffix(" installed") }
    var isHeld: Bool { status.hasPrefix("hold ") }

    /// The source package's name.
    var sourceName: String { source.isEmpty ? name : String(source.prefix { $0 != " " }) }
}

/// Reads paragraphs piece by piece, so that a list of any length needs little memory. Works on octets: a list of
/// 60,000 packages has some 50 MB.
package struct PackageReader {
    /// Longer lines are left out, longer values are cut.
    private static let limits = (line: 1 << 16, value: 512)

    /// What was read; without the paragraph that is not at its end yet.
    package private(set) var packages: [PackageParagraph] = []
    /// Nil for every package.
    private let wanted: Set<String>?
    private var current = PackageParagraph()
    /// Whether the rest of this paragraph does not matter.
    private var isSkipping = false
    /// The beginning of a line whose end has not come.
    private var rest: [UInt8] = []
    private var isLineTooLong = false

    /// - Parameter wanted: Only these packages are kept, so that what others offer takes no room.
    package init(of wanted: Set<String>? = nil) {
        self.wanted = wanted
    }

    /// Everything in one text.
    package static func read(_ text: String, of wanted: Set<String>? = nil) -> [PackageParagraph] {
        var reader = PackageReader(of: wanted)
        reader.feed(Array(text.utf8))
        return reader.finish()
    }

    /// Takes the next octets, wherever they were cut.
    package mutating func feed(_ octets: [UInt8]) {
        let buffer = rest.isEmpty ? octets : rest + octets
        var start = 0
        var index = rest.count
        rest = []
        while index < buffer.count {
            if buffer[index] == 0x0a {
                take(buffer, start, index)
                start = index + 1
            }
            index += 1
        }
        guard buffer.count - start <= Self.limits.line else {
            isLineTooLong = true
            return
        }
        if start < buffer.count { rest = Array(buffer[start...]) }
    }

    /// Everything, after the last octets came.
    package mutating func finish() -> [PackageParagraph] {
        if !rest.isEmpty { take(rest, 0, rest.count) }
        rest = []
        endParagraph()
        return packages
    }

    private mutating func take(_ buffer: [UInt8], _ start: Int, _ end: Int) {
        guard !isLineTooLong else {
            isLineTooLong = false
            return
        }
        guard end > start else { return endParagraph() }
        guard !isSkipping else { return }
        switch buffer[start] {
        case UInt8(ascii: "P"):
            if let value = Self.value("Package: ", buffer, start, end) {
                isSkipping = wanted.map { !$0.contains(value) } ?? false
                current.name = value
            } else if let value = Self.value("Phased-Update-Percentage: ", buffer, start, end) {
                current.phase = value
            }
        case UInt8(ascii: "S"):
            if let value = Self.value("Status: ", buffer, start, end) {
                current.status = value
            } else if let value = Self.value("Source: ", buffer, start, end) {
                current.source = value
            }
        case UInt8(ascii: "V"):
            current.version = Self.value("Version: ", buffer, start, end) ?? current.version
        case UInt8(ascii: "A"):
            current.architecture = Self.value("Architecture: ", buffer, start, end) ?? current.architecture
        default: break
        }
    }

    private mutating func endParagraph() {
        if !isSkipping, !current.name.isEmpty { packages.append(current) }
        current = PackageParagraph()
        isSkipping = false
    }

    /// What follows the name of a field; nil where the line has another field.
    private static func value(
        _ field: String, _ buffer: [UInt8], _ start: Int, _ end: Int
    ) -> String? {
        let name = field.utf8
        guard end - start >= name.count, buffer[start..<start + name.count].elementsEqual(name) else {
            return nil
        }
        let first = start + name.count
        return String(decoding: buffer[first..<min(end, first + limits.value)], as: UTF8.self)
    }
}
