import Model

extension WindowsSource {
    /// Whether storage may be plugged in by USB, and whether the screen locks by itself.
    ///
    /// The driver switched off (USBSTOR Start=4) or a policy that denies everything shuts out; a policy that denies
    /// writing lets read (Removable Storage Access policies, Microsoft Learn). The lock is of the user who ran the
    /// collector, unless the machine orders one for everybody.
    static let media = WindowsSource(id: "windows-removable-media") { snapshot in
        [removableMedia(snapshot), screenLock(snapshot)].compactMap { $0 } + [
            .coverage(
                "removable media", snapshot.registry("services.reg"),
                Text(ja: "USBメモリなどの制限", en: "The rules for removable media")),
            .coverage(
                "screen lock", snapshot.registry("desktop-user.reg"),
                Text(ja: "席を離れたときに画面をロックする設定", en: "The setting of the screen lock")),
        ]
    }

    private static func removableMedia(_ snapshot: WindowsSnapshot) -> HostSighting? {
        let key = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices"
        // The class of removable disks; the key above it is for all classes.
        let disks = snapshot.values("policies.reg", key + "\\{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}")
        let all = snapshot.values("policies.reg", key)
        let isDenied = { (name: String) in disks[name]?.number == 1 || all[name]?.number == 1 }
        if isDenied("deny_all") || isDenied("deny_read") {
            return HostSighting(
                .setting(HostSetting(.removableMedia, "denied")),
                grounds: "RemovableStorageDevices Deny_All/Deny_Read=1")
        }
        guard let start = snapshot.service("USBSTOR")["start"]?.number else { return nil }
        if start == 4 {
            return HostSighting(.setting(HostSetting(.removableMedia, "denied")), grounds: "USBSTOR Start=4")
        }
        if isDenied("deny_write") {
            return HostSighting(
                .setting(HostSetting(.removableMedia, "read-only")),
                grounds: "RemovableStorageDevices Deny_Write=1")
        }
        // An order that was not read may forbid it.
        guard snapshot.registry("policies.reg").value?.isWhole == true else { return nil }
        return HostSighting(
            .setting(HostSetting(.removableMedia, "allowed")), grounds: "USBSTOR Start=\(start)")
    }

    /// Interactive logon: Machine inactivity limit, else the policy for the screen saver, else the person's own.
    private static func screenLock(_ snapshot: WindowsSnapshot) -> HostSighting? {
        let system = snapshot.values(
            "policies-system.reg",
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System")
        if let seconds = system["inactivitytimeoutsecs"]?.number, seconds > 0 {
            return HostSighting(
                .setting(HostSetting(.screenLock, "on")), grounds: "InactivityTimeoutSecs=\(seconds)")
        }
        let own = snapshot.values("desktop-user.reg", "HKEY_CURRENT_USER\\Control Panel\\Desktop")
        guard let isActive = own["screensaveactive"]?.text else { return nil }
        // Whoever never set it is not asked for a password.
        let isSecure = own["screensaverissecure"]?.text ?? "0"
        // Without a screen saver's program none starts, and nothing locks.
        let isOn = isSecure == "1" && isActive == "1" && own["scrnsave.exe"]?.text?.isEmpty == false
        // An order for the whole machine that was not read may lock it.
        guard isOn || snapshot.registry("policies-system.reg").value?.isWhole == true else { return nil }
        return HostSighting(
            .setting(HostSetting(.screenLock, isOn ? "on" : "off")),
            grounds: "ScreenSaverIsSecure=\(isSecure) ScreenSaveActive=\(isActive) "
                + "ScreenSaveTimeOut=\(own["screensavetimeout"]?.text ?? "-") "
                + "SCRNSAVE.EXE=\(own["scrnsave.exe"]?.text ?? "-")")
    }
}
