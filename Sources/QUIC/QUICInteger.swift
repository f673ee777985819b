import Wire

extension ByteReader {
    /// An integer of 1, 2, 4 or 8 octets, whose first two bits tell which (RFC 9000, 16).
    ///
    /// Throws ``WireError/malformed(_:)`` for numbers that no length or offset of a packet can have.
    mutating func quicInteger() throws(WireError) -> Int {
        let first = try uint8()
        var value = UInt64(first & 0x3f)
        for octet in try take(1 << Int(first >> 6) - 1) { value = value << 8 | UInt64(octet) }
        guard value <= UInt32.max else { throw .malformed("integer too large") }
        return Int(value)
    }
}

extension ByteWriter {
    /// Writes a number below 2^30 in four octets, or below 2^14 in two (RFC 9000, 16).
    mutating func quicInteger(_ value: Int) {
        switch value {
        case ..<0x40: uint8(UInt8(truncatingIfNeeded: value))
        case ..<0x4000: uint16(UInt16(truncatingIfNeeded: value | 0x4000))
        default: uint32(UInt32(truncatingIfNeeded: value | 0x8000_0000))
        }
    }
}
