package import Addresses

/// One end of a frame: where it is on the link and in the network.
package struct Station: Hashable, Sendable {
    package var mac: MACAddress
    package var address: IPAddress

    package init(mac: MACAddress, address: IPAddress) {
        self.mac = mac
        self.address = address
    }
}

/// The only frames that tenken sends, whole with their Ethernet header, without the check sequence.
///
/// Both stations of a frame have addresses of the same family, and a payload fits one frame: anything else is our
/// own mistake and stops the program.
package enum Frame {
    /// The most octets after the Ethernet header.
    package static let maximumPacket = 1500

    /// Who has `target`? To everyone on the link, padded to the shortest frame.
    package static func arpRequest(
        sender: MACAddress, senderAddress: IPv4Address, target: IPv4Address
    ) -> [UInt8] {
        var writer = ByteWriter()
        EthernetHeader(destination: .broadcast, source: sender, type: EtherType.arp).write(to: &writer)
        ARPPacket(
            operation: .request, sender: .init(mac: sender, address: senderAddress),
            target: .init(mac: .zero, address: target)
        ).write(to: &writer)
        writer.zeros(EthernetHeader.minimumFrame - writer.count)
        return writer.octets
    }

    /// Who has `target`? To the few stations that share its solicited-node group (RFC 4861, 4.3).
    package static func neighbourSolicitation(
        sender: MACAddress, source: IPv6Address, target: IPv6Address
    ) -> [UInt8] {
        let group = target.solicitedNode
        return icmp6(
            .neighbourSolicitation(.init(target: target, options: [.sourceLinkLayer(sender)])),
            from: Station(mac: sender, address: .v6(source)),
            to: Station(mac: group.multicastMAC, address: .v6(group)), hops: 255)
    }

    /// Which routers are there? To all routers of the link (RFC 4861, 4.1).
    package static func routerSolicitation(sender: MACAddress, source: IPv6Address) -> [UInt8] {
        icmp6(
            .routerSolicitation(options: [.sourceLinkLayer(sender)]),
            from: Station(mac: sender, address: .v6(source)),
            to: Station(mac: IPv6Address.allRouters.multicastMAC, address: .v6(.allRouters)), hops: 255)
    }

    /// An echo request for IPv4 without data, which at most `hops` stations may hold.
    package static func echoRequest4(
        from sender: Station, to receiver: Station, identifier: UInt16, sequence: UInt16, hops: UInt8
    ) -> [UInt8] {
        var segment = ByteWriter()
        ICMPv4Message.echoRequest(ICMPEcho(identifier: identifier, sequence: sequence)).write(to: &segment)
        return packet(segment.octets, proto: InternetProtocol.icmp, from: sender, to: receiver, hops: hops)
    }

    /// An echo request without data; `to` may be a group, ff02::1, with its group MAC.
    package static func echoRequest6(
        from sender: Station, to receiver: Station, identifier: UInt16, sequence: UInt16
    ) -> [UInt8] {
        icmp6(
            .echoRequest(ICMPEcho(identifier: identifier, sequence: sequence)),
            from: sender, to: receiver, hops: 64)
    }

    /// Which groups is anyone a member of? An MLDv2 general query to every node (RFC 3810, 5.1), with the
    /// protocol's default intervals, so that no switch or router changes its own; answers come within a second.
    package static func multicastListenerQuery(sender: MACAddress, source: IPv6Address) -> [UInt8] {
        let query = MLDQuery(
            maximumResponse: 1000, group: .any,
            version2: .init(suppress: false, robustness: 2, intervalCode: 125, sources: []))
        let routerAlert = IPv6Header.Extension(
            proto: IPv6ExtensionType.hopByHop, body: [5, 2, 0, 0, 1, 0])
        return icmp6(
            .listenerQuery(query), from: Station(mac: sender, address: .v6(source)),
            to: Station(mac: IPv6Address.allNodes.multicastMAC, address: .v6(.allNodes)), hops: 1,
            extensions: [routerAlert])
    }

    /// A UDP datagram; multicast DNS needs `hops` of 255 (RFC 6762, 11).
    package static func udp(
        from sender: Station, to receiver: Station, sourcePort: UInt16, destinationPort: UInt16,
        payload: [UInt8], hops: UInt8 = 64
    ) -> [UInt8] {
        var segment = ByteWriter()
        UDPHeader(
            source: sourcePort, destination: destinationPort, payload: payload,
            from: sender.address, to: receiver.address
        ).write(to: &segment)
        segment.bytes(payload)
        return packet(
            segment.octets, proto: InternetProtocol.udp, from: sender, to: receiver, hops: hops)
    }

    /// The first segment of a TCP connection, without data.
    package static func tcpSYN(
        from sender: Station, to receiver: Station, sourcePort: UInt16, destinationPort: UInt16,
        sequence: UInt32
    ) -> [UInt8] {
        var segment = ByteWriter()
        TCPHeader(
            source: sourcePort, destination: destinationPort, sequence: sequence, acknowledgment: 0,
            flags: .syn, window: 1024
        ).write(
            to: &segment, options: TCPHeader.maximumSegmentOption, from: sender.address,
            to: receiver.address)
        return packet(segment.octets, proto: InternetProtocol.tcp, from: sender, to: receiver, hops: 64)
    }

    /// The Ethernet group address of a multicast address (RFC 1112, 6.4; RFC 2464, 7) or of the broadcast address.
    package static func multicastMAC(for group: IPAddress) -> MACAddress {
        switch group {
        case .v4(.broadcast): .broadcast
        case .v4(let address): MACAddress(0x0100_5e00_0000 | UInt64(address.value & 0x7f_ffff))
        case .v6(let address): address.multicastMAC
        }
    }

    private static func icmp6(
        _ message: ICMPv6Message, from sender: Station, to receiver: Station, hops: UInt8,
        extensions: [IPv6Header.Extension] = []
    ) -> [UInt8] {
        guard let source = sender.address.v6, let destination = receiver.address.v6 else {
            preconditionFailure("ICMPv6 between addresses that are not IPv6")
        }
        var segment = ByteWriter()
        message.write(to: &segment, from: source, to: destination)
        return packet(
            segment.octets, proto: InternetProtocol.icmp6, from: sender, to: receiver, hops: hops,
            extensions: extensions)
    }

    private static func packet(
        _ segment: [UInt8], proto: UInt8, from sender: Station, to receiver: Station, hops: UInt8,
        extensions: [IPv6Header.Extension] = []
    ) -> [UInt8] {
        var writer = ByteWriter()
        let header = { (type: UInt16) in
            EthernetHeader(destination: receiver.mac, source: sender.mac, type: type)
        }
        switch (sender.address, receiver.address) {
        case (.v4(let source), .v4(let destination)):
            header(EtherType.ipv4).write(to: &writer)
            IPv4Header(
                payloadLength: segment.count, proto: proto, hops: hops, source: source,
                destination: destination
            ).write(to: &writer)
        case (.v6(let source), .v6(let destination)):
            header(EtherType.ipv6).write(to: &writer)
            let length = segment.count + extensions.reduce(0) { $0 + 2 + $1.body.count }
            IPv6Header(
                payloadLength: length, proto: proto, hops: hops, source: source, destination: destination,
                extensions: extensions
            ).write(to: &writer)
        default: preconditionFailure("stations of different address families")
        }
        writer.bytes(segment)
        precondition(writer.count - 14 <= maximumPacket, "a packet larger than one frame")
        return writer.octets
    }
}
