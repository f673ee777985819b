import Addresses
import Model

/// What kind of device it is and why: by what a person wrote, then its maker, then what it said of itself, then what
/// it does.
///
/// The first rule that applies decides. A hint alone never does: unknown stays unknown.
func kind(of asset: Asset, row: LedgerRow?, makers: [HandsOffMaker]) -> (kind: Asset.Kind, why: Text?) {
    if let role = row?[.role], let kind = Asset.Kind(role: role) {
        return (kind, Text(ja: "台帳の役割「\(role)」", en: "the ledger's role \(role)"))
    }
    if isOfMaker(asset, makers) {
        return (.dispensing, Text(ja: "調剤機器の製造会社のMACアドレス", en: "the MAC of a maker of dispensing machines"))
    }
    let said = asset.kindClaims.filter { $0.confidence >= .likely }
    // That it is none of the other kinds is the least that can be said.
    if let claim = said.first(where: { $0.value != Asset.Kind.other.rawValue }) ?? said.first,
        let kind = Asset.Kind(rawValue: claim.value), kind != .unknown
    {
        return (kind, Text(ja: "機器の名乗り（\(claim.source)）", en: "what it says of itself (\(claim.source))"))
    }
    if asset.routerClaims.contains(where: { $0.confidence >= .likely }) {
        return (.router, Text(ja: "通信の中継をしている", en: "it forwards or offers routes"))
    }
    guard let rule = kindRules.first(where: { $0.applies(asset) }) else { return (.unknown, nil) }
    return (rule.kind, rule.why)
}

/// A kind by what a device offers and announces.
private struct KindRule {
    var kind: Asset.Kind
    var why: Text
    var applies: (Asset) -> Bool

    init(_ kind: Asset.Kind, _ ja: String, _ en: String, applies: @escaping (Asset) -> Bool) {
        self.kind = kind
        why = Text(ja: ja, en: en)
        self.applies = applies
    }
}

/// In the order they are tried.
private var kindRules: [KindRule] {
    printing + [
        KindRule(.nas, "記憶装置らしく、ファイル共有と設定画面がある", "it hints at storage and shares files") {
            $0.hints(at: .nas) && $0.offers(tcp: [445, 139])
                && $0.offers(tcp: [80, 443, 5000, 5001, 8080])
        },
        KindRule(.camera, "カメラらしく、映像の窓口が開いている", "it hints at a camera and streams video") {
            $0.hints(at: .camera) && $0.offers(tcp: [554])
        },
        KindRule(.vpnGateway, "VPNの入口が2種類以上ある", "it offers two or more kinds of VPN") {
            $0.tunnelProtocols.count >= 2
        },
        KindRule(.server, "サーバ用のOS", "a server's system") { $0.claimsSystem { $0.contains("Server") } },
        KindRule(.server, "データベースの窓口が開いている", "it offers a database") {
            $0.offers(tcp: [1433, 1521, 3306, 5432])
        },
        KindRule(.server, "Linuxで、3つ以上の窓口が開いている", "a Linux system with three or more open ports") {
            $0.runsServerLinux && $0.openTCPCount >= 3
        },
        KindRule(.phone, "スマートフォン・タブレットの特徴", "it shows the signs of a telephone or tablet") { $0.isPhone },
        KindRule(.server, "サーバにしかないWindowsの版", "a Windows build that only servers have") {
            $0.hasWindowsBuild([20348, 25398])
        },
    ] + terminals
}

private var printing: [KindRule] {
    [
        KindRule(.printer, "印刷の窓口と名乗り", "printing ports, and it hints at a printer") {
            $0.offers(tcp: [9100, 515, 631]) && $0.hints(at: .printer)
        },
        KindRule(.receiptPrinter, "レシート印刷の名乗りと窓口", "it hints at receipts and has a printing port") {
            $0.hints(at: .receiptPrinter) && $0.offers(tcp: [9100, 515])
        },
    ]
}

private var terminals: [KindRule] {
    [
        // Builds that no server was made of (14393, 17763, 26100 and others are both).
        KindRule(.terminal, "パソコン用のWindowsの版", "a Windows build that only clients have") {
            $0.hasWindowsBuild([
                10240, 10586, 15063, 19043, 19044, 19045, 22000, 22621, 22631, 26200, 28000,
            ])
        },
        KindRule(.terminal, "パソコン用のWindows", "a Windows for clients") {
            $0.claimsSystem { $0.isWindowsClient }
        },
        KindRule(.terminal, "パソコンとしてのお知らせ", "it announces itself as a workstation") {
            $0.announces(["_workstation._tcp"])
        },
    ]
}

extension Asset {
    fileprivate func offers(tcp ports: Set<UInt16>) -> Bool {
        services.contains { $0.transport == .tcp && ports.contains($0.port) }
    }

    fileprivate var openTCPCount: Int { services.count { $0.transport == .tcp } }

    fileprivate func hints(at kind: Asset.Kind) -> Bool { kindClaims.contains { $0.value == kind.rawValue } }

    /// Whether it announced one of these service types.
    fileprivate func announces(_ types: Set<String>) -> Bool {
        services.contains { service in
            (service[.announced] ?? "").split(separator: ",").contains { word in
                // A type may be followed by its port: `_ipp._tcp:631`.
                types.contains { word == $0 || word.hasPrefix($0 + ":") }
            }
        }
    }

    /// The VPN protocols that were really spoken.
    fileprivate var tunnelProtocols: Set<String> {
        let spoken = services.flatMap { [$0.proto].compactMap { $0 } + $0.layers }
        return Set(spoken).intersection(["ike", "l2tp", "openvpn", "pptp", "softether", "sstp", "wireguard"])
    }

    fileprivate func claimsSystem(_ test: (String) -> Bool) -> Bool { os.contains { test($0.value) } }

    /// Whether the best-supported build, if it is more than a hint, is one of these.
    fileprivate func hasWindowsBuild(_ builds: Set<Int>) -> Bool {
        guard let claim = osBuild.first, claim.confidence >= .likely,
            let build = claim.value.split(separator: ".").dropFirst(2).first.flatMap({ Int($0) })
        else { return false }
        return builds.contains(build)
    }

    fileprivate var runsServerLinux: Bool {
        claimsSystem { system in
            ["Debian", "Ubuntu", "Red Hat", "CentOS", "Rocky", "AlmaLinux"].contains { system.contains($0) }
        }
    }

    /// A telephone or tablet: it hides its hardware address, and speaks Apple's mobile protocol or hints at what it is.
    fileprivate var isPhone: Bool {
        !macs.isEmpty && macs.allSatisfy(\.isLocallyAdministered)
            && (announces(["_apple-mobdev2._tcp"]) || hints(at: .phone))
    }
}

extension String {
    /// Whether it names a Windows that is not a server's. A bare "Windows" can be either, and so is none.
    fileprivate var isWindowsClient: Bool {
        ["Windows XP", "Windows Vista", "Windows 7", "Windows 8", "Windows 10", "Windows 11"].contains {
            hasPrefix($0) || hasPrefix("Microsoft " + $0)
        } && !contains("Server")
    }
}
