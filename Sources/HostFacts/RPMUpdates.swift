import Model

/// How far a host of the Red Hat family is updated. What waits is kept in lists that are not read; what runs, what was
/// installed last and whether that happens by itself is.
func rpmUpdates(_ snapshot: HostSnapshot, _ packages: [RPMPackage]) -> [HostSighting] {
    let updates = HostUpdates(
        lastInstalled: snapshot.lastRPMUpdate, isAutomatic: snapshot.isDNFAutomatic,
        restartOwed: RestartOwed(snapshot, rpm: packages).names)
    let why = Text(
        ja: "まだ入れていない更新は、この系統のOS（Red Hat系）では調べていません。「dnf updateinfo」で確かめてください。",
        en: "Waiting updates of this family of systems (Red Hat) are not looked at; see \"dnf updateinfo\".")
    return [
        HostSighting(.updates(updates)),
        HostSighting(.coverage(CoverageFact("lists of updates", .couldNot(why)))),
        snapshot.libraryCoverage,
    ]
}

extension HostSnapshot {
    /// The last day dnf replaced a package with a newer one:
    /// `2026-11-20T06:12:44+0900 SUBDEBUG Upgrade: openssl-libs-1:3.0.7-28.el9_4.x86_64`.
    fileprivate var lastRPMUpdate: CivilDate? {
        (text("/var/log/dnf.rpm.log").value ?? "").split(separator: "\n").last {
            $0.contains(" SUBDEBUG Upgrade: ")
        }.flatMap { CivilDate(String($0.prefix(10))) }
    }

    /// dnf-automatic installs where its settings say so and a timer of it starts, or by the timer that installs whatever
    /// the settings say (dnf-automatic(8)); nil where the units were not read.
    fileprivate var isDNFAutomatic: Bool? {
        guard localUnits.value != nil else { return nil }
        if starts("dnf-automatic-install.timer") { return true }
        guard starts("dnf-automatic.timer") else { return false }
        let settings = (text("/etc/dnf/automatic.conf").value ?? "").settingLines
        let value = settings.last { $0.hasPrefix("apply_updates") }?.split(separator: "=").last
        return ["yes", "true", "1", "on"].contains(value?.trimmingSpaces.lowercased())
    }
}
