import Addresses
import Model
import Wire

extension ConversationKind {
    /// Asks a printer to describe itself; where it does not, opens the first page as of any web server.
    package static let ipp = ConversationKind(
        id: "talk-ipp",
        title: Text(
            ja: "プリンターに機種を聞く（印刷はしない）", en: "Ask a printer what it is (prints nothing)"),
        ports: PortSet([631]),
        cost: (ConversationCost(sending: [IPPConversation.requestLimit], receiving: IPPConversation.limit)
            + ConversationCost(
                sending: [HTTPConversation.requestLimit], receiving: HTTPConversation.limit)).plan
    ) { address, port in IPPConversation(address: address, port: port) }
}

/// One Get-Printer-Attributes and its answer (RFC 8011, 4.2.5; RFC 8010, 4).
struct IPPConversation: Conversation {
    let id = "talk-ipp"
    let port: UInt16
    private let address: IPAddress
    private var inbox = HTTPInbox(limit: IPPConversation.limit)

    /// The most octets taken of an answer, and the most sent, whatever the address.
    static let limit = 65_536
    static let requestLimit = 640

    /// What is asked for, by the key its answer is kept under.
    private static let wanted: [(key: ServiceKey, name: String)] = [
        (.ippModel, "printer-make-and-model"), (.ippDevice, "printer-device-id"),
        (.ippFirmware, "printer-firmware-string-version"), (.ippName, "printer-name"),
        (.ippInfo, "printer-info"), (.ippLocation, "printer-location"), (.ippID, "printer-uuid"),
    ]

    init(address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    mutating func start() -> Step {
        let host = address.v6.map { "[\($0)]" } ?? address.description
        let body = IPPMessage.describe(
            printer: "ipp://\(host):\(port)/ipp/print", wanted: Self.wanted.map(\.name)
        ).octets
        let lines = [
            "POST /ipp/print HTTP/1.1", "Host: \(host):\(port)", "User-Agent: tenken",
            "Content-Type: application/ipp", "Content-Length: \(body.count)", "Connection: close", "", "",
        ]
        return Step(send: Array(lines.joined(separator: "\r\n").utf8) + body)
    }

    mutating func receive(_ octets: [UInt8]) -> Step { inbox.append(octets) ? .finish : .wait }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        // Whatever is no answer of HTTP stays unknown.
        guard let response = inbox.response else { return ConversationFact.unknown(port, from: inbox.octets) }
        guard let description = response.printerDescription else { return [] }
        let facts = Self.wanted.compactMap { wanted in
            bounded(description.text(wanted.name), limit: 512).map { (wanted.key, $0) }
        }
        let service = ConversationFact.service(
            port, "ipp", Dictionary(uniqueKeysWithValues: facts), from: inbox.octets)
        return response.facts(port: port, octets: inbox.octets) + [service]
    }

    /// A server that answered with anything else is asked for its first page, as at other ports.
    var followUp: (any Conversation)? {
        guard let response = inbox.response, response.printerDescription == nil else { return nil }
        return HTTPConversation(address: address, port: port, isSecure: false)
    }
}

extension HTTPResponse {
    /// The message of IPP in the body, where there is one.
    fileprivate var printerDescription: IPPMessage? {
        guard status == 200 else { return nil }
        var reader = ByteReader(content(limit: IPPConversation.limit))
        return try? IPPMessage(parsing: &reader)
    }
}
