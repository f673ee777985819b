import Addresses
import Model
import Wire

/// Reads one port mapping of an Internet gateway, and the next one after that (UPnP WANIPConnection:1, 2.4.14).
///
/// The only action it can ask for reads; it adds, changes and deletes nothing. One connection for each mapping, so
/// that the pace holds.
struct GatewayConversation: Conversation {
    let id = "talk-igd"
    private let services: [GatewayService]
    /// Of the first service's array.
    private let index: Int
    /// Mappings that may still be read.
    private let allowance: Int
    private var received: [UInt8] = []
    private var outcome: Outcome?

    /// More mappings are not read: a home router keeps 32 to 64.
    static let limit = 64
    /// The longest answer that is taken.
    static let answerLimit = 16 * 1024
    private static let action = "GetGenericPortMappingEntry"

    enum Outcome: Equatable {
        case mapping(PortMappingFact)
        case endOfList
        /// UPnP's error number or the status of HTTP.
        case refused(Int)
        case unreadable
    }

    /// Nil without a service.
    init?(_ services: [GatewayService], index: Int = 0, allowance: Int = limit) {
        guard !services.isEmpty else { return nil }
        self.services = services
        self.index = index
        self.allowance = allowance
    }

    mutating func start() -> Step {
        guard let service = services.first else { return .finish }
        let body = """
            <?xml version="1.0"?>\r\n\
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" \
            s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>\
            <u:\(Self.action) xmlns:u="\(service.type)">\
            <NewPortMappingIndex>\(index)</NewPortMappingIndex>\
            </u:\(Self.action)></s:Body></s:Envelope>\r\n
            """
        let lines = [
            "POST \(service.control.path) HTTP/1.1", "Host: \(service.control.host)", "User-Agent: tenken",
            "Content-Type: text/xml; charset=\"utf-8\"", "Content-Length: \(body.utf8.count)",
            "SOAPAction: \"\(service.type)#\(Self.action)\"", "Connection: close",
        ]
        return Step(send: Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
    }

    mutating func receive(_ octets: [UInt8]) -> Step {
        received += octets.prefix(Self.answerLimit - received.count)
        return received.count >= Self.answerLimit || DescriptionResponse(received)?.isWhole == true
            ? .finish : .wait
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        let answer = DescriptionResponse(received)
        let leaves = answer.map { MarkupElement.leaves(in: $0.body[...]) } ?? []
        let outcome = Self.outcome(answer?.status, leaves, isFirst: index == 0)
        self.outcome = outcome
        let grounds = Observation.Grounds(
            text: leaves.prefix(12).map { "\($0.name)=\($0.text)" }.joined(separator: "; "))
        switch outcome {
        case .mapping(let mapping):
            var facts = [ConversationFact(.mapping(mapping), grounds: grounds)]
            if index == 0 { facts.append(Self.gateway(grounds)) }
            return facts + (allowance > 1 ? [] : [Self.coverage(.couldNot(Self.tooMany))])
        case .endOfList:
            return [Self.gateway(grounds)] + (services.count > 1 ? [] : [Self.coverage(.looked)])
        case .refused(let code): return [Self.coverage(.couldNot(Self.refusal(code)), grounds)]
        case .unreadable: return [Self.coverage(.couldNot(Self.silence))]
        }
    }

    var followUp: (any Conversation)? {
        switch outcome {
        case .mapping where allowance > 1:
            GatewayConversation(services, index: index + 1, allowance: allowance - 1)
        case .endOfList: GatewayConversation(Array(services.dropFirst()), allowance: allowance)
        case .refused, .unreadable:
            // The other kind of connection may be the one in use.
            index == 0 ? GatewayConversation(Array(services.dropFirst()), allowance: allowance) : nil
        case .mapping, nil: nil
        }
    }
}
