import Model

/// What hosts that were read from inside say of their clock, malware scanner, removable media, disks, backups and
/// screen. The same on every system: each source brings the same settings.
let hostStateChecks: [Check] = [
    timeSynchronised, malwareProtection, malwareSignatures, removableMedia, diskEncryption, screenLock,
    backupSeen,
]

/// Signatures that are older protect against little that is new; a backup that is older loses as much work.
private let weekDays = 7

private let timeSynchronised = settingCheck(
    "time.not-synchronised", .accessLog, .medium, .timeSynchronised,
    Text(ja: "時刻合わせ", en: "Time synchronisation"),
    advice: Text(
        ja: "時刻がずれると記録が役に立ちません。自動で時刻を合わせる設定を事業者に頼んでください。",
        en: "Records of a wrong clock are of little use; have the vendor set the time to synchronise."),
    examples: [("no", "fail"), ("yes", "pass")]
) { name, values, host in
    let source = host.values(of: .timeSource).first.map { $0.value.value.printable }
    guard values.contains(where: { $0.value == "yes" }) else {
        return .fail(
            Text(
                ja: "\(name) は、時刻を自動で合わせていません。" + (source.map { "（設定: \($0)）" } ?? ""),
                en: "\(name) does not synchronise its clock." + (source.map { " (Set to: \($0).)" } ?? "")))
    }
    return .pass(
        Text(
            ja: "\(name) は、時刻を自動で合わせています。" + (source.map { "（合わせる相手: \($0)）" } ?? ""),
            en: "\(name) synchronises its clock" + (source.map { " with \($0)." } ?? ".")))
}

private let malwareProtection = Check(
    id: "malware.protection", topic: .patching, severity: .high,
    title: Text(ja: "ウイルス対策ソフト", en: "Malware scanner"),
    advice: Text(
        ja: "ウイルス対策ソフトが動いているかを画面で確かめ、動いていなければ事業者に相談してください。",
        en: "See on the machine whether a scanner runs; if not, ask the vendor."),
    examples: [
        .init(.example(host([HostSetting(.malwareScanner, "ClamAV")])), gives: "pass"),
        .init(
            .example(
                host([
                    HostSetting(.malwareScanner, "Windows Defender"),
                    HostSetting(.malwareRealTime, "off", of: "Windows Defender"),
                ])), gives: "fail"),
        .init(
            .example(
                host([
                    HostSetting(.malwareScanner, "A"), HostSetting(.malwareScanner, "B"),
                    HostSetting(.malwareRealTime, "off", of: "A"),
                    HostSetting(.malwareRealTime, "on", of: "B"),
                ])), gives: "pass"),
        .init(.example(host([])), gives: "not-assessed"),
        .init(.example(.example())),
    ]
) { situation in
    situation.hosts.map { asset, host in
        let name = situation.name(of: asset)
        let scanners = host.values(of: .malwareScanner)
        let states = host.values(of: .malwareRealTime)
        let names = scanners.map(\.value.value.printable).joined(separator: ", ")
        let observations = (scanners + states).map(\.observation)
        if scanners.isEmpty {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(name) にウイルス対策ソフトは見つかりませんでした。別のしくみで守られているかを確かめてください。",
                        en: "No malware scanner was found on \(name); see whether something else protects it."
                    )),
                on: asset)
        }
        // A scanner whose state is not told may be on.
        let off = Set(states.filter { $0.value.value == "off" }.compactMap(\.value.of))
        guard scanners.contains(where: { !off.contains($0.value.value) }) else {
            return .init(
                .fail(
                    Text(
                        ja: "\(name) のウイルス対策ソフト（\(names)）は、見張りが止まっています。",
                        en: "The malware scanner of \(name) (\(names)) is switched off.")),
                on: asset, observations: observations)
        }
        return .init(
            .pass(
                Text(
                    ja: "\(name) にウイルス対策ソフトがあります（\(names)）。", en: "\(name) has a malware scanner (\(names)).")
            ),
            on: asset, observations: observations)
    }
}

