import Model

extension WindowsSource {
    /// Which Windows it is, in which edition, build and revision, and since when.
    ///
    /// The values are those of `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`: EditionID tells Pro, Enterprise,
    /// LTSC (`EnterpriseS`) and IoT (`IoTEnterpriseS`) apart where ProductName does not, and Windows 11 still calls
    /// itself Windows 10 there, so that its build decides (22000 and later).
    static let system = WindowsSource(id: "windows-system") { snapshot in
        let what = Text(ja: "Windowsの種類と版の情報", en: "The edition and version of Windows")
        let query = RegistryQuery(snapshot.lines("os.txt"))
        let name = snapshot.collection["computer"]
        guard let build = query.number("CurrentBuild") ?? query.number("CurrentBuildNumber") else {
            let reading = snapshot.text("os.txt")
            let why = Text(
                ja: "\(what.ja)が読み取れない形でした。", en: "\(what.en) could not be understood.")
            let coverage: HostSighting =
                reading.value == nil
                ? .coverage("operating system", reading, what)
                : HostSighting(.coverage(CoverageFact("operating system", .couldNot(why))))
            return [HostSighting(.system(HostSystem(hostname: name, id: "windows"))), coverage]
        }
        let names = [
            "ProductName", "EditionID", "DisplayVersion", "ReleaseId", "CurrentBuild", "UBR", "CSDVersion",
        ]
        let grounds = names.compactMap { key in query[key].map { "\(key)=\($0)" } }.joined(separator: "\n")
        let system = HostSystem(
            hostname: name, id: "windows", version: String(build), prettyName: query.prettyName(build: build),
            edition: query["EditionID"], revision: query.number("UBR"),
            installed: query.number("InstallDate").flatMap { CivilDate(secondsSinceEpoch: $0) })
        return [
            HostSighting(.system(system), grounds: grounds),
            .coverage("operating system", snapshot.text("os.txt"), what),
        ] + (name.map { [HostSighting(.name(NameFact($0, .hostname)))] } ?? [])
    }
}

extension RegistryQuery {
    /// `Windows 10 Pro 22H2 (19045.6456)`, `Windows 7 Professional Service Pack 1 (7601.24214)`
    fileprivate func prettyName(build: Int) -> String {
        var product = self["ProductName"] ?? "Windows"
        // Server 2022 and later say what they are.
        if build >= 22_000, self["InstallationType"]?.lowercased() == "client",
            product.hasPrefix("Windows 10")
        {
            product = "Windows 11" + product.dropFirst(10)
        }
        let version = self["DisplayVersion"] ?? self["ReleaseId"] ?? self["CSDVersion"]
        let revision = number("UBR").map { ".\($0)" } ?? ""
        return ([product, version].compactMap { $0 } + ["(\(build)\(revision))"]).joined(separator: " ")
    }
}

extension CivilDate {
    /// The day in UTC of a moment since 1970; nil for what cannot be a day a computer was installed.
    init?(secondsSinceEpoch seconds: Int) {
        guard seconds > 0, seconds < 1 << 33 else { return nil }
        self.init(daysSinceEpoch: seconds / 86_400)
    }
}
