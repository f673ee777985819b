package import Addresses

/// A cursor over received octets; numbers are big-endian unless the name says otherwise.
///
/// Every read checks its bounds and throws ``WireError/truncated(needed:available:)``; nothing traps.
package struct ByteReader: Sendable {
    /// What has not been read yet.
    package private(set) var rest: ArraySlice<UInt8>

    package init(_ octets: ArraySlice<UInt8>) {
        rest = octets
    }

    package init(_ octets: [UInt8]) {
        rest = octets[...]
    }

    package var isAtEnd: Bool { rest.isEmpty }
    package var count: Int { rest.count }

    /// The next `count` octets, in order. A negative count is `malformed`.
    package mutating func take(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
        guard count >= 0 else { throw .malformed("negative length") }
        guard rest.count >= count else { throw .truncated(needed: count, available: rest.count) }
        let taken = rest.prefix(count)
        rest = rest.dropFirst(count)
        return taken
    }

    package mutating func skip(_ count: Int) throws(WireError) {
        _ = try take(count)
    }

    private mutating func integer<Number: FixedWidthInteger & UnsignedInteger>(
        _ count: Int, littleEndian: Bool = false
    ) throws(WireError) -> Number {
        let octets = try take(count)
        var value: Number = 0
        if littleEndian {
            for octet in octets.reversed() { value = value << 8 | Number(octet) }
        } else {
            for octet in octets { value = value << 8 | Number(octet) }
        }
        return value
    }

    package mutating func uint8() throws(WireError) -> UInt8 {
        guard let octet = rest.first else { throw .truncated(needed: 1, available: 0) }
        rest = rest.dropFirst()
        return octet
    }

    package mutating func uint16() throws(WireError) -> UInt16 { try integer(2) }
    package mutating func uint24() throws(WireError) -> UInt32 { try integer(3) }
    package mutating func uint32() throws(WireError) -> UInt32 { try integer(4) }
    package mutating func uint48() throws(WireError) -> UInt64 { try integer(6) }
    package mutating func uint64() throws(WireError) -> UInt64 { try integer(8) }
    package mutating func uint16LE() throws(WireError) -> UInt16 { try integer(2, littleEndian: true) }
    package mutating func uint32LE() throws(WireError) -> UInt32 { try integer(4, littleEndian: true) }
    package mutating func uint64LE() throws(WireError) -> UInt64 { try integer(8, littleEndian: true) }

    package mutating func mac() throws(WireError) -> MACAddress { MACAddress(try uint48()) }
    package mutating func ipv4() throws(WireError) -> IPv4Address { IPv4Address(try uint32()) }
    package mutating func ipv6() throws(WireError) -> IPv6Address {
        IPv6Address(high: try uint64(), low: try uint64())
    }

    /// Reads a 16-bit field that can only hold `value`; throws `unsupported` with its name otherwise.
    package mutating func expect(_ value: UInt16, _ field: String) throws(WireError) {
        let found = try uint16()
        guard found == value else { throw .unsupported(field: field, value: UInt64(found)) }
    }
}

extension [UInt8] {
    /// The octets of a span, which others own.
    package init(copying octets: Span<UInt8>) {
        self.init(capacity: octets.count) { copy in
            for index in octets.indices { copy.append(octets[index]) }
        }
    }
}
