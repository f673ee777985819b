import Addresses
import Model
import Wire

extension ConversationKind {
    /// AnyDesk takes direct connections in TLS on a port that its maker documents and that is registered to another:
    /// one handshake, for the certificate that it makes for itself, and nothing within.
    package static let anydesk = ConversationKind(
        id: "talk-anydesk",
        title: Text(
            ja: "AnyDesk（遠隔操作）か、証明書を見て確かめる（つながらない）",
            en: "See by its certificate whether it is AnyDesk (no session)"),
        ports: PortSet([7070]),
        cost: ConversationCost(
            sending: ConversationCost.handshake, receiving: ConversationCost.handshakeAnswer
        ).plan, needsPermission: true
    ) { _, port in CertificateQuestion(id: "talk-anydesk", port: port) }
}

/// One TLS handshake in which nothing is sent.
struct CertificateQuestion: Conversation {
    let id: String
    let port: UInt16
    private var greeting: TLSGreeting?

    init(id: String, port: UInt16) {
        self.id = id
        self.port = port
    }

    mutating func start() -> Step { Step(next: .startTLS(TLSOffer())) }

    mutating func receive(_ octets: [UInt8]) -> Step { .finish }

    mutating func secured(_ greeting: TLSGreeting) -> Step {
        self.greeting = greeting
        return .finish
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        greeting?.facts(port: port) ?? []
    }
}
