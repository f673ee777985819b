/// An address block: the addresses that share the first `length` bits.
package struct Prefix: Hashable, Sendable {
    /// The first address of the block; bits after `length` are zero.
    package let address: IPAddress
    /// The number of leading bits in common: 0–32 or 0–128.
    package let length: Int

    /// The block that holds `address`, or nil when no such length exists; never clamped.
    package init?(_ address: IPAddress, length: Int) {
        guard length >= 0, length <= address.octets.count * 8 else { return nil }
        self.length = length
        switch address {
        case .v4(let v4):
            self.address = .v4(IPv4Address(v4.value & Self.mask32(length)))
        case .v6(let v6):
            self.address = .v6(
                IPv6Address(high: v6.high & Self.mask64(length), low: v6.low & Self.mask64(length - 64)))
        }
    }

    private static func mask32(_ length: Int) -> UInt32 { length == 0 ? 0 : ~0 << UInt32(32 - length) }

    private static func mask64(_ length: Int) -> UInt64 {
        length <= 0 ? 0 : length >= 64 ? ~0 : ~0 << UInt64(64 - length)
    }

    package func contains(_ other: IPAddress) -> Bool {
        Prefix(other, length: length)?.address == address
    }

    package func contains(_ other: Prefix) -> Bool {
        other.length >= length && contains(other.address)
    }

    /// The number of bits left for hosts: 8 for a /24.
    package var hostBits: Int { address.octets.count * 8 - length }

    /// The addresses a station of an IPv4 block can have, in order: all but the network and the broadcast
    /// address for /30 and larger (RFC 3021 for /31); empty for IPv6, which is never walked.
    package var hosts: [IPv4Address] {
        guard let first = address.v4?.value else { return [] }
        let last = first | ~Self.mask32(length)
        guard length < 31 else { return (first...last).map { IPv4Address($0) } }
        return (first + 1..<last).map { IPv4Address($0) }
    }

    /// The directed broadcast address of an IPv4 block up to /30.
    package var broadcast: IPv4Address? {
        guard let first = address.v4?.value, length < 31 else { return nil }
        return IPv4Address(first | ~Self.mask32(length))
    }
}

extension Prefix: CustomStringConvertible, LosslessStringConvertible {
    /// `192.0.2.0/24`
    package var description: String { "\(address)/\(length)" }

    /// Reads an address and a length of decimal digits; a bare address is its own block.
    package init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(String(parts[0])) else { return nil }
        guard parts.count == 2 else {
            self.init(address, length: address.octets.count * 8)
            return
        }
        guard parts[1].utf8.count <= 3, parts[1].allSatisfy({ $0.isASCII && $0.isNumber }),
            let length = Int(parts[1])
        else { return nil }
        self.init(address, length: length)
    }
}

extension Prefix: Comparable, Codable {
    package static func < (left: Prefix, right: Prefix) -> Bool {
        (left.address, left.length) < (right.address, right.length)
    }

    package init(from decoder: any Decoder) throws {
        self = try decodeText(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
