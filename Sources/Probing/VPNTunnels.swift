import Model
import Wire

extension Listener {
    /// OpenVPN servers, and products that speak it as well.
    static let openvpn = Listener(
        id: "openvpn", reads: [.udp(beginning: [0x40], under: [0xf8])]
    ) { packet in
        guard let udp = packet.udp, let message = packet.message(OpenVPNPacket.init(parsing:)),
            message.opcode == .hardResetServer2,
            udp.source == 1194 || message.remoteSession.map(QuestionMark.isOurs) == true,
            var hearing = Hearing(of: packet)
        else { return [] }
        hearing.open(udp.source)
        hearing.service(udp.source, "openvpn")
        hearing.attribute(.kind, Asset.Kind.vpnGateway.rawValue, .hint)
        return hearing.sightings
    }

    /// L2TP servers (RFC 2661).
    static let l2tp = Listener(id: "l2tp", reads: [.udp(from: 1701, beginning: [0x80], under: [0x80])]) {
        packet in
        guard packet.udp?.source == 1701, let message = packet.message(L2TPPacket.init(parsing:)),
            message.message == .startReply || message.message == .stop, var hearing = Hearing(of: packet)
        else { return [] }
        // A client hangs up with the same message; only who replies to a start serves.
        guard message.message == .startReply || message.expected == 1 && message.sent == 0 else { return [] }
        let text = { (kind: UInt16) in message[kind].map { String(decoding: $0, as: UTF8.self) } }
        hearing.open(1701)
        let revision = message[L2TPPacket.Attribute.firmware].flatMap { octets in
            octets.count == 2 ? String(Int(octets[0]) << 8 | Int(octets[1]), radix: 16) : nil
        }
        hearing.service(
            1701, "l2tp", product: text(L2TPPacket.Attribute.vendorName), version: revision.map { "0x" + $0 },
            [.banner: text(L2TPPacket.Attribute.hostName)])
        if let host = text(L2TPPacket.Attribute.hostName) { hearing.name(host, .hostname) }
        hearing.attribute(.kind, Asset.Kind.vpnGateway.rawValue, .hint)
        return hearing.sightings
    }
}

extension DatagramQuestion {
    static let openvpn = DatagramQuestion(
        id: "ask-openvpn", family: "udp",
        title: Text(
            ja: "OpenVPN：VPNの入口があるかを聞く（つながらない）", en: "OpenVPN: is there a VPN entrance (opens none)"),
        destination: .device(port: 1194), listener: "openvpn"
    ) { _, token in
        OpenVPNPacket(.hardResetClient2, session: QuestionMark.number(token)).octets
    }

    static let l2tp = DatagramQuestion(
        id: "ask-l2tp", family: "udp",
        title: Text(ja: "L2TP：VPNの入口があるかを聞く（つながらない）", en: "L2TP: is there a VPN entrance (opens none)"),
        destination: .device(port: 1701), listener: "l2tp"
    ) { _, token in
        // Tunnel 0 is reserved (RFC 2661, 3.1).
        L2TPPacket.startRequest(hostName: "tenken", tunnel: UInt16(token % 0xffff) + 1).octets
    }
}
