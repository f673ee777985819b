import Addresses
import Model
import Wire

extension ConversationKind {
    /// Asks over TCP what ``DatagramQuestion/openvpn`` asks in a datagram: the first packet, and nothing after it.
    package static let openvpn = ConversationKind(
        id: "talk-openvpn",
        title: Text(
            ja: "OpenVPN（TCP）：VPNの入口があるかを聞く（つながらない）",
            en: "OpenVPN over TCP: is there a VPN entrance (opens none)"),
        ports: PortSet([1194]),
        cost: ConversationCost(sending: [OpenVPNQuestion.length], receiving: 64).plan
    ) { _, port in OpenVPNQuestion.conversation(id: "talk-openvpn", port: port) }
}

/// One reset of a client that has no key, and the server's reset, each behind its length (OpenVPN wire protocol).
///
/// A server that wants its packets signed beforehand (`tls-auth`, `tls-crypt`) says nothing.
enum OpenVPNQuestion {
    static let length = 16

    static func conversation(id: String, port: UInt16) -> SingleExchange {
        // Over TCP a session need not be told from others: the connection does that.
        let reset = OpenVPNPacket(.hardResetClient2, session: QuestionMark.number(UInt32(port))).octets
        var question = ByteWriter()
        question.uint16(UInt16(truncatingIfNeeded: reset.count))
        question.bytes(reset)
        return SingleExchange(
            id: id, port: port, question: question.octets,
            length: { octets throws(WireError) in
                guard octets.count >= 3 else { return nil }
                var reader = ByteReader(octets)
                let length = Int(try reader.uint16())
                let opcode = try reader.uint8() >> 3
                // A server's reset: 14 octets, and an acknowledgment of up to eight packets.
                guard opcode == 8, (14...54).contains(length) else { throw .malformed("not OpenVPN") }
                return 2 + length
            },
            read: { octets throws(WireError) in
                var reader = ByteReader(octets.dropFirst(2))
                _ = try OpenVPNPacket(parsing: &reader)
                return [
                    // Other products speak this protocol too: it names none.
                    .service(port, "openvpn", from: octets),
                    .attribute(.kind, Asset.Kind.vpnGateway.rawValue, .hint, from: octets),
                ]
            })
    }
}
