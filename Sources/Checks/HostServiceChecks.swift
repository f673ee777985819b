import Addresses
import Model

/// 2(9) on hosts that were read from inside: what runs or starts by itself, against what is known of it.
let hostServiceChecks: [Check] = [hostUnexpected, unneeded, needsReason, unknown]

private let hostUnexpected = Check(
    id: "service.host-unexpected", topic: .unneededServices, severity: .low,
    title: Text(ja: "知らないソフトの待ち受け", en: "Unknown programs that wait for others"),
    advice: Text(
        ja: "何のソフトかを事業者に確かめ、要らなければ止めてもらってください。",
        en: "Ask the vendor what it is, and have it stopped if nobody needs it."),
    examples: [
        .init(.example(.exampleHost("cupsd", port: 631)), gives: "pass"),
        .init(.example(.exampleHost("strange", port: 4444)), gives: "fail"),
        .init(.example(.exampleHost(nil, port: 4444)), gives: "not-assessed"),
        .init(.example(.exampleHost("strange", port: 4444, address: .v4(.loopback))), gives: "pass"),
        .init(.example(.exampleHost("rpcbind", port: 111)), gives: "pass"),
        .init(.example(.host(with: [])), gives: "not-assessed"),
        .init(.example(.host(with: [], looked: "listening sockets")), gives: "pass"),
    ]
) { situation in
    situation.hosts.flatMap { asset, host -> [Check.Result] in
        let name = situation.name(of: asset)
        let strangers = situation.services(of: asset).filter { $0.known == nil && $0.isReachable }
        var results = strangers.flatMap { service in
            service.ports.map { situation.stranger(service, $0, on: asset) }
        }
        let unnamed = host.listeners.count {
            $0.value.process == nil && $0.value.unit == nil && $0.value.isOpenToOthers
        }
        if unnamed > 0 {
            results.append(
                .init(
                    .notAssessed(
                        Text(
                            ja: "\(name) の\(unnamed)個の窓口は、どのソフトのものか読めませんでした。",
                            en: "\(unnamed) listening ports of \(name) could not be given to a program.")),
                    on: asset))
        }
        guard results.isEmpty else { return results }
        let looked = !host.listeners.isEmpty || asset.looked(at: "listening sockets")
        return [
            .init(looked ? .pass(onlyKnown(on: name)) : .notAssessed(listenersUnread(on: name)), on: asset)
        ]
    }
}

private func onlyKnown(on name: String) -> Text {
    Text(
        ja: "\(name) で外からつながるソフトは、知っているものだけでした。",
        en: "Only known programs wait for others on \(name).")
}

private func listenersUnread(on name: String) -> Text {
    Text(
        ja: "\(name) で外からつながるソフトは、読めませんでした。",
        en: "What waits for others on \(name) could not be read.")
}

private let unneeded = Check(
    id: "service.unneeded", topic: .unneededServices, severity: .medium,
    title: Text(ja: "要らない背景のソフト", en: "Background services nobody needs"),
    advice: Text(
        ja: "使っていないことを事業者に確かめて、止めてもらってください。",
        en: "See with the vendor that nobody uses it, and have it stopped."),
    examples: [
        .init(.example(.exampleHost("rpcbind", port: 111)), gives: "fail"),
        .init(.example(.exampleHost("rpcbind", port: 111, address: .v4(.loopback))), gives: "fail"),
        .init(.example(.exampleHost("cupsd", port: 631)), gives: "pass"),
        .init(.example(.exampleHost(units: "rpcbind.socket")), gives: "fail"),
        .init(.example(.exampleHost(units: "cupsd.service", "strange.service")), gives: "pass"),
        .init(.example(.exampleHost(units: "rpcbind.service", state: "disabled")), gives: "pass"),
        .init(.example(.exampleHost()), gives: "not-assessed"),
    ]
) { situation in
    situation.judgeServices(of: .unneeded, unneeded: { $0.judge($1, on: $2) }) { name in
        Text(
            ja: "\(name) で動いているものと自動で始まるものの中に、要らないとわかっているものはありませんでした。",
            en: "Nothing that runs or starts by itself on \(name) is known to be unneeded.")
    }
}

private let needsReason = Check(
    id: "service.needs-reason", topic: .unneededServices, severity: .low,
    title: Text(ja: "使うときだけ要る背景のソフト", en: "Background services needed for one purpose"),
    examples: [
        .init(.example(.exampleHost("avahi-daemon", port: 5353)), gives: "not-assessed"),
        .init(
            .example(.exampleHost(units: "avahi-daemon.service", "avahi-daemon.socket")),
            gives: "not-assessed"),
        .init(.example(.exampleHost("avahi-daemon", port: 5353), site: .accepting(5353)), gives: "pass"),
        .init(.example(.exampleHost("cupsd", port: 631)), gives: "pass"),
        .init(.example(.exampleHost())),
    ]
) { situation in
    situation.hosts.flatMap { asset, host -> [Check.Result] in
        guard host.showsServices else { return [] }
        let services = situation.services(of: asset).filter { $0.known?.verdict == .depends }
        guard !services.isEmpty else { return [.init(.pass(situation.noneDepends(asset)), on: asset)] }
        // What its role does not expect has failed by what was seen from outside already.
        let strange = Set(situation.strangers(on: asset).map { Port($0.transport, $0.port) })
        let asked = services.filter { $0.isReachable && !strange.isSuperset(of: $0.ports) }
            .map { situation.ask($0, on: asset) }
        let inner = services.filter { !$0.isReachable }
        return inner.isEmpty ? asked : asked + [situation.ask(inner, on: asset)]
    }
}

private let unknown = Check(
    id: "service.unknown", topic: .unneededServices, severity: .low,
    title: Text(ja: "一覧にない背景のソフト", en: "Background services in no list"),
    examples: [
        .init(.example(.exampleHost(units: "strange.service")), gives: "not-assessed"),
        .init(.example(.exampleHost("strange", port: 1, address: .v4(.loopback))), gives: "not-assessed"),
        .init(.example(.exampleHost("strange", port: 4444)), gives: "pass"),
        .init(.example(.exampleHost(units: "cupsd.service")), gives: "pass"),
        .init(.example(.exampleHost())),
    ]
) { situation in
    situation.hosts.compactMap { asset, host -> Check.Result? in
        guard host.showsServices else { return nil }
        let name = situation.name(of: asset)
        // What waits for others is told one by one by service.host-unexpected.
        let strangers = situation.services(of: asset).filter { $0.known == nil && !$0.isReachable }
        guard !strangers.isEmpty else {
            return .init(
                .pass(
                    Text(
                        ja: "\(name) で動いているものと自動で始まるものは、外からつながるものを除き、どれも一覧にあります。",
                        en: "Everything else that runs or starts by itself on \(name) is listed.")), on: asset
            )
        }
        let names = strangers.map(\.name.printable).joined(separator: ", ")
        return .init(
            .notAssessed(
                Text(
                    ja: "\(name) で動いているか自動で始まる次のものは、この道具の一覧にありません。"
                        + "要るものかどうかは、この道具には言えません。事業者に確かめてください: \(names)",
                    en:
                        "On \(name) these run or start by themselves and are in no list of this tool, which cannot "
                        + "say whether they are needed. Ask the vendor: \(names)")),
            on: asset, observations: strangers.flatMap(\.observations))
    }
}
