/// The first message of NTLM (MS-NLMP 2.2.1.1): it names nobody and holds no secret.
package struct NTLMNegotiate: Equatable, Sendable {
    package init() {}

    /// Unicode, OEM, request target, sign, seal, NTLM, always sign, extended session security, version, 128, key
    /// exchange, 56.
    private static let flags: UInt32 = 0xe208_8237

    package func write(to writer: inout ByteWriter) {
        writer.bytes(NTLMChallenge.signature)
        writer.uint32LE(1)
        writer.uint32LE(Self.flags)
        // Domain and workstation: none.
        writer.zeros(16)
        // Version 10.0, build 0, NTLM revision 15: only shown in debugging (2.2.2.10).
        writer.bytes([10, 0, 0, 0, 0, 0, 0, 15])
    }
}

/// The server's answer (MS-NLMP 2.2.1.2), which says what it is before anyone logs in.
package struct NTLMChallenge: Equatable, Sendable {
    /// An operating system's version as the server states it; Samba states build 0.
    package struct Version: Equatable, Sendable {
        package var major: UInt8
        package var minor: UInt8
        package var build: UInt16

        package init(major: UInt8, minor: UInt8, build: UInt16) {
            self.major = major
            self.minor = minor
            self.build = build
        }

        /// `10.0.19045`
        package var text: String { "\(major).\(minor).\(build)" }
    }

    package var version: Version?
    /// The domain, or the computer's own name.
    package var target: String?
    package var netbiosComputer: String?
    package var netbiosDomain: String?
    package var dnsComputer: String?
    package var dnsDomain: String?
    /// The server's clock.
    package var time: WindowsTime?

    package static let signature = Array("NTLMSSP".utf8) + [0]
    private static let versionFlag: UInt32 = 0x0200_0000
    private static let unicodeFlag: UInt32 = 1
    /// More AV pairs than the specification has are not read.
    private static let pairLimit = 32
}

extension NTLMChallenge {
    /// Reads a whole message; offsets in it count from its first octet.
    package init(parsing message: ArraySlice<UInt8>) throws(WireError) {
        var reader = ByteReader(message)
        guard try reader.take(8).elementsEqual(Self.signature) else { throw .malformed("not NTLM") }
        let type = try reader.uint32LE()
        guard type == 2 else { throw .unsupported(field: "NTLM message", value: UInt64(type)) }
        let targetField = try Self.field(&reader)
        let flags = try reader.uint32LE()
        try reader.skip(16)
        let pairsField = try Self.field(&reader)
        if flags & Self.versionFlag != 0, reader.count >= 8 {
            version = Version(
                major: try reader.uint8(), minor: try reader.uint8(), build: try reader.uint16LE())
        }
        if flags & Self.unicodeFlag != 0 { target = utf16LE(try Self.slice(targetField, of: message)) }
        var pairs = ByteReader(try Self.slice(pairsField, of: message))
        for _ in 0..<Self.pairLimit where !pairs.isAtEnd {
            let identifier = try pairs.uint16LE()
            let value = try pairs.take(Int(try pairs.uint16LE()))
            if identifier == 0 { break }
            try take(identifier, value)
        }
    }

    private mutating func take(_ identifier: UInt16, _ value: ArraySlice<UInt8>) throws(WireError) {
        switch identifier {
        case 1: netbiosComputer = utf16LE(value)
        case 2: netbiosDomain = utf16LE(value)
        case 3: dnsComputer = utf16LE(value)
        case 4: dnsDomain = utf16LE(value)
        case 7:
            var reader = ByteReader(value)
            time = WindowsTime(try reader.uint64LE())
        default: break
        }
    }

    private static func field(_ reader: inout ByteReader) throws(WireError) -> (length: Int, offset: Int) {
        let length = Int(try reader.uint16LE())
        try reader.skip(2)
        return (length, Int(try reader.uint32LE()))
    }

    private static func slice(
        _ field: (length: Int, offset: Int), of message: ArraySlice<UInt8>
    ) throws(WireError) -> ArraySlice<UInt8> {
        guard field.length > 0 else { return [] }
        var reader = ByteReader(message)
        try reader.skip(field.offset)
        return try reader.take(field.length)
    }
}

/// A moment in 100-nanosecond steps since 1601-01-01 UTC (MS-DTYP 2.3.3).
package struct WindowsTime: Equatable, Sendable {
    package var ticks: UInt64

    package init(_ ticks: UInt64) {
        self.ticks = ticks
    }

    /// Microseconds since 1970-01-01 UTC; nil for zero, which means "not told", and beyond the year 9999.
    package var microsecondsSince1970: Int64? {
        guard ticks > 0, ticks < 2_650_467_744_000_000_000 else { return nil }
        return Int64(ticks / 10) - 11_644_473_600_000_000
    }
}

/// Nil where it is empty, has an odd length, or is not valid UTF-16.
private func utf16LE(_ octets: ArraySlice<UInt8>) -> String? {
    guard !octets.isEmpty, octets.count % 2 == 0, octets.count <= 1024 else { return nil }
    let octets = Array(octets)
    let units = stride(from: 0, to: octets.count, by: 2).map {
        UInt16(octets[$0]) | UInt16(octets[$0 + 1]) << 8
    }
    return String(validating: units, as: UTF16.self)
}
