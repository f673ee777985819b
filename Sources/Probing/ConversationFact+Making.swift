import Model
import Wire

extension ConversationFact {
    /// What a service showed, grounded in the octets it was read from.
    static func service(
        _ port: UInt16, _ proto: String, product: String? = nil, version: String? = nil,
        _ facts: [ServiceKey: String] = [:], from octets: some Collection<UInt8>
    ) -> ConversationFact {
        ConversationFact(
            .service(
                ServiceFact(
                    Port(.tcp, port), proto: proto, product: product, version: version, facts: facts)),
            grounds: Observation.Grounds(octets: octets))
    }

    /// Octets that no parser reads: kept, never guessed at. Nothing at all says nothing.
    static func unknown(_ port: UInt16, from octets: some Collection<UInt8>) -> [ConversationFact] {
        guard !octets.isEmpty else { return [] }
        return [.service(port, "unknown", [.banner: String(printable: octets)], from: octets)]
    }

    /// What a server's clock showed, to `resolution` microseconds; nil where it showed nothing.
    static func clock(
        _ port: UInt16, _ shown: Timestamp?, resolution: Int64, read moment: Moment,
        from octets: some Collection<UInt8>
    ) -> ConversationFact? {
        shown.map {
            ConversationFact(
                .clock(ClockFact(shown: $0, resolution: resolution, port: Port(.tcp, port))),
                grounds: Observation.Grounds(octets: octets), read: moment)
        }
    }

    static func attribute(
        _ key: AttributeFact.Key, _ value: String, _ confidence: Confidence,
        from octets: some Collection<UInt8>
    ) -> ConversationFact {
        ConversationFact(
            .attribute(AttributeFact(key, value, confidence)), grounds: Observation.Grounds(octets: octets))
    }
}
