import Model

/// Why a service that a device's role does not need matters on a pharmacy's LAN: one reason for each family.
enum ServiceFamily {
    case remoteLogin, fileSharing, database, page, mail, video, monitoring, discovery, printing, unknown

    /// By the protocol that was recognised, else by what the port's number suggests.
    init(_ service: Service) {
        self = ServiceWords.names(of: service).compactMap { Self.families[$0] }.first ?? .unknown
    }

    private static let families: [String: Self] = {
        let names: [(Self, [String])] = [
            (
                .remoteLogin,
                [
                    "ssh", "telnet", "rdp", "vnc", "vnc-viewer", "winrm", "radmin", "cwmp", "pptp", "ike",
                    "openvpn", "openvpn-management", "l2tp", "sstp", "softether", "x11", "anydesk",
                    "splashtop", "vmware-auth", "router", "rpc",
                ]
            ),
            (.fileSharing, ["smb", "ftp", "copying", "tftp"]),
            (.database, ["postgresql", "mysql", "tds", "database"]), (.page, ["http", "tls"]),
            (.mail, ["smtp"]), (.video, ["rtsp"]), (.monitoring, ["snmp"]),
            (
                .discovery,
                ["dns", "mdns", "ssdp", "wsd", "llmnr", "netbios", "ntp", "dhcp", "discovery"]
            ),
            (.printing, ["ipp", "printing"]),
        ]
        return Dictionary(names.flatMap { family, names in names.map { ($0, family) } }) { first, _ in first }
    }()

    /// One sentence for a pharmacist; it says what could happen, never that it did.
    var reason: Text {
        switch self {
        case .remoteLogin:
            Text(
                ja: "離れた場所から機器を動かす入口なので、パスワードを知られると操作されるおそれがあります。",
                en: "It lets the device be operated from elsewhere, by anybody who learns its password.")
        case .fileSharing:
            Text(
                ja: "患者さんの情報を含むファイルを、ほかの機器から読まれたり、消されたりするおそれがあります。",
                en: "Files, also of patients, might be read or deleted from other devices.")
        case .database:
            Text(
                ja: "患者さんの情報が入っていることが多く、ほかの機器から読まれるおそれがあります。",
                en: "It often holds patients' data, which might be read from other devices.")
        case .page:
            Text(
                ja: "設定の画面であれば、ほかの機器から設定を変えられるおそれがあります。",
                en: "If it is an administration page, settings might be changed from other devices.")
        case .mail:
            Text(
                ja: "迷惑メールの中継に使われるおそれがあります。", en: "It might be misused to relay mail.")
        case .video:
            Text(ja: "映像をほかの機器から見られるおそれがあります。", en: "Its pictures might be watched from other devices.")
        case .monitoring:
            Text(
                ja: "機器の中のようすを、ほかの機器から読まれるおそれがあります。",
                en: "What is inside the device might be read from other devices.")
        case .discovery:
            Text(
                ja: "要らない返事は、機器のことを知られる手がかりになります。",
                en: "Answers that nobody needs tell others about the device.")
        case .printing:
            Text(
                ja: "だれかに印刷をさせられるおそれがあります。", en: "Others might have it print.")
        case .unknown:
            Text(
                ja: "何のためのものかわからない窓口は、守りの弱いところになることがあります。",
                en: "A service that nobody knows can be a weak point.")
        }
    }
}

extension Situation {
    /// Whom to ask about a device: the person whom the ledger names, the maker or vendor, and what to say.
    func inquiry(about asset: Asset) -> Text {
        let row = row(of: asset)
        let vendor = asset.kind.vendor
        let maker = (row?[.maker] ?? asset.vendor.first?.value).map(\.printable)
        let partner = Text(
            ja: vendor.ja + (maker.map { "（メーカー: \($0)）" } ?? ""),
            en: vendor.en + (maker.map { " (maker: \($0))" } ?? ""))
        let keeper = row?[.updater].map(\.printable)
        return Text(
            ja: (keeper.map { "台帳の更新責任者（\($0)）か、" } ?? "") + partner.ja
                + "に、使っている窓口かどうかを確かめてください。使っていなければ、止めてもらってください。"
                + "必要なものなら、理由と期限を site.yaml の accepted に書いてください。",
            en: "Ask " + (keeper.map { "\($0), who the ledger says keeps it up to date, or " } ?? "")
                + partner.en
                + " whether it is in use. If not, have it switched off; if it is needed, write why and until "
                + "when under accepted in site.yaml.")
    }
}

extension Asset.Kind {
    /// Who usually knows a device of this kind.
    fileprivate var vendor: Text {
        switch self {
        case .router, .vpnGateway, .networkSwitch, .wirelessAccessPoint:
            Text(ja: "ネットワークを設定した事業者", en: "whoever set up the network")
        case .printer, .receiptPrinter:
            Text(ja: "プリンタや複合機の保守業者", en: "the printer's maintenance company")
        case .server, .terminal:
            Text(ja: "レセコンや電子薬歴の事業者", en: "the vendor of the receipt computer or records")
        case .eligibilityTerminal:
            Text(ja: "オンライン資格確認を入れた事業者", en: "the vendor of the eligibility terminal")
        case .nas: Text(ja: "ファイル共有の機器を入れた事業者", en: "whoever installed the file server")
        case .camera: Text(ja: "カメラを設置した事業者", en: "whoever installed the camera")
        case .phone: Text(ja: "電話機や端末を入れた事業者", en: "whoever supplied the telephone")
        case .dispensing: Text(ja: "調剤機器のメーカー", en: "the maker of the dispensing machine")
        case .other, .unknown: Text(ja: "その機器を入れた事業者", en: "whoever installed the device")
        }
    }
}
