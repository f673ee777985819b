package import Addresses

/// A DNS message (RFC 1035, 4), in the three dialects a LAN speaks: DNS, multicast DNS (RFC 6762) and
/// LLMNR (RFC 4795).
///
///      0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
///     |                      ID                       |
///     |QR|   Opcode  |AA|TC|RD|RA|   Z    |   RCODE   |
///     |     QDCOUNT, ANCOUNT, NSCOUNT, ARCOUNT        |
package struct DNSMessage: Equatable, Sendable {
    package var id: UInt16
    /// The second word of the header as it is on the wire.
    package var flags: UInt16
    package var questions: [Question]
    package var answers: [Record]
    package var authorities: [Record]
    package var additionals: [Record]

    package init(
        id: UInt16, flags: UInt16 = 0, questions: [Question] = [], answers: [Record] = [],
        authorities: [Record] = [], additionals: [Record] = []
    ) {
        self.id = id
        self.flags = flags
        self.questions = questions
        self.answers = answers
        self.authorities = authorities
        self.additionals = additionals
    }

    package var isResponse: Bool { flags & 0x8000 != 0 }
    /// 0 is a standard query.
    package var opcode: UInt8 { UInt8(flags >> 11 & 0xf) }
    /// 0 no error, 3 no such name, 4 not implemented, 5 refused.
    package var responseCode: UInt8 { UInt8(flags & 0xf) }

    /// A record or question type (IANA DNS parameters); any number can be one.
    package struct Kind: RawRepresentable, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }
        package static let a = Kind(rawValue: 1)
        package static let cname = Kind(rawValue: 5)
        package static let ptr = Kind(rawValue: 12)
        package static let txt = Kind(rawValue: 16)
        package static let aaaa = Kind(rawValue: 28)
        package static let srv = Kind(rawValue: 33)
        package static let any = Kind(rawValue: 255)
    }

    package struct Question: Equatable, Sendable {
        package var name: DNSName
        package var kind: Kind
        /// 1 Internet, 3 CHAOS; 15 bits.
        package var network: UInt16
        /// The answer may come by unicast (RFC 6762, 5.4): the top bit of the class.
        package var wantsUnicast: Bool

        package init(_ name: DNSName, _ kind: Kind, network: UInt16 = 1, wantsUnicast: Bool = false) {
            self.name = name
            self.kind = kind
            self.network = network
            self.wantsUnicast = wantsUnicast
        }
    }

    package struct Record: Equatable, Sendable {
        package var name: DNSName
        package var kind: Kind
        /// 1 Internet, 3 CHAOS; 15 bits.
        package var network: UInt16
        /// Older records of this name and type are void (RFC 6762, 10.2): the top bit of the class.
        package var flushesCache: Bool
        /// Seconds; 0 says goodbye in mDNS (RFC 6762, 10.1).
        package var ttl: UInt32
        package var data: Data

        package init(
            _ name: DNSName, _ kind: Kind, network: UInt16 = 1, flushesCache: Bool = false, ttl: UInt32 = 120,
            _ data: Data
        ) {
            self.name = name
            self.kind = kind
            self.network = network
            self.flushesCache = flushesCache
            self.ttl = ttl
            self.data = data
        }
    }

    /// What a record says. Data that do not fit their type, and types not listed, stay octets.
    package enum Data: Equatable, Sendable {
        /// A or AAAA.
        case address(IPAddress)
        /// PTR or CNAME.
        case name(DNSName)
        /// SRV (RFC 2782).
        case service(priority: UInt16, weight: UInt16, port: UInt16, target: DNSName)
        /// TXT: one or more strings of up to 255 octets.
        case text([[UInt8]])
        case other([UInt8])
    }
}

extension DNSMessage {
    /// Reads a whole message; what follows the last record is ignored, as resolvers do.
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let message = reader.rest
        id = try reader.uint16()
        flags = try reader.uint16()
        let counts = (
            try reader.uint16(), try reader.uint16(), try reader.uint16(), try reader.uint16()
        )
        questions = []
        for _ in 0..<counts.0 { questions.append(try Question(parsing: &reader, in: message)) }
        answers = try Self.records(counts.1, &reader, message)
        authorities = try Self.records(counts.2, &reader, message)
        additionals = try Self.records(counts.3, &reader, message)
    }

    private static func records(
        _ count: UInt16, _ reader: inout ByteReader, _ message: ArraySlice<UInt8>
    ) throws(WireError) -> [Record] {
        var records: [Record] = []
        for _ in 0..<count { records.append(try Record(parsing: &reader, in: message)) }
        return records
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint16(id)
        writer.uint16(flags)
        for count in [questions.count, answers.count, authorities.count, additionals.count] {
            writer.uint16(UInt16(truncatingIfNeeded: count))
        }
        for question in questions { question.write(to: &writer) }
        for record in answers + authorities + additionals { record.write(to: &writer) }
    }

    /// The message as a datagram's payload.
    package var octets: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.octets
    }
}

