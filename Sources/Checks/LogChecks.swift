import Model

/// 2(6): logs of hosts that were read from inside, and 2(2): what their remote login lets in.
let logChecks: [Check] = [accessLogKept, accessLogProtected]

private let accessLogKept = Check(
    id: "log.access-kept", topic: .accessLog, severity: .medium,
    title: Text(ja: "アクセスの記録", en: "Access log"),
    advice: Text(
        ja: "記録が電源を切っても残るように設定し、何か月分残すかを事業者と決めてください。",
        en: "Have logs survive a restart, and agree with the vendor how long they are kept."),
    examples: [
        .init(.example(host(HostLog(name: "journald", isKept: false))), gives: "fail"),
        .init(.example(host(HostLog(name: "journald", isKept: true))), gives: "pass"),
        .init(
            .example(
                host(HostLog(name: "journald", isKept: false), HostLog(name: "auth.log", isKept: true))),
            gives: "pass"),
        .init(.example(host())), .init(.example(.example())),
    ]
) { situation in
    situation.logHosts.map { asset, logs in
        let name = situation.name(of: asset)
        let kept = logs.filter(\.value.isKept)
        // Sign-ins alone do not tell what was done.
        guard kept.contains(where: { $0.value.name != "wtmp" }) else {
            return .init(
                .fail(
                    Text(
                        ja: "\(name) の記録は、電源を切ると消える設定です。", en: "The logs of \(name) are lost at a restart.")),
                on: asset, observations: logs.map(\.observation))
        }
        let oldest = kept.compactMap { log in log.value.oldest.map { (log.value.name, $0.date) } }
        let reach = oldest.map { "\($0.0.printable) \($0.1)" }.joined(separator: ", ")
        let names = kept.map(\.value.name.printable).joined(separator: ", ")
        return .init(
            .pass(
                Text(
                    ja: "\(name) は記録を残しています（\(names)）。"
                        + (reach.isEmpty ? "いつからあるかは読めませんでした。" : "残っているのは \(reach) からです。")
                        + "だれが見直しているかは、聞いて確かめてください。",
                    en: "\(name) keeps logs (\(names)). "
                        + (reach.isEmpty ? "How far back is not known. " : "They reach back to \(reach). ")
                        + "Ask who reviews them.")), on: asset, observations: kept.map(\.observation))
    }
}

private let accessLogProtected = Check(
    id: "log.protected", topic: .accessLog, severity: .medium,
    title: Text(ja: "記録の書き換え", en: "Logs that others can change"),
    advice: Text(
        ja: "記録を管理者だけが書き込めるように、事業者に直してもらってください。",
        en: "Have the vendor let only administrators write to the logs."),
    examples: [
        .init(
            .example(host(HostLog(name: "auth.log", isKept: true, isWritableByOthers: true))), gives: "fail"),
        .init(
            .example(host(HostLog(name: "auth.log", isKept: true, isWritableByOthers: false))), gives: "pass"),
        .init(.example(host(HostLog(name: "journald", isKept: true)))),
    ]
) { situation in
    situation.logHosts.compactMap { asset, logs -> Check.Result? in
        let name = situation.name(of: asset)
        let known = logs.filter { $0.value.isWritableByOthers != nil }
        let open = known.filter { $0.value.isWritableByOthers == true }
        guard open.isEmpty else {
            let names = open.map(\.value.name.printable).joined(separator: ", ")
            return .init(
                .fail(
                    Text(
                        ja: "\(name) の記録 \(names) は、管理者でない人も書き換えられます。",
                        en: "\(names) of \(name) can be changed by others than administrators.")),
                on: asset, observations: open.map(\.observation))
        }
        guard !known.isEmpty else { return nil }
        return .init(
            .pass(
                Text(
                    ja: "\(name) の記録は、管理者だけが書き込めます。", en: "Only administrators can write the logs of \(name)."
                )
            ), on: asset, observations: known.map(\.observation))
    }
}

extension Situation {
    /// Hosts whose logs were read.
    fileprivate var logHosts: [(Asset, [Cited<HostLog>])] {
        hosts.compactMap { asset, host in host.logs.isEmpty ? nil : (asset, host.logs) }
    }
}

private func host(_ logs: HostLog...) -> Asset { .host(with: logs.map { .log($0) }) }
