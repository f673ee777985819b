private let statusKind: UInt16 = 0x21
private let nameKind: UInt16 = 0x20

extension NetBIOSMessage.Operation {
    private static let codes: [(UInt8, NetBIOSMessage.Operation)] = [
        (0, .query), (5, .registration), (6, .release), (7, .wait), (8, .refresh),
    ]

    fileprivate init(_ code: UInt8) {
        self = Self.codes.first { $0.0 == code }?.1 ?? .other(code)
    }

    fileprivate var code: UInt8 {
        if case .other(let code) = self { code & 15 } else { Self.codes.first { $0.1 == self }?.0 ?? 0 }
    }
}

extension NetBIOSMessage {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let message = reader.rest
        id = try reader.uint16()
        let word = try reader.uint16()
        isResponse = word & 0x8000 != 0
        operation = Operation(UInt8(word >> 11 & 15))
        flags = word & 0x7ff
        let questions = try reader.uint16()
        var records = 0
        for _ in 0..<3 { records += Int(try reader.uint16()) }
        guard questions <= 1, records <= 1 else { throw .malformed("NetBIOS record counts") }
        question = questions == 0 ? nil : try Question(parsing: &reader, in: message)
        record = records == 0 ? nil : try Record(parsing: &reader, in: message)
    }

    /// Writes the message; a record goes to the answers of a response and the additional records of a request.
    package func write(to writer: inout ByteWriter) {
        writer.uint16(id)
        writer.uint16((isResponse ? 0x8000 : 0) | UInt16(operation.code) << 11 | flags & 0x7ff)
        writer.uint16(question == nil ? 0 : 1)
        writer.uint16(record != nil && isResponse ? 1 : 0)
        writer.uint16(0)
        writer.uint16(record != nil && !isResponse ? 1 : 0)
        question?.write(to: &writer)
        record?.write(to: &writer)
    }

    package var octets: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.octets
    }
}

extension NetBIOSName {
    /// Reads the name; a scope after its first label is dropped.
    fileprivate init(parsing reader: inout ByteReader, in message: ArraySlice<UInt8>) throws(WireError) {
        let name = try DNSName(parsing: &reader, in: message)
        guard let label = name.labels.first else { throw .malformed("NetBIOS name encoding") }
        try self.init(encoded: label)
    }

    fileprivate func write(to writer: inout ByteWriter) {
        writer.uint8(32)
        writer.bytes(encoded)
        writer.uint8(0)
    }
}

extension NetBIOSMessage.Question {
    fileprivate init(parsing reader: inout ByteReader, in message: ArraySlice<UInt8>) throws(WireError) {
        name = try NetBIOSName(parsing: &reader, in: message)
        let kind = try reader.uint16()
        guard kind == nameKind || kind == statusKind else {
            throw .unsupported(field: "NetBIOS question type", value: UInt64(kind))
        }
        asksStatus = kind == statusKind
        try reader.expect(1, "NetBIOS class")
    }

    fileprivate func write(to writer: inout ByteWriter) {
        name.write(to: &writer)
        writer.uint16(asksStatus ? statusKind : nameKind)
        writer.uint16(1)
    }
}

extension NetBIOSMessage.Record {
    fileprivate init(parsing reader: inout ByteReader, in message: ArraySlice<UInt8>) throws(WireError) {
        name = try NetBIOSName(parsing: &reader, in: message)
        let kind = try reader.uint16()
        try reader.expect(1, "NetBIOS class")
        ttl = try reader.uint32()
        var data = ByteReader(try reader.take(Int(try reader.uint16())))
        switch kind {
        case statusKind: self.data = try Self.status(&data)
        case nameKind: self.data = try Self.holders(&data)
        default: self.data = .other(kind: kind, Array(data.rest))
        }
    }

    private static func status(_ reader: inout ByteReader) throws(WireError) -> NetBIOSMessage.Data {
        var entries: [NetBIOSMessage.Entry] = []
        for _ in 0..<(try reader.uint8()) {
            let octets = try reader.take(15)
            let name = NetBIOSName(octets: octets, suffix: try reader.uint8())
            entries.append(NetBIOSMessage.Entry(name, flags: try reader.uint16()))
        }
        // The statistics that follow begin with the unit id; some nodes leave them out.
        return .status(entries, unitID: try? reader.mac())
    }

    private static func holders(_ reader: inout ByteReader) throws(WireError) -> NetBIOSMessage.Data {
        var holders: [NetBIOSMessage.Holder] = []
        while !reader.isAtEnd {
            let flags = try reader.uint16()
            holders.append(NetBIOSMessage.Holder(isGroup: flags & 0x8000 != 0, address: try reader.ipv4()))
        }
        return .holders(holders)
    }

    fileprivate func write(to writer: inout ByteWriter) {
        name.write(to: &writer)
        var body = ByteWriter()
        var kind = nameKind
        switch data {
        case .holders(let holders):
            for holder in holders {
                body.uint16(holder.isGroup ? 0x8000 : 0)
                body.ipv4(holder.address)
            }
        case .status(let entries, let unitID):
            kind = statusKind
            body.uint8(UInt8(truncatingIfNeeded: entries.count))
            for entry in entries {
                body.bytes(entry.name.octets + Array(repeating: 0x20, count: 15 - entry.name.octets.count))
                body.uint8(entry.name.suffix)
                body.uint16(entry.flags)
            }
            if let unitID {
                body.mac(unitID)
                body.zeros(40)
            }
        case .other(let other, let octets):
            kind = other
            body.bytes(octets)
        }
        writer.uint16(kind)
        writer.uint16(1)
        writer.uint32(ttl)
        writer.uint16(UInt16(truncatingIfNeeded: body.count))
        writer.bytes(body.octets)
    }
}
