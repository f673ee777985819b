import Addresses
import Model
import Wire

/// The sightings that one packet gives, each once and bounded in number.
struct Hearing {
    let sender: Observation.Subject
    let grounds: Observation.Grounds
    private(set) var sightings: [Sighting] = []

    /// More facts than this are in no packet of an honest device.
    private static let limit = 128

    /// Nil when the packet was not sent by a device of this link.
    ///
    /// What is kept as grounds is the whole payload, unless that holds what others talk about.
    init?(of packet: Packet, grounds octets: ArraySlice<UInt8>? = nil) {
        guard let sender = packet.sender else { return nil }
        self.sender = sender
        grounds = Observation.Grounds(octets: octets ?? packet.payload)
    }

    /// The sender when it has this address, otherwise the address alone.
    func subject(at address: IPAddress) -> Observation.Subject {
        address == sender.address ? sender : Observation.Subject(address: address)
    }

    mutating func add(_ fact: Fact, about subject: Observation.Subject? = nil) {
        let sighting = Sighting(subject ?? sender, fact, grounds: grounds)
        guard sightings.count < Self.limit, !sightings.contains(sighting) else { return }
        sightings.append(sighting)
    }

    /// Adds a name when there is one once white space is gone.
    mutating func name(_ text: String, _ kind: NameFact.Kind, about subject: Observation.Subject? = nil) {
        if let text = bounded(text) { add(.name(NameFact(text, kind)), about: subject) }
    }

    /// Adds a property when there is one once white space is gone.
    mutating func attribute(_ key: AttributeFact.Key, _ text: String?, _ confidence: Confidence) {
        if let text = bounded(text) { add(.attribute(AttributeFact(key, text, confidence))) }
    }

    mutating func attributes(_ facts: [AttributeFact], about subject: Observation.Subject? = nil) {
        for fact in facts { add(.attribute(fact), about: subject) }
    }

    /// Adds what the sender said of itself, unless it is white space only.
    mutating func trait(
        _ key: TraitFact.Key, _ text: String?, about subject: Observation.Subject? = nil
    ) {
        if let trait = TraitFact(key, saying: text) { add(.trait(trait), about: subject) }
    }

    /// Adds that this UDP port answered.
    mutating func open(_ port: UInt16) {
        add(.port(PortFact(Port(.udp, port), .open)))
    }

    /// Adds the service behind a UDP port; facts without text are left out.
    mutating func service(
        _ port: UInt16, _ proto: String, product: String? = nil, version: String? = nil,
        _ facts: [ServiceKey: String?] = [:], about subject: Observation.Subject? = nil
    ) {
        let service = ServiceFact(
            Port(.udp, port), proto: proto, product: bounded(product), version: bounded(version),
            facts: facts.compactMapValues { bounded($0, limit: 1024) })
        add(.service(service), about: subject)
    }
}

/// Text from the network without white space at both ends and cut to `limit` characters; nil when nothing is left.
func bounded(_ text: String?, limit: Int = 255) -> String? {
    guard let text else { return nil }
    let kept = text.drop { $0.isWhitespace || $0 == "\0" }
    guard let last = kept.lastIndex(where: { !$0.isWhitespace && $0 != "\0" }) else { return nil }
    return String(kept[...last].prefix(limit))
}

extension TraitFact {
    /// Nil when there is nothing but white space; at most 255 characters are kept.
    init?(_ key: Key, saying text: String?) {
        guard let text = bounded(text) else { return nil }
        self.init(key, text)
    }
}

/// A number for a question of ours, recognisable in its answer wherever the protocol repeats it.
enum QuestionMark {
    private static let key: UInt32 = 0x7465_6e6b

    static func number(_ token: UInt32) -> UInt64 { UInt64(token) << 32 | UInt64(token ^ key) }

    static func isOurs(_ number: UInt64) -> Bool {
        UInt32(truncatingIfNeeded: number >> 32) ^ key == UInt32(truncatingIfNeeded: number)
    }
}
