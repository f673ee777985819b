import Model

extension HostSource {
    /// The files that some source wanted and that are there but could not be read, so that nothing is called whole
    /// because one part of it stayed shut.
    static let unreadFiles = HostSource(id: "host-files") { snapshot in
        let unread = snapshot.files.filter { $0.value.reason.map { $0 != .missing } ?? false }
        guard !unread.isEmpty else { return [] }
        let names = unread.keys.sorted()
        let shown = names.prefix(8).joined(separator: ", ")
        let rest = names.count - 8
        let why = Text(
            ja: "次のファイルは、権限がないなどの理由で読めませんでした。管理者として実行し直してください: "
                + shown + (rest > 0 ? " ほか\(rest)件" : ""),
            en: "These files could not be read, for want of rights or otherwise; run again as administrator: "
                + shown + (rest > 0 ? " and \(rest) more" : ""))
        return [
            HostSighting(
                .coverage(CoverageFact("files of this host", .couldNot(why))),
                grounds: names.prefix(100).joined(separator: "\n"))
        ]
    }
}
