import Addresses
import Model

/// 2(8), tried by being there: what the network let a stranger's computer do.
let admissionChecks: [Check] = [scannerAdmitted, managementOpen]

private let scannerAdmitted = Check(
    id: "source.scanner-admitted", topic: .sourceRestriction, severity: .medium,
    title: Text(ja: "台帳にないパソコンの接続", en: "Whether a computer outside the ledger was let in"),
    advice: Text(
        ja: "使っていない差し込み口をふさぐこと、登録した機器だけをつなげる設定ができるかを、ネットワークを設定した事業者に聞いてください。",
        en: "Ask who set up the network to close unused sockets and to admit registered devices only."),
    examples: [
        .init(.exampleAdmission(answered: 3), gives: "fail"),
        .init(.exampleAdmission(.dhcp, answered: 0), gives: "fail"),
        .init(.exampleAdmission(answered: 0), gives: "not-assessed"),
        .init(.exampleAdmission(answered: 3, ledgerMAC: "00:00:5e:00:53:fe"), gives: "not-assessed"),
        .init(.exampleAdmission(answered: 3, ledgerMAC: nil), gives: "not-assessed"),
        .init(.example(), gives: "not-assessed"),
    ]
) { situation in
    guard !situation.admissions.isEmpty else {
        return [
            .init(
                .notAssessed(
                    Text(
                        ja: "この点検では、点検のパソコンがネットワークにどう受け入れられたかの記録がありません。知らないパソコンがつながるかどうかは試せていません。",
                        en:
                            "How this scanner was received by a network was not recorded, so whether a stranger is let in was not tried."
                    ))
            )
        ]
    }
    return situation.admissions.map { admission in
        .init(situation.verdict(on: admission.value), observations: [admission.observation])
    }
}

extension Situation {
    fileprivate func verdict(on admission: AdmissionFact) -> Verdict {
        let socket = "\(admission.interface.printable)、\(admission.mac)"
        guard !site.ledger.rows.isEmpty else {
            return .notAssessed(
                Text(
                    ja: "台帳がないため、点検のパソコン（\(socket)）が登録した機器かどうかを言えません。",
                    en:
                        "Without a ledger nobody can say whether this scanner (\(admission.mac)) is registered."
                ))
        }
        guard !isRegistered(admission.mac) else {
            return .notAssessed(
                Text(
                    ja: "点検のパソコン（\(socket)）は台帳にあるため、知らないパソコンがつながるかどうかは試せていません。",
                    en:
                        "This scanner (\(admission.mac)) is in the ledger, so a stranger's way in was not tried."
                ))
        }
        guard admission.answered > 0 || admission.addressing == .dhcp else {
            return .notAssessed(
                Text(
                    ja: "台帳にない点検のパソコン（\(socket)）に答えた機器はありませんでした。接続を限っているためかどうかは、わかりません。",
                    en:
                        "Nothing answered this scanner (\(admission.mac)), which is in no ledger; why is unknown."
                ))
        }
        return .fail(welcome(admission, socket: socket))
    }

    private func welcome(_ admission: AdmissionFact, socket: String) -> Text {
        let isLeased = admission.addressing == .dhcp
        let count = admission.answered
        let isAnswered = count > 0
        let leased = isLeased ? "IPアドレスが自動で渡され" + (isAnswered ? "、" : "ました") : ""
        let answered = isAnswered ? "\(count)台の機器が答えました" : ""
        let given = [isLeased ? "given an address" : nil, isAnswered ? "answered by \(count) devices" : nil]
        return Text(
            ja: "この点検のパソコン（\(socket)）は台帳にありませんが、つなぐと\(leased)\(answered)"
                + "（この差し込み口で、この日に見えたことです）。",
            en: "This scanner (\(admission.mac)) is not in the ledger, yet on being connected it was "
                + given.compactMap { $0 }.joined(separator: " and ") + " (through this socket, on this day).")
    }

    /// Whether the ledger knows this hardware address, or the device that it belongs to.
    func isRegistered(_ mac: MACAddress) -> Bool {
        site.ledger.rows.contains { !$0.isRetired && $0.macs.contains(mac) }
            || assets.contains { $0.ledgerRow != nil && $0.macs.contains(mac) }
    }

    /// An example with a scanner that was received so, and a ledger that has one row with this hardware address.
    fileprivate static func exampleAdmission(
        _ addressing: AdmissionFact.Addressing = .unknown, answered: Int,
        ledgerMAC: String? = "00:00:5e:00:53:10", _ assets: Asset...
    ) -> Situation {
        var situation = Situation.example(
            site: ledgerMAC.map { Site.example(row: [.number: "001", .mac: $0]) } ?? Site())
        situation.assets = assets
        situation.admissions = [
            Cited(
                AdmissionFact(
                    interface: "eth0", mac: MACAddress(0x0000_5e00_53fe), addresses: [],
                    addressing: addressing, answered: answered), observation: 9)
        ]
        return situation
    }
}

