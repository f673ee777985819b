package import Model

/// What is wrong with one file of a Windows collection.
package enum CollectionTrouble: Hashable, Sendable {
    /// The collector did not try to make it, or does not say so.
    case absent
    /// The collector made it, and it is gone.
    case lost
    /// The command that makes it ended with this code.
    case refused(code: String)
    /// It was refused, and the collector did not run as administrator.
    case notElevated
    case tooLarge
    /// The files before it were as much as is read of one computer.
    case beyondLimit
    case empty
    case notAnExport
    /// What came before the break was read.
    case breaksOff
    /// So many places are no text; the rest was read.
    case malformed(Int)
    /// The system's own words: `read: Input/output error`.
    case failed(String)

    /// What the sources see in the file's place; nil where they see what could be read of it.
    package var unread: Unread? {
        switch self {
        case .absent, .lost: .missing
        case .refused(let code): .failed("exit code \(code)")
        case .notElevated: .notPermitted
        case .tooLarge, .beyondLimit: .tooLarge
        case .empty: .failed("empty")
        case .notAnExport: .failed("no registry export")
        case .failed(let words): .failed(words)
        case .breaksOff, .malformed: nil
        }
    }

    /// Sentences for people about a file called `name`.
    package func text(_ name: String, _ what: Text) -> Text {
        let (ja, en) = ("\(what.ja)（\(name)）", "\(what.en) (\(name))")
        return switch self {
        case .absent:
            Text(
                ja: "\(ja)のファイルがないので、確認できませんでした。新しい収集プログラムで、もう一度集めてください。",
                en:
                    "\(en) could not be checked: there is no such file. Collect again with the current collector."
            )
        case .lost:
            Text(
                ja: "\(ja)は集めたはずですが、ファイルがありません。フォルダを丸ごとコピーし直してください。",
                en: "\(en) was collected, but the file is gone. Copy the whole folder again.")
        case .refused(let code):
            Text(
                ja: "\(ja)は、そのコンピュータで集められませんでした（終了コード \(code)）。",
                en: "\(en) could not be collected on that computer (exit code \(code)).")
        case .notElevated:
            Text(
                ja: "\(ja)は、管理者として実行しなかったので集められませんでした。「管理者として実行」で、もう一度集めてください。",
                en:
                    "\(en) could not be collected without administrator rights. Collect again as administrator."
            )
        case .tooLarge:
            Text(
                ja: "\(ja)は大きすぎるので、読みませんでした。", en: "\(en) is too large and was not read.")
        case .beyondLimit:
            Text(
                ja: "\(ja)は、フォルダ全体が大きすぎるので、読みませんでした。",
                en: "\(en) was not read because the folder as a whole is too large.")
        case .empty:
            Text(
                ja: "\(ja)は空なので、確認できませんでした。", en: "\(en) could not be checked: the file is empty.")
        case .notAnExport:
            Text(
                ja: "\(ja)は、レジストリを書き出したファイルではないので、読めませんでした。",
                en: "\(en) could not be read: it is no registry export.")
        case .breaksOff:
            Text(
                ja: "\(ja)は途中で切れています。そこまでは読みました。もう一度集めてください。",
                en: "\(en) breaks off. What came before was read. Collect it again.")
        case .malformed(let places):
            Text(
                ja: "\(ja)に、文字として読めない所が\(places)か所ありました。ほかは読みました。",
                en: "\(places) places of \(en) could not be read as text. The rest was read.")
        case .failed(let words):
            Text(ja: "\(ja)を読めませんでした（\(words)）。", en: "\(en) could not be read (\(words)).")
        }
    }
}
