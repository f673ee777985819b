package import Addresses

/// A TCP header on the wire (RFC 9293, 3.1).
///
/// ```
///  |          Source Port          |       Destination Port        |
///  |                        Sequence Number                        |
///  |                    Acknowledgment Number                      |
///  | Offset| Rsrvd |     Flags     |            Window             |
///  |           Checksum            |         Urgent Pointer        |
///  |                           [Options]                           |
/// ```
extension TCPHeader {
    /// Octets without options.
    package static let minimumLength = 20
    /// The option that says how large a segment may come back: 1460 octets, an Ethernet frame's worth.
    package static let maximumSegmentOption: [UInt8] = [2, 4, 0x05, 0xb4]

    /// Reads a header and steps over its options.
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let source = try reader.uint16()
        let destination = try reader.uint16()
        let sequence = try reader.uint32()
        let acknowledgment = try reader.uint32()
        let length = Int(try reader.uint8() >> 4) * 4
        guard length >= Self.minimumLength else { throw .malformed("header shorter than 20 octets") }
        self.init(
            source: source, destination: destination, sequence: sequence, acknowledgment: acknowledgment,
            flags: Flags(rawValue: try reader.uint8()), window: try reader.uint16())
        try reader.skip(4 + length - Self.minimumLength)
    }

    /// Writes the header with its checksum. `options` is padded: a multiple of four octets, at most 40.
    package func write(
        to writer: inout ByteWriter, options: [UInt8] = [], payload: [UInt8] = [],
        from sender: IPAddress, to receiver: IPAddress
    ) {
        precondition(options.count % 4 == 0 && options.count <= 40)
        var segment = ByteWriter()
        segment.uint16(source)
        segment.uint16(destination)
        segment.uint32(sequence)
        segment.uint32(acknowledgment)
        segment.uint8(UInt8((Self.minimumLength + options.count) / 4) << 4)
        segment.uint8(flags.rawValue)
        segment.uint16(window)
        segment.zeros(4)
        segment.bytes(options)
        segment.bytes(payload)
        segment.overwrite16(
            at: 16,
            Checksum.of(segment.octets, from: sender, to: receiver, proto: InternetProtocol.tcp))
        writer.bytes(segment.octets)
    }
}
