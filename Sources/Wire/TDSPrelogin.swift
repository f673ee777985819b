/// The message before a log-in to SQL Server (MS-TDS 2.2.6.5): version and encryption, asked and answered alike.
package struct TDSPrelogin: Equatable, Sendable {
    package enum Encryption: Equatable, Sendable {
        case off, on, unsupported, required
        case other(UInt8)

        package init(_ octet: UInt8) {
            self =
                switch octet {
                case 0: .off
                case 1: .on
                case 2: .unsupported
                case 3: .required
                default: .other(octet)
                }
        }

        package var rawValue: UInt8 {
            switch self {
            case .off: 0
            case .on: 1
            case .unsupported: 2
            case .required: 3
            case .other(let octet): octet
            }
        }
    }

    package enum Kind: UInt8, Sendable {
        case question = 0x12
        case answer = 0x04
    }

    package struct Version: Equatable, Sendable {
        package var major: UInt8
        package var minor: UInt8
        package var build: UInt16

        package init(major: UInt8, minor: UInt8, build: UInt16) {
            self.major = major
            self.minor = minor
            self.build = build
        }

        /// `15.0.2000`
        package var text: String { "\(major).\(minor).\(build)" }
    }

    package var kind: Kind
    package var version: Version
    package var encryption: Encryption

    package init(kind: Kind, version: Version, encryption: Encryption) {
        self.kind = kind
        self.version = version
        self.encryption = encryption
    }

    /// The longest packet that is read.
    package static let limit = 4096

    /// The whole packet's length as its first four octets say; nil while they are not there.
    package static func length(of octets: ArraySlice<UInt8>) throws(WireError) -> Int? {
        if let first = octets.first, Kind(rawValue: first) == nil {
            throw .unsupported(field: "type", value: UInt64(first))
        }
        guard octets.count >= 4 else { return nil }
        var reader = ByteReader(octets)
        try reader.skip(2)
        let length = Int(try reader.uint16())
        guard (9...limit).contains(length) else { throw .malformed("packet length") }
        return length
    }
}

extension TDSPrelogin {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        guard let length = try Self.length(of: reader.rest), let first = reader.rest.first,
            let kind = Kind(rawValue: first)
        else { throw .truncated(needed: 4, available: reader.count) }
        self.kind = kind
        try reader.skip(8)
        let body = try reader.take(length - 8)
        var version: Version?
        var encryption: Encryption?
        var options = ByteReader(body)
        for _ in 0..<16 {
            let token = try options.uint8()
            if token == 0xff { break }
            var value = ByteReader(body)
            let offset = Int(try options.uint16())
            let size = Int(try options.uint16())
            guard token < 2 else { continue }
            try value.skip(offset)
            value = ByteReader(try value.take(size))
            if token == 0 {
                version = Version(
                    major: try value.uint8(), minor: try value.uint8(), build: try value.uint16())
            } else {
                encryption = Encryption(try value.uint8())
            }
        }
        guard let version, let encryption else { throw .malformed("no version or no encryption") }
        self.version = version
        self.encryption = encryption
    }

    package func write(to writer: inout ByteWriter) {
        writer.bytes([kind.rawValue, 1])
        writer.uint16(8 + 11 + 7)
        writer.zeros(4)
        // Version at 11 for 6 octets, encryption at 17 for 1, end of the list.
        writer.bytes([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff])
        writer.bytes([version.major, version.minor])
        writer.uint16(version.build)
        writer.zeros(2)
        writer.uint8(encryption.rawValue)
    }
}
