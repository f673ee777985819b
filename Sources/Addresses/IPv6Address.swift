/// An IPv6 address (RFC 4291), without a zone.
package struct IPv6Address: Hashable, Sendable {
    /// The first eight octets as a number.
    package let high: UInt64
    /// The last eight octets as a number: the interface identifier.
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package static let any = IPv6Address(high: 0, low: 0)
    package static let loopback = IPv6Address(high: 0, low: 1)
    /// ff02::1, every node on this link.
    package static let allNodes = IPv6Address(high: 0xff02_0000_0000_0000, low: 1)
    /// ff02::2, every router on this link.
    package static let allRouters = IPv6Address(high: 0xff02_0000_0000_0000, low: 2)

    package var isMulticast: Bool { high >> 56 == 0xff }
    /// fe80::/10 (RFC 4291, section 2.5.6).
    package var isLinkLocal: Bool { high >> 54 == 0x3fa }
    /// fc00::/7 (RFC 4193).
    package var isUniqueLocal: Bool { high >> 57 == 0x7e }
    package var isLoopback: Bool { self == .loopback }

    /// The sixteen octets in network order.
    package var octets: [UInt8] {
        [high, low].flatMap { half in
            (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * $0)) }
        }
    }

    /// The multicast group a neighbour solicitation for this address goes to: ff02::1:ffXX:XXXX (RFC 4291, 2.7.1).
    package var solicitedNode: IPv6Address {
        IPv6Address(high: 0xff02_0000_0000_0000, low: 0x1_ff00_0000 | (low & 0xff_ffff))
    }

    /// The Ethernet group address for this multicast address: 33:33 and the last four octets (RFC 2464, 7).
    package var multicastMAC: MACAddress { MACAddress(0x3333_0000_0000 | (low & 0xffff_ffff)) }

    /// The hardware address inside a modified EUI-64 interface identifier, if it is one (RFC 4291, appendix A).
    package var embeddedMAC: MACAddress? {
        guard (low >> 24) & 0xffff == 0xfffe else { return nil }
        return MACAddress(((low >> 16) & 0xffff_ff00_0000 | (low & 0xff_ffff)) ^ 0x0200_0000_0000)
    }

    /// The eight 16-bit groups.
    package var groups: [UInt16] {
        [high, low].flatMap { half in
            (0..<4).map { UInt16(truncatingIfNeeded: half >> UInt64(48 - 16 * $0)) }
        }
    }
}

extension IPv6Address: CustomStringConvertible, LosslessStringConvertible {
    /// The canonical text of RFC 5952: lower case, the first longest run of two or more zero groups as `::`.
    package var description: String {
        let groups = groups
        var best = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || groups[index] != 0 {
            if index - start > max(best.count, 1) { best = start..<index }
            start = index + 1
        }
        let text = { (range: Range<Int>) in
            groups[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !best.isEmpty else { return text(0..<8) }
        return text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
    }

    /// Reads the forms of RFC 4291, section 2.2, the mixed one with a trailing IPv4 address included; no zone.
    package init?(_ description: String) {
        let halves = description.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count) else { return nil }
        guard let head = Self.groups(of: halves[0], last: halves.count == 1) else { return nil }
        var groups = head
        if halves.count == 2 {
            guard let tail = Self.groups(of: halves[1], last: true), head.count + tail.count <= 7 else {
                return nil
            }
            groups += Array(repeating: 0, count: 8 - head.count - tail.count) + tail
        }
        guard groups.count == 8 else { return nil }
        let number = { (part: ArraySlice<UInt16>) in part.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
        self.init(high: number(groups[..<4]), low: number(groups[4...]))
    }

    private static func groups(of text: Substring, last: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if last, index == parts.count - 1, part.contains(".") {
                guard let mapped = IPv4Address(String(part)) else { return nil }
                groups += [UInt16(mapped.value >> 16), UInt16(mapped.value & 0xffff)]
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}

extension IPv6Address: Comparable, Codable {
    package static func < (left: IPv6Address, right: IPv6Address) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    package init(from decoder: any Decoder) throws {
        self = try decodeText(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
