import Model

extension WindowsSource {
    /// What starts when somebody signs in: the Run and RunOnce keys of the machine and of users (Run and RunOnce
    /// Registry Keys, Microsoft Learn).
    static let autostart = WindowsSource(id: "windows-autostart") { snapshot in
        let files = snapshot.exports(beginning: "run-")
        let tasks = files.flatMap { file -> [HostSighting] in
            guard let export = snapshot.registry(file).value else { return [] }
            return ["run", "runonce"].flatMap { key in
                export.paths(ending: "\\currentversion\\\(key)").flatMap { path in
                    export.values(of: path, asWritten: true).sorted { $0.key < $1.key }.compactMap {
                        name, value in
                        guard let command = value.text, name != "@" else { return nil }
                        return HostSighting(
                            .task(
                                HostTask(
                                    name: name, command: command, account: snapshot.owner(of: file),
                                    origin: .autostart)),
                            grounds: "\(file) \(path)\n\(name)=\(command)")
                    }
                }
            }
        }
        let looked = (["run-machine.reg"] + files.filter { $0 != "run-machine.reg" }).map { file in
            HostSighting.coverage(
                "autostart (\(file))", snapshot.registry(file),
                Text(ja: "サインインのときに始まるソフトの設定", en: "The settings of what starts at sign-in"))
        }
        return tasks + looked
    }
}

extension WindowsSnapshot {
    /// The exports that begin so, collected or failed, by name.
    func exports(beginning prefix: String) -> [String] {
        Set(registries.keys).union(failures.keys).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".reg") }
            .sorted()
    }

    /// Whose key a user's export holds: the one who ran the collector, else the number (SID) in the file's name; nil
    /// for what is everybody's.
    fileprivate func owner(of file: String) -> String? {
        guard file.hasPrefix("run-user") else { return nil }
        let number = file.dropFirst("run-user".count).dropLast(".reg".count).drop { $0 == "-" }
        return number.isEmpty ? collection["user"] : number.uppercased()
    }
}
