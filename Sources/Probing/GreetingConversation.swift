import Addresses
import Model
import Wire

extension Catalog {
    /// For open ports without a registered protocol, where the intensity allows a connection at all: nothing is sent.
    package static var greeting: ConversationKind {
        ConversationKind(
            id: "talk-greeting",
            title: Text(ja: "何も送らずに相手のあいさつを待つ", en: "Wait for a greeting without sending anything"),
            ports: PortSet([]), cost: GreetingConversation.cost
        ) { _, port in GreetingConversation(id: "talk-greeting", port: port) }
    }
}

/// Listens in silence and names what greets in a protocol it knows.
struct GreetingConversation: Conversation {
    let id: String
    let port: UInt16
    private var inbox = Inbox(limit: 4096)

    static var cost: (octets: Int, packets: Int) { ConversationCost(sending: [], receiving: 4096).plan }

    init(id: String, port: UInt16) {
        self.id = id
        self.port = port
    }

    mutating func start() -> Step { .wait }

    mutating func receive(_ octets: [UInt8]) -> Step {
        inbox.append(octets)
        return inbox.isFull || inbox.nextLine() != nil ? .finish : .wait
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        let octets = inbox.octets
        guard let first = octets.first else { return [] }
        if octets.starts(with: "SSH-".utf8) { return again(SSHConversation(port: port), reason) }
        if octets.starts(with: "RFB ".utf8) { return again(VNCConversation(port: port), reason) }
        if first == 255 { return again(TelnetConversation(port: port), reason) }
        if octets.starts(with: "SRS:Ready".utf8) {
            return [.service(port, "splashtop", product: "Splashtop", [.banner: "SRS:Ready"], from: octets)]
        }
        if let management = OpenVPNManagement(greeting: octets) {
            return [
                .service(
                    port, "openvpn-management", product: "OpenVPN",
                    [.managementAccess: management.rawValue, .banner: String(printable: octets)], from: octets
                )
            ]
        }
        if octets.starts(with: "220 VMware Authentication Daemon".utf8) {
            return again(ReplyConversation(id: id, proto: "vmware-auth", port: port), reason)
        }
        if let proto = replyProtocol {
            return again(ReplyConversation(id: id, proto: proto, port: port), reason)
        }
        return ConversationFact.unknown(port, from: octets)
    }

    /// FTP and SMTP greet with the same code; only their own name tells them apart.
    private var replyProtocol: String? {
        guard inbox.octets.starts(with: "220".utf8) else { return nil }
        let text = String(printable: inbox.octets).uppercased()
        if text.contains("SMTP") { return "smtp" }
        return text.contains("FTP") ? "ftp" : nil
    }

    /// Lets the conversation of a protocol read what came; what it would send is not sent.
    private func again(_ conversation: some Conversation, _ reason: ConversationEnd) -> [ConversationFact] {
        var conversation = conversation
        _ = conversation.receive(inbox.octets)
        return conversation.end(reason)
    }
}

/// Whether OpenVPN's management interface lets in whoever connects (OpenVPN manual, `--management`): its greeting, or
/// a question for a password before it.
private enum OpenVPNManagement: String {
    case open
    case authentication

    init?(greeting octets: [UInt8]) {
        if octets.starts(with: ">INFO:OpenVPN Management Interface".utf8) {
            self = .open
        } else if octets == Array("ENTER PASSWORD:".utf8) {
            self = .authentication
        } else {
            return nil
        }
    }
}
