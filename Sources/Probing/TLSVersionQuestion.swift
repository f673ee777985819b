import Model
import Wire

/// One handshake that offers only versions of TLS below one that was accepted; nothing is sent within it.
struct TLSVersionQuestion: Conversation {
    let id: String
    let port: UInt16
    private let highest: TLSVersion
    private var accepted: TLSGreeting?

    /// All three that can follow one conversation, each with a connection of its own.
    static var cost: ConversationCost {
        (1...3).reduce(ConversationCost()) { sum, _ in
            sum
                + ConversationCost(
                    sending: ConversationCost.handshake, receiving: ConversationCost.handshakeAnswer)
        }
    }

    /// Nil below the oldest version.
    init?(id: String, port: UInt16, below version: TLSVersion) {
        guard let highest = TLSVersion.allCases.filter({ $0 < version }).max() else { return nil }
        self.id = id
        self.port = port
        self.highest = highest
    }

    mutating func start() -> Step { Step(next: .startTLS(TLSOffer(versions: .tls10...highest))) }

    mutating func receive(_ octets: [UInt8]) -> Step { .finish }

    mutating func secured(_ greeting: TLSGreeting) -> Step {
        accepted = greeting
        return .finish
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        guard let accepted else { return [] }
        let service = ServiceFact(
            Port(.tcp, port), proto: "tls", facts: [.tlsVersions: accepted.version.name])
        let grounds = Observation.Grounds(text: "TLS \(accepted.version.name) \(accepted.cipher)")
        return [ConversationFact(.service(service), grounds: grounds)]
    }

    var followUp: (any Conversation)? {
        accepted.flatMap { TLSVersionQuestion(id: id, port: port, below: min($0.version, highest)) }
    }
}
