/// The version of a package of the Red Hat family, `[epoch:]version-release`, in rpm's order (rpm-version(7)).
///
/// Versions are compared part by part: runs of digits by their number, runs of letters by their octets, whatever stands
/// between only parts them. A number is newer than letters. `~` is older than the end, and `^` newer than the end yet
/// older than anything else. More parts are newer.
package struct RPMVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let epoch: Int
    package let version: String
    package let release: String

    package init(epoch: Int = 0, version: String, release: String = "") {
        self.epoch = epoch
        self.version = version
        self.release = release
    }

    /// Reads `[epoch:]version[-release]`.
    package init(_ text: some StringProtocol) {
        var rest = Substring(text)
        var epoch = 0
        if let colon = rest.firstIndex(of: ":"), let number = Int(rest[..<colon]) {
            epoch = number
            rest = rest[rest.index(after: colon)...]
        }
        let dash = rest.lastIndex(of: "-")
        self.init(
            epoch: epoch, version: String(dash.map { rest[..<$0] } ?? rest),
            release: String(dash.map { rest[rest.index(after: $0)...] } ?? ""))
    }

    /// `1:3.0.7-28.el9_4`
    package var description: String {
        (epoch == 0 ? "" : "\(epoch):") + version + (release.isEmpty ? "" : "-\(release)")
    }

    package static func < (left: RPMVersion, right: RPMVersion) -> Bool { left.order(right) < 0 }
    /// By order, not by letters: `1.0` and `1_0` are the same version.
    package static func == (left: RPMVersion, right: RPMVersion) -> Bool { left.order(right) == 0 }
    package func hash(into hasher: inout Hasher) { hasher.combine(epoch) }

    private func order(_ other: RPMVersion) -> Int {
        if epoch != other.epoch { return epoch < other.epoch ? -1 : 1 }
        let first = Self.order(Array(version.utf8), Array(other.version.utf8))
        return first != 0 ? first : Self.order(Array(release.utf8), Array(other.release.utf8))
    }

    private static func order(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var (left, right) = (left[...], right[...])
        parts: while true {
            left = left.drop { !isPart($0) }
            right = right.drop { !isPart($0) }
            for (mark, sign) in [(UInt8(ascii: "~"), -1), (UInt8(ascii: "^"), 1)] {
                guard left.first == mark || right.first == mark else { continue }
                guard left.first == right.first else { return marked(left, right, mark, sign) }
                (left, right) = (left.dropFirst(), right.dropFirst())
                continue parts
            }
            guard let first = left.first, let second = right.first else {
                return left.isEmpty == right.isEmpty ? 0 : left.isEmpty ? -1 : 1
            }
            guard isDigit(first) == isDigit(second) else { return isDigit(first) ? 1 : -1 }
            let one = left.prefix { isDigit(first) ? isDigit($0) : isLetter($0) }
            let two = right.prefix { isDigit(first) ? isDigit($0) : isLetter($0) }
            let result = isDigit(first) ? number(one, two) : letters(one, two)
            if result != 0 { return result }
            (left, right) = (left.dropFirst(one.count), right.dropFirst(two.count))
        }
    }

    /// One side has a mark that the other has not. `~` is older than all; `^` is newer than the end only.
    private static func marked(
        _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, _ mark: UInt8, _ sign: Int
    ) -> Int {
        let isLeft = left.first == mark
        let other = isLeft ? right : left
        let order = sign < 0 || other.isEmpty ? sign : -1
        return isLeft ? order : -order
    }

    private static func number(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        let (left, right) = (left.drop { $0 == 0x30 }, right.drop { $0 == 0x30 })
        if left.count != right.count { return left.count < right.count ? -1 : 1 }
        return letters(left, right)
    }

    private static func letters(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        left.elementsEqual(right) ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
    }

    private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }
    private static func isLetter(_ octet: UInt8) -> Bool {
        (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
    }
    private static func isPart(_ octet: UInt8) -> Bool {
        isDigit(octet) || isLetter(octet) || octet == UInt8(ascii: "~") || octet == UInt8(ascii: "^")
    }
}
