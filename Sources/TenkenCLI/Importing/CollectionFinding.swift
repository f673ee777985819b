import Archives
import Model
import Platform

/// The collections at a place that a person named, a folder or an archive, and what there is to say of it. What cannot
/// be read is among the remarks.
func collections(at path: String) -> (found: [CollectedFiles], remarks: [Text]) {
    isFolder(path) ? collections(inFolder: path) : collections(inArchive: path)
}

/// Whether a path leads to a folder, or to something there is no right to look at.
private func isFolder(_ path: String) -> Bool {
    do throws(FileError) {
        _ = try RootedDirectory.open(path)
        return true
    } catch {
        return error.cause == .notPermitted
    }
}

private func collections(inFolder path: String) -> (found: [CollectedFiles], remarks: [Text]) {
    var finder = FolderCollections()
    do throws(FileError) {
        let found = try finder.find(in: path)
        let missing = found.isEmpty ? [nothing(at: path, archives: finder.archives)] : []
        return (found, finder.remarks + missing)
    } catch {
        return ([], [Failure(error).text])
    }
}

private func collections(inArchive path: String) -> (found: [CollectedFiles], remarks: [Text]) {
    var finder = ArchiveCollections()
    do throws(ArchiveError) {
        let found = try finder.find(in: path)
        let missing = found.isEmpty && finder.remarks.isEmpty ? [nothing(at: path)] : []
        return (found, finder.remarks + missing)
    } catch {
        return ([], [error.text(path)])
    }
}

/// Why nothing was read at a place, and what to do.
func nothing(at path: String, archives: [String] = []) -> Text {
    guard let archive = archives.first else {
        return Text(
            ja: "\(path) に、Windows の情報を集めたフォルダ（tenken-コンピュータ名-日時）がありません。"
                + "集めたフォルダか、それが入っているフォルダを指定してください。",
            en: "\(path) holds no folder that was collected on Windows (tenken-COMPUTER-TIME). "
                + "Name such a folder, or the one that holds it.")
    }
    return Text(
        ja: "\(path) には圧縮ファイル（\(archive) など）だけがあります。圧縮ファイルを指定してください。",
        en: "\(path) holds only archives (such as \(archive)). Name the archive itself.")
}
