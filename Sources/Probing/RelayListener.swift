import Addresses
import Model
import QUIC
package import Wire

/// Hears who talks to remote-maintenance services: by the names asked for, the names and protocols in the openings of
/// TLS and QUIC, and the shape of packets.
///
/// Nothing is told of talk with anybody whom the directory does not list. Pure but for the openings that span several
/// packets, which it keeps until they are whole, within bounds.
package struct RelayListener: Sendable {
    private let directory: RelayDirectory
    private var openings = Openings()

    package init(_ directory: RelayDirectory) {
        self.directory = directory
    }

    /// The signs in one packet; nearly always none.
    package mutating func hear(_ packet: Packet) -> [RelaySign] {
        guard !directory.isEmpty, !packet.payload.isEmpty, let network = packet.network else { return [] }
        switch packet.transport {
        case .udp(let source, let destination):
            return hearDatagram(packet, Path(network, .udp, source, destination))
        case .tcp(let header):
            let path = Path(network, .tcp, header.source, header.destination)
            return hearSegment(packet, header, path)
        default: return []
        }
    }

    private mutating func hearDatagram(_ packet: Packet, _ path: Path) -> [RelaySign] {
        if path.uses(53) || path.uses(5353) { return names(packet.payload, packet, path) }
        if InitialPacket.canBegin(packet.payload) {
            guard let sender = packet.sender, let hello = openings.quic(packet.payload, path) else {
                return []
            }
            return signs(of: hello, .quic, by: sender, path)
        }
        return shape(packet, path)
    }

    private mutating func hearSegment(_ packet: Packet, _ header: TCPHeader, _ path: Path) -> [RelaySign] {
        // A message over TCP stands behind its length (RFC 1035, 4.2.2).
        if path.uses(53) { return names(packet.payload.dropFirst(2), packet, path) }
        if let hello = openings.tls(packet.payload, sequence: header.sequence, path) {
            return packet.sender.map { signs(of: hello, .tls, by: $0, path) } ?? []
        }
        return shape(packet, path)
    }

    // MARK: Names

    /// What is asked or answered by the domain name system, about the device that asks.
    private func names(_ payload: ArraySlice<UInt8>, _ packet: Packet, _ path: Path) -> [RelaySign] {
        var reader = ByteReader(payload)
        guard let message = try? DNSMessage(parsing: &reader) else { return [] }
        let isMulticast = path.uses(5353)
        // What is said to everybody is an announcement, not somebody's answer.
        if isMulticast, message.isResponse { return [] }
        guard let device = message.isResponse ? packet.receiver : packet.sender,
            let exchange = path.exchange(of: device, number: message.id)
        else { return [] }
        var told: Set<String> = []
        return message.hostNames.compactMap { name in
            guard let product = directory.product(named: name), told.count < 8, told.insert(name).inserted
            else { return nil }
            return RelaySign(
                device: device, product: product, sign: isMulticast ? .mdns : .dns, name: name,
                grounds: .init(text: name), exchange: exchange)
        }
    }

    private func signs(
        of hello: TLSClientHello, _ sign: TalkFact.Sign, by device: Observation.Subject, _ path: Path
    ) -> [RelaySign] {
        guard let exchange = path.exchange(of: device) else { return [] }
        var signs: [RelaySign] = []
        func add(_ product: String, _ sign: TalkFact.Sign, _ name: String) {
            guard !signs.contains(where: { $0.product == product }) else { return }
            signs.append(
                RelaySign(
                    device: device, product: product, sign: sign, name: name, peer: path.destination,
                    port: path.port, grounds: .init(text: name), exchange: exchange))
        }
        if let name = hello.serverName, let product = directory.product(named: name) {
            add(product, sign, name)
        }
        for name in hello.applicationProtocols {
            if let product = directory.product(speaking: name) { add(product, .alpn, name) }
        }
        return signs
    }

    // MARK: Shapes

    private func shape(_ packet: Packet, _ path: Path) -> [RelaySign] {
        guard
            let (product, octets) = directory.product(
                shaping: packet.payload, over: path.transport,
                between: (path.sourcePort, path.destinationPort))
        else { return [] }
        // Between two devices inside, the one that has not the product's port is the one that came.
        let port = directory.servicePort(
            of: product, over: path.transport, source: path.sourcePort, destination: path.destinationPort)
        let isAnswer = port == path.sourcePort && port != path.destinationPort
        let inside = isAnswer ? packet.receiver ?? packet.sender : packet.sender ?? packet.receiver
        guard let device = inside, let exchange = path.exchange(of: device) else { return [] }
        return [
            RelaySign(
                device: device, product: product, sign: .octets, peer: exchange.peer,
                port: Port(path.transport, port),
                grounds: .init(octets: octets), exchange: exchange)
        ]
    }
}

/// From where to where a packet goes.
struct Path: Hashable, Sendable {
    var transport: Transport
    var source: IPAddress
    var sourcePort: UInt16
    var destination: IPAddress
    var destinationPort: UInt16

    init(_ network: Packet.Network, _ transport: Transport, _ source: UInt16, _ destination: UInt16) {
        self.transport = transport
        self.source = network.source
        sourcePort = source
        self.destination = network.destination
        destinationPort = destination
    }

    var port: Port { Port(transport, destinationPort) }

    func uses(_ port: UInt16) -> Bool { sourcePort == port || destinationPort == port }

    /// The same for both directions, seen from a device at one of the ends.
    func exchange(of device: Observation.Subject, number: UInt16 = 0) -> RelaySign.Exchange? {
        switch device.address {
        case source:
            RelaySign.Exchange(
                device: source, devicePort: sourcePort, peer: destination, peerPort: destinationPort,
                number: number)
        case destination:
            RelaySign.Exchange(
                device: destination, devicePort: destinationPort, peer: source, peerPort: sourcePort,
                number: number)
        default: nil
        }
    }
}

extension DNSMessage {
    /// Names of hosts that are asked for, answered for, or named as another's real name.
    fileprivate var hostNames: [String] {
        let asked = questions.prefix(16).map(\.name)
        let answered = answers.prefix(64).flatMap { record -> [DNSName] in
            guard case .name(let target) = record.data, record.kind == .cname else { return [record.name] }
            return [record.name, target]
        }
        return (asked + answered).compactMap(\.hostName)
    }
}
