package import Addresses

/// An ICMPv6 message (RFC 4443), with neighbour discovery (RFC 4861) and listener discovery (RFC 3810).
package enum ICMPv6Message: Equatable, Sendable {
    /// Code 1 is prohibited, 4 port unreachable, 5 and 6 refused by policy (RFC 4443, 3.1).
    case unreachable(code: UInt8, InvokingPacket)
    case echoRequest(ICMPEcho)
    case echoReply(ICMPEcho)
    case routerSolicitation(options: [NeighbourOption])
    case routerAdvertisement(RouterAdvertisement)
    case neighbourSolicitation(NeighbourSolicitation)
    case neighbourAdvertisement(NeighbourAdvertisement)
    case redirect(target: IPv6Address, destination: IPv6Address, options: [NeighbourOption])
    case listenerQuery(MLDQuery)
    case listenerReport(MLDReport)
    /// `body` is everything after the checksum.
    case other(type: UInt8, code: UInt8, body: [UInt8])

    /// RFC 4861, 4.2.
    package struct RouterAdvertisement: Equatable, Sendable {
        package var hopLimit: UInt8
        /// Managed 0x80, other configuration 0x40, preference 0x18 (RFC 4191).
        package var flags: UInt8
        /// Seconds; 0 says that the sender is no default router.
        package var lifetime: UInt16
        /// Milliseconds.
        package var reachableTime: UInt32
        /// Milliseconds.
        package var retransmissionTime: UInt32
        package var options: [NeighbourOption]

        package init(
            hopLimit: UInt8, flags: UInt8, lifetime: UInt16, reachableTime: UInt32,
            retransmissionTime: UInt32, options: [NeighbourOption]
        ) {
            self.hopLimit = hopLimit
            self.flags = flags
            self.lifetime = lifetime
            self.reachableTime = reachableTime
            self.retransmissionTime = retransmissionTime
            self.options = options
        }
    }

    /// RFC 4861, 4.3.
    package struct NeighbourSolicitation: Equatable, Sendable {
        package var target: IPv6Address
        package var options: [NeighbourOption]

        package init(target: IPv6Address, options: [NeighbourOption]) {
            self.target = target
            self.options = options
        }
    }

    /// RFC 4861, 4.4.
    package struct NeighbourAdvertisement: Equatable, Sendable {
        /// Router 0x80, solicited 0x40, override 0x20.
        package var flags: UInt8
        package var target: IPv6Address
        package var options: [NeighbourOption]

        package init(flags: UInt8, target: IPv6Address, options: [NeighbourOption]) {
            self.flags = flags
            self.target = target
            self.options = options
        }

        package var isRouter: Bool { flags & 0x80 != 0 }
    }
}

extension ICMPv6Message {
    package init(parsing reader: inout ByteReader) throws(WireError) {
        let type = try reader.uint8()
        let code = try reader.uint8()
        try reader.skip(2)
        try self.init(type: type, code: code, body: &reader)
    }

    /// Reads what follows the checksum, which is where ``Packet/payload`` begins.
    package init(type: UInt8, code: UInt8, body reader: inout ByteReader) throws(WireError) {
        switch (type, code) {
        case (1, _):
            try reader.skip(4)
            self = .unreachable(code: code, InvokingPacket(octets: Array(try reader.take(reader.count))))
        case (128, 0): self = .echoRequest(try ICMPEcho(parsing: &reader))
        case (129, 0): self = .echoReply(try ICMPEcho(parsing: &reader))
        case (130, 0): self = .listenerQuery(try MLDQuery(parsing: &reader))
        case (133, 0):
            try reader.skip(4)
            self = .routerSolicitation(options: try NeighbourOption.list(parsing: &reader))
        case (134, 0): self = .routerAdvertisement(try RouterAdvertisement(parsing: &reader))
        case (135, 0): self = .neighbourSolicitation(try NeighbourSolicitation(parsing: &reader))
        case (136, 0): self = .neighbourAdvertisement(try NeighbourAdvertisement(parsing: &reader))
        case (137, 0):
            try reader.skip(4)
            self = .redirect(
                target: try reader.ipv6(), destination: try reader.ipv6(),
                options: try NeighbourOption.list(parsing: &reader))
        case (143, 0): self = .listenerReport(try MLDReport(parsing: &reader))
        default:
            self = .other(type: type, code: code, body: Array(try reader.take(reader.count)))
        }
    }

