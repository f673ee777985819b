import Addresses
import Model
import Wire

extension ConversationKind {
    /// Negotiates as far as the server's challenge; a second connection asks whether it would do without.
    package static let rdp = ConversationKind(
        id: "talk-rdp",
        title: Text(
            ja: "リモートデスクトップの認証方式と版を確かめる（ログインしない）",
            en: "See how Remote Desktop authenticates and which version it is (no login)"),
        ports: PortSet([3389]),
        cost: (ConversationCost(
            sending: [19] + ConversationCost.handshake + [64],
            receiving: ConversationCost.handshakeAnswer + 4096)
            + ConversationCost(sending: [19], receiving: 19)).plan
    ) { _, port in RDPConversation(port: port) }
}

/// X.224 negotiation, TLS, and the first two messages of CredSSP (MS-RDPBCGR 5.4, MS-CSSP 3.1.5).
struct RDPConversation: Conversation {
    let id = "talk-rdp"
    let port: UInt16
    private var plain = Inbox(limit: 4096)
    private var secret = Inbox(limit: 16_384)
    private var confirm: X224ConnectionConfirm?
    private var greeting: TLSGreeting?
    private var challenge: NTLMChallenge?

    init(port: UInt16) {
        self.port = port
    }

    mutating func start() -> Step {
        Step(send: Self.request([.tls, .hybrid, .hybridEx]))
    }

    /// The negotiation's first message in its frame.
    static func request(_ security: RDPSecurity) -> [UInt8] {
        var request = ByteWriter()
        X224ConnectionRequest(security: security).write(to: &request)
        var frame = ByteWriter()
        TPKT(payload: request.octets).write(to: &frame)
        return frame.octets
    }

    mutating func receive(_ octets: [UInt8]) -> Step {
        guard greeting == nil else { return receiveSecret(octets) }
        guard confirm == nil else { return .finish }
        plain.append(octets)
        switch plain.nextMessage(TPKT.length(of:)) {
        case .incomplete: return .wait
        case .malformed: return .finish
        case .message(let frame):
            // Another protocol that happens to use this frame stays unknown.
            confirm = try? X224ConnectionConfirm(inFrame: frame)
            guard case .selected(let security) = confirm?.answer, security != [] else { return .finish }
            return Step(next: .startTLS(TLSOffer()))
        }
    }

    mutating func secured(_ greeting: TLSGreeting) -> Step {
        self.greeting = greeting
        guard usesCredSSP else { return .finish }
        var negotiate = ByteWriter()
        NTLMNegotiate().write(to: &negotiate)
        var request = ByteWriter()
        CredSSPRequest(version: 6, token: negotiate.octets).write(to: &request)
        return Step(send: request.octets)
    }

    private var usesCredSSP: Bool {
        guard case .selected(let security) = confirm?.answer else { return false }
        return !security.isDisjoint(with: [.hybrid, .hybridEx])
    }

    private mutating func receiveSecret(_ octets: [UInt8]) -> Step {
        secret.append(octets)
        switch secret.nextMessage(CredSSPRequest.length(of:)) {
        case .incomplete: return .wait
        case .malformed: return .finish
        case .message(let message):
            // An answer without a readable challenge leaves the negotiation's facts as they are.
            challenge = try? NTLMChallenge(inCredSSP: message)
            return .finish
        }
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        guard let confirm else { return ConversationFact.unknown(port, from: plain.octets) }
        var facts = confirm.facts
        if let challenge { facts.merge(challenge.serviceFacts) { _, new in new } }
        var result: [ConversationFact] = [
            .service(
                port, "rdp", product: product, facts, from: challenge == nil ? plain.octets : secret.octets)
        ]
        result += greeting?.facts(port: port) ?? []
        if let challenge {
            result += challenge.identityFacts(from: secret.octets[...])
            let clock = ConversationFact.clock(
                port, challenge.time?.timestamp, resolution: WindowsTime.resolution, read: .last,
                from: secret.octets)
            if let clock { result.append(clock) }
            if let version = challenge.version, let confidence = confidence(in: challenge) {
                result += version.attributes(confidence, from: secret.octets[...])
            }
        } else if let name = ownName {
            result.append(
                ConversationFact(
                    .name(NameFact(name, .certificate)), grounds: Observation.Grounds(text: name)))
        }
        return result
    }

    /// Which server of another maker than Microsoft it is. Windows has chosen CredSSP since Vista where it is offered,
    /// so TLS alone with Windows' own number is xrdp; FreeRDP and what is built on it leave the number zero.
    private var product: String? {
        guard let confirm, case .selected(let security) = confirm.answer else { return nil }
        switch confirm.source {
        case 0x1234: return security == .tls ? "xrdp" : nil
        case 0: return greeting?.certificate?.value(of: "O") == "GNOME" ? "GNOME Remote Desktop" : "FreeRDP"
        default: return nil
        }
    }

    /// FreeRDP's servers on Linux state the number of Windows 7. Windows 7 has no TLS 1.3, so with it the number says
    /// nothing; below, a certificate as Windows makes it for its own name makes the number likely.
    private func confidence(in challenge: NTLMChallenge) -> Confidence? {
        guard let version = challenge.version, version.isSharedWithFreeRDP else { return .certain }
        if greeting?.version == .tls13 { return nil }
        let names = [challenge.dnsComputer, challenge.netbiosComputer].compactMap { $0?.lowercased() }
        return ownName.map { names.contains($0.lowercased()) } ?? false ? .likely : .hint
    }

    /// The common name of a certificate that its subject issued.
    private var ownName: String? {
        guard let certificate = greeting?.certificate, certificate.isSelfIssued else { return nil }
        return certificate.value(of: "CN")
    }

    var followUp: (any Conversation)? {
        usesCredSSP ? RDPSecurityQuestion(port: port, known: confirm?.names ?? []) : nil
    }
}

extension NTLMChallenge {
    /// Reads a TSRequest whose token is NTLM's own or wrapped in SPNEGO.
    init(inCredSSP message: ArraySlice<UInt8>) throws(WireError) {
        var reader = ByteReader(message)
        guard let token = try CredSSPRequest(parsing: &reader).token else { throw .malformed("no token") }
        let isBare = token.starts(with: NTLMChallenge.signature)
        try self.init(parsing: isBare ? token : SPNEGO.response(in: token))
    }
}
