import Addresses
import Model

// What the checks of background services say of one of them.

extension Situation {
    func stranger(_ service: HostService, _ port: Port, on asset: Asset) -> Check.Result {
        let (name, program) = (name(of: asset), service.name.printable)
        return .init(
            .fail(
                Text(
                    ja: "\(name) の \(port) で「\(program)」が待ち受けています。この道具の一覧にないソフトです。",
                    en: "\(program), which is in no list of this tool, listens on \(port) of \(name).")),
            on: asset, port: port, observations: service.observations)
    }

    /// One result for each service of a verdict, one that all is well, or that nothing was read.
    func judgeServices(
        of verdict: KnownService.Verdict, unneeded judge: (Situation, HostService, Asset) -> Check.Result,
        otherwise: (String) -> Text
    ) -> [Check.Result] {
        hosts.flatMap { asset, host -> [Check.Result] in
            let name = name(of: asset)
            guard host.showsServices else {
                return [
                    .init(
                        .notAssessed(
                            Text(
                                ja: "\(name) で動いているものと自動で始まるものは、読めていません。",
                                en: "What runs or starts by itself on \(name) was not read.")), on: asset)
                ]
            }
            let found = services(of: asset).filter { $0.known?.verdict == verdict }
            return found.isEmpty
                ? [.init(.pass(otherwise(name)), on: asset)] : found.map { judge(self, $0, asset) }
        }
    }

    /// A service that nobody needs: worse where others can reach it.
    func judge(_ service: HostService, on asset: Asset) -> Check.Result {
        let (place, what) = (place(of: service, on: asset), service.known?.what ?? Text(verbatim: ""))
        let own = service.known?.severity ?? .medium
        return .init(
            .fail(
                Text(
                    ja: "\(place.ja)「\(service.name.printable)」（\(what.ja)）は、薬局の業務にはふつう要りません。",
                    en: "\(service.name.printable) (\(what.en)) \(place.en); a pharmacy has no use for it.")),
            on: asset, port: openQuestion(of: service, on: asset),
            severity: service.isReachable ? own : own.lower,
            advice: service.known?.advice, observations: service.observations)
    }

    /// Where a service is and what it does there.
    private func place(of service: HostService, on asset: Asset) -> Text {
        let name = name(of: asset)
        let ports = service.ports.map(\.description).joined(separator: ", ")
        if service.isReachable {
            return Text(
                ja: "\(name) の \(ports) で、ほかの機器からの接続を待っている", en: "waits for others on \(ports) of \(name)")
        }
        return service.isRunning
            ? Text(ja: "\(name) の中で動いている", en: "runs on \(name)")
            : Text(ja: "\(name) で自動で始まる設定の", en: "is set to start by itself on \(name)")
    }

    /// A service that others can reach and that one purpose only needs.
    func ask(_ service: HostService, on asset: Asset) -> Check.Result {
        let place = place(of: service, on: asset)
        let what = service.known?.what ?? Text(verbatim: "")
        let when = service.known?.neededWhen ?? Text(verbatim: "")
        let program = service.name.printable
        if let accepted = accepted(service, on: asset) {
            return .init(
                .pass(
                    Text(
                        ja: "\(place.ja)「\(program)」（\(what.ja)）は、\(accepted.person.printable)さんが必要と確認しています"
                            + "（理由: \(accepted.reason.printable)、\(accepted.until)まで）。",
                        en:
                            "\(program) (\(what.en)) \(place.en); accepted by \(accepted.person.printable) until "
                            + "\(accepted.until): \(accepted.reason.printable)")),
                on: asset, port: service.ports.first, observations: service.observations)
        }
        return .init(
            .notAssessed(
                Text(
                    ja: "\(place.ja)「\(program)」（\(what.ja)）が要るのは、\(when.ja)だけです。"
                        + "使っているかを確かめ、使っていなければ止めてもらってください。",
                    en:
                        "\(program) (\(what.en)) \(place.en). It is needed only where \(when.en). See whether it is "
                        + "used, and have it stopped if not.")),
            on: asset, port: service.ports.first, severity: service.known?.severity ?? .medium,
            observations: service.observations)
    }

    /// Services that were not seen to be in reach of others, in one breath.
    func ask(_ services: [HostService], on asset: Asset) -> Check.Result {
        let name = name(of: asset)
        let list = services.map { service in
            let when = service.known?.neededWhen ?? Text(verbatim: "")
            return Text(
                ja: "\(service.name.printable)（\(when.ja)）", en: "\(service.name.printable) (\(when.en))")
        }
        return .init(
            .notAssessed(
                Text(
                    ja: "\(name) の中で動くか自動で始まる次のものは、かっこの中のときだけ要ります。"
                        + "ほかの機器からつながるようには見えませんでした。"
                        + "使っていないものがないか確かめてください: " + list.map(\.ja).joined(separator: "、"),
                    en:
                        "These run or start by themselves on \(name) and were not seen to be in reach of others. Each is "
                        + "needed only where the words after it hold. See which are used: "
                        + list.map(\.en).joined(separator: ", "))),
            on: asset, observations: services.flatMap(\.observations))
    }

    func noneDepends(_ asset: Asset) -> Text {
        Text(
            ja: "\(name(of: asset)) に、使うときだけ要る背景のソフトは見えませんでした。",
            en: "No background service of \(name(of: asset)) is needed for one purpose only.")
    }

    /// A person's word, still in force, that every port of a service is needed.
    private func accepted(_ service: HostService, on asset: Asset) -> AcceptedService? {
        let words = service.ports.map { accepted($0, on: asset) }
        return words.contains { $0 == nil } ? nil : words.first ?? nil
    }

    private func accepted(_ port: Port, on asset: Asset) -> AcceptedService? {
        site.accepted.first {
            $0.transport == port.transport && $0.port == port.number && $0.until >= asOf
                && means($0.device, asset)
        }
    }

    /// The port that a result stands for: one that nobody accepted, so that a word for one of several ports does not
    /// speak for the others.
    private func openQuestion(of service: HostService, on asset: Asset) -> Port? {
        service.ports.first { accepted($0, on: asset) == nil } ?? service.ports.first
    }
}

extension Asset.HostDetails {
    /// Whether anything was read of what runs or starts by itself.
    var showsServices: Bool { !units.isEmpty || !listeners.isEmpty }
}

extension Severity {
    /// One step less, never below low.
    var lower: Severity {
        switch self {
        case .critical: .high
        case .high: .medium
        case .medium, .low: .low
        case .information: .information
        }
    }
}

extension Asset {
    /// This host with these units.
    static func exampleHost(units: String..., state: String = "enabled") -> Asset {
        .example {
            $0.id = "this-host"
            $0.host = HostDetails(
                units: units.map { Cited(HostUnit(name: $0, state: state), observation: 1) })
        }
    }
}

extension Site {
    /// A site where somebody accepted this TCP port of the example device.
    static func accepting(_ port: UInt16) -> Site {
        Site(accepted: [
            AcceptedService(
                device: "192.0.2.10", transport: .tcp, port: port, reason: "maintenance", person: "example",
                until: CivilDate(daysSinceEpoch: 21_000))
        ])
    }
}
