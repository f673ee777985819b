import Model
import Wire

/// One handshake that offers a single older version of TLS; nothing is sent within it.
///
/// One version at a time, because a client that offers two takes the lower for an attack when the server marks it so
/// (RFC 8446, 4.1.3), and down to the oldest, because a server may leave out one in the middle.
struct TLSVersionQuestion: Conversation {
    let id: String
    let port: UInt16
    private let version: TLSVersion
    private var accepted: TLSGreeting?
    private var end: ConversationEnd?

    /// All three that can follow one conversation, each with a connection of its own.
    static var cost: ConversationCost {
        (1...3).reduce(ConversationCost()) { sum, _ in
            sum
                + ConversationCost(
                    sending: ConversationCost.handshake, receiving: ConversationCost.handshakeAnswer)
        }
    }

    /// The version next below `version`; nil below the oldest.
    init?(id: String, port: UInt16, below version: TLSVersion) {
        guard let next = TLSVersion.allCases.filter({ $0 < version }).max() else { return nil }
        self.id = id
        self.port = port
        self.version = next
    }

    mutating func start() -> Step { Step(next: .startTLS(TLSOffer(versions: version...version))) }

    mutating func receive(_ octets: [UInt8]) -> Step { .finish }

    mutating func secured(_ greeting: TLSGreeting) -> Step {
        accepted = greeting
        return .finish
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        end = reason
        guard let accepted else { return [] }
        let service = ServiceFact(
            Port(.tcp, port), proto: "tls", facts: [.tlsVersions: accepted.version.name])
        let grounds = Observation.Grounds(text: "TLS \(accepted.version.name) \(accepted.cipher)")
        return [ConversationFact(.service(service), grounds: grounds)]
    }

    /// A server that stopped answering is left alone.
    var followUp: (any Conversation)? {
        switch end {
        case nil, .refused, .timedOut: nil
        default: TLSVersionQuestion(id: id, port: port, below: version)
        }
    }
}