private let managementOpen = Check(
    id: "source.management-open", topic: .sourceRestriction, severity: .low,
    title: Text(ja: "ネットワーク機器の設定の窓口", en: "Administration of network devices"),
    advice: Text(
        ja: "設定の窓口を管理する人の端末だけに開くこと、使わない窓口（特にTelnet）を止めることができるかを、ネットワークを設定した事業者に聞いてください。",
        en:
            "Ask who set up the network to open it to the administrator's terminal only, and to stop what is unused."
    ),
    examples: [
        .init(.exampleAdmission(answered: 3, .router(tcp: 443)), gives: "fail"),
        .init(.exampleAdmission(answered: 3, .router(tcp: 23)), gives: "fail"),
        .init(
            .exampleAdmission(answered: 3, ledgerMAC: "00:00:5e:00:53:fe", .router(tcp: 443)),
            gives: "not-assessed"),
        .init(.exampleAdmission(answered: 3, ledgerMAC: nil, .router(tcp: 443)), gives: "not-assessed"),
        .init(.exampleAdmission(answered: 3, .router(tcp: nil)), gives: "pass"),
        .init(.example(.example { $0.kind = .router }), gives: "not-assessed"),
        .init(.example(.example(tcp: 443, "http", kind: .printer))),
    ]
) { situation in
    situation.assets.filter { $0.kind.isNetworkDevice && $0.host == nil }.map {
        situation.administration(of: $0)
    }
}

extension Situation {
    fileprivate func administration(of asset: Asset) -> Check.Result {
        let name = name(of: asset)
        let ways = asset.services.filter(\.isAdministration)
        guard !ways.isEmpty else { return .init(withoutAdministration(asset), on: asset) }
        let ports = ways.administrationWords
        let lines = ways.flatMap(\.seenBy)
        guard let scanner = admissions.first?.value, !site.ledger.rows.isEmpty, !isRegistered(scanner.mac)
        else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) の設定の窓口（\(ports.ja)）は、この場所から届きます。"
                            + "登録していない機器からも届くかどうかは、台帳にないパソコンで点検するとわかります。",
                        en:
                            "\(name) can be reached for administration from here (\(ports.en)); whether an unregistered device "
                            + "could is told by a scan from a computer outside the ledger.")),
                on: asset, observations: lines)
        }
        return .init(
            .fail(
                Text(
                    ja: "\(name) の設定の窓口（\(ports.ja)）は、台帳にないこのパソコンからも届きます。"
                        + "ここにつないだ人なら、だれでも設定の入口まで行けるおそれがあります。"
                        + "入口にパスワードがあるか、それが強いかは、調べていません。",
                    en:
                        "\(name) can be reached for administration (\(ports.en)) from this computer, which is not "
                        + "in the ledger, so perhaps from any that is connected here. Whether a password protects it was "
                        + "not tried.")),
            on: asset, severity: ways.contains { $0.isUnencryptedLogin } ? .medium : .low,
            observations: lines)
    }

    private func withoutAdministration(_ asset: Asset) -> Verdict {
        let name = name(of: asset)
        let wasAsked = asset.coverage.contains { $0.source == "tcp-syn" && $0.fact.outcome == .looked }
        guard wasAsked else {
            return .notAssessed(
                Text(
                    ja: "\(name) の窓口を調べきれていないため、設定の窓口が開いているかどうかは言えません。",
                    en: "Not every port of \(name) was asked, so its administration cannot be judged."))
        }
        return .pass(
            Text(
                ja: "\(name) の設定の窓口は、この場所からは見えませんでした（調べた番号の中でのことです）。",
                en: "No way to administer \(name) was seen from here, among the ports asked."))
    }
}

extension Service {
    /// Ports where devices usually serve their administration page; others serve descriptions and data.
    private static let pages: Set<UInt16> = [80, 443, 4443, 8080, 8443, 8888, 10443]
    private static let winbox: UInt16 = 8291

    fileprivate var isPage: Bool {
        guard transport == .tcp else { return false }
        let isWeb = speaks("http") || speaks("tls") || proto == nil
        return Self.pages.contains(port) && isWeb || self[.httpRealm] != nil
    }

    fileprivate var isUnencryptedLogin: Bool { speaks("telnet") || transport == .tcp && port == 23 }

    /// Whether a network device is set up or read through it.
    fileprivate var isAdministration: Bool {
        if transport == .udp { return speaks("snmp") }
        return isPage || isUnencryptedLogin || speaks("ssh") || proto == nil && port == 22
            || port == Self.winbox
    }

    fileprivate var administrationWord: String {
        if transport == .udp { return "SNMP" }
        if isUnencryptedLogin { return "Telnet" }
        if speaks("ssh") || port == 22 { return "SSH" }
        return port == Self.winbox ? "Winbox" : speaks("tls") || port == 443 ? "HTTPS" : "HTTP"
    }
}

extension [Service] {
    /// `SSH tcp/22、HTTPS tcp/443`; where only a port's number speaks for one, it says so.
    fileprivate var administrationWords: Text {
        let words = map { way in
            let word = "\(way.administrationWord) \(ServiceWords.port(way))"
            return way.proto == nil
                ? Text(ja: word + " と思われるもの", en: "perhaps " + word) : Text(verbatim: word)
        }
        return Text(
            ja: words.map(\.ja).joined(separator: "、"), en: words.map(\.en).joined(separator: ", "))
    }
}

extension Asset {
    /// A router that was asked its ports, with one open or none.
    fileprivate static func router(tcp port: UInt16?) -> Asset {
        .example {
            $0.kind = .router
            $0.services = port.map { [Service(transport: .tcp, port: $0)] } ?? []
            $0.coverage = [
                Coverage(source: "tcp-syn", fact: CoverageFact("tcp 1-1024", .looked), observation: 8)
            ]
        }
    }
}
