import Addresses
import Model
import Wire

extension ConversationKind {
    /// The server states its version first; nothing is sent.
    package static let mySQL = ConversationKind(
        id: "talk-mysql",
        title: Text(ja: "MySQLのあいさつを読む（ログインしない）", en: "Read the MySQL greeting (no login)"),
        ports: PortSet([3306]), cost: ConversationCost(sending: [], receiving: MySQLGreeting.limit).plan
    ) { _, port in
        SingleExchange(
            id: "talk-mysql", port: port, question: [], length: MySQLGreeting.length(of:),
            read: { octets throws(WireError) in
                var reader = ByteReader(octets)
                return [try MySQLGreeting(parsing: &reader).service(port: port, octets: octets)]
            })
    }
}

extension MySQLGreeting {
    func service(port: UInt16, octets: ArraySlice<UInt8>) -> ConversationFact {
        switch self {
        case .refused(let code, let reason):
            return .service(port, "mysql", [.banner: "\(code) \(reason)"], from: octets)
        case .handshake(let stated, let offersTLS):
            // MariaDB puts this before its version for the sake of old replicas.
            let prefix = "5.5.5-"
            let isMariaDB = stated.contains("MariaDB")
            let version =
                isMariaDB && stated.hasPrefix(prefix) ? String(stated.dropFirst(prefix.count)) : stated
            return .service(
                port, "mysql", product: isMariaDB ? "MariaDB" : "MySQL", version: version,
                [.banner: stated, .methods: offersTLS ? "tls" : "no-tls"], from: octets)
        }
    }
}
