package import Addresses
package import Model
package import Wire

/// The only way out: every frame and every connection passes here, is held against the harm rules by its own octets,
/// is paced and is accounted for.
package struct Gate {
    /// TCP ports that nothing is ever sent into: raw printing, and LPD. A bare SYN carries nothing and may ask.
    package static let printerPorts: Set<UInt16> = Set(9100...9109).union(9112...9116).union([515])

    package let scope: Scope
    package private(set) var pacer: Pacer
    package private(set) var account = Account()
    private let ports: Ports
    /// Frames sent and not yet seen by our own capture, so that what the kernel adds can be told apart.
    private var awaitingEcho: [[UInt8]: Int] = [:]

    package init(scope: Scope, ports: Ports) {
        self.scope = scope
        self.ports = ports
        pacer = Pacer(
            packetsPerSecond: scope.intensity.packetsPerSecond,
            packetsPerSecondPerDevice: scope.intensity.packetsPerSecondPerDevice)
    }

    /// Why something may not be sent. Refusals are bugs of the caller or hostile input, never silent.
    package enum Refusal: Error, Equatable {
        case passive
        case outsideScope
        case excluded
        case handsOff
        case printerPort
        case notOurs
    }

    /// Sends one frame that `probe` made. Pacing is the caller's: see ``Pacer/earliest(to:packets:now:)``.
    ///
    /// - Throws: ``Refusal`` when a harm rule forbids it; what the port throws when the link failed.
    package mutating func transmit(_ frame: [UInt8], on link: Scope.Link, probe: String) throws {
        let packet = Packet(dissecting: frame)
        try judge(packet, on: link)
        try ports.transmit(frame, link.index)
        awaitingEcho[frame, default: 0] += 1
        if awaitingEcho.count > 4096 { awaitingEcho = [frame: 1] }
        let device = packet.destination.flatMap { $0.isGroup ? nil : $0 }
        pacer.record(to: device, at: ports.now())
        account.add(to: device, address: destination(of: packet), probe: probe, octets: frame.count)
    }

    /// Opens a connection for a conversation.
    ///
    /// - Throws: ``Refusal`` when a harm rule forbids it; what the port throws when it could not be begun.
    package func connect(
        _ id: Int, to address: IPAddress, mac: MACAddress, port: UInt16, on link: Scope.Link
    ) throws {
        guard !Self.printerPorts.contains(port) else { throw Refusal.printerPort }
        try judge(address: address, mac: mac, on: link)
        guard !isHandsOff(mac: mac, address: address) else { throw Refusal.handsOff }
        try ports.connect(id, address, port, link.index)
    }

    package mutating func reserve(_ packets: Int, for mac: MACAddress) { pacer.reserve(packets, for: mac) }
    package mutating func release(_ packets: Int, for mac: MACAddress) { pacer.release(packets, for: mac) }

    package mutating func earliest(to device: MACAddress?, packets: Int, now: Duration) -> Duration {
        guard let device, !device.isGroup else { return pacer.earliest(now: now) }
        return pacer.earliest(to: device, packets: packets, now: now)
    }

    package mutating func settle() -> [PacketCount] { account.settle() }

    package func isHandsOff(mac: MACAddress?, address: IPAddress?) -> Bool {
        scope.handsOff.covers(mac: mac, address: address)
    }

    /// Accounts for a captured frame of this host's own that the gate did not send: what the kernel added.
    ///
    /// `talk` is the probe whose connection the frame belongs to, if it does. True when the frame was the kernel's
    /// and for us.
    package mutating func accountForKernel(_ packet: Packet, talk: String?) -> Bool {
        if let count = awaitingEcho[packet.octets] {
            awaitingEcho[packet.octets] = count > 1 ? count - 1 : nil
            return false
        }
        guard let probe = talk ?? kernelProbe(of: packet) else { return false }
        let device = packet.destination.flatMap { $0.isGroup ? nil : $0 }
        pacer.record(to: device, at: ports.now())
        account.add(to: device, address: destination(of: packet), probe: probe, octets: packet.octets.count)
        return true
    }

    /// ARP, neighbour discovery and group membership that the kernel does for itself; other programs' traffic is
    /// not ours to report.
    private func kernelProbe(of packet: Packet) -> String? {
        if packet.etherType == 0x0806 { return "kernel-arp" }
        if case .icmp6(type: 133...137, code: _) = packet.transport { return "kernel-nd" }
        return nil
    }

    private func destination(of packet: Packet) -> IPAddress? {
        if let network = packet.network { return network.destination }
        var reader = ByteReader(packet.payload)
        guard packet.etherType == 0x0806, let arp = try? ARPPacket(parsing: &reader) else { return nil }
        return .v4(arp.target.address)
    }

    // MARK: The harm rules

    private func judge(_ packet: Packet, on link: Scope.Link) throws(Refusal) {
        guard scope.intensity.packetsPerSecond > 0 else { throw .passive }
        guard packet.source == link.mac, let mac = packet.destination else { throw .notOurs }
        guard let address = destination(of: packet) else { throw .outsideScope }
        if isNeighbourQuestion(packet) {
            guard !isExcluded(address) else { throw .excluded }
            guard address.isMulticast || isOnLink(address, link) else { throw .outsideScope }
            return
        }
        if mac.isGroup {
            guard isLinkGroup(address, link) else { throw .outsideScope }
            return
        }
        try judge(address: address, mac: mac, on: link)
        guard !isHandsOff(mac: mac, address: address) else { throw .handsOff }
        // What is handed to a device that it is not for must never leave the link.
        if case .icmp(type: 8, code: _) = packet.transport {
            guard let hops = packet.network?.hops, hops <= 2 else { throw .outsideScope }
        }
        if case .tcp(let header) = packet.transport, Self.printerPorts.contains(header.destination) {
            guard header.flags == .syn, packet.payload.isEmpty else { throw .printerPort }
        }
    }

    private func judge(address: IPAddress, mac: MACAddress, on link: Scope.Link) throws(Refusal) {
        guard scope.intensity.packetsPerSecond > 0 else { throw .passive }
        guard address.isUnicast, isOnLink(address, link) else { throw .outsideScope }
        guard !isExcluded(address) else { throw .excluded }
    }

    package func isExcluded(_ address: IPAddress) -> Bool { scope.excluded.contains { $0.contains(address) } }

    package func isOnLink(_ address: IPAddress, _ link: Scope.Link) -> Bool {
        link.prefixes.contains { $0.contains(address) }
    }

    /// ARP and neighbour solicitation, which every device on a link must bear.
    private func isNeighbourQuestion(_ packet: Packet) -> Bool {
        if packet.etherType == 0x0806 { return true }
        if case .icmp6(type: 135, code: _) = packet.transport { return true }
        return false
    }

    /// Link-local multicast groups, the limited broadcast address, which no router forwards (RFC 919, 7), and the
    /// broadcast addresses of blocks in scope; 239.255.255.250 is administratively scoped and stays on the link with the hop limit that its questions carry.
    private func isLinkGroup(_ address: IPAddress, _ link: Scope.Link) -> Bool {
        switch address {
        case .v4(let v4):
            v4.value >> 8 == 0xe00000 || v4.value == 0xefff_fffa || v4 == .broadcast
                || link.prefixes.contains { $0.broadcast == v4 }
        case .v6(let v6): v6.high >> 48 == 0xff02
        }
    }
}
