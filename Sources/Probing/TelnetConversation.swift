import Addresses
import Model
import Wire

extension ConversationKind {
    /// Reads what comes before the log-in; options are refused once so that the server goes on.
    package static let telnet = ConversationKind(
        id: "talk-telnet",
        title: Text(ja: "Telnetのあいさつを読む（ログインしない）", en: "Read the Telnet greeting (no login)"),
        ports: PortSet([23]),
        cost: ConversationCost(sending: [3 * TelnetNegotiation.offerLimit], receiving: 16_384).plan
    ) { _, port in TelnetConversation(port: port) }
}

/// Refuses every option once, and ends at the first prompt.
struct TelnetConversation: Conversation {
    let id = "talk-telnet"
    let port: UInt16
    private var inbox = Inbox(limit: 16_384)
    private var negotiation = TelnetNegotiation()
    private var hasReplied = false
    private var hasReadableText = false
    private var lastVisible: UInt8 = 0

    init(port: UInt16) {
        self.port = port
    }

    mutating func start() -> Step { .wait }

    mutating func receive(_ octets: [UInt8]) -> Step {
        inbox.append(octets)
        for octet in octets {
            let before = negotiation.text.count
            negotiation.feed(octet)
            guard negotiation.text.count > before, (0x21...0x7e).contains(octet) else { continue }
            hasReadableText = true
            lastVisible = octet
        }
        if inbox.isFull || isAtPrompt { return .finish }
        guard !hasReplied, !negotiation.offers.isEmpty, !hasReadableText else { return .wait }
        hasReplied = true
        var writer = ByteWriter()
        for refusal in negotiation.offers.compactMap(\.refusal) { refusal.write(to: &writer) }
        return Step(send: writer.octets)
    }

    /// A server that asks for a name, a password or a command ends its line with one of these.
    private var isAtPrompt: Bool {
        hasReadableText && [0x3a, 0x3e, 0x23, 0x24].contains(lastVisible) && negotiation.text.last != 0x0a
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        let octets = inbox.octets
        guard !negotiation.offers.isEmpty || isAtPrompt else {
            return ConversationFact.unknown(port, from: octets)
        }
        let banner = String(printable: negotiation.text)
        return [.service(port, "telnet", banner.isEmpty ? [:] : [.banner: banner], from: octets)]
    }
}
