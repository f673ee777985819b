import Model
import Wire

/// What a device of WS-Discovery says of itself (Devices Profile for Web Services 2006/02, 5), and the question for it.
struct DeviceMetadata: Sendable {
    private let leaves: [MarkupElement]

    init(_ document: ArraySlice<UInt8>) {
        leaves = MarkupElement.leaves(in: document).filter { Self.names.contains($0.name) }
    }

    private static let names: Set<String> = [
        "FriendlyName", "FirmwareVersion", "SerialNumber", "Manufacturer", "ModelName", "Computer",
    ]

    /// The elements that facts were read from, for their grounds.
    var excerpt: String {
        leaves.prefix(Self.names.count).map { "\($0.name)=\($0.text)" }.joined(separator: "; ")
    }

    var facts: [Fact] {
        let model = [
            TraitFact(.wsdManufacturer, saying: leaves.first("Manufacturer")),
            TraitFact(.wsdModel, saying: leaves.first("ModelName")),
        ].compactMap(\.self).map(Fact.trait)
        // On a computer the rest describes the publishing software, not the machine.
        if let computer = leaves.first("Computer") { return Self.facts(computer: computer) + model }
        var facts: [Fact] = []
        if let name = bounded(leaves.first("FriendlyName")) { facts.append(.name(NameFact(name, .wsd))) }
        let pairs: [(AttributeFact.Key, String?)] = [
            (.vendor, leaves.first("Manufacturer")),
            (.model, leaves.first("ModelName")),
            (.firmware, leaves.first("FirmwareVersion")), (.serial, leaves.first("SerialNumber")),
        ]
        facts += pairs.compactMap { key, value in
            bounded(value).map { .attribute(AttributeFact(key, $0, .likely)) }
        }
        let firmware = TraitFact(.wsdFirmware, saying: leaves.first("FirmwareVersion")).map(Fact.trait)
        return facts + model + [firmware].compactMap(\.self)
    }

    /// `YAKKYOKU-SV/Workgroup:WORKGROUP`, `PC01/Domain:pharmacy.example`, `PC01/NotJoined`
    private static func facts(computer: String) -> [Fact] {
        let parts = computer.split(separator: "/", maxSplits: 1)
        guard let name = bounded(parts.first.map { String($0) }) else { return [] }
        let group = parts.dropFirst().first.map { $0.split(separator: ":", maxSplits: 1) } ?? []
        guard group.count == 2, let domain = bounded(String(group[1])) else {
            return [.name(NameFact(name, .wsd))]
        }
        return [.name(NameFact(name, .wsd)), .attribute(AttributeFact(.domain, domain, .likely))]
    }

    /// A transfer Get (WS-Transfer 2004/09, 3.1) for the metadata of `endpoint`.
    static func question(to endpoint: String) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>\
        <soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing">\
        <soap:Header>\
        <wsa:To>\(endpoint)</wsa:To>\
        <wsa:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Get</wsa:Action>\
        <wsa:MessageID>urn:uuid:00000001-7465-4e6b-8e00-74656e6b656e</wsa:MessageID>\
        <wsa:ReplyTo><wsa:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</wsa:Address>\
        </wsa:ReplyTo>\
        <wsa:From><wsa:Address>urn:uuid:00000000-7465-4e6b-8e00-74656e6b656e</wsa:Address></wsa:From>\
        </soap:Header>\
        <soap:Body/>\
        </soap:Envelope>
        """
    }
}
