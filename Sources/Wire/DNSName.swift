package import Addresses

/// A domain name as its labels, the root's empty one left out (RFC 1035, 3.1).
///
/// Names are equal when they differ in the case of ASCII letters only (RFC 4343).
package struct DNSName: Sendable {
    /// Each 1–63 octets, 254 together with their length octets at most; UTF-8 by convention in mDNS
    /// (RFC 6763, 4.1.1), any octets in fact.
    package let labels: [[UInt8]]

    /// The most octets a name has on the wire (RFC 1035, 3.1).
    private static let limit = 255
    /// Pointers followed for one name; more than this is a trap, not a name.
    private static let jumpLimit = 64

    /// A name from octets that already keep the limits of the format, or nil.
    package init?(labels: [[UInt8]]) {
        guard labels.allSatisfy({ (1...63).contains($0.count) }),
            labels.reduce(1, { $0 + 1 + $1.count }) <= Self.limit
        else { return nil }
        self.labels = labels
    }

    private init(known labels: [String]) {
        self.labels = labels.map { Array($0.utf8) }
    }

    /// The name whose PTR record names `address`: `7.2.0.192.in-addr.arpa` (RFC 1035, 3.5; RFC 3596, 2.5).
    package static func reverse(of address: IPAddress) -> DNSName {
        switch address {
        case .v4(let v4):
            return DNSName(known: v4.octets.reversed().map { String($0) } + ["in-addr", "arpa"])
        case .v6(let v6):
            let nibbles = v6.octets.reversed().flatMap { [$0 & 15, $0 >> 4] }
            return DNSName(known: nibbles.map { String($0, radix: 16) } + ["ip6", "arpa"])
        }
    }

    /// The address whose reverse name this is, if it is one.
    package var reversedAddress: IPAddress? {
        let parts = labels.map { String(decoding: $0, as: UTF8.self).lowercased() }
        switch parts.suffix(2) {
        case ["in-addr", "arpa"] where parts.count == 6:
            return IPv4Address(parts.prefix(4).reversed().joined(separator: ".")).map { .v4($0) }
        case ["ip6", "arpa"] where parts.count == 34:
            var halves: [UInt64] = [0, 0]
            for (index, part) in parts.prefix(32).reversed().enumerated() {
                guard part.utf8.count == 1, let nibble = UInt64(part, radix: 16) else { return nil }
                halves[index / 16] = halves[index / 16] << 4 | nibble
            }
            return .v6(IPv6Address(high: halves[0], low: halves[1]))
        default: return nil
        }
    }

    /// The labels as text; octets that are not UTF-8 become U+FFFD.
    package var texts: [String] { labels.map { String(decoding: $0, as: UTF8.self) } }

    /// The name without its first `count` labels.
    package func dropping(_ count: Int) -> DNSName {
        DNSName(known: labels.dropFirst(count))
    }

    private init(known labels: ArraySlice<[UInt8]>) {
        self.labels = Array(labels)
    }

    /// Whether the last labels are those of `other`.
    package func ends(in other: DNSName) -> Bool {
        folded.suffix(other.labels.count) == other.folded[...]
    }

    private var folded: [[UInt8]] {
        labels.map { label in label.map { (65...90).contains($0) ? $0 + 32 : $0 } }
    }
}

extension DNSName {
    /// Reads a name at the cursor; `message` is the whole message that compression pointers count from
    /// (RFC 1035, 4.1.4), and the cursor must be over the same octets.
    ///
    /// A pointer must lead to before the run of labels that it ends, so that no name goes in circles.
    package init(parsing reader: inout ByteReader, in message: ArraySlice<UInt8>) throws(WireError) {
        var labels: [[UInt8]] = []
        var length = 1
        var jumps = 0
        var runStart = reader.rest.startIndex
        var cursor = reader
        while true {
            let octet = try cursor.uint8()
            if octet == 0 { break }
            if octet >> 6 == 3 {
                let target = message.startIndex + Int(octet & 0x3f) << 8 + Int(try cursor.uint8())
                guard target < runStart, target < message.endIndex, jumps < Self.jumpLimit else {
                    throw .malformed("name compression pointer")
                }
                if jumps == 0 { reader = cursor }
                jumps += 1
                runStart = target
                cursor = ByteReader(message[target...])
                continue
            }
            guard octet < 64 else { throw .unsupported(field: "label type", value: UInt64(octet >> 6)) }
            length += 1 + Int(octet)
            guard length <= Self.limit else { throw .malformed("name longer than 255 octets") }
            labels.append(Array(try cursor.take(Int(octet))))
        }
        if jumps == 0 { reader = cursor }
        self.labels = labels
    }

    /// Writes the name without compression.
    package func write(to writer: inout ByteWriter) {
        for label in labels {
            writer.uint8(UInt8(truncatingIfNeeded: label.count))
            writer.bytes(label)
        }
        writer.uint8(0)
    }
}

extension DNSName: Hashable {
    package static func == (left: DNSName, right: DNSName) -> Bool { left.folded == right.folded }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(folded)
    }
}

extension DNSName: ExpressibleByStringLiteral {
    /// A name written in our own source: labels separated by dots.
    package init(stringLiteral text: String) {
        guard let name = DNSName(labels: text.split(separator: ".").map { Array($0.utf8) }) else {
            preconditionFailure("not a domain name: \(text)")
        }
        self = name
    }
}

extension DNSName: CustomStringConvertible {
    /// Labels joined by dots; dots and backslashes within a label are escaped (RFC 1035, 5.1).
    package var description: String {
        texts.map { label in
            label.reduce(into: "") { text, character in
                if character == "." || character == "\\" { text.append("\\") }
                text.append(character)
            }
        }.joined(separator: ".")
    }
}
