import Addresses

extension Packet {
    /// Reads as far as the octets make sense; never fails. What follows the last header that was read is `payload`,
    /// cut to the length that the IP header states, so that Ethernet padding is not part of it.
    package init(dissecting octets: [UInt8], linkType: LinkType = .ethernet) {
        self.init(octets: octets)
        let span = octets.span
        let outline = Outline(span, linkType: linkType)
        source = outline.source
        destination = outline.destination
        vlans = outline.vlans(in: span)
        etherType = outline.etherType
        isManagement = outline.isManagement
        network = outline.network(in: span)
        transport = outline.transport(in: span)
        payload = octets[outline.payload]
    }
}

/// The values of a frame's headers; `octets` are those that the outline was read from.
extension Outline {
    fileprivate func vlans(in octets: Span<UInt8>) -> [UInt16] {
        (0..<tagCount).map { octets.number16(at: tagsAt + 4 * $0) & 0x0fff }
    }

    fileprivate func network(in octets: Span<UInt8>) -> Packet.Network? {
        switch version {
        case .none: nil
        case .v4:
            Packet.Network(
                source: .v4(IPv4Address(octets.number32(at: networkAt + 12))),
                destination: .v4(IPv4Address(octets.number32(at: networkAt + 16))),
                hops: octets[networkAt + 8], proto: proto, isLaterFragment: isLaterFragment)
        case .v6:
            Packet.Network(
                source: .v6(octets.ipv6(at: networkAt + 8)),
                destination: .v6(octets.ipv6(at: networkAt + 24)),
                hops: octets[networkAt + 7], proto: proto, isLaterFragment: isLaterFragment)
        }
    }

    fileprivate func transport(in octets: Span<UInt8>) -> Packet.Transport? {
        let at = transportAt
        return switch transport {
        case .none: nil
        case .udp: .udp(source: octets.number16(at: at), destination: octets.number16(at: at + 2))
        case .tcp:
            .tcp(
                TCPHeader(
                    source: octets.number16(at: at), destination: octets.number16(at: at + 2),
                    sequence: octets.number32(at: at + 4), acknowledgment: octets.number32(at: at + 8),
                    flags: TCPHeader.Flags(rawValue: octets[at + 13]), window: octets.number16(at: at + 14)))
        case .icmp: .icmp(type: octets[at], code: octets[at + 1])
        case .icmp6: .icmp6(type: octets[at], code: octets[at + 1])
        }
    }
}

extension Span<UInt8> {
    fileprivate func ipv6(at index: Int) -> IPv6Address {
        IPv6Address(high: number64(at: index), low: number64(at: index + 8))
    }
}
