import Addresses
import Model

/// 2(7): support periods and firmware, as far as they show from outside. A version alone never proves that patches
/// are applied.
let patchChecks: [Check] = [osLifecycle, firmware] + updateChecks + weaknessChecks

private let osLifecycle = Check(
    id: "patch.os-lifecycle", topic: .patching, severity: .high,
    title: Text(ja: "OS（基本ソフト）のサポート期間", en: "Support of the operating system"),
    advice: Text(
        ja: "サポートの切れたOSは、新しい弱点が直りません。入れかえの予定を事業者と決めてください。",
        en: "An unsupported system gets no fixes. Agree on its replacement with the vendor."),
    examples: [
        .init(.example(windows("10.0.19045")), gives: "fail"),
        .init(.example(windows("10.0.19044")), gives: "not-assessed"),
        .init(.example(windows("10.0.26200")), gives: "not-assessed"),
        .init(.example(windows("10.0.19045", .hint)), gives: "not-assessed"),
        .init(.example(linux("Debian 10")), gives: "fail"),
        .init(.example(linux("Debian 13")), gives: "not-assessed"),
        .init(.example(linux("Ubuntu 20.04")), gives: "not-assessed"),
        .init(.example(inside("debian", "13")), gives: "pass"),
        .init(.example(inside("debian", "14")), gives: "not-assessed"),
        .init(.example(inside("debian", "9", end: Knowledge.example.asOf)), gives: "fail"),
        .init(.example(.example()), gives: "not-assessed"),
    ]
) { situation in
    situation.assets.filter { !$0.isHandsOff }.map { asset in
        let name = situation.name(of: asset)
        guard let (system, state) = situation.lifecycle(of: asset) else {
            return .init(
                .notAssessed(
                    Text(ja: "\(name) のOSは外から見えません。", en: "The system of \(name) does not show.")), on: asset)
        }
        let claims = (asset.osBuild.first ?? asset.os.first)?.observations ?? []
        // Of a host that was read from inside, other checks say how far it is updated.
        if case .supported(let release, let end) = state, asset.host?.updates != nil {
            return .init(.pass(supported(name, system.printable, release, end)), on: asset)
        }
        return .init(
            verdict(name, system.printable, state), on: asset, observations: Array(claims.prefix(8)))
    }
}

private func verdict(_ name: String, _ system: String, _ state: Lifecycle) -> Verdict {
    switch state {
    case .ended(let release, let end, let paid):
        .fail(
            Text(
                ja: "\(name) は \(system)（\(release)）で、サポートは \(end) に終わっています。"
                    + (paid.map { "有償の延長（ESU）を契約していれば \($0) まで続きます。" } ?? ""),
                en: "\(name) runs \(system) (\(release)); its support ended on \(end)."
                    + (paid.map { " A paid extension (ESU), if bought, runs until \($0)." } ?? "")))
    case .ambiguous(let choices):
        .notAssessed(
            Text(
                ja: "\(name) は \(system) です。種類（エディション）や契約によってサポートの終わりが違います: "
                    + choices.joined(separator: "、") + "。どれかを確かめてください。",
                en: "\(name) runs \(system); its end of support depends on edition or contract: "
                    + choices.joined(separator: ", ") + "."))
    case .supported(let release, let end):
        .notAssessed(
            Text(
                ja: "\(name) は \(system)（\(release)）で、サポート期間内（\(end)まで）です。更新が済んでいるかは未確認です。",
                en:
                    "\(name) runs \(system) (\(release)), supported until \(end); whether updates are applied is not known."
            ))
    case .unknown:
        .notAssessed(
            Text(
                ja: "\(name) は \(system) のようですが、サポート期間の表にありません。",
                en: "\(name) seems to run \(system), which is not in the lifecycle tables."))
    }
}

private func supported(_ name: String, _ system: String, _ release: String, _ end: CivilDate) -> Text {
    Text(
        ja: "\(name) は \(system)（\(release)）で、サポート期間内（\(end)まで）です。",
        en: "\(name) runs \(system) (\(release)), supported until \(end).")
}

private func windows(_ build: String, _ confidence: Confidence = .certain) -> Asset {
    .example {
        $0.osBuild = [.init(value: build, source: "talk-smb", confidence: confidence, observations: [1])]
    }
}

private func linux(_ name: String) -> Asset {
    .example { $0.os = [.init(value: name, source: "talk-ssh", confidence: .likely, observations: [1])] }
}

/// A host that was read from inside, with the last day of support by its own table.
private func inside(_ id: String, _ version: String, end: CivilDate? = nil) -> Asset {
    .example {
        $0.id = "this-host"
        $0.host = Asset.HostDetails(system: HostSystem(id: id, version: version))
        $0.host?.add(.updates(HostUpdates(supportEnd: end)), observation: 1)
    }
}

private let firmware = Check(
    id: "patch.firmware", topic: .patching, severity: .medium,
    title: Text(ja: "ネットワーク機器の中のソフト（ファームウェア）", en: "Firmware of network devices"),
    advice: Text(
        ja: "事業者に、今の版と最新の版、更新の責任者を聞き、更新の予定を決めてください。",
        en: "Ask the vendor for the present and the latest version and who updates it, and agree on a day."),
    examples: [
        .init(.example(.example { $0.kind = .router }), gives: "not-assessed"),
        .init(.example(router("Rev.15.04.03")), gives: "not-assessed"),
        .init(.example(router("FortiOS v7.0.12")), gives: "fail"),
        .init(.example(router("FortiOS 7.4.11")), gives: "not-assessed"),
        .init(.example(.example())),
    ]
) { situation in
    situation.assets.filter { $0.kind.isNetworkDevice }.map { asset in
        let name = situation.name(of: asset)
        let model = asset.model.first.map { $0.value.printable + " " } ?? ""
        guard let version = asset.firmware.first else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) \(model)のファームウェアの版は、外から見えません。事業者に版と最新かどうかを聞いてください。",
                        en: "The firmware of \(name) \(model)does not show; ask the vendor for its version.")),
                on: asset)
        }
        if case .ended(_, let end, _) = situation.fortiOS(version.value) {
            return .init(
                .fail(
                    Text(
                        ja: "\(name) \(model)のファームウェア \(version.value.printable) のサポートは \(end) に終わっています。",
                        en:
                            "Support for firmware \(version.value.printable) of \(name) \(model)ended on \(end)."
                    )),
                on: asset, severity: .critical, observations: version.observations)
        }
        return .init(
            .notAssessed(
                Text(
                    ja:
                        "\(name) \(model)のファームウェアは \(version.value.printable) です。最新かどうかは、製造会社のページか事業者に確かめてください。",
                    en:
                        "\(name) \(model)runs firmware \(version.value.printable); ask the vendor whether it is current."
                )),
            on: asset, observations: version.observations)
    }
}

private func router(_ firmware: String) -> Asset {
    .example {
        $0.kind = .router
        $0.firmware = [.init(value: firmware, source: "ask-snmp", confidence: .likely, observations: [1])]
    }
}

extension Situation {
    /// The lifecycle of `FortiOS v7.0.12`; nil for firmware of others, of which no table is kept.
    fileprivate func fortiOS(_ firmware: String) -> Lifecycle? {
        let words = firmware.lowercased().split(separator: " ")
        guard words.first == "fortios", let version = words.last?.drop(while: { $0 == "v" }) else {
            return nil
        }
        return release("fortios", String(version))
    }
}

extension Asset.Kind {
    /// ネットワーク機器 of the checklist.
    var isNetworkDevice: Bool { [.router, .wirelessAccessPoint, .networkSwitch, .vpnGateway].contains(self) }
}
