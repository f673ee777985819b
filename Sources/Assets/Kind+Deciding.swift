import Model

/// What a device is: what a person wrote, else what it claims, else what only one kind of device does.
/// Unknown stays unknown.
func decideKind(of asset: Asset, row: LedgerRow?, makers: [HandsOffMaker]) -> Asset.Kind {
    if let written = row?[.role].flatMap(kind(named:)) { return written }
    if asset.macs.contains(where: { mac in makers.contains { $0.blocks.contains { $0.contains(mac) } } }) {
        return .dispensing
    }
    let claimed = asset.kindClaims.filter { $0.confidence > .hint }.compactMap {
        Asset.Kind(rawValue: $0.value)
    }
    if let kind = claimed.first { return kind }
    if !asset.routerClaims.isEmpty || !asset.dhcpServerClaims.isEmpty { return .router }
    if let kind = kindByServices(asset) { return kind }
    return .unknown
}

/// The words people use in a ledger's 役割, the more particular first.
private let words: [(word: String, kind: Asset.Kind)] = [
    ("資格確認", .eligibilityTerminal), ("レシート", .receiptPrinter), ("プリンタ", .printer), ("複合機", .printer),
    ("印刷", .printer), ("アクセスポイント", .wirelessAccessPoint), ("無線", .wirelessAccessPoint), ("VPN", .vpnGateway),
    ("ルータ", .router), ("ルーター", .router), ("スイッチ", .networkSwitch), ("ハブ", .networkSwitch), ("NAS", .nas),
    ("カメラ", .camera), ("スマホ", .phone), ("スマートフォン", .phone), ("タブレット", .phone), ("電話", .phone),
    ("分包", .dispensing), ("監査", .dispensing), ("調剤機", .dispensing), ("サーバ", .server), ("端末", .terminal),
    ("パソコン", .terminal), ("PC", .terminal),
]

private func kind(named role: String) -> Asset.Kind? {
    words.first { role.contains($0.word) }?.kind ?? Asset.Kind(rawValue: role)
}

/// Ports that only one kind of device has open together.
private func kindByServices(_ asset: Asset) -> Asset.Kind? {
    let tcp = Set(asset.services.filter { $0.transport == .tcp }.map(\.port))
    if tcp.intersection([515, 631, 9100]).count >= 2 { return .printer }
    let makesNAS = asset.vendor.contains { vendor in
        ["QNAP", "Synology", "BUFFALO", "I-O DATA", "NETGEAR"].contains {
            vendor.value.uppercased().contains($0.uppercased())
        }
    }
    if tcp.contains(445), makesNAS { return .nas }
    if !tcp.isDisjoint(with: [1433, 1521, 3050, 3306, 5432]) { return .server }
    return kindByWindows(asset)
}

/// Windows by its build number: the builds that exist as servers only, as clients only, or as neither for sure.
private func kindByWindows(_ asset: Asset) -> Asset.Kind? {
    guard let build = asset.osBuild.first?.value.split(separator: ".").last.flatMap({ Int($0) }) else {
        return nil
    }
    // 20348 is Server 2022 alone; 17763, 14393 and 26100 are both and stay open; the others are clients.
    switch build {
    case 20348: return .server
    case 10240, 10586, 15063, 16299, 17134, 18362, 18363, 19041...19045, 22000...22631, 26200, 28000:
        return .terminal
    default: return nil
    }
}
