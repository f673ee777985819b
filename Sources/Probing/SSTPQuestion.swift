import Addresses
import Model
import Wire

/// Asks whether a web server is also an entrance of SSTP: the first request, to which an entrance agrees before anyone
/// says who he is, and nothing after it (MS-SSTP 3.2.4.1).
///
/// The request has a method that a small device's web server may never have met. So it goes only to servers that said
/// that they are of a make that has SSTP: Windows, SoftEther, MikroTik.
struct SSTPQuestion: Conversation {
    let id: String
    let port: UInt16
    private let request: [UInt8]
    private let next: (any Conversation)?
    private var inbox = Inbox(limit: 8192)
    private var head: HTTPResponse?

    static let requestLimit = 240
    static var cost: ConversationCost {
        ConversationCost(
            sending: ConversationCost.handshake + [requestLimit],
            receiving: ConversationCost.handshakeAnswer + 8192)
    }
    /// The length of a message that never ends.
    private static let endless = "18446744073709551615"

    init(id: String, address: IPAddress, port: UInt16, next: (any Conversation)?) {
        self.id = id
        self.port = port
        self.next = next
        let lines = [
            "SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1",
            "Host: \(address.asHost)", "Content-Length: \(Self.endless)", "", "",
        ]
        request = Array(lines.joined(separator: "\r\n").utf8)
    }

    mutating func start() -> Step { Step(next: .startTLS(TLSOffer())) }

    mutating func secured(_ greeting: TLSGreeting) -> Step { Step(send: request) }

    mutating func receive(_ octets: [UInt8]) -> Step {
        inbox.append(octets)
        while let line = inbox.nextLine() {
            guard line.isEmpty else { continue }
            // An answer that is no HTTP says nothing of SSTP.
            head = try? HTTPResponse(parsing: inbox.octets[...])
            return .finish
        }
        return inbox.isFull ? .finish : .wait
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        guard let head, head.status == 200, head["content-length"] == Self.endless else { return [] }
        return [
            .service(port, "sstp", from: inbox.octets),
            .attribute(.kind, Asset.Kind.vpnGateway.rawValue, .likely, from: inbox.octets),
        ]
    }

    var followUp: (any Conversation)? { next }
}

extension HTTPResponse {
    /// Whether the server said that it is of a make that has SSTP.
    var mayServeSSTP: Bool {
        let server = self["server"] ?? ""
        return isUnnamedSoftEther
            || ["Microsoft-HTTPAPI/", "Microsoft-IIS/", "MikroTik", "RouterOS"].contains {
                server.hasPrefix($0)
            }
    }
}
