/// A Debian package version, in the order of deb-version(7): `[epoch:]upstream[-revision]`.
package struct DebianVersion: Hashable, Sendable, Comparable {
    private let epoch: Int
    private let upstream: Substring
    private let revision: Substring

    package init(_ text: some StringProtocol) {
        var rest = Substring(text)
        var epoch = 0
        if let colon = rest.firstIndex(of: ":"), let number = Int(rest[..<colon]) {
            epoch = number
            rest = rest[rest.index(after: colon)...]
        }
        self.epoch = epoch
        if let dash = rest.lastIndex(of: "-") {
            upstream = rest[..<dash]
            revision = rest[rest.index(after: dash)...]
        } else {
            upstream = rest
            revision = ""
        }
    }

    package static func < (left: DebianVersion, right: DebianVersion) -> Bool { left.compare(right) < 0 }
    /// By order, not by letters: `1.0` and `1.0-0` are the same version.
    package static func == (left: DebianVersion, right: DebianVersion) -> Bool { left.compare(right) == 0 }

    package func hash(into hasher: inout Hasher) { hasher.combine(epoch) }

    private func compare(_ other: DebianVersion) -> Int {
        if epoch != other.epoch { return epoch < other.epoch ? -1 : 1 }
        let order = Self.compare(Array(upstream.utf8), Array(other.upstream.utf8))
        return order != 0 ? order : Self.compare(Array(revision.utf8), Array(other.revision.utf8))
    }

    /// Runs of other characters and runs of digits in turn.
    private static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            while isOther(left, i) || isOther(right, j) {
                let (first, second) = (weight(left, i), weight(right, j))
                if first != second { return first < second ? -1 : 1 }
                i += 1
                j += 1
            }
            let (first, second) = (digits(left, &i), digits(right, &j))
            if first.count != second.count { return first.count < second.count ? -1 : 1 }
            for (one, two) in zip(first, second) where one != two { return one < two ? -1 : 1 }
        }
        return 0
    }

    private static func isOther(_ text: [UInt8], _ index: Int) -> Bool {
        index < text.count && !(0x30...0x39).contains(text[index])
    }

    /// A tilde sorts before the end, letters before all else.
    private static func weight(_ text: [UInt8], _ index: Int) -> Int {
        guard isOther(text, index) else { return 0 }
        let octet = text[index]
        if octet == UInt8(ascii: "~") { return -1 }
        let isLetter = (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
        return isLetter ? Int(octet) : Int(octet) + 256
    }

    /// The number at an index without leading zeros.
    private static func digits(_ text: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
        while index < text.count, text[index] == 0x30 { index += 1 }
        let start = index
        while index < text.count, (0x30...0x39).contains(text[index]) { index += 1 }
        return text[start..<index]
    }
}
