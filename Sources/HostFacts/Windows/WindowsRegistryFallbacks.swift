import Model

extension WindowsSource {
    /// How large the Security log may grow, by its settings: heard only where `wevtutil`, which tells more, was not.
    static let logSettings = WindowsSource(id: "windows-log-settings") { snapshot in
        guard snapshot.text("eventlog.txt").value == nil,
            snapshot.registry("services.reg").value?.contains(
                WindowsSnapshot.servicesKey + "\\EventLog\\Security") == true
        else { return [] }
        let own = snapshot.service("EventLog\\Security")
        let order = snapshot.values(
            "policies.reg",
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog\\Security")
        // An order counts in KiB, a setting in octets.
        let ordered = order["maxsize"]?.number.flatMap { Int(exactly: $0) }.flatMap { size in
            size < 1 << 40 ? size * 1024 : nil
        }
        let log = HostLog(
            name: "Security", isKept: !snapshot.isDisabled("EventLog"),
            limitOctets: ordered ?? own["maxsize"]?.number.flatMap { Int(exactly: $0) })
        let grounds = [
            order.grounds("EventLog\\Security (policy)", ["MaxSize"]),
            own.grounds("EventLog\\Security", ["MaxSize", "Retention", "AutoBackupLogFiles"]),
        ]
        return [
            HostSighting(.log(log), grounds: grounds.compactMap { $0 }.joined(separator: "\n"))
        ]
    }

    /// Whom the clock is set by, by its settings: heard only where `w32tm` was not. Whether it is set does not show.
    static let timeSettings = WindowsSource(id: "windows-time-settings") { snapshot in
        guard snapshot.text("w32tm.txt").value == nil else { return [] }
        let parameters = snapshot.service("W32Time\\Parameters")
        let names = ["Type", "NtpServer"]
        let grounds = parameters.grounds("W32Time\\Parameters", names).map {
            $0 + (snapshot.isDisabled("W32Time") ? "\nW32Time Start=4" : "")
        }
        if parameters["type"]?.text?.lowercased() == "nosync" || snapshot.isDisabled("W32Time") {
            return [HostSighting(.setting(HostSetting(.timeSynchronised, "no")), grounds: grounds)]
        }
        // `time.windows.com,0x9`; NT5DS follows the domain instead.
        guard parameters["type"]?.text?.lowercased() == "ntp",
            let server = parameters["ntpserver"]?.text?.split(whereSeparator: { $0 == "," || $0 == " " })
                .first
        else { return [] }
        return [HostSighting(.setting(HostSetting(.timeSource, String(server))), grounds: grounds)]
    }

    /// Whether accounts without a password may be used over the network (LimitBlankPasswordUse).
    static let blankPasswords = WindowsSource(id: "windows-blank-passwords") { snapshot in
        let key = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa"
        let values = snapshot.values("lsa.reg", key)
        let setting = values["limitblankpassworduse"]?.number.map { limit in
            HostSighting(
                .setting(HostSetting(.blankPasswordNetwork, limit == 0 ? "yes" : "no")),
                grounds: values.grounds("Control\\Lsa", ["LimitBlankPasswordUse"]))
        }
        return [setting].compactMap { $0 } + [
            .coverage(
                "empty passwords over the network", snapshot.registry("lsa.reg"),
                Text(ja: "サインインの決まり（LSA）", en: "The rules of sign-in (LSA)"))
        ]
    }
}
