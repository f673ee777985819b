import Model

extension WindowsSource {
    /// Installed programs: those for everybody, 64 and 32 bit, and those of single users, from the keys that
    /// "Apps & features" shows (Uninstall Registry Key, Microsoft Learn).
    static let programs = WindowsSource(id: "windows-programs") { snapshot in
        let users = snapshot.exports(beginning: "uninstall-user")
        var sightings = program(snapshot, "uninstall-machine.reg", .machine)
        sightings += program(snapshot, "uninstall-machine32.reg", .machine32)
        for file in users { sightings += program(snapshot, file, .user) }
        let machine32 = snapshot.exports(beginning: "uninstall-machine32").map { file in
            HostSighting.coverage(
                "installed 32-bit programs", snapshot.registry(file),
                Text(ja: "入っている32ビットのソフトの一覧", en: "The list of installed 32-bit programs"))
        }
        let ofUsers = (users.isEmpty ? ["uninstall-user.reg"] : users).map { file in
            HostSighting.coverage(
                "installed programs of users (\(file))", snapshot.registry(file),
                Text(ja: "利用者ごとに入っているソフトの一覧", en: "The list of programs installed for single users"))
        }
        let machine = HostSighting.coverage(
            "installed programs", snapshot.registry("uninstall-machine.reg"),
            Text(ja: "入っているソフトの一覧", en: "The list of installed programs"))
        return sightings + [machine] + machine32 + ofUsers
    }

    private static func program(
        _ snapshot: WindowsSnapshot, _ file: String, _ origin: HostProgram.Origin
    ) -> [HostSighting] {
        guard let export = snapshot.registry(file).value else { return [] }
        let suffix = "\\currentversion\\uninstall"
        return export.paths(ending: suffix).flatMap { path in
            export.subkeys(of: path).compactMap { name -> HostSighting? in
                let values = export.values(of: "\(path)\\\(name)")
                return HostProgram(values, origin).map {
                    HostSighting(
                        .program($0),
                        grounds: values.grounds(
                            "\(file) \(name)", ["DisplayName", "DisplayVersion", "Publisher", "InstallDate"]))
                }
            }
        }
    }
}

extension HostProgram {
    /// Nil for parts of Windows and for updates, which the list for people leaves out as well.
    fileprivate init?(_ values: [String: RegistryValue], _ origin: Origin) {
        guard let name = values["displayname"]?.text, !name.isEmpty, values["systemcomponent"]?.number != 1,
            values["parentkeyname"] == nil
        else { return nil }
        self.init(
            name: name, version: values["displayversion"]?.text, publisher: values["publisher"]?.text,
            installed: values["installdate"]?.text.flatMap { CivilDate(compact: $0) }, origin: origin)
    }
}

extension CivilDate {
    /// `20251103`; nil for any other form, because installers write what they like.
    fileprivate init?(compact text: String) {
        guard text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self.init("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    }
}
