import ArgumentParser
import Model
import Platform

/// Draws the conclusions again from a pack's journal, a cut-off one included.
struct AssessCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "assess",
            abstract: say(
                ja: "残してある記録から、もう一度まとめ直します（途中で切れた記録も使えます）。",
                en: "Assesses a pack's journal again, a cut-off one included."))
    }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: help(ja: "証拠のフォルダ", en: "The pack's folder."))
    var pack: String

    @Option(
        name: .customLong("as-of"),
        help: help(
            ja: "この日の時点で判断します（例 2026-11-23）。指定がなければ調べた日",
            en: "Judge as of this day; the day of the scan unless given."))
    var asOf: DateArgument?

    @Option(
        help: help(
            ja: "新しい証拠のフォルダを置く場所。指定がなければ表示だけ",
            en: "Where a new pack goes; without it the result is only shown."))
    var out: String?

    func perform() throws -> ExitStatus {
        let sealing = try Sealing(globals)
        let old = PackFolder(path: pack)
        let journal = try old.readJournal()
        _ = try Privilege.relinquish()
        let presentation = Presentation(globals: globals)
        guard let out else {
            let sealed = try sealing.assessed(journal, asOf: asOf?.date)
            try presentation.show(sealed, pack: nil)
            return presentation.status(of: sealed.assessment)
        }
        let folder = try PackFolder.make(in: out, at: Timestamp(microseconds: Clock.wallMicroseconds()))
        let copy = try folder.journal()
        try copy.append(journal)
        try copy.sync()
        let sealed = try sealing.seal(folder, asOf: asOf?.date)
        try presentation.show(sealed, pack: folder.path)
        return presentation.status(of: sealed.assessment)
    }
}
