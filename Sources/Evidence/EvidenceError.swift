package import Model

/// What can be wrong with a journal.
package enum EvidenceError: Error, Equatable {
    /// The journal is larger than ``Journal/sizeLimit``.
    case journalTooLarge(octets: Int)
    /// A line is longer than ``Journal/lineLimit``; the first line is 1.
    case lineTooLong(line: Int)
    /// A line is not a journal entry; the detail is the decoder's own, in English.
    case notAnEntry(line: Int, detail: String)
    /// A line does not carry the digest of the line before it: something between was changed, removed or added.
    case brokenChain(line: Int)
    /// A line carries another line's number.
    case wrongNumber(line: Int, found: Int)

    /// What is wrong, for people.
    package var text: Text {
        switch self {
        case .journalTooLarge(let octets):
            Text(
                ja: "記録が大きすぎるため、読み込めません（\(octets) バイト）。",
                en: "The journal is too large to be read (\(octets) octets).")
        case .lineTooLong(let line):
            Text(ja: "記録の\(line)行目が長すぎます。", en: "Line \(line) of the journal is too long.")
        case .notAnEntry(let line, _):
            Text(
                ja: "記録の\(line)行目を読み取れません。書き換えられたか、壊れている可能性があります。",
                en: "Line \(line) of the journal cannot be read. It may have been changed or damaged.")
        case .brokenChain(let line):
            Text(
                ja: "記録の\(line)行目が、その前の行とつながりません。書き換え、削除、追加があった可能性があります。",
                en: "Line \(line) of the journal does not follow from the line before it. "
                    + "A line may have been changed, removed or added.")
        case .wrongNumber(let line, let found):
            Text(
                ja: "記録の\(line)行目の番号が\(found)になっています。行の削除や追加があった可能性があります。",
                en: "Line \(line) of the journal is numbered \(found). Lines may have been removed or added.")
        }
    }
}