private let malwareSignatures = Check(
    id: "malware.old-signatures", topic: .patching, severity: .medium,
    title: Text(ja: "ウイルス対策ソフトの定義ファイル", en: "Signatures of the malware scanner"),
    advice: Text(
        ja: "定義ファイル（ウイルスの見本帳）が新しくならない原因を、事業者に調べてもらってください。",
        en: "Have the vendor find out why its signatures are not renewed."),
    examples: [
        .init(.example(host([HostSetting(.malwareSignatures, "\(day(-8))", of: "ClamAV")])), gives: "fail"),
        .init(.example(host([HostSetting(.malwareSignatures, "\(day(-7))", of: "ClamAV")])), gives: "pass"),
        .init(.example(host([HostSetting(.malwareSignaturesCurrent, "no", of: "A")])), gives: "fail"),
        .init(.example(host([HostSetting(.malwareSignaturesCurrent, "yes", of: "A")])), gives: "pass"),
        .init(.example(host([]))),
    ]
) { situation in
    situation.hosts.compactMap { asset, host -> Check.Result? in
        let days = host.values(of: .malwareSignatures), words = host.values(of: .malwareSignaturesCurrent)
        guard !days.isEmpty || !words.isEmpty else { return nil }
        let name = situation.name(of: asset)
        let old = days.filter { cited in
            CivilDate(cited.value.value).map { situation.asOf.days(since: $0) > weekDays } ?? false
        }
        let stale = words.filter { $0.value.value == "no" }
        let observations = (days + words).map(\.observation)
        let shown = days.map { "\($0.value.of?.printable ?? "") \($0.value.value.printable)" }.joined(
            separator: ", ")
        let dates = shown.isEmpty ? Text(verbatim: "") : Text(ja: "（\(shown)）", en: " (\(shown))")
        guard old.isEmpty, stale.isEmpty else {
            return .init(
                .fail(
                    Text(
                        ja: "\(name) のウイルス対策ソフトの定義ファイルが古くなっています\(dates.ja)。",
                        en: "The signatures of the malware scanner of \(name) are old\(dates.en).")),
                on: asset, observations: observations)
        }
        return .init(
            .pass(
                Text(
                    ja: "\(name) のウイルス対策ソフトの定義ファイルは新しいものです\(dates.ja)。",
                    en: "The signatures of the malware scanner of \(name) are recent\(dates.en).")),
            on: asset, observations: observations)
    }
}

private let removableMedia = settingCheck(
    "media.usb-allowed", .removableMedia, .low, .removableMedia,
    Text(ja: "USBメモリなどの制限", en: "Removable media"),
    advice: Text(
        ja: "使わないUSBメモリなどを使えなくできるか、事業者に聞いてください。使う場合の決まりも書いておいてください。",
        en: "Ask whether unused removable media can be shut out, and write down the rules for those in use."),
    examples: [("allowed", "fail"), ("read-only", "pass"), ("denied", "pass")]
) { name, values, _ in
    switch values.first?.value {
    case "denied":
        .pass(Text(ja: "\(name) では、USBメモリなどを使えない設定です。", en: "\(name) shuts removable media out."))
    case "read-only":
        .pass(
            Text(ja: "\(name) では、USBメモリなどは読むだけの設定です。", en: "\(name) only reads removable media."))
    default:
        .fail(
            Text(
                ja: "\(name) では、USBメモリなどを自由に使えます。", en: "\(name) lets any removable media be used."))
    }
}

