import Addresses
import Model
import Wire

extension ConversationKind {
    package static let ftp = ConversationKind(
        id: "talk-ftp", title: Text(ja: "FTPのあいさつを読む（ログインしない）", en: "Read the FTP greeting (no login)"),
        ports: PortSet([21]), cost: ConversationCost(sending: [], receiving: 8192).plan
    ) { _, port in ReplyConversation(id: "talk-ftp", proto: "ftp", port: port) }

    package static let smtp = ConversationKind(
        id: "talk-smtp", title: Text(ja: "メールサーバーのあいさつを読む", en: "Read a mail server's greeting"),
        ports: PortSet([25, 587]), cost: ConversationCost(sending: [], receiving: 8192).plan
    ) { _, port in ReplyConversation(id: "talk-smtp", proto: "smtp", port: port) }
}

/// Waits for the greeting of a server that speaks in reply codes, and sends nothing.
struct ReplyConversation: Conversation {
    let id: String
    let proto: String
    let port: UInt16
    private var inbox = Inbox(limit: 8192)

    init(id: String, proto: String, port: UInt16) {
        self.id = id
        self.proto = proto
        self.port = port
    }

    mutating func start() -> Step { .wait }

    mutating func receive(_ octets: [UInt8]) -> Step {
        inbox.append(octets)
        while let line = inbox.nextLine() {
            // Any line but `220-…` and the indented text after it can be the last.
            if line.count >= 3, line.prefix(3).allSatisfy({ (0x30...0x39).contains($0) }),
                line.dropFirst(3).first != 0x2d
            {
                return .finish
            }
        }
        return inbox.isFull ? .finish : .wait
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        // Other text is kept as octets that no parser reads.
        guard let reply = try? ReplyLines(parsing: inbox.octets[...]) else {
            return ConversationFact.unknown(port, from: inbox.octets)
        }
        var facts = [reply.service(proto, port: port, octets: inbox.octets)]
        if proto == "smtp", let name = reply.mailDomain {
            facts.append(
                ConversationFact(.name(NameFact(name, .hostname)), grounds: .init(octets: inbox.octets)))
        }
        return facts
    }
}

extension ReplyLines {
    func service(_ proto: String, port: UInt16, octets: [UInt8]) -> ConversationFact {
        let text = lines.first ?? ""
        let (product, version) = Self.server(in: text)
        return .service(
            port, proto, product: product, version: version, [.banner: "\(code) \(text)"], from: octets)
    }

    /// The domain that a mail server greets with before any other text (RFC 5321, 4.2: `"220 " Domain [ SP text ]`).
    ///
    /// Servers that hide their name begin with the text; only a name of two or more labels is taken for a domain.
    var mailDomain: String? {
        guard code == 220, let word = lines.first?.split(separator: " ").first else { return nil }
        let labels = word.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
        // An address, and what servers left as they came call themselves, name nothing.
        let isOwn = labels.count > 1 && labels.last?.first?.isLetter == true && labels.first != "localhost"
        return isName && isOwn && word.utf8.count <= 253 ? String(word) : nil
    }

    /// Names that servers write into their greeting, with the word after them when it is a version.
    private static let products = [
        "vsFTPd", "ProFTPD", "Pure-FTPd", "FileZilla Server", "Microsoft FTP Service", "Postfix", "Exim",
        "Sendmail", "VMware Authentication Daemon",
        "Microsoft ESMTP MAIL Service",
    ]

    private static func server(in text: String) -> (String?, String?) {
        for product in products {
            guard let place = text.firstRange(of: product) else { continue }
            let next = text[place.upperBound...].drop { !$0.isLetter && !$0.isNumber }.prefix {
                $0.isASCII && ($0.isNumber || $0 == "." || $0.isLetter)
            }
            let isVersion = next.contains(".") && next.first?.isNumber == true
            return (product, isVersion ? String(next) : nil)
        }
        return (nil, nil)
    }
}
