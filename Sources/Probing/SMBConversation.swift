import Addresses
import Model
import Wire

extension ConversationKind {
    /// Negotiates as far as the server's challenge; a second connection asks for SMB 1.
    package static let smb = ConversationKind(
        id: "talk-smb",
        title: Text(
            ja: "ファイル共有の方式・署名・版を確かめる（ログインしない）",
            en: "See file sharing's dialects, signing and version (no login)"),
        ports: PortSet([445]),
        cost: (ConversationCost(sending: [180, 180], receiving: 2048)
            + ConversationCost(sending: [51], receiving: 512)).plan
    ) { address, port in SMBConversation(address: address, port: port) }
}

/// NEGOTIATE and the first half of SESSION_SETUP (MS-SMB2 3.2.4.2).
struct SMBConversation: Conversation {
    let id = "talk-smb"
    let port: UInt16
    private let client: [UInt8]
    private var inbox = Inbox()
    private var negotiated: SMB2NegotiateResponse?
    private var challenge: NTLMChallenge?
    private var end: ConversationEnd?

    init(address: IPAddress, port: UInt16) {
        self.port = port
        // The same for one device each time: servers compare it between a client's connections.
        client = Array((Array("tenken".utf8) + address.octets + [UInt8](repeating: 0, count: 16)).prefix(16))
    }

    mutating func start() -> Step {
        let salt = client + client
        return Step(send: Self.frame(SMB2NegotiateRequest(client: client, salt: salt).message))
    }

    private static func frame(_ message: SMB2Message) -> [UInt8] {
        var body = ByteWriter()
        message.write(to: &body)
        var frame = ByteWriter()
        SMBFrame(message: body.octets).write(to: &frame)
        return frame.octets
    }

    mutating func receive(_ octets: [UInt8]) -> Step {
        inbox.append(octets)
        switch inbox.nextMessage(SMBFrame.length(of:)) {
        case .incomplete: return .wait
        case .malformed: return .finish
        case .message(let frame):
            // What cannot be read ends the conversation with the facts there are.
            return (try? step(after: frame.dropFirst(4))) ?? .finish
        }
    }

    private mutating func step(after octets: ArraySlice<UInt8>) throws(WireError) -> Step {
        var reader = ByteReader(octets)
        let message = try SMB2Message(parsing: &reader)
        guard negotiated != nil else {
            negotiated = try SMB2NegotiateResponse(parsing: message)
            var negotiate = ByteWriter()
            NTLMNegotiate().write(to: &negotiate)
            let request = SMB2SessionSetupRequest(token: SPNEGO.initiate(negotiate.octets))
            return Step(send: Self.frame(request.message))
        }
        let token = try SMB2SessionSetupResponse(parsing: message).token
        let isBare = token.starts(with: NTLMChallenge.signature)
        challenge = try NTLMChallenge(parsing: isBare ? token[...] : SPNEGO.response(in: token[...]))
        return .finish
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        end = reason
        guard let negotiated else { return ConversationFact.unknown(port, from: inbox.octets) }
        var facts = challenge?.serviceFacts ?? [:]
        facts[.smbDialects] = negotiated.dialectName
        facts[.smbSigning] = negotiated.isSigningRequired ? "required" : "optional"
        if let time = negotiated.time.timestamp { facts[.clock] = time.description }
        let version = challenge?.version
        let octets = inbox.octets[...]
        var result: [ConversationFact] = [
            .service(
                port, "smb", product: version?.isSamba == true ? "Samba" : nil, facts, from: octets)
        ]
        result += challenge?.identityFacts(from: octets) ?? []
        result += version?.attributes(.certain, from: octets) ?? []
        // The negotiation's answer comes first, the challenge after it.
        let clock =
            ConversationFact.clock(
                port, negotiated.time.timestamp, resolution: WindowsTime.resolution, read: .first,
                from: octets)
            ?? .clock(
                port, challenge?.time?.timestamp, resolution: WindowsTime.resolution, read: .last,
                from: octets)
        if let clock { result.append(clock) }
        return result
    }

    /// A server that refused the connection or never said a word is not asked again.
    var followUp: (any Conversation)? {
        switch end {
        case nil, .refused: nil
        case .timedOut where inbox.octets.isEmpty: nil
        default: SMB1Question(port: port, dialect: negotiated?.dialectName)
        }
    }
}

extension SMB2NegotiateResponse {
    /// `3.1.1`; the number in hexadecimal for one that has no name here.
    var dialectName: String {
        SMB2Dialect(rawValue: dialect)?.name ?? "0x" + String(dialect, radix: 16)
    }
}
