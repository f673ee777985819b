import Model

extension HostSource {
    /// What starts with the desktop of whoever signs in (XDG Desktop Application Autostart Specification).
    static let autostart = HostSource(
        id: "host-autostart", files: folders.map { HostFile("\($0)/*.desktop", .content(limit: 1 << 16)) }
    ) { snapshot in
        var sightings: [HostSighting] = []
        // Without the list of users nobody knows whose folders there are.
        var unread = snapshot.passwd.reason
        for (path, reading) in snapshot.files.sorted(by: { $0.key < $1.key })
        where path.hasSuffix(".desktop") && path.contains("/autostart/") {
            switch reading {
            case .found(let file):
                guard let task = HostTask(desktop: file.text, path: path) else { continue }
                sightings.append(HostSighting(.task(task), grounds: path))
            // A folder that is not there starts nothing.
            case .unread(.missing): break
            case .unread(let reason): unread = unread ?? reason
            }
        }
        let what = Text(ja: "サインインのときに始まるソフトの設定", en: "The settings of what starts at sign-in")
        let looked: Reading<Int> = unread.map { .unread($0) } ?? .found(sightings.count)
        return sightings + [.coverage("what starts at sign-in", looked, what)]
    }

    private static let folders = ["/etc/xdg/autostart", "~/.config/autostart"]
}

extension HostTask {
    /// Reads the entry of a program that starts with the desktop; nil where it starts none.
    ///
    /// Keys of other groups, as of its further actions, are left out (Desktop Entry Specification, 3.1).
    fileprivate init?(desktop text: String, path: String) {
        var keys: [String: String] = [:]
        var isEntry = false
        for line in text.settingLines {
            if line.hasPrefix("[") {
                isEntry = line == "[Desktop Entry]"
            } else if isEntry, let mark = line.firstIndex(of: "=") {
                let key = String(line[..<mark].trimmingSpaces)
                keys[key] = keys[key] ?? String(line[mark...].dropFirst().trimmingSpaces)
            }
        }
        guard let command = keys["Exec"], !command.isEmpty else { return nil }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        self.init(
            name: name, command: command,
            isEnabled: keys["Hidden"] != "true" && keys["X-GNOME-Autostart-enabled"] != "false",
            origin: .autostart)
    }
}
