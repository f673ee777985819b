/// A 48-bit IEEE 802 hardware address (EUI-48), most significant octet first.
package struct MACAddress: Hashable, Sendable {
    /// The address in the low 48 bits.
    package let value: UInt64

    /// An address from the low 48 bits of `value`; higher bits are dropped.
    package init(_ value: UInt64) {
        self.value = value & 0xffff_ffff_ffff
    }

    /// All ones: every station on the link.
    package static let broadcast = MACAddress(0xffff_ffff_ffff)
    /// All zeros: no address; never the sender of a frame.
    package static let zero = MACAddress(0)

    /// Whether the group bit is set: broadcast or multicast (IEEE 802, clause 8.2.2).
    package var isGroup: Bool { value & 0x0100_0000_0000 != 0 }

    /// Whether the local bit is set: chosen by software, as randomised addresses are (IEEE 802, clause 8.2.2).
    package var isLocallyAdministered: Bool { value & 0x0200_0000_0000 != 0 }

    /// The six octets in transmission order.
    package var octets: [UInt8] {
        (0..<6).map { UInt8(truncatingIfNeeded: value >> UInt64(40 - 8 * $0)) }
    }
}

extension MACAddress: CustomStringConvertible, LosslessStringConvertible {
    /// Lower-case hexadecimal with colons: `00:00:5e:00:53:01`.
    package var description: String {
        octets.map { hexadecimal($0) }.joined(separator: ":")
    }

    /// Reads six two-digit groups separated by `:` or `-`; nothing else.
    package init?(_ description: String) {
        let groups = description.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        guard groups.count == 6 else { return nil }
        var value: UInt64 = 0
        for group in groups {
            guard group.utf8.count == 2, group.allSatisfy(\.isHexDigit), let octet = UInt8(group, radix: 16)
            else { return nil }
            value = value << 8 | UInt64(octet)
        }
        self.init(value)
    }
}

extension MACAddress: Comparable, Codable {
    package static func < (left: MACAddress, right: MACAddress) -> Bool { left.value < right.value }

    package init(from decoder: any Decoder) throws {
        self = try decodeText(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Two lower-case hexadecimal digits.
package func hexadecimal(_ octet: UInt8) -> String {
    let digits = String(octet, radix: 16)
    return octet < 16 ? "0" + digits : digits
}

/// Decodes a value from its text form, naming the text when it is wrong.
func decodeText<Value: LosslessStringConvertible>(from decoder: any Decoder) throws -> Value {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Value(text) else {
        throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "not a \(Value.self): \(text)")
    }
    return value
}
