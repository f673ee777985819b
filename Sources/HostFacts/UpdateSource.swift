import Model

extension HostSource {
    /// How far the system is updated, by the lists its own updates come from.
    static let updates = HostSource(
        id: "host-updates",
        files: [
            HostFile("/var/lib/apt/lists/*_InRelease", .content(limit: 1 << 22)),
            HostFile("/var/lib/apt/lists/*_Release", .content(limit: 1 << 22)),
            HostFile("/etc/apt/sources.list"), HostFile("/etc/apt/sources.list.d/*"),
            HostFile("/etc/apt/preferences"), HostFile("/etc/apt/preferences.d/*"),
            HostFile("/etc/apt/apt.conf.d/*"), HostFile("/etc/apt/apt.conf"),
            HostFile("/var/lib/apt/periodic/update-success-stamp", .facts),
            HostFile("/var/log/dpkg.log", .content(limit: 1 << 24)),
            HostFile("/var/log/dpkg.log.1", .content(limit: 1 << 24)),
            HostFile("/run/reboot-required", .facts), HostFile("/run/reboot-required.pkgs"),
            HostFile("/proc/sys/kernel/version"), HostFile("/usr/share/distro-info/debian.csv"),
            HostFile("/etc/dnf/automatic.conf"), HostFile("/var/log/dnf.rpm.log", .content(limit: 1 << 24)),
            HostFile("/usr/share/distro-info/ubuntu.csv"), HostFile("/usr/share/debian-security-support/*"),
        ]
    ) { snapshot in
        if let packages = snapshot.rpmPackages.value { return rpmUpdates(snapshot, packages) }
        guard snapshot.dpkgStatus.value != nil else {
            let what = Text(ja: "入っているプログラムと更新の一覧", en: "What is installed and what waits")
            return snapshot.dpkgStatus == .unread(.missing)
                ? [.coverage("lists of updates", snapshot.rpmPackages, what)]
                : [.coverage("lists of updates", snapshot.dpkgStatus, what)]
        }
        let reading = UpdateReading(snapshot)
        return [HostSighting(.updates(reading.updates), grounds: reading.grounds)] + reading.coverage
    }
}

