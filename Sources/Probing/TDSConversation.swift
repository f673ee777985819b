import Addresses
import Model
import Wire

extension ConversationKind {
    /// Exchanges the message before a log-in to SQL Server.
    package static let tds = ConversationKind(
        id: "talk-tds",
        title: Text(
            ja: "SQL Serverに版と暗号化を聞く（ログインしない）", en: "Ask SQL Server its version and encryption (no login)"),
        ports: PortSet([1433]), cost: ConversationCost(sending: [26], receiving: TDSPrelogin.limit).plan
    ) { _, port in
        let prelogin = TDSPrelogin(
            kind: .question, version: TDSPrelogin.Version(major: 0, minor: 0, build: 0), encryption: .off)
        var question = ByteWriter()
        prelogin.write(to: &question)
        return SingleExchange(
            id: "talk-tds", port: port, question: question.octets, length: TDSPrelogin.length(of:),
            read: { octets throws(WireError) in
                var reader = ByteReader(octets)
                let answer = try TDSPrelogin(parsing: &reader)
                guard answer.kind == .answer else { throw .malformed("a question, not an answer") }
                return [
                    .service(
                        port, "tds", product: "Microsoft SQL Server", version: answer.version.text,
                        [.methods: answer.encryption.name], from: octets)
                ]
            })
    }
}

extension TDSPrelogin.Encryption {
    /// What the server does about encryption when a client leaves it the choice.
    var name: String {
        switch self {
        case .off: "tls-login-only"
        case .on: "tls"
        case .unsupported: "no-tls"
        case .required: "tls-required"
        case .other(let octet): "encryption-\(octet)"
        }
    }
}
