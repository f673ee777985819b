import Addresses
import Model

/// Eight devices of an imagined pharmacy with documentation addresses; two have names that were chosen to do harm.
enum SampleDevices {
    static let all = [router, eligibility, dispensary, nas, printer, packer, tablet, stranger]

    static let router = device(
        "mac-00005e005301", .router, 1, "192.0.2.1", name: ("rtx830", .snmp), vendor: "ヤマハ", row: "NW-01",
        services: [
            Service(transport: .tcp, port: 23, proto: "telnet", seenBy: [31]),
            Service(transport: .tcp, port: 80, proto: "http", product: "YAMAHA-RT", seenBy: [32]),
            Service(
                transport: .udp, port: 161, proto: "snmp", facts: ["snmp.sysDescr": "RTX830 Rev.15.02.09"],
                seenBy: [33]),
        ])

    static let eligibility = device(
        "mac-00005e005302", .eligibilityTerminal, 2, "192.0.2.10", name: ("PHARM-ONS01", .ntlm), row: "PC-01",
        services: [
            Service(transport: .tcp, port: 445, proto: "smb", facts: ["smb.dialects": "3.1.1"], seenBy: [40])
        ])

    static let dispensary: Asset = {
        var asset = device(
            "this-host", .terminal, 3, "192.0.2.11", name: ("rececon1", .hostname), vendor: "富士通",
            row: "PC-02",
            services: [
                Service(
                    transport: .tcp, port: 22, proto: "ssh", product: "OpenSSH", version: "9.2p1 Debian-2",
                    seenBy: [44])
            ])
        asset.host = Asset.HostDetails(
            system: HostSystem(
                hostname: "rececon1", id: "debian", version: "12",
                prettyName: "Debian GNU/Linux 12 (bookworm)",
                kernel: "6.1.0-18-amd64"),
            listeners: [
                Cited(
                    HostListener(
                        port: Port(.tcp, 22), address: .v4(.any), process: "sshd", pid: 812, user: "root",
                        unit: "ssh.service", package: "openssh-server 1:9.2p1-2"), observation: 61),
                Cited(
                    HostListener(
                        port: Port(.tcp, 5432), address: .v4(IPv4Address(0x7f00_0001)), process: "postgres",
                        user: "postgres", unit: "postgresql.service"), observation: 62),
                Cited(HostListener(port: Port(.udp, 5353), address: .v4(.any)), observation: 63),
            ])
        return asset
    }()

    static let nas = device(
        "mac-00005e005304", .nas, 4, "192.0.2.20", name: ("LS720D", .netbios), vendor: "バッファロー",
        row: "NAS-01",
        services: [
            Service(transport: .tcp, port: 445, proto: "smb", facts: ["smb.v1": "yes"], seenBy: [50]),
            Service(transport: .tcp, port: 443, proto: "tls", layers: ["http"], seenBy: [51]),
        ])

    static let printer = device(
        "mac-00005e005305", .receiptPrinter, 5, "192.0.2.30", name: ("EPSON-TM", .mdns),
        vendor: "Seiko Epson", row: "PR-01",
        services: [Service(transport: .tcp, port: 9100, seenBy: [55])])

    static let packer: Asset = {
        var asset = device(
            "mac-00005e005306", .dispensing, 6, "192.0.2.40", name: nil, vendor: "湯山製作所", row: "YU-01")
        asset.isHandsOff = true
        return asset
    }()

    /// Not in the ledger, with a randomised address and a name that tries everything.
    static let tablet: Asset = {
        var asset = device(
            "mac-02005e005307", .unknown, 7, "192.0.2.77",
            name: ("=cmd|' /C calc'!A0<script>alert(1)</script>\u{1B}[31m\u{202E}gpj.\u{200B}exe", .mdns),
            vendor: nil)
        asset.macs = [MACAddress(0x0200_5e00_5307)]
        return asset
    }()

    /// Not in the ledger, listening for remote control.
    static let stranger = device(
        "mac-00005e005308", .terminal, 8, "192.0.2.99", name: ("DESKTOP-7F2K", .ntlm),
        vendor: "@SUM(1+1)*cmd\"&<b>",
        services: [
            Service(transport: .tcp, port: 3389, proto: "rdp", facts: ["rdp.nla": "absent"], seenBy: [70]),
            Service(
                transport: .tcp, port: 5900, proto: "vnc", facts: ["vnc.security-types": "1"], seenBy: [71]),
        ])

    private static func device(
        _ id: String, _ kind: Asset.Kind, _ number: UInt64, _ address: String,
        name: (value: String, kind: NameFact.Kind)?, vendor: String? = nil, row: String? = nil,
        services: [Service] = []
    ) -> Asset {
        var asset = Asset(id: id)
        asset.kind = kind
        asset.macs = [MACAddress(0x0000_5e00_5300 + number)]
        asset.addresses = IPAddress(address).map { [$0] } ?? []
        asset.names =
            name.map { [.init(value: $0.value, kind: $0.kind, source: "test", observations: [10])] } ?? []
        asset.vendor = vendor.map { [claim($0)] } ?? []
        asset.ledgerRow = row
        asset.services = services
        asset.observations = [10, 11]
        return asset
    }

    private static func claim(_ value: String) -> Asset.Claim {
        Asset.Claim(value: value, source: "test", confidence: .likely, observations: [10])
    }
}
