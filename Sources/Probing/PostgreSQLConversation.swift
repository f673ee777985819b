import Addresses
import Model
import Wire

extension ConversationKind {
    /// Asks whether the server speaks TLS, the only question before a log-in.
    package static let postgreSQL = ConversationKind(
        id: "talk-postgresql",
        title: Text(ja: "PostgreSQLに暗号化の有無を聞く（ログインしない）", en: "Ask PostgreSQL whether it encrypts (no login)"),
        ports: PortSet([5432]), cost: ConversationCost(sending: [8], receiving: 1).plan
    ) { _, port in
        var question = ByteWriter()
        PostgreSQLTLSRequest().write(to: &question)
        return SingleExchange(
            id: "talk-postgresql", port: port, question: question.octets,
            length: { octets in octets.isEmpty ? nil : 1 },
            read: { octets throws(WireError) in
                var reader = ByteReader(octets)
                let answer = try PostgreSQLTLSAnswer(parsing: &reader)
                let methods = answer == .willing ? "tls" : "no-tls"
                return [.service(port, "postgresql", [.methods: methods], from: octets)]
            })
    }
}
