import Model

/// The state of hosts that were read from inside: firewall, clock, malware scanner, media, disks, screens.
let hostStateChecks: [Check] = [
    firewallOff, clockNotKept, noScanner, oldSignatures, mediaAllowed, diskNotEncrypted, screenNotLocked,
]

private let firewallOff = settingCheck(
    "host.firewall-off", .unneededServices, .medium, .firewall,
    Text(ja: "通信を止めるしくみ（ファイアウォール）", en: "Host firewall"),
    advice: Text(
        ja: "パソコンのファイアウォールを有効にできるかを、事業者に確かめてください。",
        en: "Ask the vendor whether the host's own firewall can be switched on."),
    wrong: "off", right: "on",
    words: { host, of in
        Text(
            ja: "\(host) では、通信を止めるしくみ（ファイアウォール）が働いていません\(of.ja)。",
            en: "\(host) has no working firewall of its own\(of.en).")
    })

private let clockNotKept = settingCheck(
    "time.not-synchronised", .accessLog, .low, .timeSynchronised,
    Text(ja: "パソコンの時計合わせ", en: "Keeping the clock right"),
    advice: Text(
        ja: "時計がずれると、記録の時刻を信じられません。時計を自動で合わせる設定を事業者に頼んでください。",
        en: "Logs need the right time. Ask the vendor to have the clock kept right."),
    wrong: "no", right: "yes",
    words: { host, _ in
        Text(
            ja: "\(host) の時計は、正しい時刻に自動で合わせられていません。",
            en: "The clock of \(host) is not kept in step with a source of time.")
    })

private let mediaAllowed = settingCheck(
    "media.usb-allowed", .removableMedia, .low, .removableMedia,
    Text(ja: "USBメモリの使用", en: "USB sticks"),
    advice: Text(
        ja: "使わないなら、USBメモリを使えなくする設定を事業者に頼んでください。使うなら、決まりを作ってください。",
        en: "If nobody needs them, have them refused; if somebody does, make rules."),
    wrong: "allowed", right: "denied",
    words: { host, _ in
        Text(
            ja: "\(host) では、USBメモリを使えないようにする設定が見つかりません。",
            en: "No setting of \(host) that refuses USB sticks was found.")
    })

private let diskNotEncrypted = settingCheck(
    "disk.not-encrypted", .rules, .information, .diskEncryption,
    Text(ja: "ディスクの暗号化", en: "Disk encryption"),
    advice: Text(
        ja: "持ち出しや盗難のおそれがあるパソコンなら、暗号化できるかを事業者に相談してください。",
        en: "If it could be carried away, ask the vendor about encryption."),
    wrong: "off", right: "on",
    words: { host, of in
        Text(
            ja: "\(host) のディスクは暗号化されていません\(of.ja)。盗まれると中身を読まれます。",
            en: "A disk of \(host) is not encrypted\(of.en); whoever takes it can read it.")
    })

private let screenNotLocked = settingCheck(
    "host.screen-lock", .accounts, .low, .screenLock,
    Text(ja: "席を離れたときの画面の鍵", en: "Screen lock"),
    advice: Text(
        ja: "しばらく使わないと画面に鍵がかかるように設定してください。",
        en: "Have the screen lock itself after a while."),
    wrong: "off", right: "on",
    words: { host, of in
        Text(
            ja: "\(host) は、席を離れても画面に鍵がかからない設定です\(of.ja)。",
            en: "\(host) does not lock its screen by itself\(of.en).")
    })

private let noScanner = Check(
    id: "malware.no-scanner", topic: .rules, severity: .medium,
    title: Text(ja: "ウイルス対策ソフト", en: "Malware scanner"),
    advice: Text(
        ja: "ウイルス対策ソフトがいつも見張るようになっているかを、事業者に確かめてください。",
        en: "Ask the vendor whether the malware scanner watches all the time."),
    examples: [
        .init(
            .example(stateHost(.init(.malwareScanner, "A"), .init(.malwareRealTime, "on", of: "A"))),
            gives: "pass"),
        .init(
            .example(stateHost(.init(.malwareScanner, "A"), .init(.malwareRealTime, "off", of: "A"))),
            gives: "fail"),
        .init(.example(stateHost(.init(.malwareScanner, "A"))), gives: "not-assessed"),
        .init(.example(stateHost()), gives: "not-assessed"), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.map { asset, details in
        let host = situation.name(of: asset)
        let scanners = details.values(of: .malwareScanner)
        let watching = details.values(of: .malwareRealTime)
        let names = scanners.map(\.value.value.printable).joined(separator: ", ")
        guard !scanners.isEmpty else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(host) に、知っているウイルス対策ソフトは見つかりませんでした。別のものがないか、事業者に確かめてください。",
                        en:
                            "No known malware scanner was found on \(host). Ask the vendor whether there is another."
                    )),
                on: asset)
        }
        let observations = (scanners + watching).map(\.observation)
        if watching.contains(where: { $0.value.value == "on" }) {
            return .init(
                .pass(
                    Text(
                        ja: "\(host) では、ウイルス対策ソフトが見張っています（\(names)）。",
                        en: "A malware scanner watches \(host) (\(names)).")),
                on: asset, observations: observations)
        }
        guard watching.contains(where: { $0.value.value == "off" }) else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "\(host) のウイルス対策ソフト（\(names)）が見張っているかは、読めませんでした。",
                        en: "Whether \(names) watches \(host) all the time could not be read.")),
                on: asset, observations: observations)
        }
        return .init(
            .fail(
                Text(
                    ja: "\(host) のウイルス対策ソフト（\(names)）は、いつも見張る設定で動いていません。",
                    en: "\(names) on \(host) does not watch all the time.")),
            on: asset, observations: observations)
    }
}

