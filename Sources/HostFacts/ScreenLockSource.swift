import Model

extension HostSource {
    /// Whether the screen locks itself, as far as text files tell: people's own settings of GNOME are kept in a form of
    /// its own (dconf), which is not read.
    static let screenLock = HostSource(
        id: "host-screen-lock",
        files: [
            HostFile("/etc/dconf/db/local.d/*"), HostFile("/etc/dconf/db/local.d/locks/*"),
            HostFile("/usr/share/glib-2.0/schemas/*.gschema.override"), HostFile("~/.config/kscreenlockerrc"),
        ]
    ) { snapshot in
        let found = [ScreenLock.gnome(snapshot)].compactMap { $0 } + ScreenLock.plasma(snapshot)
        let sightings = found.map { HostSighting(.setting($0.setting), grounds: $0.line) }
        guard sightings.isEmpty else {
            return sightings + [HostSighting(.coverage(CoverageFact("screen lock", .looked)))]
        }
        let why = Text(
            ja: "画面に鍵がかかるまでの設定は、人ごとの設定の中にあり、読み取れません。画面で確かめてください。",
            en: "Whether the screen locks itself stands in each person's own settings, which were not read.")
        return [HostSighting(.coverage(CoverageFact("screen lock", .couldNot(why))))]
    }
}

private enum ScreenLock {
    typealias Found = (setting: HostSetting, line: String)

    /// What an administrator set for everybody (dconf(7)); people can change it unless it is locked, so `on` needs the
    /// lock, and `off` is what a person starts with.
    static func gnome(_ snapshot: HostSnapshot) -> Found? {
        let schemas = snapshot.files(in: "/usr/share/glib-2.0/schemas").flatMap { $0.file.text.settingLines }
        let lines = schemas + snapshot.settings("/etc/dconf/db/local.d/")
        var isInside = false
        var last: (value: String, line: String)?
        for line in lines {
            if line.hasPrefix("[") {
                // `org.gnome.desktop.screensaver:ubuntu` in a schema, with slashes in dconf.
                let name = line.dropFirst().prefix { $0 != "]" && $0 != ":" }
                isInside = name.split { $0 == "/" || $0 == "." }.elementsEqual([
                    "org", "gnome", "desktop", "screensaver",
                ])
            } else if isInside, let (key, value) = line.assignment, key == "lock-enabled" {
                last = (value, String(line))
            }
        }
        guard let last else { return nil }
        if last.value == "false" { return (HostSetting(.screenLock, "off", of: "GNOME"), last.line) }
        let isLocked = snapshot.settings("/etc/dconf/db/local.d/locks/").contains {
            $0 == "/org/gnome/desktop/screensaver/lock-enabled"
        }
        return last.value == "true" && isLocked
            ? (HostSetting(.screenLock, "on", of: "GNOME"), last.line) : nil
    }

    /// KDE Plasma keeps `Autolock=false` in each account's own file.
    static func plasma(_ snapshot: HostSnapshot) -> [Found] {
        snapshot.files.keys.sorted().filter { $0.hasSuffix("/.config/kscreenlockerrc") }.compactMap { path in
            let lines = snapshot.text(path).value?.settingLines ?? []
            guard let line = lines.last(where: { $0.assignment?.key == "autolock" }) else { return nil }
            let account = path.split(separator: "/").dropLast(2).last.map { String($0) }
            let isOn = line.assignment?.value.lowercased() == "true"
            return (HostSetting(.screenLock, isOn ? "on" : "off", of: account), String(line))
        }
    }
}
