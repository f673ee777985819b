import Model

extension WindowsSource {
    /// Whether the server of Windows still speaks SMB 1, the old protocol of shared folders.
    ///
    /// LanmanServer\Parameters\SMB1 decides where it is set. Where it is not, Windows up to Server 2016 and Windows 10
    /// 1703 speak it as long as its driver `srv` is there, for the feature can be taken out since Windows 8; later ones
    /// only where it was added, and then its drivers are there (Detect, enable and disable SMBv1, Microsoft Learn).
    static let sharing = WindowsSource(id: "windows-smb") { snapshot in
        let what = Text(ja: "ファイル共有（SMB）の設定", en: "The settings of shared folders (SMB)")
        guard let export = snapshot.registry("services.reg").value else {
            return [.coverage("SMB settings", snapshot.registry("services.reg"), what)]
        }
        let drivers = OldSharing(snapshot, isWhole: export.isWhole)
        let client = drivers.client.map { isOn in
            HostSighting(
                .setting(HostSetting(.smb1, isOn ? "yes" : "no", of: "client")), grounds: drivers.grounds)
        }
        guard let server = drivers.server else {
            let why = Text(
                ja: "古い共有のしくみ（SMB1）を使えるかは、設定に書かれていないため、わかりませんでした。",
                en: "Whether the old SMB 1 is on is not written in the settings.")
            return [client].compactMap { $0 }
                + [HostSighting(.coverage(CoverageFact("SMB settings", .couldNot(why))))]
        }
        return [
            HostSighting(
                .setting(HostSetting(.smb1, server ? "yes" : "no", of: "server")), grounds: drivers.grounds),
            .coverage("SMB settings", snapshot.registry("services.reg"), what),
        ] + [client].compactMap { $0 }
    }
}

/// What the values say of SMB 1; nil where they do not.
private struct OldSharing {
    let server: Bool?
    /// Whether this computer uses old shares of others.
    let client: Bool?
    let grounds: String

    init(_ snapshot: WindowsSnapshot, isWhole: Bool) {
        let set = snapshot.service("LanmanServer\\Parameters")["smb1"]?.number
        let driver = snapshot.service("srv")["start"]?.number
        let redirector = snapshot.service("mrxsmb10")["start"]?.number
        let build = RegistryQuery(snapshot.lines("os.txt")).number("CurrentBuild")
        grounds = [
            "LanmanServer\\Parameters SMB1=\(set.map(String.init) ?? "-")",
            "srv Start=\(driver.map(String.init) ?? "-")",
            "mrxsmb10 Start=\(redirector.map(String.init) ?? "-")", "build \(build.map(String.init) ?? "-")",
        ].joined(separator: "\n")
        client = redirector.map { $0 != 4 } ?? (isWhole && build.map { $0 >= 9200 } == true ? false : nil)
        server =
            if snapshot.isDisabled("LanmanServer") || driver == 4 {
                false
            } else if let set {
                set != 0
            } else if let build, build < 16_299 {
                driver.map { _ in true }
            } else if build != nil, isWhole, driver == nil, redirector == nil {
                false
            } else {
                nil
            }
    }
}
