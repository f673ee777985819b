import Model

extension WindowsSource {
    /// Whether the server of Windows still speaks SMB 1, the old protocol of shared folders.
    ///
    /// LanmanServer\Parameters\SMB1 decides where it is set. Where it is not, Windows up to Server 2016 and Windows 10
    /// 1703 speak it, and later ones only where the feature was added, which this key does not tell (Detect, enable
    /// and disable SMBv1, Microsoft Learn).
    static let sharing = WindowsSource(id: "windows-smb") { snapshot in
        let what = Text(ja: "ファイル共有（SMB）の設定", en: "The settings of shared folders (SMB)")
        guard snapshot.registry("services.reg").value != nil else {
            return [.coverage("SMB settings", snapshot.registry("services.reg"), what)]
        }
        let build = RegistryQuery(snapshot.lines("os.txt")).number("CurrentBuild")
        let set = snapshot.service("LanmanServer\\Parameters")["smb1"]?.number
        var isOn = set.map { $0 != 0 }
        if isOn == nil, let build, build < 16_299 { isOn = true }
        if snapshot.isDisabled("LanmanServer") { isOn = false }
        guard let isOn else {
            let why = Text(
                ja: "古い共有のしくみ（SMB1）を使えるかは、設定に書かれていないため、わかりませんでした。",
                en: "Whether the old SMB 1 is on is not written in the settings.")
            return [HostSighting(.coverage(CoverageFact("SMB settings", .couldNot(why))))]
        }
        let grounds = "LanmanServer\\Parameters SMB1=\(set.map(String.init) ?? "-"), build \(build ?? 0)"
        return [
            HostSighting(.setting(HostSetting(.smb1, isOn ? "yes" : "no")), grounds: grounds),
            .coverage("SMB settings", snapshot.registry("services.reg"), what),
        ]
    }
}
