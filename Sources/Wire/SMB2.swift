/// The header of an SMB 2 or 3 message (MS-SMB2 2.2.1.2), 64 octets, and the body after it.
package struct SMB2Message: Equatable, Sendable {
    package enum Command: UInt16, Sendable {
        case negotiate = 0
        case sessionSetup = 1
    }

    package var command: UInt16
    package var status: UInt32
    package var isResponse: Bool
    package var messageID: UInt64
    package var sessionID: UInt64
    package var body: [UInt8]

    package static let magic: [UInt8] = [0xfe, 0x53, 0x4d, 0x42]
    package static let headerLength = 64
    package static let success: UInt32 = 0
    package static let moreProcessingRequired: UInt32 = 0xc000_0016

    /// A request of ours.
    package init(_ command: Command, messageID: UInt64, body: [UInt8]) {
        self.command = command.rawValue
        status = 0
        isResponse = false
        self.messageID = messageID
        sessionID = 0
        self.body = body
    }
}

extension SMB2Message {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        guard try reader.take(4).elementsEqual(Self.magic) else { throw .malformed("not SMB 2") }
        let size = try reader.uint16LE()
        guard size == 64 else { throw .unsupported(field: "header size", value: UInt64(size)) }
        try reader.skip(2)
        status = try reader.uint32LE()
        command = try reader.uint16LE()
        try reader.skip(2)
        isResponse = try reader.uint32LE() & 1 != 0
        try reader.skip(4)
        messageID = try reader.uint64LE()
        try reader.skip(8)
        sessionID = try reader.uint64LE()
        try reader.skip(16)
        body = Array(try reader.take(reader.count))
    }

    package func write(to writer: inout ByteWriter) {
        writer.bytes(Self.magic)
        writer.uint16LE(64)
        // One credit charged for anything after the negotiation.
        writer.uint16LE(command == 0 ? 0 : 1)
        writer.uint32LE(status)
        writer.uint16LE(command)
        // Credits asked for.
        writer.uint16LE(1)
        writer.uint32LE(isResponse ? 1 : 0)
        writer.uint32LE(0)
        writer.uint64LE(messageID)
        writer.zeros(8)
        writer.uint64LE(sessionID)
        writer.zeros(16)
        writer.bytes(body)
    }

    /// The octets of a buffer whose offset counts from the header's first octet.
    func buffer(offset: Int, length: Int) throws(WireError) -> ArraySlice<UInt8> {
        guard length > 0 else { return [] }
        var reader = ByteReader(body)
        try reader.skip(offset - Self.headerLength)
        return try reader.take(length)
    }
}

/// A dialect of SMB 2 or 3 by its number on the wire.
package enum SMB2Dialect: UInt16, Hashable, Sendable, CaseIterable {
    case smb202 = 0x0202
    case smb210 = 0x0210
    case smb300 = 0x0300
    case smb302 = 0x0302
    case smb311 = 0x0311

    /// `2.0.2`, `3.1.1`
    package var name: String {
        switch self {
        case .smb202: "2.0.2"
        case .smb210: "2.1"
        case .smb300: "3.0"
        case .smb302: "3.0.2"
        case .smb311: "3.1.1"
        }
    }
}
