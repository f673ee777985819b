import Addresses
import Model
import Wire

extension ConversationKind {
    /// The server names itself first; nothing is sent.
    package static let ssh = ConversationKind(
        id: "talk-ssh", title: Text(ja: "SSHのあいさつを読む（ログインしない）", en: "Read the SSH greeting (no login)"),
        ports: PortSet([22]), cost: ConversationCost(sending: [], receiving: 8192).plan
    ) { _, port in SSHConversation(port: port) }
}

/// Waits for the identification line, before which a server may send others (RFC 4253, 4.2).
struct SSHConversation: Conversation {
    let id = "talk-ssh"
    let port: UInt16
    private var inbox = Inbox(limit: 8192)
    private var line: ArraySlice<UInt8>?

    init(port: UInt16) {
        self.port = port
    }

    mutating func start() -> Step { .wait }

    mutating func receive(_ octets: [UInt8]) -> Step {
        guard line == nil else { return .finish }
        inbox.append(octets)
        while let next = inbox.nextLine() {
            guard next.starts(with: SSHIdentification.prefix) else { continue }
            line = next
            return .finish
        }
        return inbox.isFull ? .finish : .wait
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        // A line that breaks the format is kept as octets that no parser reads.
        guard let line, let identification = try? SSHIdentification(parsing: line) else {
            return ConversationFact.unknown(port, from: inbox.octets)
        }
        return identification.facts(port: port, line: line)
    }
}

extension SSHIdentification {
    func facts(port: UInt16, line: ArraySlice<UInt8>) -> [ConversationFact] {
        let (product, number) = named
        let version = [number, comments].compactMap(\.self).joined(separator: " ")
        return [
            .service(
                port, "ssh", product: product, version: version.isEmpty ? nil : version,
                [.banner: String(printable: line, limit: SSHIdentification.limit)], from: line)
        ]
    }

    /// `OpenSSH_9.2p1` is OpenSSH and 9.2p1; a word without a version after `_` or `-` is all product.
    private var named: (product: String, version: String?) {
        for separator: Character in ["_", "-"] {
            guard let mark = software.lastIndex(of: separator) else { continue }
            let version = software[software.index(after: mark)...]
            guard let first = version.first, first.isASCII, first.isNumber, mark > software.startIndex else {
                continue
            }
            let product = software[..<mark].map { $0 == "_" ? " " : $0 }
            return (String(product), String(version))
        }
        return (software, nil)
    }
}
