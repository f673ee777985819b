import Addresses
import Model

/// 2(2): remote-maintenance programs on a host that was read from inside, relayed ones included.
let onThisHost = Check(
    id: "remote.on-this-host", topic: .remoteMaintenance, severity: .medium,
    title: Text(ja: "このパソコンの遠隔操作のソフト", en: "Remote-maintenance programs on this host"),
    advice: Text(
        ja: "使っているソフトか確かめ、使っていなければ事業者に止めてもらってください。",
        en: "See whether it is in use; if not, have it switched off."),
    examples: [
        .init(.example(.exampleHost("sshd", port: 22), knowledge: .exampleWithProcess), gives: "fail"),
        .init(
            .example(
                .exampleHost("sshd", port: 22),
                site: Site(vendors: [Vendor(name: "A", remoteMaintenance: [.init(product: "ssh")])]),
                knowledge: .exampleWithProcess), gives: "pass"),
        .init(.example(.exampleHost(unit: "sshd.service"), knowledge: .exampleWithProcess), gives: "fail"),
        .init(.example(.exampleHost("cupsd", port: 631), knowledge: .exampleWithProcess), gives: "pass"),
        .init(.example(.exampleHost(nil, port: 631), knowledge: .exampleWithProcess), gives: "not-assessed"),
    ]
) { situation in
    situation.hosts.flatMap { asset, host -> [Check.Result] in
        let programs = host.programs
        let found = situation.knowledge.remoteMaintenance.compactMap { product in
            programs.first { product.runs(as: $0.name) }.map { (product, $0) }
        }
        guard found.isEmpty else {
            return found.map { product, program in
                situation.judge(program, of: product, on: asset)
            }
        }
        guard !programs.isEmpty,
            host.listeners.allSatisfy({ $0.value.process != nil || $0.value.isLocalOnly })
        else {
            return [
                .init(
                    .notAssessed(
                        Text(
                            ja: "このパソコンで動いているソフトの名前を、すべては読めませんでした。",
                            en: "Not every program on this host could be named.")), on: asset)
            ]
        }
        return [
            .init(
                .pass(
                    Text(
                        ja: "このパソコンで見えたソフトの中に、知られた遠隔操作のソフトはありませんでした。",
                        en:
                            "Among the programs seen on this host there is no known one for remote maintenance."
                    )),
                on: asset)
        ]
    }
}

/// A program that listens, or that runs or is started by itself.
private struct Program {
    var name: String
    var port: Port?
    var observation: Int
}

extension Situation {
    fileprivate func judge(
        _ program: Program, of product: RemoteMaintenanceProduct, on asset: Asset
    ) -> Check.Result {
        let place = program.port.map { " (\($0))" } ?? ""
        let what = "\(program.name.printable)\(place)"
        guard let vendor = declarer(of: product, on: asset) else {
            return .init(
                .fail(
                    Text(
                        ja: "このパソコンで、遠隔操作のソフト「\(product.name.ja)」が動いています: \(what)。申告はありません。",
                        en: "\(product.name.en) runs on this host: \(what). Nobody declared it.")), on: asset,
                port: program.port, severity: product.severity, observations: [program.observation])
        }
        return .init(
            .pass(
                Text(
                    ja: "このパソコンの「\(product.name.ja)」（\(what)）は、\(vendor.name.printable) から申告があります。",
                    en: "\(product.name.en) on this host (\(what)) is declared by \(vendor.name.printable).")),
            on: asset, port: program.port, observations: [program.observation])
    }
}

extension Asset.HostDetails {
    /// Listening processes that others can reach, then units that run or are enabled.
    fileprivate var programs: [Program] {
        let listening = listeners.filter { !$0.value.isLocalOnly }.compactMap { cited in
            cited.value.process.map {
                Program(name: $0, port: cited.value.port, observation: cited.observation)
            }
        }
        let started = units.filter { $0.value.isRunning ?? ($0.value.state == "enabled") }.map { cited in
            let name = cited.value.name
            return Program(
                name: name.hasSuffix(".service") ? String(name.dropLast(8)) : name, port: nil,
                observation: cited.observation)
        }
        return listening + started
    }
}

extension Asset {
    /// This host with one listener.
    static func exampleHost(_ process: String?, port: UInt16, address: IPAddress = .v4(.any)) -> Asset {
        .example {
            $0.id = "this-host"
            $0.host = HostDetails(
                listeners: [
                    Cited(
                        HostListener(port: Port(.tcp, port), address: address, process: process),
                        observation: 1)
                ])
        }
    }
}

extension Asset {
    /// This host with one running unit.
    fileprivate static func exampleHost(unit: String) -> Asset {
        .example {
            $0.id = "this-host"
            $0.host = HostDetails(
                units: [Cited(HostUnit(name: unit, state: "enabled", isRunning: true), observation: 1)])
        }
    }
}

extension Knowledge {
    static let exampleWithProcess: Knowledge = {
        var knowledge = Knowledge.example
        knowledge.remoteMaintenance[1].processes = ["sshd"]
        return knowledge
    }()
}
