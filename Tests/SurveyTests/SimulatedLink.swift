import Addresses
import Model
import Wire

@testable import Survey

/// A link with devices that answer ARP and SYNs, a clock that only moves when somebody waits, and a record of every
/// frame that was sent on it.
final class SimulatedLink {
    struct Host {
        var mac: MACAddress
        var address: IPv4Address
        var open: Set<UInt16> = []
        /// After so many frames addressed to it, it says nothing more.
        var fallsSilentAfter = Int.max
        var received = 0
        /// Whether it tells that a packet's time is over, and whether it gives back what is not for it.
        var tellsOfDeath = false
        var givesBack = false
        /// The hop limit its answers come with.
        var hops: UInt8 = 64
    }

    /// What the kernel knows as the way out.
    var gateways: [IPAddress] = []

    static let ownMAC = MACAddress(0x0000_5e00_53fe)
    static let own = IPv4Address(0xc0a8_4d02)

    var clock: Duration = .zero
    var hosts: [Host]
    private(set) var sent: [(at: Duration, packet: Packet)] = []
    private(set) var connections: [(address: IPAddress, port: UInt16)] = []
    private var pending: [(at: Duration, event: PortEvent)] = []
    var interruptAt: Duration?
    /// The kernel's reset answers to our SYN's answers, captured like everything else that leaves.
    private let synPort: UInt16 = 40_000

    init(hosts: [Host]) {
        self.hosts = hosts
    }

    var ports: Ports {
        Ports(
            now: { self.clock }, wallClock: { self.timestamp(self.clock) }, wait: wait, transmit: transmit,
            reserveUDP: { $0 == 0 ? 40_001 : $0 }, reserveTCP: { self.synPort }, connect: connect,
            send: { _, _ in }, startTLS: { _, _ in }, close: { _ in }, neighbours: { _ in [] },
            gateways: { _ in self.gateways },
            captureStatistics: { (0, 0) })
    }

    private func timestamp(_ moment: Duration) -> Timestamp {
        Timestamp(microseconds: 1_700_000_000_000_000 + moment.components.seconds * 1_000_000)
    }

    private func wait(_ until: Duration) -> [PortEvent] {
        if let interruptAt, clock >= interruptAt {
            self.interruptAt = nil
            return [.interrupted]
        }
        pending.sort { $0.at < $1.at }
        guard let first = pending.first, first.at <= until else {
            clock = max(clock, until)
            return []
        }
        clock = max(clock, first.at)
        return [pending.removeFirst().event]
    }

    private func transmit(_ frame: [UInt8], _ interface: Int) {
        let packet = Packet(dissecting: frame)
        sent.append((clock, packet))
        deliver(frame)
        for index in hosts.indices { answer(packet, as: index) }
    }

    private func connect(_ id: Int, _ address: IPAddress, _ port: UInt16, _ interface: Int) {
        connections.append((address, port))
        pending.append((clock + .milliseconds(2), .closed(id: id, reason: .byPeer)))
    }

    private func deliver(_ frame: [UInt8], after delay: Duration = .milliseconds(1)) {
        pending.append((clock + delay, .frame(frame, interface: 7, time: timestamp(clock + delay))))
    }

    private func answer(_ packet: Packet, as index: Int) {
        let host = hosts[index]
        let isForIt = packet.destination == host.mac
        if isForIt { hosts[index].received += 1 }
        guard hosts[index].received <= host.fallsSilentAfter else { return }
        if packet.etherType == 0x0806 {
            var reader = ByteReader(packet.payload)
            guard let arp = try? ARPPacket(parsing: &reader), arp.target.address == host.address else {
                return
            }
            deliver(reply(from: host))
        } else if isForIt, packet.network?.destination == .v4(host.address),
            case .tcp(let header) = packet.transport, header.flags == .syn
        {
            deliver(segment(from: host, answering: header))
        } else if isForIt, case .icmp(type: 8, code: 0) = packet.transport, let network = packet.network {
            route(packet, hops: network.hops, as: host)
        }
    }

    /// What a router does with an echo request that is for somebody else.
    private func route(_ packet: Packet, hops: UInt8, as host: Host) {
        if hops > 1, host.givesBack {
            var frame = packet.octets
            for (index, octet) in (Self.ownMAC.octets + host.mac.octets).enumerated() { frame[index] = octet }
            frame[22] = hops - 1
            deliver(frame)
        } else if hops == 1, host.tellsOfDeath {
            var message = ByteWriter()
            ICMPv4Message.other(type: 11, code: 0, body: [0, 0, 0, 0] + packet.octets[14..<42])
                .write(to: &message)
            var writer = ByteWriter()
            EthernetHeader(destination: Self.ownMAC, source: host.mac, type: EtherType.ipv4).write(
                to: &writer)
            IPv4Header(
                payloadLength: message.count, proto: 1, hops: 64, source: host.address, destination: Self.own
            ).write(to: &writer)
            writer.bytes(message.octets)
            deliver(writer.octets)
        }
    }

    private func reply(from host: Host) -> [UInt8] {
        var writer = ByteWriter()
        writer.mac(Self.ownMAC)
        writer.mac(host.mac)
        writer.uint16(0x0806)
        writer.bytes([0, 1, 8, 0, 6, 4, 0, 2])
        writer.mac(host.mac)
        writer.ipv4(host.address)
        writer.mac(Self.ownMAC)
        writer.ipv4(Self.own)
        writer.zeros(18)
        return writer.octets
    }

    /// A SYN-ACK or RST, made from a SYN by swapping and rewriting the fields that matter.
    private func segment(from host: Host, answering header: TCPHeader) -> [UInt8] {
        var frame = Frame.tcpSYN(
            from: Station(mac: host.mac, address: .v4(host.address)),
            to: Station(mac: Self.ownMAC, address: .v4(Self.own)), sourcePort: header.destination,
            destinationPort: header.source, sequence: 1)
        let acknowledgment = header.sequence &+ 1
        for index in 0..<4 {
            frame[42 + index] = UInt8(truncatingIfNeeded: acknowledgment >> (24 - 8 * index))
        }
        frame[22] = host.hops
        frame[47] = host.open.contains(header.destination) ? 0x12 : 0x14
        return frame
    }
}

extension Scope {
    /// 192.168.77.0/24 seen from 192.168.77.2, gentle unless told otherwise.
    static func simulated(
        ports: PortSet, families: [String] = ["neighbours", "names", "tcp", "udp", "identify"],
        packetsPerSecond: Int = 500, excluded: [Prefix] = [], handsOff: HandsOff = HandsOff()
    ) -> Scope {
        let prefix = Prefix("192.168.77.0/24")
        return Scope(
            links: [
                Link(
                    interface: "sim0", index: 7, mac: SimulatedLink.ownMAC,
                    addresses: prefix.map { [InterfaceAddress(address: .v4(SimulatedLink.own), prefix: $0)] }
                        ?? [],
                    prefixes: prefix.map { [$0] } ?? [])
            ],
            excluded: excluded, handsOff: handsOff,
            intensity: Intensity(
                name: "gentle", packetsPerSecond: packetsPerSecond, packetsPerSecondPerDevice: 20,
                tcpPorts: ports,
                udpPorts: PortSet([53, 123, 137, 161, 500]), families: families,
                connectsToUnregistered: false,
                conversationsPerDevice: 1, listenSeconds: 2),
            authorisation: "test")
    }
}
