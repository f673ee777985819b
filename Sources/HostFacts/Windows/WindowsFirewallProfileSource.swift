import Model

extension WindowsSource {
    /// Whether the firewall is on for each kind of network: EnableFirewall of the three profiles, with the policy
    /// before the setting (Windows Firewall, MS-FASP 2.2.2 and its policies). `StandardProfile` is what Windows calls
    /// private.
    static let firewall = WindowsSource(id: "windows-firewall") { snapshot in
        let what = Text(ja: "ファイアウォールの設定", en: "The settings of the firewall")
        let profiles = [
            ("domain", "DomainProfile"), ("private", "StandardProfile"), ("public", "PublicProfile"),
        ]
        // The service that filters; switched off, it filters nothing whatever the profiles say.
        if snapshot.isDisabled("MpsSvc") {
            return profiles.map { name, _ in
                HostSighting(.setting(HostSetting(.firewall, "off", of: name)), grounds: "MpsSvc Start=4")
            } + [.coverage("firewall", snapshot.registry("services.reg"), what)]
        }
        let policy = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\"
        let settings = profiles.compactMap { name, key -> HostSighting? in
            let set = snapshot.service("SharedAccess\\Parameters\\FirewallPolicy\\\(key)")["enablefirewall"]
            // Newer orders name the private one as people do, older ones as the settings do (MS-GPFAS 2.2.2).
            let keys = name == "private" ? ["PrivateProfile", key] : [key]
            let ordered = keys.lazy.compactMap {
                snapshot.values("policies.reg", policy + $0)["enablefirewall"]
            }.first
            guard let value = (ordered ?? set)?.number else { return nil }
            let isOn = value != 0
            let grounds = "\(key) EnableFirewall=\(value)" + (ordered == nil ? "" : " (policy)")
            return HostSighting(
                .setting(HostSetting(.firewall, isOn ? "on" : "off", of: name)), grounds: grounds)
        }
        guard !settings.isEmpty else { return [] }
        return settings + [.coverage("firewall", snapshot.registry("services.reg"), what)]
    }
}
