import Addresses
import Model

/// 2(2): entrances that are open to anybody or whose protection is broken.
let remoteEntranceChecks: [Check] = [x11Open, openVPNManagement, winrmPlain, pptp, silentByDesign]

private let x11Open = Check(
    id: "remote.x11-open", topic: .remoteMaintenance, severity: .critical,
    title: Text(ja: "だれでも入れる画面の遠隔表示（X11）", en: "X11 open to anybody"),
    advice: Text(
        ja: "すぐに事業者に連絡し、X11をネットワークから使えないようにしてもらってください。",
        en: "Call the vendor at once: have X11 closed to the network."),
    examples: [
        .init(.example(.example(tcp: 6000, "x11", [.x11Access: "open"])), gives: "fail"),
        .init(.example(.example(tcp: 6000, "x11", [.x11Access: "refused"])), gives: "pass"),
        .init(.example(.example(tcp: 6000, "x11", [.x11Access: "authentication"])), gives: "pass"),
        .init(.example(.example(tcp: 6000, "x11")), gives: "not-assessed"),
        .init(.example(.example())),
    ]
) { situation in
    situation.results(of: "x11") { service, name, port in
        switch service[.x11Access] {
        case "open":
            .fail(
                Text(
                    ja: "\(name) の \(port) では、だれでも画面をのぞいたり、操作したりできます（X11）。",
                    en: "Anybody can watch and operate the screen of \(name) on \(port) (X11)."))
        case "refused", "authentication":
            .pass(
                Text(
                    ja: "\(name) の \(port)（X11）は、この点検の機械を入れませんでした。",
                    en: "\(name) did not let this scanner in on \(port) (X11)."))
        default:
            .notAssessed(
                Text(
                    ja: "\(name) の \(port)（X11）が、だれでも入れるかは読めませんでした。",
                    en: "Whether \(name) lets anybody in on \(port) (X11) was not read."))
        }
    }
}

private let openVPNManagement = Check(
    id: "remote.openvpn-management", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "ネットワークから届くVPNの管理用の窓口", en: "OpenVPN's management interface on the network"),
    advice: Text(
        ja: "VPN（OpenVPN）の管理用の窓口を、その機器の中からだけ使えるようにするよう、事業者に頼んでください。",
        en: "Have the management interface of OpenVPN bound to the device itself only."),
    examples: [
        .init(
            .example(.example(tcp: 7505, "openvpn-management", [.managementAccess: "open"])), gives: "fail"),
        .init(
            .example(.example(tcp: 7505, "openvpn-management", [.managementAccess: "authentication"])),
            gives: "fail"),
        .init(.example(.example())),
    ]
) { situation in
    situation.results(
        of: "openvpn-management",
        severity: { $0[.managementAccess] == "authentication" ? .medium : nil }
    ) { service, name, port in
        service[.managementAccess] == "authentication"
            ? .fail(
                Text(
                    ja: "\(name) の \(port) で、VPNの管理用の窓口（OpenVPN）が、暗号なしでパスワードを聞いています。",
                    en:
                        "\(name) offers OpenVPN's management interface on \(port), behind an unencrypted password."
                ))
            : .fail(
                Text(
                    ja: "\(name) の \(port) で、VPNの管理用の窓口（OpenVPN）に、パスワードなしで入れます。",
                    en: "OpenVPN on \(name) can be managed by anybody on \(port), without a password."))
    }
}

private let winrmPlain = Check(
    id: "remote.winrm-plain", topic: .remoteMaintenance, severity: .low,
    title: Text(ja: "TLSのないWindowsの遠隔管理（WinRM）", en: "WinRM without TLS"),
    advice: Text(
        ja: "Windowsの遠隔管理（WinRM）が必要かを、事業者に聞いてください。必要なら、TLSを使う 5986 に替えられるかを相談してください。",
        en: "Ask the vendor whether WinRM is needed, and if so whether it can use TLS on 5986."),
    examples: [
        .init(.example(.example(tcp: 5985, "winrm")), gives: "fail"),
        .init(.example(.example(tcp: 5986, "winrm", [.tlsVersions: "1.2"])), gives: "pass"),
        .init(.example(.example())),
    ]
) { situation in
    situation.results(of: "winrm") { service, name, port in
        service[.tlsVersions] == nil
            ? .fail(
                Text(
                    ja: "\(name) の \(port) で、Windowsの遠隔管理（WinRM）が、TLSなしで動いています。",
                    en: "\(name) offers WinRM on \(port) without TLS."))
            : .pass(
                Text(
                    ja: "\(name) の \(port) の遠隔管理（WinRM）は、TLSを使います。",
                    en: "WinRM of \(name) on \(port) uses TLS."))
    }
}

private let pptp = Check(
    id: "remote.pptp", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "守りが破られている古いVPN（PPTP）", en: "PPTP, a VPN whose protection is broken"),
    advice: Text(
        ja: "PPTPは暗号が破られています。使っているかを事業者に聞き、ほかのVPN（IKEv2など）に替えて、PPTPを止めてもらってください。",
        en:
            "PPTP's encryption is broken: ask the vendor who uses it, and have it replaced, by IKEv2 for example."
    ),
    examples: [
        .init(.example(.example(tcp: 1723, "pptp")), gives: "fail"),
        .init(.example(.example { $0.closedPorts = [Port(.tcp, 1723)] }), gives: "pass"),
        .init(.example(.example())),
    ]
) { situation in
    let open = situation.results(of: "pptp") { _, name, port in
        .fail(
            Text(
                ja: "\(name) の \(port) で、守りが破られている古いVPN（PPTP）の入口が開いています。",
                en: "\(name) has an entrance of PPTP, a VPN whose protection is broken, on \(port)."))
    }
    let port = Port(.tcp, 1723)
    let closed = situation.assets.filter { $0.closedPorts.contains(port) }.map { asset in
        Check.Result(
            .pass(
                Text(
                    ja: "\(situation.name(of: asset)) の \(port) は閉じています。",
                    en: "\(port) of \(situation.name(of: asset)) is closed.")), on: asset, port: port)
    }
    return open + closed
}

private let silentByDesign = Check(
    id: "remote.silent-by-design", topic: .remoteMaintenance, severity: .information,
    title: Text(ja: "聞いても答えないしくみの遠隔操作", en: "Remote maintenance that is silent by design"),
    examples: [.init(.example(), gives: "not-assessed")]
) { _ in
    [
        .init(
            .notAssessed(
                Text(
                    ja: "WireGuard というVPNと、設定によっては OpenVPN も、知らない相手には答えないしくみです。"
                        + "返事がないことは「ない」ことの証明ではありません。使っているかを事業者に聞いてください。",
                    en: "WireGuard, and OpenVPN with tls-auth or tls-crypt, answer nobody without a key; "
                        + "no answer does not prove that there is none. Ask the vendor.")))
    ]
}
