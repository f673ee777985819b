/// An IPv4 address (RFC 791).
package struct IPv4Address: Hashable, Sendable {
    /// The address as a number in host order: 192.0.2.1 is 0xC0000201.
    package let value: UInt32

    package init(_ value: UInt32) {
        self.value = value
    }

    package static let any = IPv4Address(0)
    package static let broadcast = IPv4Address(0xffff_ffff)
    package static let loopback = IPv4Address(0x7f00_0001)

    /// The four octets in network order.
    package var octets: [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * $0)) }
    }

    package var isMulticast: Bool { value >> 28 == 0xe }
    package var isLoopback: Bool { value >> 24 == 127 }
    /// 169.254.0.0/16 (RFC 3927).
    package var isLinkLocal: Bool { value >> 16 == 0xa9fe }
    /// 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918).
    package var isPrivate: Bool {
        value >> 24 == 10 || value >> 20 == 0xac1 || value >> 16 == 0xc0a8
    }
}

extension IPv4Address: CustomStringConvertible, LosslessStringConvertible {
    package var description: String {
        octets.map { String($0) }.joined(separator: ".")
    }

    /// Reads four decimal numbers of one to three digits without a leading zero.
    package init?(_ description: String) {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard part.utf8.count <= 3, part.allSatisfy({ $0.isASCII && $0.isNumber }),
                let octet = UInt8(part),
                part.utf8.count == 1 || part.first != "0"
            else { return nil }
            value = value << 8 | UInt32(octet)
        }
        self.init(value)
    }
}

extension IPv4Address: Comparable, Codable {
    package static func < (left: IPv4Address, right: IPv4Address) -> Bool { left.value < right.value }

    package init(from decoder: any Decoder) throws {
        self = try decodeText(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
