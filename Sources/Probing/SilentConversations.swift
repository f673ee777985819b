import Addresses
import Model
import Wire

// Servers that greet first: a connection, silence on our side, and what they say of themselves. Remote control whose
// opening nobody has published is left to the greeting that any port may give.

extension ConversationKind {
    package static let splashtop = silent(
        "talk-splashtop",
        Text(
            ja: "Splashtop（遠隔操作）のあいさつを待つ（何も送らない）",
            en: "Wait for Splashtop's greeting (nothing is sent)"),
        ports: [6783, 6784, 6785])

    /// VMware's hosts greet as mail servers do.
    package static let vmware = silent(
        "talk-vmware",
        Text(
            ja: "VMware（仮想機械）の遠隔管理のあいさつを待つ（何も送らない）",
            en: "Wait for the greeting of VMware's remote management (nothing is sent)"),
        ports: [902])

    /// The port of OpenVPN's own manual.
    package static let openvpnManagement = silent(
        "talk-openvpn-management",
        Text(
            ja: "OpenVPNの管理用の窓口のあいさつを待つ（何も送らない）",
            en: "Wait for the greeting of OpenVPN's management interface (nothing is sent)"),
        ports: [7505])

    private static func silent(_ id: String, _ title: Text, ports: [UInt16]) -> ConversationKind {
        ConversationKind(id: id, title: title, ports: PortSet(ports), cost: GreetingConversation.cost) {
            _, port in GreetingConversation(id: id, port: port)
        }
    }
}
