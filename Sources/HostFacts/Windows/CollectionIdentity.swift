package import Model

/// Whose collection it is and when it was made, as well as that can be told; where the collection itself does not
/// say, with a remark on what was gone by.
package struct CollectionIdentity: Equatable, Sendable {
    /// The computer's own name, as written.
    package var computer: String
    /// By the computer's own clock, as if that were UTC; nil where nothing tells.
    package var started: Timestamp?
    package var remarks: [Text] = []

    /// Goes by what the collection says, then by its files, then by the folder's name, then by when the newest of its
    /// files was changed, which is by this machine's clock as if that were UTC.
    package init(
        _ record: CollectionRecord, _ snapshot: WindowsSnapshot, folder: String, modified: Timestamp?
    ) {
        let named = Self.parts(of: folder)
        started = record.started ?? named?.started ?? modified
        computer = ""
        if let name = record.values["computer"] {
            computer = name
        } else {
            let inside = snapshot.ownName
            computer = inside ?? named?.computer ?? folder
            let source =
                inside.map { _ in Text(ja: "中のファイル", en: "a file in it") }
                ?? Text(ja: "フォルダの名前", en: "the folder's name")
            remarks.append(
                Text(
                    ja: "\(WindowsFile.collection) がないので、コンピュータの名前「\(computer)」は\(source.ja)から取りました。",
                    en:
                        "There is no \(WindowsFile.collection); the computer's name \(computer) is from \(source.en)."
                ))
        }
        if record.started == nil {
            let source =
                named == nil
                ? Text(ja: "ファイルの日時", en: "the times of its files")
                : Text(ja: "フォルダの名前", en: "the folder's name")
            remarks.append(
                Text(
                    ja: "調べた日時が書かれていないので、\(source.ja)から取りました。",
                    en: "When it was collected is not written; it is taken from \(source.en)."))
        }
    }

    /// The name and moment in `tenken-YK-RECE01-20261120-140305`.
    private static func parts(of folder: String) -> (computer: String, started: Timestamp)? {
        let parts = folder.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].lowercased() == "tenken", parts[parts.count - 2].utf8.count == 8,
            parts[parts.count - 1].utf8.count == 6
        else { return nil }
        let (day, time) = (parts[parts.count - 2], parts[parts.count - 1])
        let date = [day.prefix(4), day.dropFirst(4).prefix(2), day.suffix(2)].joined(separator: "-")
        let clock = [time.prefix(2), time.dropFirst(2).prefix(2), time.suffix(2)].joined(separator: ":")
        let computer = parts[1..<(parts.count - 2)].joined(separator: "-")
        guard !computer.isEmpty, let started = Timestamp("\(date)T\(clock)Z") else { return nil }
        return (computer, started)
    }
}

extension WindowsSnapshot {
    /// The computer's name as its settings have it.
    fileprivate var ownName: String? {
        let key = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters"
        let values = values("services.reg", key)
        let names = ["nv hostname", "hostname"].compactMap { values[$0]?.text } + [nameOfNetworkSettings]
        return names.compactMap { $0 }.first { !$0.isEmpty }
    }

    /// `   Host Name . . . . . . . . . . . . : YK-RECE01`, the first line with a value in all languages.
    private var nameOfNetworkSettings: String? {
        for line in lines("ipconfig.txt").prefix(8) where line.first == " " && line.contains(". .") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingSpaces
            if !value.isEmpty { return String(value.prefix(256)) }
        }
        return nil
    }
}
