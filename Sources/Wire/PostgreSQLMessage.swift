/// The question whether a PostgreSQL server speaks TLS (PostgreSQL documentation, 55.7, SSLRequest).
package struct PostgreSQLTLSRequest: Equatable, Sendable {
    package init() {}

    package func write(to writer: inout ByteWriter) {
        writer.uint32(8)
        writer.uint32(80_877_103)
    }
}

/// The one octet that answers it.
package enum PostgreSQLTLSAnswer: UInt8, Equatable, Sendable {
    case willing = 0x53
    case unwilling = 0x4e

    package init(parsing reader: inout ByteReader) throws(WireError) {
        let octet = try reader.uint8()
        guard let answer = Self(rawValue: octet) else {
            throw .unsupported(field: "answer", value: UInt64(octet))
        }
        self = answer
    }
}
