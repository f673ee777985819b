import Addresses
import Model
import Wire

extension ConversationKind {
    /// Opens a PPTP control connection as far as the server's description of itself; no call is made.
    package static let pptp = ConversationKind(
        id: "talk-pptp",
        title: Text(ja: "PPTP（古いVPN）か確かめる（接続しない）", en: "See whether it is PPTP, an old VPN (no call)"),
        ports: PortSet([1723]),
        cost: ConversationCost(sending: [PPTPStart.length], receiving: PPTPStart.length).plan
    ) { _, port in
        var question = ByteWriter()
        PPTPStart().write(to: &question)
        return SingleExchange(
            id: "talk-pptp", port: port, question: question.octets,
            length: { octets throws(WireError) in
                guard octets.count >= 8 else { return nil }
                var reader = ByteReader(octets)
                try reader.expect(UInt16(PPTPStart.length), "length")
                return PPTPStart.length
            },
            read: { octets throws(WireError) in
                var reader = ByteReader(octets)
                return try PPTPStart(parsing: &reader).facts(port: port, octets: octets)
            })
    }
}

extension PPTPStart {
    func facts(port: UInt16, octets: ArraySlice<UInt8>) throws(WireError) -> [ConversationFact] {
        guard kind == .reply else { throw .malformed("a question, not an answer") }
        var facts: [ConversationFact] = [
            .service(
                port, "pptp", product: vendor.isEmpty ? nil : vendor,
                version: firmware == 0 ? nil : String(firmware),
                [.banner: [vendor, host].filter { !$0.isEmpty }.joined(separator: " ")], from: octets)
        ]
        let name = NameFact(host, .hostname)
        // Servers left as they came call themselves so.
        if !["", "local", "localhost"].contains(host.lowercased()) {
            facts.append(ConversationFact(.name(name), grounds: Observation.Grounds(octets: octets)))
        }
        return facts
    }
}
