import Addresses
import Model

/// 2(7): support periods and firmware, as far as they show from outside. A version alone never proves that patches
/// are applied.
let patchChecks: [Check] = [osLifecycle, firmware]

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
        .init(.example(linux("Debian 10")), gives: "fail"),
        .init(.example(linux("Debian 13")), gives: "not-assessed"),
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
        return .init(
            verdict(name, system.printable, state), on: asset, observations: Array(claims.prefix(8)))
    }
}

private func verdict(_ name: String, _ system: String, _ state: Lifecycle) -> Verdict {
    switch state {
    case .ended(let release, let end):
        .fail(
            Text(
                ja: "\(name) は \(system)（\(release)）で、サポートは \(end) に終わっています。",
                en: "\(name) runs \(system) (\(release)); its support ended on \(end)."))
    case .ambiguous(let editions):
        .notAssessed(
            Text(
                ja: "\(name) は \(system) です。種類（エディション）によってサポートの終わりが違います: "
                    + editions.map { "\($0.name) \($0.end)" }.joined(separator: "、") + "。種類を確かめてください。",
                en: "\(name) runs \(system); its end of support depends on the edition: "
                    + editions.map { "\($0.name) \($0.end)" }.joined(separator: ", ") + "."))
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

private func windows(_ build: String) -> Asset {
    .example {
        $0.osBuild = [.init(value: build, source: "talk-smb", confidence: .certain, observations: [1])]
    }
}

private func linux(_ name: String) -> Asset {
    .example { $0.os = [.init(value: name, source: "talk-ssh", confidence: .likely, observations: [1])] }
}

private let firmware = Check(
    id: "patch.firmware", topic: .patching, severity: .medium,
    title: Text(ja: "ネットワーク機器の中のソフト（ファームウェア）", en: "Firmware of network devices"),
    examples: [
        .init(.example(.example { $0.kind = .router }), gives: "not-assessed"),
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

extension Asset.Kind {
    /// ネットワーク機器 of the checklist.
    var isNetworkDevice: Bool { [.router, .wirelessAccessPoint, .networkSwitch, .vpnGateway].contains(self) }
}
