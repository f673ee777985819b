import Model

extension HostSource {
    /// Whether this host takes USB sticks.
    static let removableMedia = HostSource(
        id: "host-removable-media",
        files: [
            HostFile("/etc/usbguard/usbguard-daemon.conf"), HostFile("/etc/usbguard/rules.conf"),
            HostFile("/etc/modprobe.d/*"), HostFile("/lib/modprobe.d/*"),
        ]
    ) { snapshot in
        let module = snapshot.settings("/etc/modprobe.d/", "/lib/modprobe.d/").first { $0.keepsStorageOut }
        let guardian = (snapshot.processes.value ?? []).first { $0.name == "usbguard-daemon" }
        let policy = snapshot.settings("/etc/usbguard/usbguard-daemon.conf")
            .compactMap { $0.assignment }.last { $0.key == "implicitpolicytarget" }
        var sightings: [HostSighting] = []
        if let module {
            sightings.append(
                HostSighting(.setting(HostSetting(.removableMedia, "denied")), grounds: String(module)))
        } else if guardian != nil {
            // Its default refuses what no rule allows (usbguard-daemon.conf(5)).
            if let policy, policy.value.lowercased() == "allow" {
                sightings.append(
                    HostSighting(
                        .setting(HostSetting(.removableMedia, "allowed", of: "usbguard")),
                        grounds: "ImplicitPolicyTarget=\(policy.value)"))
            } else if policy != nil {
                sightings.append(
                    HostSighting(
                        .setting(HostSetting(.removableMedia, "denied", of: "usbguard")),
                        grounds: "usbguard-daemon"))
            }
        } else if snapshot.processes.value != nil, !snapshot.hidesProcesses,
            !snapshot.files(in: "/lib/modprobe.d").isEmpty || !snapshot.files(in: "/etc/modprobe.d").isEmpty
        {
            sightings.append(
                HostSighting(
                    .setting(HostSetting(.removableMedia, "allowed")),
                    grounds: "no rule for usb-storage in modprobe.d, no usbguard"))
        }
        let reading: Reading<Bool> =
            sightings.isEmpty
            ? .unread(snapshot.processes.reason ?? snapshot.file("/etc/modprobe.d/*").reason ?? .missing)
            : .found(true)
        return sightings + [
            .coverage(
                "removable media", reading, Text(ja: "USBメモリなどの決まり", en: "The rules for removable media"))
        ]
    }
}

extension Substring {
    /// `install usb-storage /bin/false` (modprobe.d(5)); `blacklist` alone does not keep it out where a device asks.
    fileprivate var keepsStorageOut: Bool {
        let words = split(whereSeparator: \.isWhitespace)
        guard words.count >= 3, words[0] == "install", words[1] == "usb-storage" || words[1] == "usb_storage"
        else {
            return false
        }
        return words[2].hasSuffix("/false") || words[2].hasSuffix("/true")
    }
}
