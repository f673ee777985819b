import Model

extension HostSource {
    /// What programs for remote maintenance leave on a host, and those that people started; what to look for is
    /// knowledge from outside.
    static let remoteTools = HostSource(
        id: "host-remote-tools",
        wants: { traces in traces.files.map { HostFile($0, .facts) } }
    ) { snapshot in
        snapshot.traces.files.isEmpty ? [] : snapshot.remoteToolFiles + snapshot.remoteToolPrograms
    }
}

extension HostSnapshot {
    /// The files that are there; last, whether all could be looked for.
    fileprivate var remoteToolFiles: [HostSighting] {
        var sightings: [HostSighting] = []
        var unread: Unread?
        for (path, reading) in traces.files.flatMap(matches) {
            switch reading {
            case .found(let file):
                let trace = HostTrace(path: path, modified: file.modified)
                sightings.append(HostSighting(.trace(trace), grounds: path))
            case .unread(.missing): break
            case .unread(let reason): unread = unread ?? reason
            }
        }
        let what = Text(ja: "遠隔操作ソフトのファイル", en: "The files of remote-maintenance programs")
        let looked: Reading<Int> = unread.map { .unread($0) } ?? .found(sightings.count)
        return sightings + [.coverage("files of remote-maintenance programs", looked, what)]
    }

    /// What was read for a path, which may end in `*`, by the paths it stands for.
    private func matches(of path: String) -> [(path: String, reading: Reading<FoundFile>)] {
        guard path.hasSuffix("*") else { return [(path, file(path))] }
        return files.filter { $0.key.hasPrefix(path.dropLast()) }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// Programs that no service of the system started: those that do are seen as their units.
    fileprivate var remoteToolPrograms: [HostSighting] {
        var known: Set<String> = []
        return (processes.value ?? []).compactMap { process in
            let unit = process.cgroup.flatMap { ControlGroup($0).unit }
            let isOfAPerson = unit.map { $0.hasPrefix("user@") || $0.hasSuffix(".scope") } ?? true
            guard isOfAPerson, let name = name(of: process), known.insert(name).inserted else { return nil }
            return HostSighting(
                .process(HostProcess(name: name, pid: process.pid)),
                grounds: "pid \(process.pid) \(process.executable ?? process.name)")
        }
    }

    /// The name under which a process is looked for: its own, or its file's, which the kernel does not cut.
    private func name(of process: Process) -> String? {
        let file = process.executable.flatMap { $0.split(separator: "/").last.map(String.init) }
        return [file, process.name].compactMap { $0 }.first { name in
            traces.processes.contains { pattern in
                pattern.hasSuffix("*")
                    ? name.lowercased().hasPrefix(pattern.dropLast()) : name.lowercased() == pattern
            }
        }
    }
}
