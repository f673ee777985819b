import Addresses
import Model

/// 2(2): how well the ways in are guarded.
let remoteSecurityChecks: [Check] =
    [
        rdpWithoutNLA, vncWithoutAuthentication, telnet, agentOnHost,
    ] + remoteEntranceChecks

private let rdpWithoutNLA = Check(
    id: "remote.rdp-without-nla", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "本人確認が後回しのリモートデスクトップ", en: "Remote Desktop without NLA"),
    advice: Text(
        ja: "「ネットワークレベル認証（NLA）」を必須にするよう、事業者に頼んでください。",
        en: "Have the vendor require Network Level Authentication."),
    examples: [
        .init(.example(.example(tcp: 3389, "rdp", [.rdpNLA: "required"])), gives: "pass"),
        .init(.example(.example(tcp: 3389, "rdp", [.rdpNLA: "absent"])), gives: "fail"),
        .init(.example(.example(tcp: 3389, "rdp", [.rdpNLA: "offered"])), gives: "fail"),
        .init(.example(.example(tcp: 3389, "rdp")), gives: "not-assessed"),
    ]
) { situation in
    situation.results(of: "rdp", severity: { $0[.rdpNLA] == "offered" ? .medium : nil }) {
        service, name, port in
        switch service[.rdpNLA] {
        case "required":
            .pass(Text(ja: "\(name) の \(port) は、つなぐ前に本人を確かめます。", en: "\(name) requires NLA on \(port)."))
        case "absent":
            .fail(
                Text(
                    ja:
                        "\(name) の \(port) では、離れた場所から画面を操作するしくみ（リモートデスクトップ）が、だれにでもログイン画面を見せます（NLAなし）。",
                    en: "Remote Desktop of \(name) shows its log-in screen on \(port) to anybody (no NLA)."))
        case "offered":
            .fail(
                Text(
                    ja:
                        "\(name) の \(port) では、離れた場所から画面を操作するしくみ（リモートデスクトップ）が、本人を確かめないつなぎ方も許しています（NLAは任意）。",
                    en: "Remote Desktop of \(name) also allows connections without NLA on \(port)."))
        default:
            .notAssessed(
                Text(
                    ja: "\(name) の \(port) が、本人を確かめるかは読めませんでした。",
                    en: "Whether \(name) requires NLA was not read."))
        }
    }
}

private let vncWithoutAuthentication = Check(
    id: "remote.vnc-without-authentication", topic: .remoteMaintenance, severity: .critical,
    title: Text(ja: "パスワードのない遠隔操作（VNC）", en: "VNC without a password"),
    advice: Text(
        ja: "すぐに事業者に連絡し、VNCを止めるかパスワードを設定してもらってください。",
        en: "Call the vendor at once: have VNC switched off or a password set."),
    examples: [
        .init(.example(.example(tcp: 5900, "vnc", [.vncSecurity: "2,16"])), gives: "pass"),
        .init(.example(.example(tcp: 5900, "vnc", [.vncSecurity: "1,2"])), gives: "fail"),
        .init(.example(.example(tcp: 5900, "vnc")), gives: "not-assessed"),
    ]
) { situation in
    situation.results(of: "vnc") { service, name, port in
        guard let types = service[.vncSecurity] else {
            return .notAssessed(
                Text(
                    ja: "\(name) の \(port) の守り方は読めませんでした。",
                    en: "The security of \(name) on \(port) was not read."))
        }
        guard types.split(separator: ",").contains("1") else {
            return .pass(
                Text(ja: "\(name) の \(port) は認証を求めます。", en: "\(name) asks for authentication on \(port)."))
        }
        return .fail(
            Text(
                ja: "\(name) の \(port) は、パスワードなしで画面を操作できます。",
                en: "The screen of \(name) can be operated on \(port) without a password."))
    }
}

private let telnet = Check(
    id: "remote.telnet", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "暗号のない遠隔操作（Telnet）", en: "Telnet"),
    advice: Text(
        ja: "Telnet を止めて、暗号化されたもの（SSHなど）に替えるよう、事業者に頼んでください。",
        en: "Have Telnet switched off in favour of something encrypted such as SSH."),
    examples: [
        .init(.example(.example(tcp: 23, "telnet")), gives: "fail"),
        .init(.example(.example { $0.closedPorts = [Port(.tcp, 23)] }), gives: "pass"),
        .init(.example(.example())),
    ]
) { situation in
    let open = situation.results(of: "telnet") { _, name, port in
        .fail(
            Text(
                ja: "\(name) の \(port) で、暗号のない遠隔操作（Telnet）が動いています。",
                en: "\(name) offers unencrypted remote login (Telnet) on \(port)."))
    }
    return situation.assets.flatMap { asset -> [Check.Result] in
        let port = Port(.tcp, 23)
        let isClosed = asset.closedPorts.contains(port)
        let name = situation.name(of: asset)
        let closed = Check.Result(
            .pass(Text(ja: "\(name) の \(port) は閉じています。", en: "\(port) of \(name) is closed.")), on: asset,
            port: port)
        return (isClosed ? [closed] : []) + open.filter { $0.asset == asset.id }
    }
}

extension Situation {
    /// One verdict for each service that speaks a protocol; `severity` where it is not the check's own.
    func results(
        of proto: String, severity: (Service) -> Severity? = { _ in nil },
        _ verdict: (_ service: Service, _ name: String, _ port: String) -> Verdict
    ) -> [Check.Result] {
        assets.flatMap { asset in
            asset.services.filter { $0.speaks(proto) }.map { service in
                Check.Result(
                    verdict(service, name(of: asset), ServiceWords.port(service)), on: asset,
                    port: Port(service.transport, service.port), severity: severity(service),
                    observations: service.seenBy)
            }
        }
    }

    /// Hosts that were inspected from inside.
    var hosts: [(Asset, Asset.HostDetails)] {
        assets.compactMap { asset in asset.host.map { (asset, $0) } }
    }
}
