package import Addresses
package import Wire

/// A kind of packet that a ``Listener`` reads.
///
/// Nearly all traffic is of no interest to any listener. What comes before the dissector passes on only packets
/// that one of these describes, so a listener hears nothing that its interests leave out.
package enum Interest: Hashable, Sendable {
    /// Every packet. Slow where much is captured: for tests and for what cannot be described otherwise.
    case everything
    /// Frames with this EtherType after any tags.
    case etherType(UInt16)
    /// Frames to this hardware address.
    case destination(MACAddress)
    /// Management frames of IEEE 802.11.
    case management
    /// Messages of ICMP of this type.
    case icmp(type: UInt8)
    /// Messages of ICMPv6 of this type.
    case icmp6(type: UInt8)
    /// UDP datagrams by their ports and first octets.
    case datagram(DatagramPattern)
    /// From each sender, by hardware and network address, a packet now and then.
    case senders
    /// The second segment of a TCP connection, SYN and ACK: a port that is open.
    case tcpAccepted
    /// The first segment with data in either direction of a TCP connection, the client's and the server's.
    case tcpOpening
}

extension Interest {
    /// UDP datagrams from or to a port, or both, that begin with these octets, at most four; nil is any port.
    package static func udp(from: UInt16? = nil, to: UInt16? = nil, beginning: [UInt8] = []) -> Interest {
        udp(from: from, to: to, beginning: beginning, under: beginning.map { _ in 0xff })
    }

    /// As above, where only the bits set in `mask` are looked at.
    package static func udp(
        from: UInt16? = nil, to: UInt16? = nil, beginning: [UInt8], under mask: [UInt8]
    ) -> Interest {
        let number = { (octets: [UInt8]) in
            (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32($1 < octets.count ? octets[$1] : 0) }
        }
        return .datagram(
            DatagramPattern(
                source: from, destination: to, beginning: number(beginning) & number(mask), mask: number(mask)
            ))
    }

    /// Whether it describes this packet, as far as one packet alone can show it.
    package func includes(_ packet: Packet) -> Bool {
        switch (self, packet.transport) {
        case (.everything, _): return true
        case (.etherType(let type), _): return packet.etherType == type
        case (.destination(let address), _): return packet.destination == address
        case (.management, _): return packet.isManagement
        case (.senders, _): return packet.network != nil
        case (.icmp(let type), .icmp(let found, _)): return type == found
        case (.icmp6(let type), .icmp6(let found, _)): return type == found
        case (.datagram(let pattern), .udp(let source, let destination)):
            return pattern.matches(from: source, to: destination, beginning: packet.payload.beginning)
        case (.tcpAccepted, .tcp(let header)): return header.flags.isSuperset(of: [.syn, .ack])
        case (.tcpOpening, .tcp): return !packet.payload.isEmpty
        default: return false
        }
    }
}

extension Interest {
    /// Whether it may describe a packet whose transport is of this kind.
    fileprivate func mayInclude(_ kind: Outline.TransportKind) -> Bool {
        switch self {
        case .everything, .etherType, .destination, .management, .senders: true
        case .icmp: kind == .icmp
        case .icmp6: kind == .icmp6
        case .datagram: kind == .udp
        case .tcpAccepted, .tcpOpening: kind == .tcp
        }
    }
}

/// Listeners by the transport of what they may read, so that a packet meets few that it does not concern.
package struct ListenerIndex: Sendable {
    private let byTransport: [Outline.TransportKind: [Listener]]

    package init(_ listeners: [Listener]) {
        byTransport = Dictionary(
            uniqueKeysWithValues: Outline.TransportKind.allCases.map { kind in
                (kind, listeners.filter { $0.interests.contains { $0.mayInclude(kind) } })
            })
    }

    /// Those that may read the packet, in the order given.
    package func listeners(for packet: Packet) -> [Listener] {
        let kind: Outline.TransportKind =
            switch packet.transport {
            case .udp: .udp
            case .tcp: .tcp
            case .icmp: .icmp
            case .icmp6: .icmp6
            case nil: .none
            }
        return byTransport[kind] ?? []
    }
}

/// UDP datagrams by their ports and first four octets.
package struct DatagramPattern: Hashable, Sendable {
    /// Nil for any.
    package var source: UInt16?
    /// Nil for any.
    package var destination: UInt16?
    /// What the first four octets, most significant first and zero where there are fewer, are under the mask.
    package var beginning: UInt32
    package var mask: UInt32

    package init(source: UInt16?, destination: UInt16?, beginning: UInt32, mask: UInt32) {
        self.source = source
        self.destination = destination
        self.beginning = beginning
        self.mask = mask
    }

    @inline(__always)
    package func matches(from: UInt16, to: UInt16, beginning octets: UInt32) -> Bool {
        octets & mask == beginning && source.map { $0 == from } != false
            && destination.map { $0 == to } != false
    }
}

extension ArraySlice<UInt8> {
    /// The first four octets as a number, zero where there are fewer.
    fileprivate var beginning: UInt32 {
        prefix(4).enumerated().reduce(0) { $0 | UInt32($1.element) << UInt32(24 - 8 * $1.offset) }
    }
}
