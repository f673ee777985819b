import Addresses
import Model
import Wire

extension ConversationKind {
    /// One request for the first page, as a browser would make.
    package static let http = ConversationKind(
        id: "talk-http",
        title: Text(ja: "Web画面の最初のページを1回だけ開く（ログインしない）", en: "Open the first web page once (no login)"),
        ports: PortSet([80, 5000, 5357, 5800, 7547, 8000, 8008, 8080]),
        cost: ConversationCost(sending: [HTTPConversation.requestLimit], receiving: HTTPConversation.limit)
            .plan
    ) { address, port in HTTPConversation(address: address, port: port, isSecure: false) }

    /// The same within TLS, then one handshake for each older version of TLS until one is refused.
    package static let https = ConversationKind(
        id: "talk-https",
        title: Text(
            ja: "暗号化されたWeb画面の最初のページを開き、暗号化の方式を確かめる（ログインしない）",
            en: "Open the first web page over TLS and see which TLS versions are accepted (no login)"),
        ports: PortSet([443, 992, 4443, 5555, 8443, 10443]),
        cost: (ConversationCost(
            sending: ConversationCost.handshake + [HTTPConversation.requestLimit],
            receiving: ConversationCost.handshakeAnswer + HTTPConversation.limit) + SSTPQuestion.cost
            + TLSVersionQuestion.cost).plan
    ) { address, port in HTTPConversation(address: address, port: port, isSecure: true) }
}

/// One request, usually for the first page, and its answer, in the clear or within TLS.
struct HTTPConversation: Conversation {
    let id: String
    let port: UInt16
    private let request: [UInt8]
    private let isSecure: Bool
    private var inbox = HTTPInbox(limit: HTTPConversation.limit)
    private var greeting: TLSGreeting?
    private let address: IPAddress
    private var end: ConversationEnd?

    /// The answer's head, once it is whole.
    var head: HTTPResponse? { inbox.head }
    /// Everything that came.
    var octets: [UInt8] { inbox.octets }

    /// The most octets taken of one answer.
    static let limit = 131_072
    /// The longest request: an IPv6 address and the longest port make it so.
    static let requestLimit = 180

    /// A request that is more than for a page has header fields of its own.
    init(
        id: String? = nil, address: IPAddress, port: UInt16, isSecure: Bool, method: String = "GET",
        path: String = "/", fields: [String] = []
    ) {
        self.id = id ?? (isSecure ? "talk-https" : "talk-http")
        self.address = address
        self.port = port
        self.isSecure = isSecure
        let isDefault = port == (isSecure ? 443 : 80)
        let lines =
            [
                "\(method) \(path) HTTP/1.1", "Host: \(address.asHost)" + (isDefault ? "" : ":\(port)"),
                "User-Agent: tenken", "Accept: */*",
            ] + fields + ["Connection: close", "", ""]
        request = Array(lines.joined(separator: "\r\n").utf8)
    }

    mutating func start() -> Step {
        isSecure ? Step(next: .startTLS(TLSOffer())) : Step(send: request)
    }

    mutating func secured(_ greeting: TLSGreeting) -> Step {
        self.greeting = greeting
        return Step(send: request)
    }

    mutating func receive(_ octets: [UInt8]) -> Step { inbox.append(octets) ? .finish : .wait }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        end = reason
        let secure = greeting?.facts(port: port) ?? []
        guard let response = inbox.response else {
            return secure + ConversationFact.unknown(port, from: inbox.octets)
        }
        return secure + response.facts(port: port, octets: inbox.octets)
    }

    var followUp: (any Conversation)? {
        guard let greeting else { return openVPNBehindClosedTLS }
        let versions = TLSVersionQuestion(id: id, port: port, below: greeting.version)
        guard port == 443, let head, head.mayServeSSTP else { return versions }
        return SSTPQuestion(id: id, address: address, port: port, next: versions)
    }

    /// OpenVPN listens on this port as well where a firewall lets nothing else out; asked with TLS it hangs up.
    private var openVPNBehindClosedTLS: (any Conversation)? {
        guard isSecure, port == 443, inbox.octets.isEmpty else { return nil }
        switch end {
        case .tlsFailed, .closedByPeer: return OpenVPNQuestion.conversation(id: id, port: port)
        default: return nil
        }
    }
}

extension IPAddress {
    /// As a `Host` field has it (RFC 9110, 7.2).
    var asHost: String { v6.map { "[\($0)]" } ?? description }
}
