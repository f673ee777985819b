import Model

extension WindowsSource {
    /// Whether the firewall is on for each kind of network, by `netsh advfirewall show allprofiles`: a second opinion,
    /// heard only where the registry, which tells more, was not read.
    static let firewallWords = WindowsSource(id: "windows-firewall-words") { snapshot in
        guard snapshot.registry("services.reg").value?.contains(FirewallProfiles.key) != true else {
            return []
        }
        let profiles = FirewallProfiles(snapshot.lines("firewall.txt"))
        return profiles.settings.map { HostSighting(.setting($0.setting), grounds: $0.line) } + [
            .coverage(
                "firewall",
                profiles.settings.isEmpty ? snapshot.refusal("firewall.txt") : snapshot.text("firewall.txt"),
                profiles.shortfall,
                Text(ja: "ファイアウォールの状態（netsh）", en: "The state of the firewall (netsh)"))
        ]
    }
}

/// The three profiles, always in this order:
///
///     Domain Profile Settings:
///     ----------------------------------------------------------------------
///     State                                 ON
///     Firewall Policy                       BlockInbound,AllowOutbound
private struct FirewallProfiles {
    static let key =
        "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"

    private(set) var settings: [(setting: HostSetting, line: String)] = []
    private(set) var shortfall: Shortfall?

    init(_ lines: [Substring]) {
        let states = lines.indices.filter { lines[$0].isRuled && $0 + 1 < lines.count }.map { lines[$0 + 1] }
        for (profile, line) in zip(["domain", "private", "public"], states) {
            guard let isOn = Self.isOn(line.behindLabel) else {
                shortfall = .language
                continue
            }
            let setting = HostSetting(.firewall, isOn ? "on" : "off", of: profile)
            settings.append((setting, "\(profile): \(line)"))
        }
        if states.isEmpty { shortfall = .language }
        if states.count < 3 { shortfall = shortfall ?? .cut }
    }

    private static func isOn(_ word: Substring) -> Bool? {
        switch word.lowercased() {
        case "on", "オン", "有効": true
        case "off", "オフ", "無効": false
        default: nil
        }
    }
}
