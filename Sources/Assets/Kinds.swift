import Addresses
import Model

/// What kind of device it is: by what a person wrote, then its maker, then what it said of itself, then what it does.
///
/// The first rule that applies decides. A hint alone never does: unknown stays unknown.
func kind(of asset: Asset, row: LedgerRow?, makers: [HandsOffMaker]) -> Asset.Kind {
    if let kind = row?[.role].flatMap({ Asset.Kind(role: $0) }) { return kind }
    if isOfMaker(asset, makers) { return .dispensing }
    for claim in asset.kindClaims where claim.confidence >= .likely {
        if let kind = Asset.Kind(rawValue: claim.value), kind != .unknown, kind != .other { return kind }
    }
    if !asset.routerClaims.isEmpty { return .router }
    return kindRules.first { $0.applies(asset) }?.kind ?? .unknown
}

/// Kinds by what a device offers and announces, in the order they are tried.
private var kindRules: [(kind: Asset.Kind, applies: (Asset) -> Bool)] {
    [
        (
            .printer,
            { asset in
                asset.offers(tcp: [9100, 515, 631])
                    && (asset.hints(at: .printer)
                        || asset.announces([
                            "_ipp._tcp", "_ipps._tcp", "_printer._tcp", "_pdl-datastream._tcp",
                        ]))
            }
        ),
        (.receiptPrinter, { $0.hints(at: .receiptPrinter) && $0.offers(tcp: [9100, 515]) }),
        (
            .nas,
            {
                $0.isOfStorageMaker && $0.offers(tcp: [445, 139])
                    && $0.offers(tcp: [80, 443, 5000, 5001, 8080])
            }
        ),
        (.camera, { $0.hints(at: .camera) && $0.offers(tcp: [554]) }),
        (.server, { $0.claimsSystem { $0.contains("Server") } }),
        (.server, { $0.offers(tcp: [1433, 1521, 3306, 5432]) }),
        (.server, { $0.runsServerLinux && $0.openTCPCount >= 3 }),
        (.phone, { $0.isPhone }),
        (.server, { $0.hasWindowsBuild([20348, 25398]) }),
        // Builds that no server was made of (14393, 17763, 26100 and others are both).
        (
            .terminal,
            {
                $0.hasWindowsBuild([
                    10240, 10586, 15063, 19043, 19044, 19045, 22000, 22621, 22631, 26200, 28000,
                ])
            }
        ),
        (.terminal, { $0.claimsSystem { $0.isWindowsClient } }),
        (.terminal, { $0.announces(["_workstation._tcp"]) }),
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

    fileprivate func claimsSystem(_ test: (String) -> Bool) -> Bool { os.contains { test($0.value) } }

    /// Whether the best-supported build, if it is more than a hint, is one of these.
    fileprivate func hasWindowsBuild(_ builds: Set<Int>) -> Bool {
        guard let claim = osBuild.first, claim.confidence >= .likely,
            let build = claim.value.split(separator: ".").dropFirst(2).first.flatMap({ Int($0) })
        else { return false }
        return builds.contains(build)
    }

    fileprivate var isOfStorageMaker: Bool {
        (vendor + model).contains { claim in
            let text = claim.value.lowercased()
            return ["qnap", "synology", "buffalo", "terastation", "linkstation"].contains {
                text.contains($0)
            }
        }
    }

    fileprivate var runsServerLinux: Bool {
        claimsSystem { system in
            ["Debian", "Ubuntu", "Red Hat", "CentOS", "Rocky", "AlmaLinux"].contains { system.contains($0) }
        }
    }

    /// A telephone or tablet: it says so, or it hides its hardware address and speaks Apple's mobile protocol.
    fileprivate var isPhone: Bool {
        if (model + os).contains(where: { ["iPhone", "iPad"].contains(where: $0.value.contains) }) {
            return true
        }
        let isRandomised = !macs.isEmpty && macs.allSatisfy(\.isLocallyAdministered)
        return isRandomised && announces(["_apple-mobdev2._tcp"])
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
