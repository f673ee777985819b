import Addresses
import Model
import Probing
import Wire

/// One open conversation.
struct Talk {
    var conversation: any Conversation
    let device: Int
    let address: IPAddress
    let port: UInt16
    /// Packets still reserved for it.
    var reserved: Int
    /// What was reserved at first.
    let cost: Int
    /// When the peer must have said something by.
    var quietUntil: Duration
    /// When it ends in any case.
    let deadline: Duration
    var received = 0
    /// When the peer's first and latest octets came, by our clock.
    var firstHeard: Timestamp?
    var lastHeard: Timestamp?
}

/// Conversations: opening, feeding and ending them.
extension Conductor {
    /// How long a peer may be silent, how long a conversation may last, and how much it may say.
    /// Servers that look their clients up by name answer only after that has timed out, often five seconds.
    private static let patience = Duration.seconds(8)
    private static let lifetime = Duration.seconds(20)
    private static let volume = 192 * 1024
    /// Packets kept reserved while a conversation lasts, for its closing.
    private static let reservedToTheEnd = 4

    mutating func beginTalk(
        _ conversation: any Conversation, with index: Int, at address: IPAddress, port: UInt16, cost: Int
    ) throws {
        let id = nextTalk
        nextTalk += 1
        let mac = devices[index].mac
        let now = ports.now()
        let reserved = min(cost, gate.pacer.largestReservation)
        do {
            try gate.connect(id, to: address, mac: mac, port: port, on: scope.links[devices[index].link])
        } catch {
            try observe(
                .coverage(
                    CoverageFact(
                        "tcp \(port)",
                        .couldNot(
                            Text(
                                ja: "接続しませんでした（\(error)）。", en: "No connection was made (\(error)).")))),
                of: .init(mac: mac, address: address), source: conversation.id)
            return
        }
        talkedTo.insert(Endpoint(address: address, port: port))
        gate.reserve(reserved, for: mac)
        devices[index].talks += 1
        talks[id] = Talk(
            conversation: conversation, device: index, address: address, port: port, reserved: reserved,
            cost: cost,
            quietUntil: now + Self.patience, deadline: now + Self.lifetime)
    }

    /// Lets a conversation take its next step.
    mutating func advanceTalk(_ id: Int, _ step: (inout any Conversation) -> Step) throws {
        guard var talk = talks[id] else { return }
        let next = step(&talk.conversation)
        talk.quietUntil = ports.now() + Self.patience
        talks[id] = talk
        if !next.send.isEmpty { ports.send(id, next.send) }
        switch next.next {
        case .wait: break
        case .finish: try endTalk(id, .finished)
        case .startTLS(let offer): ports.startTLS(id, offer)
        }
    }

    mutating func receive(_ octets: [UInt8], in id: Int) throws {
        guard let talk = talks[id] else { return }
        talks[id]?.received += octets.count
        let now = ports.wallClock()
        talks[id]?.firstHeard = talk.firstHeard ?? now
        talks[id]?.lastHeard = now
        try advanceTalk(id) { $0.receive(octets) }
        if talks[id] != nil, talk.received + octets.count > Self.volume { try endTalk(id, .finished) }
    }

    mutating func endTalk(_ id: Int, _ reason: ConversationEnd) throws {
        guard var talk = talks.removeValue(forKey: id) else { return }
        ports.close(id)
        let device = devices[talk.device]
        devices[talk.device].talks -= 1
        closing.append(ClosingTalk(talk: talk, until: ports.now() + .milliseconds(300), mac: device.mac))
        let subject = Observation.Subject(mac: device.mac, address: talk.address)
        let facts = talk.conversation.end(reason)
        for fact in facts {
            try observe(
                fact.fact, of: subject, source: talk.conversation.id, grounds: fact.grounds,
                at: talk.time(of: fact))
        }
        if facts.isEmpty, reason == .timedOut || reason == .refused {
            let why =
                reason == .timedOut
                ? Text(ja: "時間内に返事がありませんでした。", en: "It did not answer in time.")
                : Text(ja: "接続を断られました。", en: "The connection was refused.")
            try observe(
                .coverage(CoverageFact("tcp \(talk.port)", .couldNot(why))), of: subject,
                source: talk.conversation.id)
        }
        if ending == nil, let next = talk.conversation.followUp {
            devices[talk.device].queue.append(
                .talk(next, talk.address, port: talk.port, cost: talk.cost))
        }
    }

    /// Ends conversations whose time is up, and gives back the room of those that closed.
    mutating func checkTalks() throws {
        let now = ports.now()
        for id in talks.keys.sorted() {
            guard let talk = talks[id], now >= min(talk.quietUntil, talk.deadline) else { continue }
            try endTalk(id, .timedOut)
        }
        for index in closing.indices.reversed() where closing[index].until <= now {
            gate.release(closing[index].talk.reserved, for: closing[index].mac)
            closing.remove(at: index)
        }
    }

    /// Accounts for a frame that left this host: what a conversation's connection sent comes out of the room that was
    /// reserved for it.
    mutating func accountForOwn(_ packet: Packet) {
        let open = talks.first { $0.value.carries(packet) }?.key
        let closed = closing.firstIndex { $0.talk.carries(packet) }
        let talk = open.flatMap { talks[$0] } ?? closed.map { closing[$0].talk }
        guard gate.accountForKernel(packet, talk: talk?.conversation.id ?? ownProbe(of: packet)), let talk,
            talk.reserved > Self.reservedToTheEnd
        else { return }
        gate.release(1, for: devices[talk.device].mac)
        if let open { talks[open]?.reserved -= 1 } else if let closed { closing[closed].talk.reserved -= 1 }
    }

    /// What the kernel sends because of us: the reset of a connection that a SYN of ours would have begun, and the
    /// error for a packet to a port that no program of this host holds. Devices ask back who is asking (a gateway may
    /// want our NetBIOS name), so that every such error counts, not only those about ports that we asked from.
    private func ownProbe(of packet: Packet) -> String? {
        switch packet.transport {
        case .tcp(let header) where header.source == syn?.sourcePort: return "tcp-reset"
        case .icmp(type: 3, code: 3), .icmp6(type: 1, code: 4):
            return "kernel-unreachable"
        default: return nil
        }
    }
}

extension Talk {
    /// When a fact was read, where it tells.
    fileprivate func time(of fact: ConversationFact) -> Timestamp? {
        switch fact.moment {
        case .first: firstHeard
        case .last: lastHeard
        case nil: nil
        }
    }

    /// Whether a frame of ours goes to the remote end of this conversation.
    fileprivate func carries(_ packet: Packet) -> Bool {
        guard let network = packet.network, case .tcp(let header) = packet.transport else { return false }
        return address == network.destination && port == header.destination
    }
}

/// A conversation just closed, whose last packets may still be under way.
struct ClosingTalk {
    var talk: Talk
    var until: Duration
    var mac: MACAddress
}
