import Model

extension WindowsSource {
    /// Which folders others can reach, and who may do what there: `net share` and `net share NAME`.
    ///
    /// The shares that Windows makes for administrators by itself (`C$`, `ADMIN$`, `IPC$`) are left out.
    static let shares = WindowsSource(id: "windows-shares") { snapshot in
        var shortfall: Shortfall?
        var sightings: [HostSighting] = []
        let pages = snapshot.sections("shares-detail.txt").filter { !$0.name.isEmpty }
        for (name, lines) in pages {
            guard let page = NetShare(lines) else {
                shortfall = .cut
                continue
            }
            guard !page.isAdministrative(name) else { continue }
            let share = HostShare(name: name, path: page.path, permissions: page.permissions)
            sightings.append(
                HostSighting(
                    .share(share),
                    grounds: "net share \(name): \(page.permissions.joined(separator: "; "))"))
        }
        if pages.isEmpty { shortfall = snapshot.listsNoShares ? nil : .language }
        return sightings + [
            .coverage(
                "shares", snapshot.text("shares-detail.txt"), shortfall,
                Text(ja: "共有フォルダの一覧（net share）", en: "The list of shared folders (net share)"))
        ]
    }
}

/// What `net share NAME` prints: seven rows in one order in every language, then a blank line and a sentence.
///
///     Share name        NSIPS
///     Path              C:\NSIPS
///     Remark
///     Maximum users     No limit
///     Users             FACE01
///     Caching           Manual caching of documents
///     Permission        Everyone, FULL
///                       BUILTIN\Administrators, FULL
///
///     The command completed successfully.
private struct NetShare {
    var path: String?
    var permissions: [String]

    /// Nil where it breaks off or has another form.
    init?(_ lines: ArraySlice<Substring>) {
        let blocks = lines.split(whereSeparator: \.isEmpty)
        guard blocks.count >= 2 else { return nil }
        // A row's further lines begin with blanks.
        var rows: [[Substring]] = []
        for line in blocks[0] {
            if line.first != " " {
                rows.append([line.behindLabel])
            } else if !rows.isEmpty {
                rows[rows.count - 1].append(line.trimmingSpaces)
            }
        }
        guard rows.count == 7 else { return nil }
        path = rows[1].first.flatMap { $0.isEmpty ? nil : String($0) }
        permissions = rows[6].filter { !$0.isEmpty }.map { String($0) }
    }

    /// Whether Windows made it by itself: those have no permissions of their own.
    func isAdministrative(_ name: String) -> Bool {
        guard permissions.isEmpty else { return false }
        let upper = name.uppercased()
        return ["ADMIN$", "IPC$"].contains(upper)
            || (upper.utf8.count == 2 && upper.hasSuffix("$") && upper.first?.isLetter == true)
    }
}

extension WindowsSnapshot {
    /// Whether `net share` was read and lists nothing below its line of dashes: then there is nothing to look into.
    fileprivate var listsNoShares: Bool {
        let lines = lines("shares.txt")
        guard let dashes = lines.firstIndex(where: \.isRuled) else { return false }
        return lines[(dashes + 1)...].count { !$0.isEmpty } == 1
    }
}
