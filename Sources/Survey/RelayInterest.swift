import Model
import Probing
import Wire

/// Which captured frames may show talk with remote-maintenance services, by a look in place.
///
/// Nothing is allocated per frame. Too much may pass, as the listener looks again; too little may not.
struct RelayInterest {
    /// One bit for each port at which names or shapes are looked for, by transport.
    private var tcpPorts = [UInt64](repeating: 0, count: 1024)
    private var udpPorts = [UInt64](repeating: 0, count: 1024)
    /// First octets of shapes that count on any port.
    private var tcpOctets = [Bool](repeating: false, count: 256)
    private var udpOctets = [Bool](repeating: false, count: 256)
    /// Whether there is nothing to look for.
    let isEmpty: Bool

    /// DNS and multicast DNS.
    private static let namePorts: [Port] = [Port(.tcp, 53), Port(.udp, 53), Port(.udp, 5353)]

    init(_ directory: RelayDirectory) {
        isEmpty = directory.isEmpty
        for port in Self.namePorts + directory.shapePorts {
            let (place, bit) = (Int(port.number >> 6), UInt64(1) << UInt64(port.number & 63))
            switch port.transport {
            case .tcp: tcpPorts[place] |= bit
            case .udp: udpPorts[place] |= bit
            }
        }
        for octet in directory.shapeOctets(over: .tcp) { tcpOctets[Int(octet)] = true }
        for octet in directory.shapeOctets(over: .udp) { udpOctets[Int(octet)] = true }
    }

    /// Whether the frame, by itself, may show such talk.
    func includes(_ outline: Outline, _ octets: Span<UInt8>) -> Bool {
        guard !isEmpty, !outline.payload.isEmpty else { return false }
        switch outline.transport {
        case .tcp: return includes(segment: outline, octets)
        case .udp: return includes(datagram: outline, octets)
        case .icmp, .icmp6, .none: return false
        }
    }

    private func includes(segment outline: Outline, _ octets: Span<UInt8>) -> Bool {
        tcpOctets[Int(octets[outline.payload.lowerBound])] || names(outline, octets, in: tcpPorts)
    }

    private func includes(datagram outline: Outline, _ octets: Span<UInt8>) -> Bool {
        let first = octets[outline.payload.lowerBound]
        // A long header of QUIC in a datagram of a client's first flight (RFC 9000, 14.1 and 17.2).
        if first & 0xc0 == 0xc0, outline.payload.count >= 1200 { return true }
        return udpOctets[Int(first)] || names(outline, octets, in: udpPorts)
    }

    private func names(_ outline: Outline, _ octets: Span<UInt8>, in ports: [UInt64]) -> Bool {
        let source = octets.number16(at: outline.transportAt)
        let destination = octets.number16(at: outline.transportAt + 2)
        return
            (ports[Int(source >> 6)] >> UInt64(source & 63)
            | ports[Int(destination >> 6)] >> UInt64(destination & 63)) & 1 != 0
    }
}
