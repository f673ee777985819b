/// The version line of the Remote Framebuffer protocol (RFC 6143, 7.1.1): `RFB 003.008` and a line feed.
package struct RFBVersion: Hashable, Sendable, Comparable {
    package var major: Int
    package var minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Its length on the wire.
    package static let length = 12

    /// The highest version of RFC 6143 that is not above this one: 3.3, 3.7 or 3.8.
    package var understood: RFBVersion {
        if self >= RFBVersion(3, 8) { return RFBVersion(3, 8) }
        return self == RFBVersion(3, 7) ? self : RFBVersion(3, 3)
    }

    /// `003.008`
    package var text: String {
        func three(_ number: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        }
        return "\(three(major)).\(three(minor))"
    }

    package static func < (left: RFBVersion, right: RFBVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}

extension RFBVersion {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let line = Array(try reader.take(Self.length))
        guard line.starts(with: "RFB ".utf8), line[7] == 0x2e, line[11] == 0x0a,
            let major = Self.number(line[4...6]), let minor = Self.number(line[8...10])
        else { throw .malformed("RFB version line") }
        self.init(major, minor)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    package func write(to writer: inout ByteWriter) {
        writer.bytes("RFB \(text)\n".utf8)
    }
}

/// The security types a server offers, or its reason to offer none (RFC 6143, 7.1.2).
package enum RFBSecurity: Equatable, Sendable {
    case types([UInt8])
    case refused(reason: String)

    /// The longest reason that is read.
    package static let reasonLimit = 4096

    /// Reads what follows the version lines. In version 3.3 the server names one type, in 32 bits.
    package init(parsing reader: inout ByteReader, version: RFBVersion) throws(WireError) {
        let count: Int
        if version < RFBVersion(3, 7) {
            let type = try reader.uint32()
            guard type == 0 else {
                guard let type = UInt8(exactly: type) else {
                    throw .unsupported(field: "security type", value: UInt64(type))
                }
                self = .types([type])
                return
            }
            count = 0
        } else {
            count = Int(try reader.uint8())
        }
        guard count == 0 else {
            self = .types(Array(try reader.take(count)))
            return
        }
        let length = try reader.uint32()
        guard length <= Self.reasonLimit else { throw .malformed("reason too long") }
        self = .refused(reason: String(printable: try reader.take(Int(length))))
    }
}
