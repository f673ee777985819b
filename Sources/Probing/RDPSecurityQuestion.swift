import Model
import Wire

/// Asks a server that chose CredSSP whether it would also take TLS alone: then a log-in screen is open to anyone.
struct RDPSecurityQuestion: Conversation {
    let id = "talk-rdp"
    let port: UInt16
    /// What the first connection showed.
    private let known: [String]
    private var inbox = Inbox(limit: 4096)
    private var confirm: X224ConnectionConfirm?

    init(port: UInt16, known: [String]) {
        self.port = port
        self.known = known
    }

    mutating func start() -> Step { Step(send: RDPConversation.request(.tls)) }

    mutating func receive(_ octets: [UInt8]) -> Step {
        guard confirm == nil else { return .finish }
        inbox.append(octets)
        switch inbox.nextMessage(TPKT.length(of:)) {
        case .incomplete: return .wait
        case .malformed: return .finish
        case .message(let frame):
            // What is no answer leaves the question open.
            confirm = try? X224ConnectionConfirm(inFrame: frame)
            return .finish
        }
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        let names: [String]
        let authentication: String
        switch confirm?.answer {
        case .failure(.hybridRequired): (names, authentication) = (known, "required")
        case .selected(let security) where security.isDisjoint(with: [.hybrid, .hybridEx]):
            (names, authentication) = (known + security.names, "offered")
        case .some(.none): (names, authentication) = (known + ["rdp"], "offered")
        default: return []
        }
        return [
            .service(
                port, "rdp", [.rdpNLA: authentication, .rdpSecurity: names.joined(separator: ",")],
                from: inbox.octets)
        ]
    }
}

extension X224ConnectionConfirm {
    init(inFrame frame: ArraySlice<UInt8>) throws(WireError) {
        var reader = ByteReader(frame)
        var payload = ByteReader(try TPKT(parsing: &reader).payload)
        try self.init(parsing: &payload)
    }

    /// What the server showed that it accepts.
    var names: [String] {
        switch answer {
        case .none, .failure(.tlsNotAllowed), .failure(.certificateMissing): RDPSecurity().names
        case .selected(let security): security.names
        case .failure(.tlsRequired): RDPSecurity.tls.names
        case .failure(.hybridRequired): RDPSecurity.hybrid.names
        case .failure: []
        }
    }

    /// Whether CredSSP is required or absent, as far as an answer to the offer of all three tells. A server that chose
    /// it may take less: that needs a question of its own.
    var facts: [ServiceKey: String] {
        var facts: [ServiceKey: String] = [:]
        if !names.isEmpty { facts[.rdpSecurity] = names.joined(separator: ",") }
        switch answer {
        case .failure(.hybridRequired): facts[.rdpNLA] = "required"
        case .selected(let security) where !security.isDisjoint(with: [.hybrid, .hybridEx]): break
        case .none, .selected, .failure(.tlsNotAllowed), .failure(.certificateMissing):
            facts[.rdpNLA] = "absent"
        case .failure: break
        }
        return facts
    }
}
