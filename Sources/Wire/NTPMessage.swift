/// An NTP packet header (RFC 5905, 7.3), 48 octets; extension fields and authenticators are not read.
///
///      0                   1                   2                   3
///     |LI | VN  |Mode |    Stratum     |     Poll      |  Precision   |
///     |            Root Delay, Root Dispersion, Reference ID          |
///     |     Reference, Origin, Receive, Transmit Timestamps (64)      |
package struct NTPMessage: Equatable, Sendable {
    package enum Mode: UInt8, Equatable, Sendable {
        case reserved, symmetricActive, symmetricPassive, client, server, broadcast, control, priv
    }

    /// 3 says that the clock is not synchronised.
    package var leap: UInt8
    package var version: UInt8
    package var mode: Mode
    /// 0 a refusal ("kiss of death"), 1 a reference clock, 2–15 steps from one, 16 not synchronised.
    package var stratum: UInt8
    package var poll: UInt8
    package var precision: UInt8
    package var rootDelay: UInt32
    package var rootDispersion: UInt32
    /// Four ASCII letters at stratum 0 and 1, the upstream server's IPv4 address or a hash of its IPv6 address below.
    package var referenceID: UInt32
    package var reference: NTPTimestamp
    package var origin: NTPTimestamp
    package var receive: NTPTimestamp
    package var transmit: NTPTimestamp

    /// A client's question. Nothing but `transmit`, an arbitrary number that the answer repeats as its origin, is
    /// said of this host's clock.
    package init(queryWith transmit: NTPTimestamp) {
        (leap, version, mode, stratum, poll, precision) = (0, 4, .client, 0, 0, 0)
        (rootDelay, rootDispersion, referenceID) = (0, 0, 0)
        (reference, origin, receive) = (NTPTimestamp(0), NTPTimestamp(0), NTPTimestamp(0))
        self.transmit = transmit
    }

    package init(parsing reader: inout ByteReader) throws(WireError) {
        let first = try reader.uint8()
        leap = first >> 6
        version = first >> 3 & 7
        mode = Mode(rawValue: first & 7) ?? .reserved
        guard (1...4).contains(version) else {
            throw .unsupported(field: "NTP version", value: UInt64(version))
        }
        stratum = try reader.uint8()
        poll = try reader.uint8()
        precision = try reader.uint8()
        rootDelay = try reader.uint32()
        rootDispersion = try reader.uint32()
        referenceID = try reader.uint32()
        reference = NTPTimestamp(try reader.uint64())
        origin = NTPTimestamp(try reader.uint64())
        receive = NTPTimestamp(try reader.uint64())
        transmit = NTPTimestamp(try reader.uint64())
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint8(leap << 6 | (version & 7) << 3 | mode.rawValue)
        for octet in [stratum, poll, precision] { writer.uint8(octet) }
        for word in [rootDelay, rootDispersion, referenceID] { writer.uint32(word) }
        for stamp in [reference, origin, receive, transmit] { writer.uint64(stamp.value) }
    }

    package var octets: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.octets
    }
}

/// A moment as NTP counts it: 32 bits of seconds and 32 bits of fraction (RFC 5905, 6).
package struct NTPTimestamp: Hashable, Sendable {
    package let value: UInt64

    package init(_ value: UInt64) {
        self.value = value
    }

    /// Microseconds since 1970-01-01T00:00:00Z, or nil for zero, which means unknown. Seconds below 2^31 are read
    /// as the era that begins on 2036-02-07 (RFC 4330, 3).
    package var unixMicroseconds: Int64? {
        guard value != 0 else { return nil }
        let seconds = Int64(value >> 32) + (value >> 63 == 0 ? 0x1_0000_0000 : 0) - 2_208_988_800
        return seconds * 1_000_000 + Int64(((value & 0xffff_ffff) * 1_000_000) >> 32)
    }
}
