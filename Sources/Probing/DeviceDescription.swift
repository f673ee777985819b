package import Addresses
package import Model
import Wire

/// A conversation that is held with devices that announce where they can be asked, for the plan.
package struct AnnouncedConversation: Sendable {
    /// `talk-upnp`
    package var id: String
    package var title: Text
    /// The most packets of ours for one device.
    package var packets: Int
}

extension Catalog {
    /// What devices are asked because they announced a description of themselves.
    package static var announcedConversations: [AnnouncedConversation] {
        let description = ConversationCost(sending: [1024], receiving: DescriptionConversation.limit)
        let mapping = ConversationCost(sending: [1024], receiving: GatewayConversation.answerLimit)
        return [
            AnnouncedConversation(
                id: "talk-upnp",
                title: Text(ja: "UPnP：機器の自己紹介を読む", en: "UPnP: read the description it announced"),
                packets: description.packets),
            AnnouncedConversation(
                id: "talk-wsd",
                title: Text(
                    ja: "WS-Discovery：機器の自己紹介を読む", en: "WS-Discovery: read the metadata it announced"),
                packets: description.packets),
            AnnouncedConversation(
                id: "talk-igd",
                title: Text(
                    ja: "UPnP：ルーターに、外から入れる口の一覧を聞く（変更はしない）",
                    en: "UPnP: ask a gateway for its port mappings (changes nothing)"),
                packets: mapping.packets * (GatewayConversation.limit + GatewayService.Kind.allCases.count)),
        ]
    }

    /// How to read the description that a device announced by SSDP or WS-Discovery; nil when the URL is not plain
    /// HTTP to a literal address. Whether that address is a device that may be asked is the caller's to know.
    package static func description(
        location: String
    ) -> (address: IPAddress, port: UInt16, conversation: any Conversation)? {
        guard let url = DescriptionURL(location) else { return nil }
        return (url.address, url.port, DescriptionConversation(url: url))
    }
}

/// One GET of a UPnP device description (UPnP Device Architecture 2.0, 2.3), or one transfer Get of WS-Discovery
/// metadata (Devices Profile for Web Services 2006/02, 5) where the URL names an endpoint. Both only read.
struct DescriptionConversation: Conversation {
    let url: DescriptionURL
    private var received: [UInt8] = []
    /// What the description says can be asked for port mappings.
    private var gateways: [GatewayService] = []

    static let limit = 64 * 1024

    init(url: DescriptionURL) {
        self.url = url
    }

    var id: String { url.endpoint == nil ? "talk-upnp" : "talk-wsd" }

    mutating func start() -> Step {
        let body = url.endpoint.map { DeviceMetadata.question(to: $0) }
        var lines = [
            "\(body == nil ? "GET" : "POST") \(url.path) HTTP/1.1", "Host: \(url.host)", "User-Agent: tenken",
            "Connection: close",
        ]
        if let body {
            lines += [
                "Content-Type: application/soap+xml; charset=utf-8", "Content-Length: \(body.utf8.count)",
            ]
        }
        return Step(send: Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8))
    }

    mutating func receive(_ octets: [UInt8]) -> Step {
        received += octets.prefix(Self.limit - received.count)
        return received.count >= Self.limit || DescriptionResponse(received)?.isWhole == true
            ? .finish : .wait
    }

    mutating func end(_ reason: ConversationEnd) -> [ConversationFact] {
        guard let response = DescriptionResponse(received), response.status == 200 else { return [] }
        if url.endpoint != nil {
            let metadata = DeviceMetadata(response.body[...])
            return metadata.facts.map { ConversationFact($0, grounds: .init(text: metadata.excerpt)) }
        }
        gateways = GatewayService.all(in: MarkupElement.leaves(in: response.body[...]), of: url)
        let description = DeviceDescription(response.body[...])
        return description.facts.map { ConversationFact($0, grounds: .init(text: description.excerpt)) }
    }

    /// An Internet gateway is asked what it lets in.
    var followUp: (any Conversation)? { GatewayConversation(gateways) }
}

/// What a UPnP device says of itself; of devices within devices only the outermost counts, which comes first.
struct DeviceDescription: Sendable {
    private let leaves: [MarkupElement]

    init(_ document: ArraySlice<UInt8>) {
        leaves = MarkupElement.leaves(in: document).filter { Self.names.contains($0.name) }
    }

    private static let names: Set<String> = [
        "deviceType", "friendlyName", "manufacturer", "modelName", "modelNumber", "modelDescription",
        "serialNumber", "firmwareVersion", "softwareVersion",
    ]

    /// The elements that facts were read from, for their grounds.
    var excerpt: String {
        leaves.prefix(Self.names.count).map { "\($0.name)=\($0.text)" }.joined(separator: "; ")
    }

    var facts: [Fact] {
        var facts: [Fact] = []
        if let name = bounded(leaves.first("friendlyName")) { facts.append(.name(NameFact(name, .ssdp))) }
        let model = [leaves.first("modelName"), leaves.first("modelNumber")].compactMap { $0 }
        // Some put the name into the number again.
        let isRepeated = model.count == 2 && model[0].contains(model[1])
        let pairs: [(AttributeFact.Key, String?)] = [
            (.vendor, leaves.first("manufacturer")),
            (.model, (isRepeated ? [model[0]] : model).joined(separator: " ")),
            (.serial, leaves.first("serialNumber")),
            // No part of the standard, but some makers put their version here.
            (.firmware, leaves.first("firmwareVersion") ?? leaves.first("softwareVersion")),
        ]
        facts += pairs.compactMap { key, value in
            bounded(value).map { .attribute(AttributeFact(key, $0, .likely)) }
        }
        return facts + traits.map(Fact.trait)
    }

    private var traits: [TraitFact] {
        let texts: [(TraitFact.Key, String)] = [
            (.upnpType, "deviceType"), (.upnpManufacturer, "manufacturer"), (.upnpModel, "modelName"),
            (.upnpModelNumber, "modelNumber"), (.upnpModelDescription, "modelDescription"),
        ]
        return texts.compactMap { TraitFact($0, saying: leaves.first($1)) }
    }
}
