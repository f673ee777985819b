import Model

extension WindowsSource {
    /// When Defender last got signatures, and whether it was switched off: its own key (Microsoft Defender Antivirus
    /// policies, Microsoft Learn). What Windows says of all scanners together is another source's.
    static let defender = WindowsSource(id: "windows-defender") { snapshot in
        let key = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Defender"
        let policyKey = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender"
        let name = "Windows Defender"
        var sightings: [HostSighting] = []
        let own = snapshot.values("defender.reg", key)
        let policy = snapshot.values("policies.reg", policyKey)
        let isOut = (policy["disableantispyware"] ?? own["disableantispyware"])?.number == 1
        // Beside another product it may only look on; then its signatures guard nothing.
        let isIdle = isOut || snapshot.isDisabled("WinDefend") || (own["passivemode"]?.number ?? 0) != 0
        let updates = snapshot.values("defender.reg", key + "\\Signature Updates")
        if !isIdle, let day = updates["avsignatureapplied"]?.octets.flatMap({ CivilDate(fileTime: $0) }) {
            let version = updates["avsignatureversion"]?.text ?? "-"
            sightings.append(
                HostSighting(
                    .setting(HostSetting(.malwareSignatures, day.description, of: name)),
                    grounds: "AVSignatureApplied \(day), AVSignatureVersion \(version)"))
        }
        let realTime = snapshot.values("policies.reg", policyKey + "\\Real-Time Protection")
        let set = snapshot.values("defender.reg", key + "\\Real-Time Protection")
        let isOff =
            isOut
            || (realTime["disablerealtimemonitoring"] ?? set["disablerealtimemonitoring"])?.number == 1
        if isOff {
            sightings.append(
                HostSighting(
                    .setting(HostSetting(.malwareRealTime, "off", of: name)),
                    grounds: isOut ? "DisableAntiSpyware=1" : "DisableRealtimeMonitoring=1"))
        }
        return sightings + [
            .coverage(
                "Windows Defender", snapshot.registry("defender.reg"),
                Text(ja: "Windows Defender（ウイルス対策）の記録", en: "The records of Windows Defender"))
        ]
    }
}

extension CivilDate {
    /// The day of a FILETIME: tenths of microseconds since 1601-01-01 in UTC, eight octets, the lowest first
    /// (MS-DTYP 2.3.3). Nil for nought and for days before 2000.
    init?(fileTime octets: [UInt8]) {
        guard octets.count == 8 else { return nil }
        let ticks = octets.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let days = Int(ticks / 864_000_000_000) - 134_774
        guard days > 10_957, days < 60_000 else { return nil }
        self.init(daysSinceEpoch: days)
    }
}
