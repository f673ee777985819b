import Addresses
import Model

/// 2(2): remote-maintenance programs on hosts that were read from inside, those that only call out included.
let agentOnHost = Check(
    id: "remote.agent-on-host", topic: .remoteMaintenance, severity: .medium,
    title: Text(ja: "機器の中の遠隔操作ソフト", en: "Remote-maintenance programs on hosts"),
    advice: Text(
        ja: "だれが何のために使っているかを事業者に確かめてください。使っていれば site.yaml の vendors に書き、使っていなければ消してもらってください。",
        en: "Ask the vendor who uses it and for what. Declare it in site.yaml, or have it removed."),
    examples: [
        .init(.example(.exampleHost("sshd", port: 22), knowledge: .exampleWithProcess), gives: "fail"),
        .init(
            .example(
                .exampleHost("sshd", port: 22),
                site: Site(vendors: [Vendor(name: "A", remoteMaintenance: [.init(product: "ssh")])]),
                knowledge: .exampleWithProcess), gives: "pass"),
        .init(.example(.exampleHost(units: "sshd.service"), knowledge: .exampleWithProcess), gives: "fail"),
        .init(.example(.exampleHost("cupsd", port: 631), knowledge: .exampleWithProcess), gives: "pass"),
        .init(.example(.exampleHost(nil, port: 631), knowledge: .exampleWithProcess), gives: "not-assessed"),
        .init(.example(.exampleHost(program: "SSH 9.2"), knowledge: .exampleWithProcess), gives: "fail"),
        .init(
            .example(.exampleHost(program: "SSHing"), knowledge: .exampleWithProcess), gives: "not-assessed"),
        .init(.example(.example())),
    ]
) { situation in
    situation.hosts.flatMap { asset, host -> [Check.Result] in
        let agents = situation.agents(on: asset)
        return agents.isEmpty
            ? [situation.noAgent(on: asset, host)] : agents.map { situation.judge($0, on: asset) }
    }
}

extension Situation {
    fileprivate func judge(_ agent: RemoteAgent, on asset: Asset) -> Check.Result {
        let (name, product, signs) = (name(of: asset), agent.product.name, agent.signs)
        if let vendor = declarer(of: agent.product, on: asset) {
            return .init(
                .pass(
                    Text(
                        ja: "\(name) の「\(product.ja)」（\(signs.ja)）は、\(vendor.name.printable) から申告があります。",
                        en: "\(product.en) on \(name) (\(signs.en)) is declared by \(vendor.name.printable).")
                ),
                on: asset, port: agent.port, observations: agent.observations)
        }
        let manner = agent.manner
        return .init(
            .fail(
                Text(
                    ja: "\(name) に、遠隔操作ソフト「\(product.ja)」があります（\(signs.ja)）。\(manner.ja)申告はありません。",
                    en: "\(product.en) is on \(name) (\(signs.en)). \(manner.en) Nobody declared it.")),
            on: asset, port: agent.port, severity: agent.severity, observations: agent.observations)
    }

    /// Nothing known was found: how much that says depends on what was read.
    fileprivate func noAgent(on asset: Asset, _ host: Asset.HostDetails) -> Check.Result {
        let name = name(of: asset)
        let isNamed = host.listeners.allSatisfy {
            $0.value.process != nil || $0.value.unit != nil || $0.value.isLocalOnly
        }
        guard host.showsServices, isNamed else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) で動いているソフトの名前を、すべては読めませんでした。",
                        en: "Not every program that runs on \(name) could be named.")), on: asset)
        }
        let unread =
            host.programs.isEmpty
            ? Text(ja: "入っているソフトの一覧は読めていません。", en: " The list of installed programs was not read.")
            : Text(ja: "", en: "")
        return .init(
            .pass(
                Text(
                    ja: "\(name) で見えたソフトの中に、知られた遠隔操作のソフトはありませんでした。\(unread.ja)",
                    en:
                        "Among the programs seen on \(name) there is no known one for remote maintenance.\(unread.en)"
                )), on: asset)
    }
}

extension RemoteAgent {
    /// `動いています: sshd (tcp/22)`
    fileprivate var signs: Text {
        let list = { (names: [String]) in names.prefix(5).map(\.printable).joined(separator: ", ") }
        var parts: [Text] = []
        if !running.isEmpty {
            parts.append(Text(ja: "いま動いている: \(list(running))", en: "runs now: \(list(running))"))
        }
        if !starting.isEmpty {
            parts.append(Text(ja: "自動で始まる: \(list(starting))", en: "starts by itself: \(list(starting))"))
        }
        if !installed.isEmpty {
            parts.append(Text(ja: "入っている: \(list(installed))", en: "installed: \(list(installed))"))
        }
        return Text(
            ja: parts.map(\.ja).joined(separator: "、"), en: parts.map(\.en).joined(separator: "; "))
    }

    /// What it lets others do.
    fileprivate var manner: Text {
        if !isActive {
            return Text(ja: "動いているところは見えませんでした。", en: "It was not seen to run.")
        }
        return product.hosts.isUnattended
            ? Text(
                ja: "だれもいないときでも、外からつなげられる種類です。", en: "It can be entered while nobody sits there.")
            : Text(
                ja: "画面の前の人が許したときにつながる種類です。", en: "It is entered when somebody at the screen allows it.")
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

    /// A Windows host with one installed program.
    fileprivate static func exampleHost(program: String) -> Asset {
        .example {
            var host = HostDetails(system: HostSystem(id: "windows"))
            host.programs = [Cited(HostProgram(name: program, origin: .machine), observation: 1)]
            $0.host = host
        }
    }
}

extension Knowledge {
    static let exampleWithProcess: Knowledge = {
        var knowledge = Knowledge.example
        knowledge.remoteMaintenance[1].processes = ["sshd"]
        knowledge.remoteMaintenance[1].services = ["sshd"]
        knowledge.remoteMaintenance[1].hosts.programs = ["ssh"]
        return knowledge
    }()
}
