package import Addresses
import Model
import Wire

extension Catalog {
    /// How to read the description that a device announced by SSDP; nil when the URL is not plain HTTP to a literal
    /// address. Whether that address is a device that may be asked is the caller's to know.
    package static func description(
        location: String
    ) -> (address: IPAddress, port: UInt16, conversation: any Conversation)? {
        guard let url = DescriptionURL(location) else { return nil }
        return (url.address, url.port, DescriptionConversation(url: url))
    }
}

/// `http://192.0.2.1:49152/rootDesc.xml`, with a literal address only: a name would have to be looked up.
struct DescriptionURL: Equatable, Sendable {
    var address: IPAddress
    var port: UInt16
    /// Printable ASCII that begins with a slash; the query included.
    var path: String

    /// For the `Host` field.
    var host: String { (address.v6 == nil ? "\(address)" : "[\(address)]") + ":\(port)" }

    init?(_ text: String) {
        guard text.utf8.count <= 512, text.lowercased().hasPrefix("http://") else { return nil }
        let rest = text.dropFirst(7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var path = String(rest.dropFirst(authority.count).prefix { $0 != "#" })
        if !path.hasPrefix("/") { path = "/" + path }
        guard path.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        var hostPart = authority
        port = 80
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            guard let number = UInt16(authority[colon...].dropFirst()), number > 0 else { return nil }
            port = number
            hostPart = authority[..<colon]
        }
        let isBracketed = hostPart.hasPrefix("[") && hostPart.hasSuffix("]") && hostPart.count > 2
        let literal = isBracketed ? String(hostPart.dropFirst().dropLast()) : String(hostPart)
        guard let address = IPAddress(literal), address.isUnicast, (address.v6 != nil) == isBracketed else {
            return nil
        }
        self.address = address
        self.path = path
    }
}

/// One GET of a UPnP device description (UPnP Device Architecture 2.0, 2.3).
struct DescriptionConversation: Conversation {
    let id = "talk-upnp"
    let url: DescriptionURL
    private var received: [UInt8] = []

    private static let limit = 64 * 1024

    init(url: DescriptionURL) {
        self.url = url
    }

    mutating func start() -> Step {
        let lines = [
            "GET \(url.path) HTTP/1.1", "Host: \(url.host)", "User-Agent: tenken", "Accept: text/xml",
            "Connection: close", "", "",
        ]
        return Step(send: Array(lines.joined(separator: "\r\n").utf8))
    }

    mutating func receive(_ octets: [UInt8]) -> Step {
        received += octets.prefix(Self.limit - received.count)
        return received.count >= Self.limit || DescriptionResponse(received)?.isWhole == true
            ? .finish : .wait
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        guard let response = DescriptionResponse(received), response.status == 200 else { return [] }
        let description = DeviceDescription(response.body[...])
        let grounds = Observation.Grounds(text: description.excerpt)
        return description.facts.map { ConversationFact($0, grounds: grounds) }
    }
}

/// As much of an HTTP/1.1 response as has come (RFC 9112).
struct DescriptionResponse: Equatable, Sendable {
    var status: Int
    var body: [UInt8]
    /// Whether the body is complete by its own account; one that ends with the connection never is.
    var isWhole: Bool

    init?(_ octets: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        guard let split = octets.firstRange(of: end) else { return nil }
        let lines = String(decoding: octets[..<split.lowerBound], as: UTF8.self).split { $0.isNewline }
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return nil }
        self.status = status
        let rest = octets[split.upperBound...]
        let field = { (name: String) in
            lines.dropFirst().first { $0.lowercased().hasPrefix(name + ":") }
                .flatMap { bounded(String($0.dropFirst(name.count + 1)))?.lowercased() }
        }
        if field("transfer-encoding")?.hasSuffix("chunked") == true {
            (body, isWhole) = Self.joined(chunks: rest)
        } else if let length = field("content-length").flatMap({ Int($0) }), length >= 0 {
            body = Array(rest.prefix(length))
            isWhole = rest.count >= length
        } else {
            body = Array(rest)
            isWhole = false
        }
    }

    /// The chunks that are there, and whether the last one is (RFC 9112, 7.1).
    private static func joined(chunks: ArraySlice<UInt8>) -> (body: [UInt8], isWhole: Bool) {
        var body: [UInt8] = []
        var rest = chunks
        while let end = rest.firstIndex(of: 0x0a) {
            let line = String(decoding: rest[..<end].prefix { $0 > 0x20 && $0 != 0x3b }, as: UTF8.self)
            guard let size = Int(line, radix: 16), size >= 0 else { return (body, false) }
            guard size > 0 else { return (body, true) }
            let chunk = rest[(end + 1)...]
            body += chunk.prefix(size)
            guard chunk.count >= size else { return (body, false) }
            // The line end after the chunk belongs to it.
            rest = chunk.dropFirst(size).drop { $0 == 0x0d || $0 == 0x0a }
        }
        return (body, false)
    }
}

/// What a UPnP device says of itself; of devices within devices only the outermost counts, which comes first.
struct DeviceDescription: Sendable {
    private let leaves: [MarkupElement]

    init(_ document: ArraySlice<UInt8>) {
        leaves = MarkupElement.leaves(in: document).filter { Self.names.contains($0.name) }
    }

    private static let names: Set<String> = [
        "deviceType", "friendlyName", "manufacturer", "modelName", "modelNumber", "serialNumber",
    ]

    /// The elements that facts were read from, for their grounds.
    var excerpt: String {
        leaves.prefix(Self.names.count).map { "\($0.name)=\($0.text)" }.joined(separator: "; ")
    }

    var facts: [Fact] {
        var facts: [Fact] = []
        if let name = bounded(leaves.first("friendlyName")) { facts.append(.name(NameFact(name, .ssdp))) }
        let maker = leaves.first("manufacturer")
        let model = [leaves.first("modelName"), leaves.first("modelNumber")].compactMap { $0 }
        // Some put the name into the number again.
        let isRepeated = model.count == 2 && model[0].contains(model[1])
        let pairs: [(AttributeFact.Key, String?)] = [
            (.vendor, maker.flatMap { Maker(beginning: $0)?.name } ?? maker),
            (.model, (isRepeated ? [model[0]] : model).joined(separator: " ")),
            (.serial, leaves.first("serialNumber")),
        ]
        facts += pairs.compactMap { key, value in
            bounded(value).map { .attribute(AttributeFact(key, $0, .likely)) }
        }
        if let kind = leaves.first("deviceType").flatMap(Self.kind) { facts.append(.attribute(kind)) }
        return facts
    }

    /// What `urn:schemas-upnp-org:device:InternetGatewayDevice:1` makes of a device.
    static func kind(deviceType: String) -> AttributeFact? {
        let parts = deviceType.split(separator: ":")
        guard let mark = parts.firstIndex(of: "device"), mark + 1 < parts.count else { return nil }
        switch parts[mark + 1] {
        case "InternetGatewayDevice": return AttributeFact(.kind, Asset.Kind.router.rawValue, .likely)
        case "WLANAccessPointDevice":
            return AttributeFact(.kind, Asset.Kind.wirelessAccessPoint.rawValue, .likely)
        case "Printer": return AttributeFact(.kind, Asset.Kind.printer.rawValue, .likely)
        case "MediaServer": return AttributeFact(.kind, Asset.Kind.nas.rawValue, .hint)
        case "DigitalSecurityCamera": return AttributeFact(.kind, Asset.Kind.camera.rawValue, .likely)
        default: return nil
        }
    }
}
