/// The first message of the X Window System (X11 protocol, section 8): it asks to be let in and shows no right to be.
///
///     byte order (8) | unused (8) | major (16) | minor (16) | name length (16) | data length (16) | unused (16)
package struct X11SetupRequest: Equatable, Sendable {
    package init() {}

    package static let length = 12

    package func write(to writer: inout ByteWriter) {
        // `l`: numbers are little-endian; version 11.0; authorisation's name and data are empty.
        writer.uint8(0x6c)
        writer.uint8(0)
        writer.uint16LE(11)
        writer.zeros(8)
    }
}

/// How an X server answers the first message (X11 protocol, section 8, "Server Response").
package enum X11SetupReply: Equatable, Sendable {
    /// Refused, with the server's reason.
    case failed(major: UInt16, minor: UInt16, reason: String)
    /// More would have to be shown first.
    case authenticate(reason: String)
    /// Let in without showing anything: every key and picture is open to whoever asks.
    case success(major: UInt16, minor: UInt16, release: UInt32, vendor: String)

    /// The head that tells how long the whole is.
    package static let headLength = 8
    /// The octets of a success that are read: what comes after the vendor's name is not wanted.
    private static let successHead = 40
    private static let textLimit = 1024

    /// How many octets have to be there to be read; nil while too few are there to say.
    package static func length(of octets: ArraySlice<UInt8>) throws(WireError) -> Int? {
        guard let status = octets.first else { return nil }
        guard status <= 2 else { throw .unsupported(field: "X11 status", value: UInt64(status)) }
        guard octets.count >= headLength else { return nil }
        var reader = ByteReader(octets)
        try reader.skip(6)
        let whole = headLength + 4 * Int(try reader.uint16LE())
        guard status == 1 else { return min(whole, headLength + textLimit) }
        guard octets.count >= successHead else { return whole < successHead ? whole : nil }
        try reader.skip(16)
        return min(whole, successHead + min(Int(try reader.uint16LE()), textLimit))
    }

    package init(parsing reader: inout ByteReader) throws(WireError) {
        let status = try reader.uint8()
        let reasonLength = Int(try reader.uint8())
        guard status <= 2 else { throw .unsupported(field: "X11 status", value: UInt64(status)) }
        let (major, minor) = (try reader.uint16LE(), try reader.uint16LE())
        let rest = 4 * Int(try reader.uint16LE())
        switch status {
        case 0:
            let octets = try reader.take(min(rest, Self.textLimit))
            let reason = String(printable: octets.prefix(reasonLength))
            self = .failed(major: major, minor: minor, reason: reason)
        case 2:
            // Here the reason's length is only told with its padding.
            let octets = try reader.take(min(rest, Self.textLimit))
            self = .authenticate(reason: String(printable: octets.prefix { $0 != 0 }))
        default:
            let release = try reader.uint32LE()
            // Resource ids, motion buffer, the vendor's length, longest request, and what the screens are like.
            try reader.skip(12)
            let length = Int(try reader.uint16LE())
            try reader.skip(14)
            let vendor = String(printable: try reader.take(min(length, Self.textLimit)))
            self = .success(major: major, minor: minor, release: release, vendor: vendor)
        }
    }
}
