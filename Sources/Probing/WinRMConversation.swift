import Addresses
import Model
import Wire

extension ConversationKind {
    /// Windows remote management: the opening of its log-in as far as the server's challenge, which tells what it is.
    package static let winrm = winrm(id: "talk-winrm", port: 5985, isSecure: false)
    package static let winrmSecure = winrm(id: "talk-winrm-tls", port: 5986, isSecure: true)

    private static func winrm(id: String, port: UInt16, isSecure: Bool) -> ConversationKind {
        let exchange = ConversationCost(
            sending: (isSecure ? ConversationCost.handshake : []) + [WinRMConversation.requestLimit],
            receiving: (isSecure ? ConversationCost.handshakeAnswer : 0) + HTTPConversation.limit)
        let cost = isSecure ? exchange + TLSVersionQuestion.cost : exchange
        return ConversationKind(
            id: id,
            title: Text(
                ja: isSecure
                    ? "Windowsの遠隔管理（WinRM、暗号化）の方式と版を確かめる（ログインしない）"
                    : "Windowsの遠隔管理（WinRM）の方式と版を確かめる（ログインしない）",
                en: "See which Windows answers to remote management\(isSecure ? " over TLS" : "") (no login)"),
            ports: PortSet([port]), cost: cost.plan
        ) { address, port in WinRMConversation(id: id, address: address, port: port, isSecure: isSecure) }
    }
}

/// An empty message to the one path that WinRM knows, with NTLM's first message, which names nobody and holds no
/// secret (MS-WSMV 2.2.1, RFC 4559, 4.1); the answer is a challenge, and is left alone.
struct WinRMConversation: Conversation {
    private var page: HTTPConversation

    /// The longest request.
    static let requestLimit = 420

    var id: String { page.id }

    init(id: String, address: IPAddress, port: UInt16, isSecure: Bool) {
        var negotiate = ByteWriter()
        NTLMNegotiate().write(to: &negotiate)
        page = HTTPConversation(
            id: id, address: address, port: port, isSecure: isSecure, method: "POST", path: "/wsman",
            fields: [
                "Authorization: Negotiate \(Base64.text(negotiate.octets))",
                "Content-Type: application/soap+xml;charset=UTF-8", "Content-Length: 0",
            ])
    }

    mutating func start() -> Step { page.start() }
    mutating func receive(_ octets: [UInt8]) -> Step { page.receive(octets) }
    mutating func secured(_ greeting: TLSGreeting) -> Step { page.secured(greeting) }
    var followUp: (any Conversation)? { page.followUp }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        let facts = page.end(reason)
        guard let challenge = page.head?.challenge else { return facts }
        let octets = page.octets
        let service = ConversationFact.service(page.port, "winrm", challenge.serviceFacts, from: octets)
        return facts + [service] + challenge.identityFacts(from: octets[...])
            + (challenge.version?.attributes(.certain, from: octets[...]) ?? [])
    }
}

extension HTTPResponse {
    /// The challenge of NTLM in a field that offers to go on, bare or wrapped in SPNEGO.
    fileprivate var challenge: NTLMChallenge? {
        for field in fields where field.name == "www-authenticate" {
            let words = field.value.split(separator: " ")
            // A field of another scheme or without a readable challenge is as good as none.
            guard words.count == 2, ["negotiate", "ntlm"].contains(words[0].lowercased()),
                let token = try? Base64.octets(words[1])
            else { continue }
            let isBare = token.starts(with: NTLMChallenge.signature)
            if isBare, let challenge = try? NTLMChallenge(parsing: token[...]) { return challenge }
            if let message = try? SPNEGO.response(in: token[...]),
                let challenge = try? NTLMChallenge(parsing: message)
            {
                return challenge
            }
        }
        return nil
    }
}
