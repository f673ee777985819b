import Model

extension HostSource {
    /// Files and folders that programs for remote maintenance leave; which ones to look for is knowledge from outside.
    static let remoteTools = HostSource(
        id: "host-remote-tools",
        wants: { traces in traces.map { HostFile($0, .facts) } }
    ) { snapshot in
        guard !snapshot.traces.isEmpty else { return [] }
        var sightings: [HostSighting] = []
        var unread: Unread?
        for path in snapshot.traces {
            for (found, reading) in snapshot.matches(of: path) {
                switch reading {
                case .found(let file):
                    sightings.append(
                        HostSighting(
                            .trace(HostTrace(path: found, modified: file.modified)), grounds: found))
                case .unread(.missing): break
                case .unread(let reason): unread = unread ?? reason
                }
            }
        }
        let what = Text(ja: "遠隔操作ソフトのファイル", en: "The files of remote-maintenance programs")
        let looked: Reading<Int> = unread.map { .unread($0) } ?? .found(sightings.count)
        return sightings + [.coverage("files of remote-maintenance programs", looked, what)]
    }
}

extension HostSnapshot {
    /// What was read for a path, whose last part may hold one `*`, by the paths it stands for.
    fileprivate func matches(of path: String) -> [(path: String, reading: Reading<FoundFile>)] {
        guard let star = path.firstIndex(of: "*") else { return [(path, file(path))] }
        let (start, end) = (path[..<star], path[star...].dropFirst())
        return files.filter { $0.key == path || ($0.key.hasPrefix(start) && $0.key.hasSuffix(end)) }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
