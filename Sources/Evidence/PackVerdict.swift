package import Model

/// What checking a pack gave.
package enum PackVerdict: Equatable, Sendable {
    /// Everything is as it was sealed.
    case sound(PackContents)
    /// The first thing that is wrong.
    case wrong(PackFault)
}

/// What a sound pack holds.
package struct PackContents: Equatable, Sendable {
    /// Payload files and their octets together.
    package var files: Int
    package var octets: Int
    package var journalLines: Int
    /// Whether the journal's last line was cut off when the scan was killed.
    package var isJournalCut: Bool
    package var assessment: Assessment
    /// Whether a signature lies beside the tag manifest; its validity is not looked at here.
    package var isSigned: Bool
    /// Whether a time stamp lies beside the tag manifest; its validity is not looked at here.
    package var isTimestamped: Bool
}

/// The first wrong thing of a pack.
package struct PackFault: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case unlistable(String)
        case unreadable(String)
        case missing
        /// A file that no manifest names.
        case unexpected
        /// A link, a device or something else that is not a plain file, or a name that leaves the folder.
        case forbidden
        /// The octets do not have the digest the manifest states.
        case changed
        /// A manifest's line that is not in the only form a pack is written in.
        case malformed(line: Int)
        case wrongDeclaration
        /// The payload's size or number of files is not what `bag-info.txt` states.
        case wrongSize
        case journal(EvidenceError)
        case notAnAssessment(String)
    }

    /// The path from the pack's folder; empty for the folder itself.
    package var file: String
    package var kind: Kind

    package init(file: String, kind: Kind) {
        self.file = file
        self.kind = kind
    }

    /// What is wrong, for people; the file's name may be hostile and is written out harmlessly.
    package var text: Text {
        let name = file.printable
        return switch kind {
        case .unlistable(let why):
            Text(ja: "証拠フォルダを開けません：\(why.printable)", en: "The pack cannot be listed: \(why.printable)")
        case .unreadable(let why):
            Text(ja: "\(name) を読めません：\(why.printable)", en: "\(name) cannot be read: \(why.printable)")
        case .missing: Text(ja: "\(name) がありません。", en: "\(name) is missing.")
        case .unexpected:
            Text(ja: "\(name) は、作成したときには無かったファイルです。", en: "\(name) was not there when the pack was made.")
        case .forbidden:
            Text(ja: "\(name) は、証拠に入れてはいけない種類のファイルです。", en: "\(name) is not a kind of file a pack may hold.")
        case .changed:
            Text(ja: "\(name) の内容が、作成したときと違います。", en: "\(name) is not what it was when the pack was made.")
        case .malformed(let line):
            Text(ja: "\(name) の\(line)行目が正しい形ではありません。", en: "Line \(line) of \(name) is malformed.")
        case .wrongDeclaration:
            Text(ja: "\(name) の内容が正しい形ではありません。", en: "\(name) does not declare a BagIt 1.0 bag.")
        case .wrongSize:
            Text(
                ja: "\(name) に書かれたファイルの数か大きさが、実際と違います。",
                en: "The number or size of files stated in \(name) is not what is there.")
        case .journal(let error): Text(ja: "\(name)：\(error.text.ja)", en: "\(name): \(error.text.en)")
        case .notAnAssessment:
            Text(ja: "\(name) を点検結果として読み取れません。", en: "\(name) cannot be read as an assessment.")
        }
    }
}
