package import Addresses
package import Probing
package import Wire

/// Decides which captured frames are worth a closer look, so that listening keeps up with a full link.
///
/// It reads the headers in place and allocates nothing per frame. A frame passes when a listener reads its kind and
/// the same frame did not pass within the last second, or when its sender was not seen within the last second.
/// Everything else is only counted. Its memory is fixed, whatever is captured.
package struct Sieve {
    private let interests: InterestIndex
    /// This host's own stations.
    private let own: [MACAddress]
    private let keepsOwn: Bool
    private var senders: RecentSenders
    private var repeats: RecentFrames
    private var openings: BegunConnections
    private let relays: RelayInterest
    /// Frames looked at, and those of them that passed.
    package private(set) var seen = 0
    package private(set) var passed = 0

    /// A sieve for these listeners.
    ///
    /// `own` are this host's stations: with `keepsOwn` everything they send passes, and everything sent to them but
    /// the plain data of connections, because a scan accounts for it; otherwise nothing that they send passes but what
    /// may show talk with a service of `relays`, which is of interest whoever sends it.
    /// `seed` is best random, so that nobody can prepare frames that are taken for others.
    package init(
        for listeners: [Listener], relays: RelayDirectory = RelayDirectory([]), own: [MACAddress] = [],
        keepsOwn: Bool = false,
        seed: UInt64 = .random(in: .min ... .max)
    ) {
        interests = InterestIndex(listeners.flatMap(\.interests))
        self.own = own
        self.keepsOwn = keepsOwn
        senders = RecentSenders(seed: seed)
        repeats = RecentFrames(seed: seed)
        openings = BegunConnections(seed: seed)
        self.relays = RelayInterest(relays)
    }

    /// Whether the frame, captured at this time in microseconds, is worth a closer look.
    package mutating func passes(_ octets: Span<UInt8>, linkType: LinkType, at microseconds: Int64) -> Bool {
        seen += 1
        let outline = Outline(octets, linkType: linkType)
        let isWorthIt = judge(outline, octets, at: microseconds)
        if isWorthIt { passed += 1 }
        return isWorthIt
    }

    private mutating func judge(_ outline: Outline, _ octets: Span<UInt8>, at time: Int64) -> Bool {
        let isOpening = outline.transport == .tcp && isOpening(outline, octets)
        let showsRelays = relays.includes(outline, octets) || isOpening && !relays.isEmpty
        if !own.isEmpty {
            if let source = outline.source, own.contains(source) { return keepsOwn || showsRelays }
            if keepsOwn, let destination = outline.destination, own.contains(destination),
                !outline.isPlainData(octets)
            {
                return true
            }
        }
        if showsRelays || isOfInterest(outline, octets, isOpening: isOpening) {
            return repeats.isNew(outline, octets, at: time)
        }
        guard outline.version != .none else { return false }
        return senders.isNew(outline, octets, at: time)
    }

    private func isOfInterest(_ outline: Outline, _ octets: Span<UInt8>, isOpening: Bool) -> Bool {
        if interests.includesLink(of: outline) { return true }
        switch outline.transport {
        case .tcp:
            return isOpening && interests.hasOpenings
                || interests.hasAccepted && outline.handshake(octets) == .accepts
        case .udp: return interests.includes(datagram: outline, octets)
        case .icmp: return interests.icmp[Int(octets[outline.transportAt])]
        case .icmp6: return interests.icmp6[Int(octets[outline.transportAt])]
        case .none: return false
        }
    }

    /// Whether the segment is among the first data of its connection in its direction; remembers connections that
    /// begin. A ClientHello begins anew, as it may go on in the next segments wherever the capture began.
    private mutating func isOpening(_ outline: Outline, _ octets: Span<UInt8>) -> Bool {
        guard interests.hasOpenings || !relays.isEmpty else { return false }
        let handshake = outline.handshake(octets)
        if handshake == .begins { openings.begin(outline, octets) }
        guard !outline.payload.isEmpty, handshake != .accepts else { return false }
        switch outline.opening(octets) {
        case .client: openings.begin(outline, octets)
        case .other: break
        case nil: return openings.isFirstData(outline, octets)
        }
        return true
    }
}

/// Where a segment stands in its connection.
enum Handshake { case begins, accepts, over }

