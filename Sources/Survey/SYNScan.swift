package import Addresses
package import Wire

/// Asks TCP ports with bare SYNs and knows the answers without keeping state: the sequence number proves them.
package struct SYNScan: Sendable {
    /// The port of ours that answers come back to.
    package let sourcePort: UInt16
    private let secret: UInt64

    package init(sourcePort: UInt16, secret: UInt64) {
        self.sourcePort = sourcePort
        self.secret = secret
    }

    package enum Answer: Equatable, Sendable {
        case open
        case closed
    }

    /// The sequence number for one address and port.
    package func sequence(_ address: IPAddress, _ port: UInt16) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(secret)
        hasher.combine(address)
        hasher.combine(port)
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }

    /// The SYN that asks one port. It has no payload and never has.
    package func question(from own: Station, to device: Station, port: UInt16) -> [UInt8] {
        Frame.tcpSYN(
            from: own, to: device, sourcePort: sourcePort, destinationPort: port,
            sequence: sequence(device.address, port))
    }

    /// What a packet answers: which port of its sender is open or closed; nil when it answers none of ours.
    package func answer(in packet: Packet) -> (address: IPAddress, port: UInt16, answer: Answer)? {
        guard case .tcp(let header) = packet.transport, let network = packet.network,
            header.destination == sourcePort, header.flags.contains(.ack),
            header.acknowledgment == sequence(network.source, header.source) &+ 1
        else { return nil }
        if header.flags.contains(.rst) { return (network.source, header.source, .closed) }
        guard header.flags.contains(.syn) else { return nil }
        return (network.source, header.source, .open)
    }
}
