package import Addresses

/// Octets being written; numbers are big-endian unless the name says otherwise.
package struct ByteWriter: Sendable {
    package private(set) var octets: [UInt8] = []

    package init() {}

    package var count: Int { octets.count }

    private mutating func integer(_ value: UInt64, _ count: Int) {
        for index in 0..<count {
            octets.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - index))))
        }
    }

    package mutating func uint8(_ value: UInt8) { octets.append(value) }
    package mutating func uint16(_ value: UInt16) { integer(UInt64(value), 2) }
    package mutating func uint24(_ value: UInt32) { integer(UInt64(value), 3) }
    package mutating func uint32(_ value: UInt32) { integer(UInt64(value), 4) }
    package mutating func uint48(_ value: UInt64) { integer(value, 6) }
    package mutating func uint64(_ value: UInt64) { integer(value, 8) }
    package mutating func uint16LE(_ value: UInt16) { integer(UInt64(value.byteSwapped), 2) }
    package mutating func uint32LE(_ value: UInt32) { integer(UInt64(value.byteSwapped), 4) }
    package mutating func uint64LE(_ value: UInt64) { integer(value.byteSwapped, 8) }
    package mutating func bytes(_ bytes: some Sequence<UInt8>) { octets.append(contentsOf: bytes) }
    package mutating func zeros(_ count: Int) { octets.append(contentsOf: repeatElement(0, count: count)) }
    package mutating func mac(_ address: MACAddress) { uint48(address.value) }
    package mutating func ipv4(_ address: IPv4Address) { uint32(address.value) }
    package mutating func ipv6(_ address: IPv6Address) {
        uint64(address.high)
        uint64(address.low)
    }

    /// Replaces two octets written earlier, as a length or checksum needs once the rest is known.
    package mutating func overwrite16(at offset: Int, _ value: UInt16) {
        octets[offset] = UInt8(value >> 8)
        octets[offset + 1] = UInt8(value & 0xff)
    }
}
