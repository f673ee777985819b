import Model

extension HostSigns {
    /// `hosts: {unattended: true, packages: [teamviewer], programs: [teamviewer], files: [/opt/teamviewer]}`; without it
    /// a product is known by its processes and services alone and counts as open while nobody sits there.
    static func read(_ entry: Entry) throws(PolicyError) -> HostSigns {
        guard let hosts = try entry.optional("hosts") else { return HostSigns() }
        let signs = HostSigns(
            packages: try hosts.texts("packages"), programs: try hosts.texts("programs"),
            otherPrograms: try hosts.texts("other-programs"), publishers: try hosts.texts("publishers"),
            tasks: try hosts.texts("tasks"), files: try hosts.texts("files"),
            sharedPorts: try hosts.ports("shared-ports"), setting: try hosts.optional("setting")?.word(),
            isUnattended: try hosts.truth("unattended"),
            isBuiltIn: try hosts.flag("built-in"),
            isGeneric: try hosts.flag("generic"))
        try hosts.finish()
        for path in signs.files {
            let isPlain = path.hasPrefix("/") && !path.contains("/../") && path.utf8.count < 256
            guard isPlain, !path.dropLast().contains("*") else {
                throw hosts.wrong(
                    "「\(path)」は / で始まる場所ではありません（* は終わりにだけ）。",
                    "\(path) is no absolute path with * at its end only.")
            }
        }
        return signs
    }
}

extension Entry {
    /// `true` or `false`; must be there.
    fileprivate func truth(_ key: String) throws(PolicyError) -> Bool {
        try required(key).value("true か false", "true or false")
    }
}
