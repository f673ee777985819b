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
        return [reply.service(proto, port: port, octets: inbox.octets)]
    }
}

extension ReplyLines {
    func service(_ proto: String, port: UInt16, octets: [UInt8]) -> ConversationFact {
        let text = lines.first ?? ""
        let (product, version) = Self.server(in: text)
        return .service(
            port, proto, product: product, version: version, [.banner: "\(code) \(text)"], from: octets)
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
