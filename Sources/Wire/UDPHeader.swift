package import Addresses

/// A UDP header (RFC 768), 8 octets.
package struct UDPHeader: Equatable, Sendable {
    package static let octets = 8

    package var source: UInt16
    package var destination: UInt16
    /// Header and payload in octets, as the field says; 0 in a jumbogram.
    package var length: UInt16
    /// 0 when the sender made none, which IPv6 does not allow.
    package var checksum: UInt16

    package init(source: UInt16, destination: UInt16, length: UInt16, checksum: UInt16) {
        self.source = source
        self.destination = destination
        self.length = length
        self.checksum = checksum
    }

    /// The header for a payload, with its checksum made.
    package init(
        source: UInt16, destination: UInt16, payload: [UInt8],
        from sender: IPAddress, to receiver: IPAddress
    ) {
        let length = Self.octets + payload.count
        self.init(
            source: source, destination: destination, length: UInt16(clamping: length), checksum: 0)
        var sum = Checksum()
        sum.addPseudoHeader(from: sender, to: receiver, proto: InternetProtocol.udp, length: length)
        sum.add(UInt64(source))
        sum.add(UInt64(destination))
        sum.add(UInt64(length))
        sum.add(payload)
        // Zero means "none", so a sum of zero is sent as its other form.
        checksum = sum.value == 0 ? 0xffff : sum.value
    }
}

extension UDPHeader {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        source = try reader.uint16()
        destination = try reader.uint16()
        length = try reader.uint16()
        checksum = try reader.uint16()
        guard length == 0 || length >= UInt16(Self.octets) else { throw .malformed("UDP length below 8") }
    }

    package func write(to writer: inout ByteWriter) {
        writer.uint16(source)
        writer.uint16(destination)
        writer.uint16(length)
        writer.uint16(checksum)
    }
}
