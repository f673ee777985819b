import Model

/// Services in words that need no engineer.
enum ServiceWords {
    /// What a protocol is, by its lower-case name.
    private static let protocols: [String: Text] = [
        "ssh": Text(ja: "文字で遠隔操作するしくみ（SSH）", en: "remote login (SSH)"),
        "telnet": Text(ja: "暗号のない遠隔操作（Telnet）", en: "unencrypted remote login (Telnet)"),
        "rdp": Text(ja: "離れた場所から画面を操作するしくみ（リモートデスクトップ）", en: "Remote Desktop (RDP)"),
        "vnc": Text(ja: "離れた場所から画面を操作するしくみ（VNC）", en: "remote screen (VNC)"),
        "winrm": Text(ja: "Windowsを離れた場所から管理するしくみ（WinRM）", en: "remote management of Windows (WinRM)"),
        "radmin": Text(ja: "離れた場所から画面を操作するしくみ（Radmin）", en: "remote screen (Radmin)"),
        "cwmp": Text(ja: "通信会社が機器を管理するしくみ（TR-069）", en: "management by the carrier (TR-069)"),
        "pptp": Text(ja: "古いVPN（PPTP）", en: "an outdated VPN (PPTP)"),
        "ike": Text(ja: "VPNの入口（IPsec）", en: "a VPN entrance (IPsec)"),
        "openvpn": Text(ja: "VPNの入口（OpenVPN）", en: "a VPN entrance (OpenVPN)"),
        "l2tp": Text(ja: "VPNの入口（L2TP）", en: "a VPN entrance (L2TP)"),
        "sstp": Text(ja: "VPNの入口（SSTP）", en: "a VPN entrance (SSTP)"),
        "openvpn-management": Text(ja: "VPNの管理用の窓口（OpenVPN）", en: "the management of a VPN (OpenVPN)"),
        "x11": Text(ja: "画面を離れた場所に映すしくみ（X11）", en: "remote display (X11)"),
        "anydesk": Text(ja: "離れた場所から画面を操作するしくみ（AnyDesk）", en: "remote screen (AnyDesk)"),
        "splashtop": Text(ja: "離れた場所から画面を操作するしくみ（Splashtop）", en: "remote screen (Splashtop)"),
        "vnc-viewer": Text(ja: "離れた場所から画面を操作するページ（VNC）", en: "a page with a remote screen (VNC)"),
        "vmware-auth": Text(ja: "仮想機械を離れた場所から管理するしくみ（VMware）", en: "remote management of VMware"),
        "softether": Text(ja: "VPNの入口（SoftEther）", en: "a VPN entrance (SoftEther)"),
        "http": Text(ja: "画面で設定などをするページ（ウェブ）", en: "a web page"),
        "tls": Text(ja: "暗号化された通信の窓口（TLS）", en: "an encrypted service (TLS)"),
        "smb": Text(ja: "ファイルの共有", en: "file sharing (SMB)"),
        "ftp": Text(ja: "暗号のないファイル転送（FTP）", en: "unencrypted file transfer (FTP)"),
        "smtp": Text(ja: "メールの送信", en: "mail (SMTP)"),
        "postgresql": Text(ja: "データベース（PostgreSQL）", en: "a database (PostgreSQL)"),
        "mysql": Text(ja: "データベース（MySQL）", en: "a database (MySQL)"),
        "tds": Text(ja: "データベース（SQL Server）", en: "a database (SQL Server)"),
        "ipp": Text(ja: "印刷の受付", en: "printing (IPP)"),
        "dns": Text(ja: "名前を調べる窓口（DNS）", en: "name lookup (DNS)"),
        "rtsp": Text(ja: "映像の配信（RTSP）", en: "video (RTSP)"),
        "snmp": Text(ja: "機器の状態を読むしくみ（SNMP）", en: "device monitoring (SNMP)"),
        "ntp": Text(ja: "時刻を教える窓口（NTP）", en: "time (NTP)"),
        "dhcp": Text(ja: "IPアドレスを配る窓口（DHCP）", en: "addresses for devices (DHCP)"),
        "mdns": Text(ja: "機器を見つけるためのお知らせ（mDNS）", en: "device discovery (mDNS)"),
        "ssdp": Text(ja: "機器を見つけるためのお知らせ（UPnP）", en: "device discovery (UPnP)"),
        "wsd": Text(ja: "機器を見つけるためのお知らせ（WS-Discovery）", en: "device discovery (WS-Discovery)"),
        "llmnr": Text(ja: "名前を調べる窓口（LLMNR）", en: "name lookup (LLMNR)"),
        "netbios": Text(ja: "Windowsの名前を教える窓口（NetBIOS）", en: "Windows names (NetBIOS)"),
    ]