private let diskEncryption = settingCheck(
    "disk.not-encrypted", .rules, .information, .diskEncryption,
    Text(ja: "ディスクの暗号化", en: "Disk encryption"),
    advice: Text(
        ja: "盗まれたり持ち出されたりしたときに中身を読まれます。暗号化できるかを事業者に聞いてください。",
        en: "Whoever takes the disk can read it; ask the vendor whether it can be encrypted."),
    examples: [("off", "fail"), ("partly", "fail"), ("on", "pass")]
) { name, values, _ in
    let open = values.filter { $0.value != "on" }
    let places = { (settings: [HostSetting]) in
        settings.map { $0.of?.printable ?? "" }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
    guard open.isEmpty else {
        let names = places(open)
        return .fail(
            Text(
                ja: "\(name) のディスクに、暗号化されていないところがあります" + (names.isEmpty ? "。" : "（\(names)）。"),
                en: "Not every disk of \(name) is encrypted" + (names.isEmpty ? "." : " (\(names)).")))
    }
    return .pass(
        Text(
            ja: "\(name) のディスクは暗号化されています（\(places(values))）。",
            en: "\(name)'s disks are encrypted (\(places(values)))."))
}

private let screenLock = settingCheck(
    "host.screen-lock", .rules, .low, .screenLock,
    Text(ja: "席を離れたときの画面ロック", en: "Screen lock"),
    advice: Text(
        ja: "しばらく使わないときに画面がロックされるように設定してください。",
        en: "Have the screen lock itself after a while."),
    examples: [("off", "fail"), ("on", "pass")]
) { name, values, _ in
    values.contains { $0.value == "on" }
        ? .pass(
            Text(ja: "\(name) は、しばらく使わないと画面がロックされます。", en: "The screen of \(name) locks itself."))
        : .fail(
            Text(
                ja: "\(name) は、席を離れても画面がロックされません。", en: "The screen of \(name) does not lock itself."))
}

private let backupSeen = Check(
    id: "backup.seen", topic: .backup, severity: .low,
    title: Text(ja: "見えたバックアップ（控え）のしくみ", en: "Backups that were seen"),
    advice: Text(
        ja: "バックアップが止まっていないか、戻せるかを、事業者に確かめてください。",
        en: "Ask the vendor whether backups still run and whether they can be restored."),
    examples: [
        .init(.example(backing(HostBackup(product: "restic", lastSuccess: moment(-1)))), gives: "pass"),
        .init(.example(backing(HostBackup(product: "restic", lastSuccess: moment(-9)))), gives: "fail"),
        .init(.example(backing(HostBackup(product: "restic"))), gives: "not-assessed"),
        .init(.example(host([])), gives: "not-assessed"), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.map { asset, host in
        .init(
            backupVerdict(host, name: situation.name(of: asset), asOf: situation.asOf), on: asset,
            observations: host.backups.map(\.observation))
    }
}

private func backupVerdict(_ host: Asset.HostDetails, name: String, asOf: CivilDate) -> Verdict {
    guard !host.backups.isEmpty else {
        return .notAssessed(
            Text(
                ja: "\(name) に、バックアップのしくみは見えませんでした。別の機器やサービスが取っているかもしれません。",
                en: "No means of backup was seen on \(name); another machine or service may make them."))
    }
    let names = Array(Set(host.backups.map(\.value.product.printable))).sorted().joined(separator: ", ")
    guard let last = host.backups.compactMap(\.value.lastSuccess?.date).max() else {
        return .notAssessed(
            Text(
                ja: "\(name) にバックアップのしくみ（\(names)）が見えましたが、うまくいった日は記録にありませんでした。",
                en: "\(name) has means of backup (\(names)), but no success is on record."))
    }
    guard asOf.days(since: last) <= weekDays else {
        return .fail(
            Text(
                ja: "\(name) のバックアップ（\(names)）が最後にうまくいったのは \(last) です。",
                en: "The backups of \(name) (\(names)) last succeeded on \(last)."))
    }
    return .pass(
        Text(
            ja: "\(name) のバックアップ（\(names)）は \(last) にうまくいっています。元に戻せるかは、この記録ではわかりません。",
            en:
                "The backups of \(name) (\(names)) succeeded on \(last); that they can be restored does not show."
        ))
}

// MARK: - What these checks share

/// A check on one setting, of hosts that have it.
private func settingCheck(
    _ id: String, _ topic: Topic, _ severity: Severity, _ key: HostSetting.Key, _ title: Text, advice: Text,
    examples: [(value: String, gives: String)],
    judge: @escaping @Sendable (_ host: String, _ values: [HostSetting], Asset.HostDetails) -> Verdict
) -> Check {
    Check(
        id: id, topic: topic, severity: severity, title: title, advice: advice,
        examples: examples.map { .init(.example(host([HostSetting(key, $0.value)])), gives: $0.gives) }
            + [.init(.example(host([]))), .init(.example(.example()))]
    ) { situation in
        situation.hosts.compactMap { asset, host -> Check.Result? in
            let cited = host.values(of: key)
            guard !cited.isEmpty else { return nil }
            return .init(
                judge(situation.name(of: asset), cited.map(\.value), host), on: asset,
                observations: cited.map(\.observation))
        }
    }
}

private func host(_ settings: [HostSetting]) -> Asset {
    .example {
        $0.host = Asset.HostDetails(system: HostSystem(id: "windows"))
        for (line, setting) in settings.enumerated() { $0.host?.add(.setting(setting), observation: line) }
    }
}

private func backing(_ backup: HostBackup) -> Asset {
    .example {
        $0.host = Asset.HostDetails(system: HostSystem(id: "debian"))
        $0.host?.add(.backup(backup), observation: 1)
    }
}

/// So many days from the day of the examples.
private func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: 20_780 + offset)
}

private func moment(_ offset: Int) -> Timestamp {
    Timestamp(microseconds: Int64(20_780 + offset) * 86_400_000_000)
}
