/// What connections of ours cost the network, for the plan.
///
/// Counts our frames: the handshake, each message, one acknowledgement for every two full segments of the longest
/// answer, and the close; octets include 86 of Ethernet, IPv6, TCP and its options per frame.
struct ConversationCost {
    private static let overhead = 86
    private static let segment = 1440

    private(set) var octets = 0
    private(set) var packets = 0

    /// The messages of one TLS handshake of ours: hello, key exchange with finished, alert at the end.
    static let handshake = [600, 400, 31]
    /// What a server sends in a handshake, with a chain of certificates.
    static let handshakeAnswer = 8192

    /// Nothing yet.
    init() {}

    /// One connection with the messages sent and the most octets taken in reply.
    init(sending messages: [Int], receiving limit: Int) {
        let openAndClose = 4
        let acknowledgements = (limit + 2 * Self.segment - 1) / (2 * Self.segment)
        let segments = messages.reduce(0) { $0 + ($1 + Self.segment - 1) / Self.segment }
        packets = openAndClose + segments + acknowledgements
        octets = messages.reduce(0, +) + packets * Self.overhead
    }

    static func + (left: ConversationCost, right: ConversationCost) -> ConversationCost {
        var sum = left
        sum.octets += right.octets
        sum.packets += right.packets
        return sum
    }

    /// As ``ConversationKind/cost`` wants it.
    var plan: (octets: Int, packets: Int) { (octets, packets) }
}