    /// The protocol that a TCP port number is registered for (IANA service names) or commonly used with.
    private static let ports: [UInt16: String] = [
        21: "ftp", 22: "ssh", 23: "telnet", 25: "smtp", 53: "dns", 80: "http", 111: "rpc", 135: "rpc",
        139: "smb", 443: "tls", 445: "smb", 515: "printing", 548: "smb", 554: "rtsp", 587: "smtp",
        631: "ipp", 873: "copying", 1433: "tds", 1521: "database", 2049: "smb", 3050: "database",
        3306: "mysql", 3389: "rdp", 5000: "http", 5357: "discovery", 5432: "postgresql", 5900: "vnc",
        5985: "winrm", 5986: "winrm", 7547: "cwmp", 8000: "http", 8080: "http", 8291: "router",
        8443: "tls", 9100: "printing", 62078: "phone",
    ]

    /// The same for UDP.
    private static let datagramPorts: [UInt16: String] = [
        53: "dns", 67: "dhcp", 69: "tftp", 111: "rpc", 123: "ntp", 137: "netbios", 138: "netbios",
        161: "snmp", 547: "dhcp", 1434: "tds", 1900: "ssdp", 3702: "wsd", 5353: "mdns",
        5355: "llmnr",
    ]

    /// What only a port's number speaks of, never a conversation.
    private static let numbered: [String: Text] = [
        "rpc": Text(ja: "ほかの機器からプログラムを呼び出す窓口（RPC）", en: "remote procedure calls (RPC)"),
        "printing": Text(ja: "印刷の受付", en: "printing"),
        "tftp": Text(ja: "暗号のないファイル転送（TFTP）", en: "unencrypted file transfer (TFTP)"),
        "copying": Text(ja: "ファイルの写しを取る窓口（rsync）", en: "file copying (rsync)"),
        "database": Text(ja: "データベース", en: "a database"),
        "discovery": Text(ja: "機器を見つけるためのお知らせ", en: "device discovery"),
        "router": Text(ja: "ルータの設定の窓口", en: "router management"),
        "phone": Text(ja: "スマートフォンの同期", en: "phone synchronisation"),
    ]

    /// The names a service goes by, the most telling first: what it spoke, else what its number is used for.
    static func names(of service: Service) -> [String] {
        let spoken = spoken(by: service)
        guard spoken.isEmpty else { return spoken }
        return hint(of: service).map { [$0] } ?? []
    }

    /// What a service is: by its protocol where it was recognised, else as what its number suggests, and said so.
    static func of(_ service: Service) -> Text {
        if let words = spoken(by: service).compactMap({ protocols[$0] }).first {
            return words.naming(service)
        }
        guard let name = hint(of: service), let words = numbered[name] ?? protocols[name]
        else { return Text(ja: "何の窓口かわからないもの", en: "something that was not identified").naming(service) }
        return Text(
            ja: "何の窓口か確かめられないもの（番号からは、\(words.ja)の可能性）",
            en: "something unidentified (by its number perhaps \(words.en))")
    }

    /// The known protocols it spoke, the innermost first.
    private static func spoken(by service: Service) -> [String] {
        ([service.proto].compactMap { $0 } + service.layers).reversed().filter { protocols[$0] != nil }
    }

    private static func hint(of service: Service) -> String? {
        service.transport == .tcp ? ports[service.port] : datagramPorts[service.port]
    }

    /// What stands between a listening program and the network, as far as the host's packet filter was understood.
    static func barrier(_ listener: HostListener) -> Text {
        switch listener.passesFirewall {
        case true: Text(ja: "ほかの機器から届きます。", en: " Neighbours reach it.")
        case false:
            Text(
                ja: "今は、このパソコンのファイアウォールがほかの機器からの接続を止めています。",
                en: " The host's firewall keeps neighbours out for now.")
        case nil: Text(ja: "", en: "")
        }
    }

    /// `tcp/3389`
    static func port(_ service: Service) -> String { "\(service.transport.rawValue)/\(service.port)" }
}

extension Text {
    /// The same with the product, where the service said which it is.
    fileprivate func naming(_ service: Service) -> Text {
        guard let product = service.product?.printable, !product.isEmpty else { return self }
        return Text(ja: "\(ja)（製品名: \(product)）", en: "\(en) (\(product))")
    }
}
