import Addresses
import Model

private let rdpMapping = PortMappingFact(
    outside: Port(.tcp, 33389), client: .v4(IPv4Address(0xc000_020a)), clientPort: 3389, isEnabled: true)

/// 2(2): ways in from the Internet that a gateway itself tells of.
let portMapping = Check(
    id: "remote.port-mapping", topic: .remoteMaintenance, severity: .high,
    title: Text(ja: "インターネットから入れる口", en: "Ways in from the Internet"),
    advice: Text(
        ja: "この入口が必要かを、事業者に聞いてください。必要なければ消してもらい、ルータの自動設定（UPnP）も切ってもらってください。",
        en:
            "Ask the vendor whether this is needed. If not, have it removed and UPnP on the router switched off."
    ),
    examples: [
        .init(.example(.mapping([rdpMapping])), gives: "fail"),
        .init(.example(.mapping([rdpMapping.off])), gives: "pass"),
        .init(.example(.mapping([])), gives: "pass"),
        .init(.example(.router(1, "route")), gives: "not-assessed"),
    ]
) { situation in
    let results = situation.assets.flatMap { situation.mappingResults($0) }
    guard results.isEmpty else { return results }
    return [
        .init(
            .notAssessed(
                Text(
                    ja: "外から入れる口の一覧（UPnP）を教えるルータはありませんでした。手で設定した口は、ルータの画面で事業者に確かめてもらってください。",
                    en:
                        "No router told its port mappings by UPnP. Have the vendor look for those that were set by hand."
                )))
    ]
}

extension Situation {
    /// One result for each way in; where there is none, one for a gateway that was asked.
    fileprivate func mappingResults(_ asset: Asset) -> [Check.Result] {
        let open = asset.mappings.filter(\.value.isEnabled)
        let results = open.map { mappingResult($0.value, on: asset, observation: $0.observation) }
        let name = name(of: asset)
        switch asset.outcome(of: "port mappings") {
        case .couldNot(let reason):
            return results + [
                .init(
                    .notAssessed(
                        Text(ja: "\(name): \(reason.ja)", en: "\(name): \(reason.en)")), on: asset)
            ]
        case .looked where open.isEmpty:
            return [
                .init(
                    .pass(
                        Text(
                            ja: "\(name) は、自動設定（UPnP）で開いた口はないと答えました（手で設定した口は教えない機器があります）。",
                            en:
                                "\(name) tells of no open port mapping; some tell of none that was set by hand."
                        )),
                    on: asset)
            ]
        default: return results
        }
    }

    private func mappingResult(
        _ mapping: PortMappingFact, on asset: Asset, observation: Int
    ) -> Check.Result {
        let target = assets.first { $0.addresses.contains(mapping.client) }
        let client = target.map { name(of: $0) } ?? "\(mapping.client)"
        let inside = Port(mapping.outside.transport, mapping.clientPort)
        let product = knowledge.remoteMaintenance.first { $0.ports.contains(inside) }
        let outside =
            mapping.outside.number == 0
            ? Text(ja: "すべての番号", en: "every port") : Text(verbatim: "\(mapping.outside)")
        let who = mapping.remoteHost.map {
            Text(ja: "\($0.printable) だけ", en: "\($0.printable) only")
        }
        let label = mapping.label.map { "「\($0.printable)」" } ?? ""
        let use = product.map {
            Text(ja: "番号からは、遠隔操作の「\($0.name.ja)」の可能性があります。", en: " By its number it may be \($0.name.en).")
        }
        return .init(
            .fail(
                Text(
                    ja: "\(name(of: asset)) が、インターネット側の \(outside.ja) を \(client) の \(inside) へ通しています"
                        + "\(label)（入れる人: \(who?.ja ?? "だれでも")）。" + (use?.ja ?? ""),
                    en: "\(name(of: asset)) leads \(outside.en) from the Internet to \(inside) of \(client)"
                        + " (for \(who?.en ?? "everyone"))." + (use?.en ?? ""))),
            on: asset, port: mapping.outside,
            severity: who != nil ? .medium : product != nil ? .critical : .high, observations: [observation])
    }
}

extension Asset {
    /// A gateway that was asked and told of these ways in.
    fileprivate static func mapping(_ mappings: [PortMappingFact]) -> Asset {
        var asset = Asset.router(1, "igd")
        asset.mappings = mappings.map { Cited($0, observation: 2) }
        asset.coverage = [.example("port mappings")]
        return asset
    }
}

extension PortMappingFact {
    /// The same way in, shut.
    fileprivate var off: PortMappingFact {
        var mapping = self
        mapping.isEnabled = false
        return mapping
    }
}