private struct UpdateReading {
    private let snapshot: HostSnapshot
    private let installed: [PackageParagraph]
    private let lists: [PackageList]
    private let releases: [ReleaseFile]
    private let preferences: AptPreferences
    /// Archives that are to be used and of which no list is there.
    private let unfetched: Int

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
        installed = snapshot.debianPackages
        lists = snapshot.packageLists.value ?? []
        releases = snapshot.files(in: "/var/lib/apt/lists").filter { $0.path.hasSuffix("Release") }.map {
            ReleaseFile($0.file.text, path: $0.path)
        }
        preferences = AptPreferences(
            [snapshot.text("/etc/apt/preferences").value ?? ""]
                + snapshot.files(in: "/etc/apt/preferences.d").filter { $0.path.isAptPart("pref") }
                .map(\.file.text))
        let parts = snapshot.files(in: "/etc/apt/sources.list.d")
        let sources = AptSources(
            lines: [snapshot.text("/etc/apt/sources.list").value ?? ""]
                + parts.filter { $0.path.hasSuffix(".list") }.map(\.file.text),
            paragraphs: parts.filter { $0.path.hasSuffix(".sources") }.map(\.file.text))
        let names = snapshot.unreadLists.keys + lists.map(\.name)
        unfetched = sources.stems.filter { stem in !names.contains { $0.hasPrefix(stem) } }.count
    }

    var updates: HostUpdates {
        let candidates = UpdateCandidates(
            installed: installed, lists: lists, releases: releases, preferences: preferences)
        let security = releases.filter { release in
            release.isSecurity && lists.contains { $0.name.hasPrefix(release.stem) }
        }
        return HostUpdates(
            pending: candidates.pending, listsAsOf: listsAsOf,
            securityAsOf: security.compactMap(\.date).max(),
            unreadLists: snapshot.unreadLists.count + unfetched, lastInstalled: lastInstalled,
            isAutomatic: isAutomatic,
            restartOwed: RestartOwed(snapshot, installed: installed).names,
            held: Set(installed.filter(\.isHeld).map(\.name) + candidates.pinned).sorted(),
            orphaned: isWhole ? candidates.orphaned : [],
            foreignSources: foreign.map(\.address).sorted(),
            unsupported: unsupported, supportEnd: support.end, extendedSupportEnd: support.extendedEnd)
    }

    private var support: ReleaseSupport {
        ReleaseSupport(
            snapshot.text("/usr/share/distro-info/\(maker ?? "").csv").value ?? "",
            version: release["VERSION_ID"] ?? "")
    }

    private var unsupported: [HostUpdates.Unsupported] {
        let folder = "/usr/share/debian-security-support"
        let ended = snapshot.text("\(folder)/security-support-ended.deb\(release["VERSION_ID"] ?? "")")
        let limited = snapshot.text("\(folder)/security-support-limited")
        return EndedSupport(ended: ended.value ?? "", limited: limited.value ?? "").packages(among: installed)
    }

    /// The Release file shows what there was on its day; apt touches the stamp when it fetched all lists.
    private var listsAsOf: CivilDate? {
        guard !lists.isEmpty else { return nil }
        let used = releases.filter { release in lists.contains { $0.name.hasPrefix(release.stem) } }
        let fetched = snapshot.file("/var/lib/apt/periodic/update-success-stamp").value?.modified.date
        return (used.compactMap(\.date) + [fetched].compactMap { $0 }).max()
    }

    /// Whether a package that no list names is offered nowhere: every list was read, the maker's own among them.
    private var isWhole: Bool {
        snapshot.unreadLists.isEmpty && unfetched == 0
            && releases.contains { release in
                release.origin?.lowercased() == maker && !release.isSecurity
                    && release["suite"]?.hasSuffix("-updates") != true
                    && lists.contains { $0.name.hasPrefix(release.stem) }
            }
    }

    private var release: OSRelease { OSRelease(snapshot.osRelease.value ?? "") }
    private var maker: String? { release["ID"]?.lowercased() }

    /// Archives of others than the system's maker, by the name each gives itself.
    private var foreign: [ReleaseFile] {
        guard let maker else { return [] }
        return releases.filter { release in
            guard let origin = release.origin?.lowercased() else { return true }
            // `Debian Backports` and `UbuntuESM` are of the maker as well.
            return !origin.hasPrefix(maker)
        }
    }

    /// The last day dpkg replaced a package with a newer one:
    /// `2026-11-20 06:12:44 upgrade libc6:amd64 2.36-9+deb12u9 2.36-9+deb12u10`.
    private var lastInstalled: CivilDate? {
        let days = ["/var/log/dpkg.log", "/var/log/dpkg.log.1"].flatMap { path in
            (snapshot.text(path).value ?? "").utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
                line.dropFirst(20).starts(with: "upgrade ".utf8)
                    ? CivilDate(String(Substring(line.prefix(10)))) : nil
            }
        }
        return days.max()
    }

    /// Lists are fetched and fixes installed by a timer, unless it was switched off; nil where that was not read.
    private var isAutomatic: Bool? {
        let parts = snapshot.files(in: "/etc/apt/apt.conf.d").filter { $0.path.isAptPart("conf") }
        guard !parts.isEmpty, snapshot.localUnits.value != nil else { return nil }
        let texts = parts.map(\.file.text) + [snapshot.text("/etc/apt/apt.conf").value ?? ""]
        let settings = AptConfiguration(texts)
        return settings.isOn("APT::Periodic::Enable", unlessSet: true)
            && settings.isOn("APT::Periodic::Update-Package-Lists")
            && settings.isOn("APT::Periodic::Unattended-Upgrade")
            && installed.contains { $0.name == "unattended-upgrades" }
            && snapshot.starts("apt-daily.timer") && snapshot.starts("apt-daily-upgrade.timer")
    }

    /// The archives with their days.
    var grounds: String? {
        let lines = releases.map { "\($0.address) \($0["date"] ?? "")" }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// Each list that was not read, the lists as a whole, and what running programs use.
    var coverage: [HostSighting] {
        let unread: [HostSighting] = snapshot.unreadLists.sorted { $0.key < $1.key }.prefix(8).map {
            .coverage(
                "list \($0.key)", Reading<Int>.unread($0.value),
                Text(ja: "更新の一覧 \($0.key.printable)", en: "The list of updates \($0.key.printable)"))
        }
        return unread + [
            .coverage(
                "lists of updates",
                lists.isEmpty && unread.isEmpty ? .unread(.missing) : snapshot.packageLists,
                Text(ja: "更新の一覧（apt）", en: "The lists of updates (apt)")),
            snapshot.libraryCoverage,
        ]
    }
}

extension HostSnapshot {
    /// Whether every process let its libraries be seen.
    var libraryCoverage: HostSighting {
        let libraries: Reading<Bool> =
            switch processes {
            case .unread(let reason): .unread(reason)
            case .found(let processes):
                processes.contains { $0.replacedLibraries == nil } ? .unread(.notPermitted) : .found(true)
            }
        return .coverage(
            "libraries of running programs", libraries,
            Text(ja: "動いているプログラムの部品", en: "What running programs use"))
    }

    /// Whether a link starts a unit and none hides it (systemd.unit(5)).
    func starts(_ unit: String) -> Bool {
        let local = localUnits.value ?? []
        let isMasked = local.contains { $0.name.isEmpty && $0.links[unit] == "/dev/null" }
        return !isMasked
            && (local + (vendorUnits.value ?? [])).contains {
                $0.name.hasSuffix(".wants") && $0.links[unit] != nil
            }
    }
}

extension String {
    /// Whether apt reads a file of a `.d` folder: no ending, or its own.
    fileprivate func isAptPart(_ ending: String) -> Bool {
        let name = split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return true }
        return name[name.index(after: dot)...] == ending
    }
}