extension DNSMessage.Question {
    init(parsing reader: inout ByteReader, in message: ArraySlice<UInt8>) throws(WireError) {
        name = try DNSName(parsing: &reader, in: message)
        kind = DNSMessage.Kind(rawValue: try reader.uint16())
        let word = try reader.uint16()
        network = word & 0x7fff
        wantsUnicast = word & 0x8000 != 0
    }

    func write(to writer: inout ByteWriter) {
        name.write(to: &writer)
        writer.uint16(kind.rawValue)
        writer.uint16(network & 0x7fff | (wantsUnicast ? 0x8000 : 0))
    }
}

extension DNSMessage.Record {
    init(parsing reader: inout ByteReader, in message: ArraySlice<UInt8>) throws(WireError) {
        name = try DNSName(parsing: &reader, in: message)
        kind = DNSMessage.Kind(rawValue: try reader.uint16())
        let word = try reader.uint16()
        network = word & 0x7fff
        flushesCache = word & 0x8000 != 0
        ttl = try reader.uint32()
        let octets = try reader.take(Int(try reader.uint16()))
        // Data that break their type's rule are kept as octets: one odd record does not void its neighbours.
        let typed = try? DNSMessage.Data(parsing: octets, as: kind, in: message)
        data = typed ?? .other(Array(octets))
    }

    func write(to writer: inout ByteWriter) {
        name.write(to: &writer)
        writer.uint16(kind.rawValue)
        writer.uint16(network & 0x7fff | (flushesCache ? 0x8000 : 0))
        writer.uint32(ttl)
        let start = writer.count
        writer.uint16(0)
        data.write(to: &writer)
        writer.overwrite16(at: start, UInt16(truncatingIfNeeded: writer.count - start - 2))
    }

    /// The `key=value` strings of a TXT record by lower-case key; the first of a key counts (RFC 6763, 6.4).
    package var attributes: [String: String] {
        guard case .text(let strings) = data else { return [:] }
        let pairs = strings.compactMap { string -> (String, String)? in
            let parts = string.split(separator: 0x3d, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else { return nil }
            return (
                String(decoding: parts[0], as: UTF8.self).lowercased(),
                String(decoding: parts[1], as: UTF8.self)
            )
        }
        return Dictionary(pairs) { first, _ in first }
    }
}

extension DNSMessage.Data {
    fileprivate init(
        parsing octets: ArraySlice<UInt8>, as kind: DNSMessage.Kind, in message: ArraySlice<UInt8>
    ) throws(WireError) {
        var reader = ByteReader(octets)
        switch kind {
        case .a: self = .address(.v4(try reader.ipv4()))
        case .aaaa: self = .address(.v6(try reader.ipv6()))
        case .ptr, .cname: self = .name(try DNSName(parsing: &reader, in: message))
        case .srv:
            self = .service(
                priority: try reader.uint16(), weight: try reader.uint16(), port: try reader.uint16(),
                target: try DNSName(parsing: &reader, in: message))
        case .txt:
            var strings: [[UInt8]] = []
            while !reader.isAtEnd { strings.append(Array(try reader.take(Int(try reader.uint8())))) }
            self = .text(strings)
        default: self = .other(Array(try reader.take(reader.count)))
        }
        guard reader.isAtEnd else { throw .malformed("record data longer than its type") }
    }

    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .address(let address): writer.bytes(address.octets)
        case .name(let name): name.write(to: &writer)
        case .service(let priority, let weight, let port, let target):
            for number in [priority, weight, port] { writer.uint16(number) }
            target.write(to: &writer)
        case .text(let strings):
            for string in strings {
                writer.uint8(UInt8(truncatingIfNeeded: min(string.count, 255)))
                writer.bytes(string.prefix(255))
            }
        case .other(let octets): writer.bytes(octets)
        }
    }
}
