import Addresses
import Model

/// 2(9): services nobody needs, and services with old protections.
let serviceChecks: [Check] = [unexpectedForRole, snmpPublic] + hostServiceChecks + protocolChecks

private let unexpectedForRole = Check(
    id: "service.unexpected-for-role", topic: .unneededServices, severity: .low,
    title: Text(ja: "役割に合わない窓口", en: "Services beyond a device's role"),
    advice: Text(
        ja: "使っている窓口かどうかを事業者に確かめ、使っていなければ止めてもらってください。",
        en: "Ask the vendor whether it is in use; if not, have it switched off."),
    examples: [
        .init(.example(.example(tcp: 9100, nil, kind: .printer)), gives: "pass"),
        .init(.example(.example(tcp: 23, "telnet", kind: .printer)), gives: "fail"),
        .init(.example(.example(tcp: 23, "telnet")), gives: "not-assessed"),
    ]
) { situation in
    situation.assets.filter { !$0.services.isEmpty }.flatMap { asset in
        let name = situation.name(of: asset)
        guard let role = situation.knowledge.roles.first(where: { $0.kind == asset.kind }) else {
            return [
                Check.Result(
                    .notAssessed(
                        Text(
                            ja: "\(name) の役割がわからないため、必要な窓口かどうかを言えません。",
                            en: "The role of \(name) is not known, so nothing can be said of its services.")),
                    on: asset)
            ]
        }
        let strangers = situation.strangers(on: asset, for: role)
        guard !strangers.isEmpty else {
            return [
                Check.Result(
                    .pass(
                        Text(
                            ja: "\(name) で見えた窓口は、役割に合うものだけでした。",
                            en: "Every service seen on \(name) fits its role.")), on: asset)
            ]
        }
        // What was seen from inside as well is told once, by the program that it is.
        let told = situation.portsToldFromInside(on: asset)
        return strangers.filter { !told.contains(Port($0.transport, $0.port)) }
            .map { situation.stranger($0, on: asset) }
    }
}

extension Situation {
    /// What a device offers beyond its role; none where its role is not known.
    func strangers(on asset: Asset) -> [Service] {
        knowledge.roles.first { $0.kind == asset.kind }.map { strangers(on: asset, for: $0) } ?? []
    }

    fileprivate func strangers(on asset: Asset, for role: Role) -> [Service] {
        let expected = Set(role.expected.flatMap(\.ports))
        return asset.services.filter {
            // What may be remote maintenance is judged as such, against what vendors declared.
            !expected.contains(Port($0.transport, $0.port)) && sighting(of: $0, on: asset) == nil
        }
    }

    /// What an unexpected service is, why it matters and whom to ask.
    fileprivate func stranger(_ service: Service, on asset: Asset) -> Check.Result {
        let (name, words) = (name(of: asset), ServiceWords.of(service))
        let (port, why) = (ServiceWords.port(service), ServiceFamily(service).reason)
        return Check.Result(
            .fail(
                Text(
                    ja: "\(name) の \(port) で、\(words.ja)が動いています。この役割の機器には、ふつう要りません。\(why.ja)",
                    en:
                        "\(name) offers \(words.en) on \(port), which its role does not usually need. \(why.en)"
                )),
            on: asset, port: Port(service.transport, service.port), advice: inquiry(about: asset),
            observations: service.seenBy)
    }
}

private let snmpPublic = Check(
    id: "service.snmp-public", topic: .unneededServices, severity: .medium,
    title: Text(ja: "合言葉が「public」のままの機器（SNMP）", en: "SNMP that answers to \"public\""),
    advice: Text(
        ja: "SNMP（機器の状態を読むしくみ）を使っていなければ止め、使うなら合言葉を変えるよう、事業者に頼んでください。",
        en: "Have SNMP switched off if unused, or its community changed."),
    examples: [
        .init(.example(snmp(["methods": "community-public"])), gives: "fail"),
        .init(.example(snmp([:])), gives: "not-assessed"),
        .init(.example(.example { $0.closedPorts = [Port(.udp, 161)] }), gives: "pass"),
        .init(.example(.example())),
    ]
) { situation in
    situation.assets.flatMap { asset -> [Check.Result] in
        let name = situation.name(of: asset)
        if asset.closedPorts.contains(Port(.udp, 161)) {
            return [
                .init(.pass(Text(ja: "\(name) の SNMP は閉じています。", en: "SNMP of \(name) is closed.")), on: asset)
            ]
        }
        return asset.services.filter { $0.speaks("snmp") && $0.transport == .udp }.map { service in
            let isPublic = service[.methods]?.split(separator: ",").contains("community-public") ?? false
            let verdict: Verdict =
                isPublic
                ? .fail(
                    Text(
                        ja: "\(name) は、だれにでも知られている合言葉「public」で状態を教えます（SNMP）。",
                        en: "\(name) answers SNMP with the community \"public\"."))
                : .notAssessed(
                    Text(
                        ja: "\(name) のSNMPの合言葉は「public」ではないようですが、確かめていません。",
                        en: "\(name) speaks SNMP; that it answers to \"public\" was not seen."))
            return .init(verdict, on: asset, port: Port(.udp, service.port), observations: service.seenBy)
        }
    }
}

private func snmp(_ facts: [String: String]) -> Asset {
    .example { $0.services = [Service(transport: .udp, port: 161, proto: "snmp", facts: facts)] }
}
