import Addresses
import Model
import Wire

extension ConversationKind {
    /// Asks a camera or recorder which methods it has; no stream is opened.
    package static let rtsp = ConversationKind(
        id: "talk-rtsp",
        title: Text(ja: "カメラなどに対応機能を聞く（映像は開かない）", en: "Ask a camera what it can do (no video)"),
        ports: PortSet([554]),
        cost: ConversationCost(sending: [RTSPConversation.question.count], receiving: 16_384).plan
    ) { _, port in RTSPConversation(port: port) }
}

/// One `OPTIONS` and its answer (RFC 2326, 10.1).
struct RTSPConversation: Conversation {
    let id = "talk-rtsp"
    let port: UInt16
    private var inbox = Inbox(limit: 16_384)

    static let question = Array("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: tenken\r\n\r\n".utf8)

    init(port: UInt16) {
        self.port = port
    }

    mutating func start() -> Step { Step(send: Self.question) }

    mutating func receive(_ octets: [UInt8]) -> Step {
        inbox.append(octets)
        while let line = inbox.nextLine() {
            if line.isEmpty { return .finish }
        }
        return inbox.isFull ? .finish : .wait
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        // Whatever is not an answer of this family stays unknown.
        guard let response = try? HTTPResponse(parsing: inbox.octets[...]) else {
            return ConversationFact.unknown(port, from: inbox.octets)
        }
        return response.facts(port: port, octets: inbox.octets)
    }
}
