package import Addresses

/// A multicast listener query, ICMPv6 type 130 (RFC 2710, 3; RFC 3810, 5.1), after the checksum.
package struct MLDQuery: Equatable, Sendable {
    /// What the second version added.
    package struct Version2: Equatable, Sendable {
        package var suppress: Bool
        /// 0–7.
        package var robustness: UInt8
        /// Seconds between queries, below 128.
        package var intervalCode: UInt8
        package var sources: [IPv6Address]

        package init(suppress: Bool, robustness: UInt8, intervalCode: UInt8, sources: [IPv6Address]) {
            self.suppress = suppress
            self.robustness = robustness
            self.intervalCode = intervalCode
            self.sources = sources
        }
    }

    /// Milliseconds, below 32768.
    package var maximumResponse: UInt16
    /// The unspecified address in a general query.
    package var group: IPv6Address
    /// Nil for a query of the first version.
    package var version2: Version2?

    package init(maximumResponse: UInt16, group: IPv6Address, version2: Version2?) {
        self.maximumResponse = maximumResponse
        self.group = group
        self.version2 = version2
    }
}

extension MLDQuery {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        maximumResponse = try reader.uint16()
        try reader.skip(2)
        group = try reader.ipv6()
        // The versions are told apart by length (RFC 3810, 8.1).
        guard !reader.isAtEnd else { return }
        let flags = try reader.uint8()
        let interval = try reader.uint8()
        let sources = try reader.ipv6List(count: Int(try reader.uint16()))
        version2 = Version2(
            suppress: flags & 8 != 0, robustness: flags & 7, intervalCode: interval, sources: sources)
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint16(maximumResponse)
        writer.zeros(2)
        writer.ipv6(group)
        guard let version2 else { return }
        writer.uint8((version2.suppress ? 8 : 0) | version2.robustness & 7)
        writer.uint8(version2.intervalCode)
        writer.uint16(UInt16(clamping: version2.sources.count))
        for source in version2.sources { writer.ipv6(source) }
    }
}

/// A version 2 multicast listener report, ICMPv6 type 143 (RFC 3810, 5.2), after the checksum.
package struct MLDReport: Equatable, Sendable {
    package struct Record: Equatable, Sendable {
        /// RFC 3810, 5.2.12; unknown types are kept.
        package var type: UInt8
        package var group: IPv6Address
        package var sources: [IPv6Address]
        /// A multiple of four octets.
        package var auxiliary: [UInt8]

        package init(type: UInt8, group: IPv6Address, sources: [IPv6Address], auxiliary: [UInt8] = []) {
            self.type = type
            self.group = group
            self.sources = sources
            self.auxiliary = auxiliary
        }
    }

    package var records: [Record]

    package init(records: [Record]) {
        self.records = records
    }
}

extension MLDReport {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        try reader.skip(2)
        let count = Int(try reader.uint16())
        records = []
        for _ in 0..<count {
            let type = try reader.uint8()
            let auxiliary = Int(try reader.uint8()) * 4
            let sources = Int(try reader.uint16())
            let group = try reader.ipv6()
            records.append(
                Record(
                    type: type, group: group, sources: try reader.ipv6List(count: sources),
                    auxiliary: Array(try reader.take(auxiliary))))
        }
    }

    package func write(to writer: inout ByteWriter) {
        writer.zeros(2)
        writer.uint16(UInt16(clamping: records.count))
        for record in records {
            writer.uint8(record.type)
            writer.uint8(UInt8(clamping: record.auxiliary.count / 4))
            writer.uint16(UInt16(clamping: record.sources.count))
            writer.ipv6(record.group)
            for source in record.sources { writer.ipv6(source) }
            writer.bytes(record.auxiliary)
        }
    }
}

extension ByteReader {
    /// The next `count` addresses; nothing is set aside for them before they are there.
    mutating func ipv6List(count: Int) throws(WireError) -> [IPv6Address] {
        var list = ByteReader(try take(count * 16))
        var addresses: [IPv6Address] = []
        while !list.isAtEnd { addresses.append(try list.ipv6()) }
        return addresses
    }
}