extension Outline {
    /// Of a TCP segment only.
    func handshake(_ octets: Span<UInt8>) -> Handshake {
        switch octets[transportAt + 13] & 0x12 {
        case 0x02: .begins
        case 0x12: .accepts
        default: .over
        }
    }

    /// Whether it is a TCP segment that neither begins nor ends a connection.
    fileprivate func isPlainData(_ octets: Span<UInt8>) -> Bool {
        transport == .tcp && octets[transportAt + 13] & 0x07 == 0
    }

    /// What the data begins, wherever in its connection the capture began: a ClientHello; or a ServerHello (RFC 8446,
    /// 5.1) or an SSH version (RFC 4253, 4.2); nil for anything else.
    fileprivate func opening(_ octets: Span<UInt8>) -> Opening? {
        guard payload.count >= 6 else { return nil }
        switch octets.number32(at: payload.lowerBound) {
        case 0x1603_0000...0x1603_ffff:
            return switch octets[payload.lowerBound + 5] {
            case 1: .client
            case 2: .other
            default: nil
            }
        case 0x5353_482d: return .other
        default: return nil
        }
    }
}

/// The first data of a connection that can be told by its first octets.
private enum Opening { case client, other }

/// The interests of all listeners together, for quick answers.
private struct InterestIndex {
    private(set) var icmp = [Bool](repeating: false, count: 256)
    private(set) var icmp6 = [Bool](repeating: false, count: 256)
    private(set) var hasAccepted = false
    private(set) var hasOpenings = false
    private var hasEverything = false
    private var hasManagement = false
    private var etherTypes: [UInt16] = []
    private var destinations: [MACAddress] = []
    /// Patterns that name a port, and one bit for each port that one of them names.
    private var patterns: [DatagramPattern] = []
    private var ports = [UInt64](repeating: 0, count: 1024)
    /// Patterns for datagrams of any port.
    private var anyPort: [DatagramPattern] = []

    init(_ interests: [Interest]) {
        for interest in Set(interests) { add(interest) }
    }

    private mutating func add(_ interest: Interest) {
        switch interest {
        case .everything: hasEverything = true
        case .etherType(let type): etherTypes.append(type)
        case .destination(let address): destinations.append(address)
        case .management: hasManagement = true
        case .icmp(let type): icmp[Int(type)] = true
        case .icmp6(let type): icmp6[Int(type)] = true
        case .senders: break
        case .tcpAccepted: hasAccepted = true
        case .tcpOpening: hasOpenings = true
        case .datagram(let pattern):
            // One named port is enough to be looked up by; the pattern itself tells the rest.
            guard let port = pattern.source ?? pattern.destination else {
                anyPort.append(pattern)
                return
            }
            patterns.append(pattern)
            ports[Int(port >> 6)] |= 1 << UInt64(port & 63)
        }
    }

    /// Whether the frame is of interest by its link header alone.
    func includesLink(of outline: Outline) -> Bool {
        if hasEverything || outline.isManagement && hasManagement { return true }
        if let type = outline.etherType, etherTypes.contains(type) { return true }
        guard let destination = outline.destination, destination.isGroup else { return false }
        return destinations.contains(destination)
    }

    func includes(datagram outline: Outline, _ octets: Span<UInt8>) -> Bool {
        let source = octets.number16(at: outline.transportAt)
        let destination = octets.number16(at: outline.transportAt + 2)
        let beginning = outline.beginning(octets)
        if anyPort.contains(where: { $0.matches(from: source, to: destination, beginning: beginning) }) {
            return true
        }
        guard names(source) || names(destination) else { return false }
        return patterns.contains { $0.matches(from: source, to: destination, beginning: beginning) }
    }

    private func names(_ port: UInt16) -> Bool {
        ports[Int(port >> 6)] >> UInt64(port & 63) & 1 != 0
    }
}

extension Outline {
    /// The first four octets of the payload, zero where there are fewer.
    fileprivate func beginning(_ octets: Span<UInt8>) -> UInt32 {
        if payload.count >= 4 { return octets.number32(at: payload.lowerBound) }
        var number: UInt32 = 0
        for (place, index) in payload.enumerated() {
            number |= UInt32(octets[index]) << UInt32(24 - 8 * place)
        }
        return number
    }
}
