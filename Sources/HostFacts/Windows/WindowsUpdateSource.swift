import Model

extension WindowsSource {
    /// How far Windows is updated: when something was last installed, whether updates come by themselves, and whether
    /// a restart is owed. Which updates are missing is not recorded anywhere on the machine.
    static let updates = WindowsSource(id: "windows-updates") { snapshot in
        let key =
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update"
        let export = snapshot.registry("windows-update.reg").value
        let installed = InstalledUpdates(snapshot)
        let results = snapshot.values("windows-update.reg", key + "\\Results\\Install")
        let success = results["lastsuccesstime"]?.text.flatMap { CivilDate(String($0.prefix(10))) }
        let isOwed = export?.contains(key + "\\RebootRequired") ?? false
        let coverage: [HostSighting] = [
            .coverage(
                "installed updates", installed.wasRead ? .found("") : snapshot.text("qfe.txt"),
                Text(ja: "入っている更新の一覧", en: "The list of installed updates")),
            .coverage(
                "settings of updates", snapshot.registry("windows-update.reg"),
                Text(ja: "更新の設定（Windows Update）", en: "The settings of updates (Windows Update)")),
        ]
        // Signatures of the malware scanner count as a success as well, so the list of updates tells more.
        let last = installed.newest ?? success
        let isAutomatic = isAutomatic(snapshot, setting: snapshot.values("windows-update.reg", key))
        guard last != nil || isAutomatic != nil || isOwed else { return coverage }
        let updates = HostUpdates(
            lastInstalled: last, isAutomatic: isAutomatic, restartOwed: isOwed ? ["Windows Update"] : [])
        let newest = installed.updates.filter { $0.installed != nil && $0.installed == installed.newest }.map(
            \.id)
        return [
            HostSighting(
                .updates(updates),
                grounds: "qfe: \(newest.joined(separator: ", ")) \(installed.newest.map { "\($0)" } ?? "-"); "
                    + "LastSuccessTime \(success.map { "\($0)" } ?? "-")")
        ] + coverage
    }

    /// AUOptions: 4 and 5 install by themselves, 1 to 3 do not (Configure Automatic Updates, Microsoft Learn). Without
    /// policy and setting Windows 10 and 11 install by themselves; older ones were asked at their installation.
    private static func isAutomatic(_ snapshot: WindowsSnapshot, setting: [String: RegistryValue]) -> Bool? {
        let policy = snapshot.values(
            "policies.reg", "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU")
        if snapshot.isDisabled("wuauserv") || policy["noautoupdate"]?.number == 1 { return false }
        if let option = (policy["auoptions"] ?? setting["auoptions"])?.number { return option >= 4 }
        // A server only fetches them, unless it is told otherwise.
        let system = RegistryQuery(snapshot.lines("os.txt"))
        guard snapshot.registry("policies.reg").value?.isWhole == true,
            snapshot.registry("services.reg").value?.isWhole == true,
            let build = system.number("CurrentBuild"), build >= 10_240,
            system["InstallationType"]?.lowercased() == "client"
        else { return nil }
        return true
    }
}