/// Signatures older than so many days miss what is new.
private let signatureDays = 7

private let oldSignatures = Check(
    id: "malware.old-signatures", topic: .rules, severity: .medium,
    title: Text(ja: "ウイルス対策ソフトの知識の新しさ", en: "Age of malware signatures"),
    advice: Text(
        ja: "ウイルス対策ソフトの更新が止まっていないかを、事業者に確かめてください。",
        en: "Ask the vendor why the malware scanner is not updated."),
    examples: [
        .init(.example(stateHost(.init(.malwareSignatures, "2026-11-20"))), gives: "pass"),
        .init(.example(stateHost(.init(.malwareSignatures, "2026-11-01"))), gives: "fail"),
        .init(.example(stateHost(.init(.malwareSignatures, "soon"))), gives: "not-assessed"),
        .init(.example(stateHost())), .init(.example(.example())),
    ]
) { situation in
    situation.hosts.flatMap { asset, details in
        details.values(of: .malwareSignatures).map { setting in
            let host = situation.name(of: asset)
            let name = (setting.value.of ?? "").printable
            guard let day = CivilDate(setting.value.value) else {
                return .init(
                    .notAssessed(
                        Text(
                            ja: "\(host) のウイルス対策ソフトの知識の日付を読めませんでした。",
                            en: "The day of the malware signatures of \(host) could not be read.")), on: asset
                )
            }
            let reason = Text(
                ja: "\(host) のウイルス対策ソフト（\(name)）の知識は\(day)のものです。",
                en: "The malware signatures of \(host) (\(name)) are of \(day).")
            let isOld = situation.asOf.days(since: day) > signatureDays
            return .init(
                isOld ? .fail(reason) : .pass(reason), on: asset, observations: [setting.observation])
        }
    }
}

// MARK: - What these checks share

/// A check of one setting that has a wrong and a right value; any other value is not judged.
private func settingCheck(
    _ id: String, _ topic: Topic, _ severity: Severity, _ key: HostSetting.Key, _ title: Text, advice: Text,
    wrong: String, right: String, words: @escaping @Sendable (_ host: String, _ of: Text) -> Text
) -> Check {
    Check(
        id: id, topic: topic, severity: severity, title: title, advice: advice,
        examples: [
            .init(.example(stateHost(.init(key, wrong))), gives: "fail"),
            .init(.example(stateHost(.init(key, right))), gives: "pass"),
            .init(.example(stateHost(.init(key, "partly"))), gives: "not-assessed"),
            .init(.example(stateHost())), .init(.example(.example())),
        ]
    ) { situation in
        situation.hosts.flatMap { asset, details in
            details.values(of: key).map { setting in
                let host = situation.name(of: asset)
                // What it is about, where a host has several.
                let of =
                    setting.value.of.map { Text(ja: "（\($0.printable)）", en: " (\($0.printable))") }
                    ?? Text(verbatim: "")
                let (value, observations) = (setting.value.value, [setting.observation])
                if value == wrong {
                    return .init(.fail(words(host, of)), on: asset, observations: observations)
                }
                let verdict: Verdict =
                    value == right
                    ? .pass(
                        Text(
                            ja: "\(host) の「\(title.ja)」に問題は見えません\(of.ja)。",
                            en: "\(title.en) of \(host) is as it should be\(of.en)."))
                    : .notAssessed(
                        Text(
                            ja: "\(host) の「\(title.ja)」は、一部だけか、はっきりしません\(of.ja)。",
                            en: "\(title.en) of \(host) is partly so, or not clear\(of.en)."))
                return .init(verdict, on: asset, observations: observations)
            }
        }
    }
}

private func stateHost(_ settings: HostSetting...) -> Asset {
    .example {
        $0.id = "this-host"
        $0.host = Asset.HostDetails()
        for setting in settings { $0.host?.add(.setting(setting), observation: 1) }
    }
}
