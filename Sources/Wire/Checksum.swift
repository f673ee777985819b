package import Addresses

/// The Internet checksum: the ones' complement of the ones' complement sum of 16-bit words (RFC 1071).
package struct Checksum: Sendable {
    private var sum: UInt64 = 0

    package init() {}

    /// Adds octets as big-endian words; an odd last octet is the high half of a word, so only the last run may be odd.
    package mutating func add(_ octets: some Sequence<UInt8>) {
        var isHigh = true
        for octet in octets {
            sum += isHigh ? UInt64(octet) << 8 : UInt64(octet)
            isHigh.toggle()
        }
    }

    /// Adds a number as its 16-bit words.
    package mutating func add(_ number: UInt64) {
        sum += number >> 48 + number >> 32 & 0xffff + number >> 16 & 0xffff + number & 0xffff
    }

    /// Adds what UDP, TCP and ICMPv6 sum before themselves (RFC 768, RFC 9293 section 3.1, RFC 8200 section 8.1).
    package mutating func addPseudoHeader(
        from source: IPAddress, to destination: IPAddress, proto: UInt8, length: Int
    ) {
        for address in [source, destination] {
            switch address {
            case .v4(let v4): add(UInt64(v4.value))
            case .v6(let v6):
                add(v6.high)
                add(v6.low)
            }
        }
        add(UInt64(proto))
        add(UInt64(length))
    }

    /// The checksum of everything added; 0 when what was added held its own right checksum.
    package var value: UInt16 {
        var folded = sum
        while folded > 0xffff { folded = folded >> 16 + folded & 0xffff }
        return ~UInt16(folded)
    }

    /// The checksum over one run of octets.
    package static func of(_ octets: some Sequence<UInt8>) -> UInt16 {
        var checksum = Checksum()
        checksum.add(octets)
        return checksum.value
    }

    /// The checksum of a transport segment whose own checksum field is zero.
    package static func of(
        _ segment: some Collection<UInt8>, from source: IPAddress, to destination: IPAddress, proto: UInt8
    ) -> UInt16 {
        var checksum = Checksum()
        checksum.addPseudoHeader(from: source, to: destination, proto: proto, length: segment.count)
        checksum.add(segment)
        return checksum.value
    }
}
