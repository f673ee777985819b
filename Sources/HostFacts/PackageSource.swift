import Model

extension HostSource {
    /// The programs that are installed, by the system's own records.
    static let packages = HostSource(id: "host-packages") { snapshot in
        let installed = snapshot.debianPackages
        let what = Text(ja: "入っているプログラムの一覧（dpkg）", en: "The list of installed programs (dpkg)")
        return installed.map {
            HostSighting(.program(HostProgram(name: $0.name, version: $0.version, origin: .dpkg)))
        } + [.coverage("installed programs", snapshot.dpkgStatus, what)]
    }
}

extension HostSnapshot {
    /// The packages that dpkg has installed, by name; none where its record was not read.
    package var debianPackages: [PackageParagraph] {
        guard let text = dpkgStatus.value else { return [] }
        return PackageReader.read(text).filter { $0.isInstalled && !$0.version.isEmpty }
            .sorted { ($0.name, $0.architecture) < ($1.name, $1.architecture) }
    }
}