    /// Type and code.
    package var kind: (type: UInt8, code: UInt8) {
        switch self {
        case .unreachable(let code, _): (1, code)
        case .echoRequest: (128, 0)
        case .echoReply: (129, 0)
        case .listenerQuery: (130, 0)
        case .routerSolicitation: (133, 0)
        case .routerAdvertisement: (134, 0)
        case .neighbourSolicitation: (135, 0)
        case .neighbourAdvertisement: (136, 0)
        case .redirect: (137, 0)
        case .listenerReport: (143, 0)
        case .other(let type, let code, _): (type, code)
        }
    }

    /// Writes the message with its checksum, which covers the addresses of the packet around it.
    package func write(to writer: inout ByteWriter, from source: IPv6Address, to destination: IPv6Address) {
        var message = ByteWriter()
        message.bytes([kind.type, kind.code, 0, 0])
        writeBody(to: &message)
        message.overwrite16(
            at: 2,
            Checksum.of(
                message.octets, from: .v6(source), to: .v6(destination), proto: InternetProtocol.icmp6))
        writer.bytes(message.octets)
    }

    private func writeBody(to writer: inout ByteWriter) {
        switch self {
        case .unreachable(_, let invoking):
            writer.zeros(4)
            writer.bytes(invoking.octets)
        case .echoRequest(let echo), .echoReply(let echo): echo.write(to: &writer)
        case .listenerQuery(let query): query.write(to: &writer)
        case .routerSolicitation(let options):
            writer.zeros(4)
            options.write(to: &writer)
        case .routerAdvertisement(let advertisement): advertisement.write(to: &writer)
        case .neighbourSolicitation(let solicitation): solicitation.write(to: &writer)
        case .neighbourAdvertisement(let advertisement): advertisement.write(to: &writer)
        case .redirect(let target, let destination, let options):
            writer.zeros(4)
            writer.ipv6(target)
            writer.ipv6(destination)
            options.write(to: &writer)
        case .listenerReport(let report): report.write(to: &writer)
        case .other(_, _, let body): writer.bytes(body)
        }
    }
}

extension ICMPv6Message.RouterAdvertisement {
    init(parsing reader: inout ByteReader) throws(WireError) {
        hopLimit = try reader.uint8()
        flags = try reader.uint8()
        lifetime = try reader.uint16()
        reachableTime = try reader.uint32()
        retransmissionTime = try reader.uint32()
        options = try NeighbourOption.list(parsing: &reader)
    }

    func write(to writer: inout ByteWriter) {
        writer.uint8(hopLimit)
        writer.uint8(flags)
        writer.uint16(lifetime)
        writer.uint32(reachableTime)
        writer.uint32(retransmissionTime)
        options.write(to: &writer)
    }
}

extension ICMPv6Message.NeighbourSolicitation {
    init(parsing reader: inout ByteReader) throws(WireError) {
        try reader.skip(4)
        target = try reader.ipv6()
        options = try NeighbourOption.list(parsing: &reader)
    }

    func write(to writer: inout ByteWriter) {
        writer.zeros(4)
        writer.ipv6(target)
        options.write(to: &writer)
    }
}

extension ICMPv6Message.NeighbourAdvertisement {
    init(parsing reader: inout ByteReader) throws(WireError) {
        flags = try reader.uint8()
        try reader.skip(3)
        target = try reader.ipv6()
        options = try NeighbourOption.list(parsing: &reader)
    }

    func write(to writer: inout ByteWriter) {
        writer.uint8(flags)
        writer.zeros(3)
        writer.ipv6(target)
        options.write(to: &writer)
    }
}
