/// What an echo request and its reply carry in either ICMP (RFC 792; RFC 4443, 4).
package struct ICMPEcho: Equatable, Sendable {
    package var identifier: UInt16
    package var sequence: UInt16
    package var data: [UInt8]

    package init(identifier: UInt16, sequence: UInt16, data: [UInt8] = []) {
        self.identifier = identifier
        self.sequence = sequence
        self.data = data
    }

    init(parsing reader: inout ByteReader) throws(WireError) {
        identifier = try reader.uint16()
        sequence = try reader.uint16()
        data = Array(try reader.take(reader.count))
    }

    func write(to writer: inout ByteWriter) {
        writer.uint16(identifier)
        writer.uint16(sequence)
        writer.bytes(data)
    }
}
