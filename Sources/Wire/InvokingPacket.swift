import Addresses

/// The beginning of the packet that an ICMP error speaks of, as the reporting station returned it.
package struct InvokingPacket: Equatable, Sendable {
    /// From its IP header on, as far as it was returned.
    package var octets: [UInt8]

    package init(octets: [UInt8]) {
        self.octets = octets
    }

    /// The ports of a TCP or UDP packet.
    package struct Ports: Equatable, Sendable {
        package var source: UInt16
        package var destination: UInt16

        package init(source: UInt16, destination: UInt16) {
            self.source = source
            self.destination = destination
        }
    }

    /// Its IP header and, where the eight octets that every error returns hold them, its ports.
    package func read() -> (network: Packet.Network, ports: Ports?)? {
        let packet = Packet(dissecting: octets, linkType: .rawIP)
        guard let network = packet.network else { return nil }
        switch packet.transport {
        case .udp(let source, let destination):
            return (network, Ports(source: source, destination: destination))
        case .tcp(let header):
            return (network, Ports(source: header.source, destination: header.destination))
        case .icmp, .icmp6: return (network, nil)
        case nil:
            // A TCP header of which only the first eight octets came back.
            var reader = ByteReader(packet.payload)
            guard network.proto == InternetProtocol.tcp, !network.isLaterFragment, reader.count >= 8,
                let source = try? reader.uint16(), let destination = try? reader.uint16()
            else { return (network, nil) }
            return (network, Ports(source: source, destination: destination))
        }
    }
}
