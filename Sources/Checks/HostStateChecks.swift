import Model

/// The state of hosts that were read from inside: firewall, clock, media, disks, screens.
let hostStateChecks: [Check] = [
    firewallOff, clockNotKept, mediaAllowed, diskNotEncrypted, screenNotLocked,
]

private let firewallOff = settingCheck(
    "host.firewall-off", .unneededServices, .medium, .firewall,
    Text(ja: "通信を止めるしくみ（ファイアウォール）", en: "Host firewall"),
    advice: Text(
        ja: "パソコンのファイアウォールを有効にできるかを、事業者に確かめてください。",
        en: "Ask the vendor whether the host's own firewall can be switched on."),
    wrong: "off", right: ["on"],
    words: { host, setting in
        Text(
            ja: "\(host) では、通信を止めるしくみ（ファイアウォール）が働いていません\(setting.about.ja)。",
            en: "\(host) has no working firewall of its own\(setting.about.en).")
    })

private let clockNotKept = settingCheck(
    "time.not-synchronised", .accessLog, .low, .timeSynchronised,
    Text(ja: "パソコンの時計合わせ", en: "Keeping the clock right"),
    advice: Text(
        ja: "時計がずれると、記録の時刻を信じられません。時計を自動で合わせる設定を事業者に頼んでください。",
        en: "Logs need the right time. Ask the vendor to have the clock kept right."),
    wrong: "no", right: ["yes"],
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
    wrong: "allowed", right: ["denied"],
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
    wrong: "off", right: ["on"],
    words: { host, setting in
        Text(
            ja: "\(host) のディスクは暗号化されていません\(setting.about.ja)。盗まれると中身を読まれます。",
            en: "A disk of \(host) is not encrypted\(setting.about.en); whoever takes it can read it.")
    })

private let screenNotLocked = settingCheck(
    "host.screen-lock", .accounts, .low, .screenLock,
    Text(ja: "席を離れたときの画面の鍵", en: "Screen lock"),
    advice: Text(
        ja: "しばらく使わないと画面に鍵がかかるように設定してください。",
        en: "Have the screen lock itself after a while."),
    wrong: "off", right: ["on"],
    words: { host, setting in
        Text(
            ja: "\(host) は、席を離れても画面に鍵がかからない設定です\(setting.about.ja)。",
            en: "\(host) does not lock its screen by itself\(setting.about.en).")
    })
