import Model

extension WindowsSource {
    /// What starts when somebody signs in: the Run and RunOnce keys of the machine and of users (Run and RunOnce
    /// Registry Keys, Microsoft Learn).
    static let autostart = WindowsSource(id: "windows-autostart") { snapshot in
        let files = snapshot.registries.keys.filter { $0.hasPrefix("run-") }.sorted()
        let tasks = files.flatMap { file -> [HostSighting] in
            guard let export = snapshot.registry(file).value else { return [] }
            return ["run", "runonce"].flatMap { key in
                export.paths(ending: "\\currentversion\\\(key)").flatMap { path in
                    export.values(of: path, asWritten: true).sorted { $0.key < $1.key }.compactMap {
                        name, value in
                        guard let command = value.text, name != "@" else { return nil }
                        return HostSighting(
                            .task(HostTask(name: name, command: command, origin: .autostart)), grounds: file)
                    }
                }
            }
        }
        return tasks + [
            .coverage(
                "autostart", snapshot.registry("run-machine.reg"),
                Text(ja: "サインインのときに始まるソフトの設定", en: "The settings of what starts at sign-in"))
        ]
    }
}
