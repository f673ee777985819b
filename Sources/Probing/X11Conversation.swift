import Addresses
import Model
import Wire

extension ConversationKind {
    /// Asks an X server whether it lets anybody in, and leaves at its answer: no window is ever opened or looked at.
    package static let x11 = ConversationKind(
        id: "talk-x11",
        title: Text(
            ja: "X11（画面の遠隔表示）が、だれでも入れる設定かを確かめる（入らない）",
            en: "See whether X11, a remote display, lets anybody in (left at once)"),
        ports: PortSet(Array(6000...6005)),
        cost: ConversationCost(sending: [X11SetupRequest.length], receiving: 65_536).plan
    ) { _, port in
        var question = ByteWriter()
        X11SetupRequest().write(to: &question)
        return SingleExchange(
            id: "talk-x11", port: port, question: question.octets, length: X11SetupReply.length(of:),
            read: { octets throws(WireError) in
                var reader = ByteReader(octets)
                return [try X11SetupReply(parsing: &reader).fact(port: port, octets: octets)]
            })
    }
}

extension X11SetupReply {
    func fact(port: UInt16, octets: ArraySlice<UInt8>) -> ConversationFact {
        switch self {
        case .failed(let major, let minor, let reason):
            .service(
                port, "x11", [.x11Access: "refused", .banner: "X\(major).\(minor) \(reason)"], from: octets)
        case .authenticate(let reason):
            .service(port, "x11", [.x11Access: "authentication", .banner: reason], from: octets)
        case .success(let major, let minor, let release, let vendor):
            .service(
                port, "x11", product: vendor.isEmpty ? nil : vendor,
                version: release == 0 ? nil : String(release),
                [.x11Access: "open", .banner: "X\(major).\(minor) \(vendor)"], from: octets)
        }
    }
}
