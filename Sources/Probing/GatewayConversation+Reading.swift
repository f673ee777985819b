import Addresses
import Model
import Wire

extension GatewayConversation {
    /// The errors that end the list: 713 no such index, 714 no such entry. Some say 402, invalid arguments, which at
    /// the beginning means something else.
    private static let endsOfList: Set<Int> = [713, 714]

    /// What an answer says: `status` is nil where none came.
    static func outcome(_ status: Int?, _ leaves: [MarkupElement], isFirst: Bool) -> Outcome {
        guard let status else { return .unreadable }
        if let code = leaves.first("errorCode").flatMap({ Int($0) }) {
            return endsOfList.contains(code) || (code == 402 && !isFirst) ? .endOfList : .refused(code)
        }
        guard status == 200 else { return .refused(status) }
        return mapping(leaves).map(Outcome.mapping) ?? .unreadable
    }

    /// Nil where a field that matters is missing or no number or address.
    private static func mapping(_ leaves: [MarkupElement]) -> PortMappingFact? {
        let number = { (name: String) in leaves.first(name).flatMap { UInt16($0) } }
        guard let transport = leaves.first("NewProtocol").flatMap({ Transport(rawValue: $0.lowercased()) }),
            let outside = number("NewExternalPort"), let inside = number("NewInternalPort"),
            let client = leaves.first("NewInternalClient").flatMap({ IPAddress($0) }), client.isUnicast,
            let enabled = leaves.first("NewEnabled")?.lowercased()
        else { return nil }
        // `0.0.0.0` is a way to say everyone as well.
        let remote = bounded(leaves.first("NewRemoteHost")).flatMap { $0 == "0.0.0.0" ? nil : $0 }
        return PortMappingFact(
            outside: Port(transport, outside), client: client, clientPort: inside,
            isEnabled: ["1", "true", "yes"].contains(enabled), remoteHost: remote,
            label: bounded(leaves.first("NewPortMappingDescription")),
            leaseSeconds: leaves.first("NewLeaseDuration").flatMap { UInt32($0) }.map { Int($0) } ?? 0)
    }

    static func gateway(_ grounds: Observation.Grounds) -> ConversationFact {
        ConversationFact(.attribute(AttributeFact(.router, "igd", .certain)), grounds: grounds)
    }

    static func coverage(
        _ outcome: CoverageFact.Outcome, _ grounds: Observation.Grounds? = nil
    ) -> ConversationFact {
        ConversationFact(.coverage(CoverageFact("port mappings", outcome)), grounds: grounds)
    }

    static let tooMany = Text(
        ja: "外からの入口の設定が多いため、\(limit)件まで読みました。",
        en: "There are many port mappings; the first \(limit) were read.")
    static let silence = Text(
        ja: "外からの入口の設定を聞きましたが、読める返事がありませんでした。",
        en: "The port mappings were asked for, but no readable answer came.")

    static func refusal(_ code: Int) -> Text {
        Text(
            ja: "外からの入口の設定を聞きましたが、断られました（\(code)）。",
            en: "The port mappings were asked for and refused (\(code)).")
    }
}
