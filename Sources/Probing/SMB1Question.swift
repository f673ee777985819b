import Model
import Wire

/// Offers SMB 1 alone and sees whether the server takes it (MS-CIFS 2.2.4.52).
struct SMB1Question: Conversation {
    let id = "talk-smb"
    let port: UInt16
    /// What the server chose of SMB 2 and 3; nil where it did not speak them.
    private let dialect: String?
    private var inbox = Inbox()
    private var answer: SMB1NegotiateResponse?

    init(port: UInt16, dialect: String?) {
        self.port = port
        self.dialect = dialect
    }

    mutating func start() -> Step {
        var message = ByteWriter()
        SMB1NegotiateRequest().write(to: &message)
        var frame = ByteWriter()
        SMBFrame(message: message.octets).write(to: &frame)
        return Step(send: frame.octets)
    }

    mutating func receive(_ octets: [UInt8]) -> Step {
        guard answer == nil else { return .finish }
        inbox.append(octets)
        switch inbox.nextMessage(SMBFrame.length(of:)) {
        case .incomplete: return .wait
        case .malformed: return .finish
        case .message(let frame):
            var reader = ByteReader(frame.dropFirst(4))
            // An unreadable answer leaves the question open.
            answer = try? SMB1NegotiateResponse(parsing: &reader)
            return .finish
        }
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        switch answer {
        case .accepted(_, let time): return [accepted(time)]
        case .refused: return [refused]
        case nil:
            // Windows without SMB 1 closes the connection. Only of a server that spoke SMB before does that say no.
            let isClosed = reason == .closedByPeer && inbox.octets.isEmpty && dialect != nil
            return isClosed ? [refused] : []
        }
    }

    private func accepted(_ time: WindowsTime) -> ConversationFact {
        var facts: [ServiceKey: String] = [.smbV1: "yes"]
        facts[.smbDialects] = (["nt-lm-0.12"] + [dialect].compactMap(\.self)).joined(separator: ",")
        if dialect == nil {
            facts[.clock] = time.timestamp?.description
            if let signing = answer?.signing {
                facts[.smbSigning] = signing.isRequired ? "required" : "optional"
            }
        }
        return .service(port, "smb", facts, from: inbox.octets)
    }

    private var refused: ConversationFact {
        let grounds =
            inbox.octets.isEmpty
            ? Observation.Grounds(text: "closed without an answer to NT LM 0.12")
            : Observation.Grounds(octets: inbox.octets)
        let service = ServiceFact(Port(.tcp, port), proto: "smb", facts: [.smbV1: "no"])
        return ConversationFact(.service(service), grounds: grounds)
    }
}
