package import Addresses

/// An option of neighbour discovery (RFC 4861, 4.6).
package enum NeighbourOption: Equatable, Sendable {
    case sourceLinkLayer(MACAddress)
    case targetLinkLayer(MACAddress)
    case prefix(AdvertisedPrefix)
    case mtu(UInt32)
    /// RFC 8106, 5.1: name servers and for how many seconds.
    case recursiveDNS(lifetime: UInt32, servers: [IPv6Address])
    /// An option of another type, or of a known type and a length that is not its own; `body` follows the length.
    case other(type: UInt8, body: [UInt8])

    /// A prefix information option (RFC 4861, 4.6.2).
    package struct AdvertisedPrefix: Equatable, Sendable {
        package var address: IPv6Address
        /// As on the wire: may exceed 128.
        package var length: UInt8
        /// On-link 0x80, autonomous 0x40.
        package var flags: UInt8
        /// Seconds.
        package var validLifetime: UInt32
        /// Seconds.
        package var preferredLifetime: UInt32

        package init(
            address: IPv6Address, length: UInt8, flags: UInt8, validLifetime: UInt32,
            preferredLifetime: UInt32
        ) {
            self.address = address
            self.length = length
            self.flags = flags
            self.validLifetime = validLifetime
            self.preferredLifetime = preferredLifetime
        }

        /// Nil for a length no prefix has.
        package var block: Prefix? { Prefix(.v6(address), length: Int(length)) }
    }
}

extension NeighbourOption {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let type = try reader.uint8()
        let length = Int(try reader.uint8()) * 8
        guard length > 0 else { throw .malformed("neighbour discovery option of length 0") }
        let body = try reader.take(length - 2)
        var inner = ByteReader(body)
        switch (type, length) {
        case (1, 8): self = .sourceLinkLayer(try inner.mac())
        case (2, 8): self = .targetLinkLayer(try inner.mac())
        case (3, 32): self = .prefix(try AdvertisedPrefix(parsing: &inner))
        case (5, 8):
            try inner.skip(2)
            self = .mtu(try inner.uint32())
        // A whole number of addresses after eight octets.
        case (25, 24...) where length % 16 == 8:
            try inner.skip(2)
            let lifetime = try inner.uint32()
            self = .recursiveDNS(lifetime: lifetime, servers: try inner.ipv6List(count: inner.count / 16))
        default: self = .other(type: type, body: Array(body))
        }
    }

    package func write(to writer: inout ByteWriter) {
        switch self {
        case .sourceLinkLayer(let mac):
            writer.bytes([1, 1])
            writer.mac(mac)
        case .targetLinkLayer(let mac):
            writer.bytes([2, 1])
            writer.mac(mac)
        case .prefix(let prefix):
            writer.bytes([3, 4])
            prefix.write(to: &writer)
        case .mtu(let mtu):
            writer.bytes([5, 1, 0, 0])
            writer.uint32(mtu)
        case .recursiveDNS(let lifetime, let servers):
            writer.bytes([25, UInt8(clamping: 1 + 2 * servers.count), 0, 0])
            writer.uint32(lifetime)
            for server in servers { writer.ipv6(server) }
        case .other(let type, let body):
            writer.bytes([type, UInt8(clamping: (body.count + 2) / 8)])
            writer.bytes(body)
        }
    }

    /// Reads options to the end.
    static func list(parsing reader: inout ByteReader) throws(WireError) -> [NeighbourOption] {
        var options: [NeighbourOption] = []
        while !reader.isAtEnd { options.append(try NeighbourOption(parsing: &reader)) }
        return options
    }
}

extension NeighbourOption.AdvertisedPrefix {
    init(parsing reader: inout ByteReader) throws(WireError) {
        length = try reader.uint8()
        flags = try reader.uint8()
        validLifetime = try reader.uint32()
        preferredLifetime = try reader.uint32()
        try reader.skip(4)
        address = try reader.ipv6()
    }

    func write(to writer: inout ByteWriter) {
        writer.uint8(length)
        writer.uint8(flags)
        writer.uint32(validLifetime)
        writer.uint32(preferredLifetime)
        writer.zeros(4)
        writer.ipv6(address)
    }
}

extension [NeighbourOption] {
    /// The sender's hardware address, where an option states it.
    package var sourceLinkLayer: MACAddress? {
        for case .sourceLinkLayer(let mac) in self { return mac }
        return nil
    }

    /// The target's hardware address, where an option states it.
    package var targetLinkLayer: MACAddress? {
        for case .targetLinkLayer(let mac) in self { return mac }
        return nil
    }

    func write(to writer: inout ByteWriter) {
        for option in self { option.write(to: &writer) }
    }
}
