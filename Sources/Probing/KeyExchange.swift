import Model
import Wire

extension Listener {
    /// Devices that answer to the Internet Key Exchange: VPN by IPsec (RFC 7296, RFC 2409).
    ///
    /// Those that only begin an exchange are clients and give nothing.
    static let ike = Listener(
        id: "ike", reads: [.udp(from: 500), .udp(from: 4500, beginning: [0, 0, 0, 0])]
    ) { packet in
        guard let udp = packet.udp, udp.source == 500 || udp.source == 4500,
            let message = packet.ikeMessage(behindMarker: udp.source == 4500), message.isAnswer,
            var hearing = Hearing(of: packet)
        else { return [] }
        hearing.open(udp.source)
        hearing.service(
            udp.source, "ike", product: message.product,
            version: "\(message.majorVersion).\(message.minorVersion)",
            [
                .methods: "ikev\(message.majorVersion)", .vendorIDs: message.vendorIDList,
                .banner: message.notifications.first.map { notificationNames[$0] ?? "notify \($0)" },
            ])
        hearing.attribute(.kind, Asset.Kind.vpnGateway.rawValue, .hint)
        return hearing.sightings
    }
}

extension DatagramQuestion {
    static let ike2 = DatagramQuestion(
        id: "ask-ike2", family: "udp",
        title: Text(
            ja: "IKEv2：VPNの入口があるかを聞く（つながらない）", en: "IKEv2: is there a VPN entrance (opens none)"),
        destination: .device(port: 500), listener: "ike"
    ) { _, token in
        IKEMessage.openingV2(initiator: QuestionMark.number(token), seed: token).octets
    }

    /// The same where IKE and IPsec share a port because of address translation: four zero octets tell them apart
    /// (RFC 3948, 2.2).
    static let ike2NAT = DatagramQuestion(
        id: "ask-ike2-nat", family: "udp",
        title: Text(
            ja: "IKEv2（NAT越え）：VPNの入口があるかを聞く（つながらない）",
            en: "IKEv2 through NAT: is there a VPN entrance (opens none)"),
        destination: .device(port: 4500), listener: "ike"
    ) { _, token in
        [0, 0, 0, 0] + IKEMessage.openingV2(initiator: QuestionMark.number(token), seed: token).octets
    }

    static let ike1 = DatagramQuestion(
        id: "ask-ike1", family: "udp",
        title: Text(
            ja: "IKEv1：古い方式のVPNの入口があるかを聞く（つながらない）",
            en: "IKEv1: is there a VPN entrance of the old kind (opens none)"),
        destination: .device(port: 500), listener: "ike"
    ) { _, token in
        IKEMessage.openingV1(initiator: QuestionMark.number(token)).octets
    }
}

extension Packet {
    /// On port 4500 four zero octets tell IKE from IPsec itself (RFC 3948, 2.2).
    fileprivate func ikeMessage(behindMarker: Bool) -> IKEMessage? {
        message { reader throws(WireError) in
            if behindMarker, try reader.uint32() != 0 { throw WireError.malformed("not IKE") }
            return try IKEMessage(parsing: &reader)
        }
    }
}

extension IKEMessage {
    /// Whether the sender was asked: port and cookies alone do not tell in version 1.
    fileprivate var isAnswer: Bool {
        if majorVersion == 2 {
            return flags & Self.responseFlag != 0 && flags & Self.initiatorFlag == 0
        }
        if QuestionMark.isOurs(initiator), responder != 0 || exchange == .informational { return true }
        // The second message of main mode: a choice, and not yet keys.
        return exchange == .identityProtection && responder != 0
            && !bodies(of: Payload.securityAssociation1).isEmpty && bodies(of: Payload.keyExchange1).isEmpty
    }
}

/// The refusals of an opening (RFC 7296, 3.10.1; 14 is the same in RFC 2408, 3.14.1).
private let notificationNames: [UInt16: String] = [
    7: "invalid-syntax", 14: "no-proposal-chosen", 17: "invalid-ke-payload", 16390: "cookie",
]
