import Model

extension HostSource {
    /// The programs that are installed, by the system's own records: those of dpkg, those of rpm, or both.
    static let packages = HostSource(
        id: "host-packages", files: [HostFile("/var/lib/rpm/Packages", .facts)]
    ) { snapshot in
        let programs =
            snapshot.debianPackages.map { package in
                HostProgram(
                    name: package.name, version: package.version, origin: .dpkg,
                    source: package.source.isEmpty ? nil : package.source)
            }
            + snapshot.installedRPMs.map { package in
                HostProgram(
                    name: package.name, version: package.version.description, publisher: package.vendor,
                    installed: package.installed?.date, origin: .rpm)
            }
        return programs.map { HostSighting(.program($0)) } + snapshot.programCoverage
    }
}

extension HostSnapshot {
    /// The packages that dpkg has installed, by name; none where its record was not read.
    package var debianPackages: [PackageParagraph] {
        guard let text = dpkgStatus.value else { return [] }
        return PackageReader.read(text).filter { $0.isInstalled && !$0.version.isEmpty }
            .sorted { ($0.name, $0.architecture) < ($1.name, $1.architecture) }
    }

    /// By name and version, without the keys that rpm keeps as packages.
    fileprivate var installedRPMs: [RPMPackage] {
        (rpmPackages.value ?? []).filter { $0.name != "gpg-pubkey" }
            .sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    }

    /// What was read of either record. A system has the one or the other, so that one of them is missing says nothing.
    fileprivate var programCoverage: [HostSighting] {
        let dpkg = Text(ja: "入っているプログラムの一覧（dpkg）", en: "The list of installed programs (dpkg)")
        let rpm = Text(ja: "入っているプログラムの一覧（rpm）", en: "The list of installed programs (rpm)")
        var sightings: [HostSighting] = []
        let isOld = rpmPackages == .unread(.missing) && file("/var/lib/rpm/Packages").value != nil
        let hasRPM = rpmPackages != .unread(.missing) || isOld
        if dpkgStatus != .unread(.missing) || !hasRPM {
            sightings.append(.coverage("installed programs", dpkgStatus, dpkg))
        }
        if isOld {
            let why = Text(
                ja: "入っているプログラムの一覧（rpm）は古い形（Berkeley DB）のため、読みませんでした。",
                en: "The list of installed programs (rpm) is in an old form (Berkeley DB) and was not read.")
            sightings.append(
                HostSighting(.coverage(CoverageFact("installed packages of rpm", .couldNot(why)))))
        } else if isRPMPartial {
            let why = Text(
                ja: "入っているプログラムの一覧（rpm）の一部は、読めませんでした。",
                en: "A part of the list of installed programs (rpm) could not be read.")
            sightings.append(
                HostSighting(.coverage(CoverageFact("installed packages of rpm", .couldNot(why)))))
        } else if hasRPM {
            sightings.append(.coverage("installed packages of rpm", rpmPackages, rpm))
        }
        return sightings
    }
}
