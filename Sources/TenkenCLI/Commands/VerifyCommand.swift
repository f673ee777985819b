import ArgumentParser
import Evidence
import Model

/// Checks that a pack is whole and unchanged.
struct VerifyCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say(
                ja: "証拠のフォルダが書き換えられていないか確かめます。",
                en: "Checks that a pack is whole and unchanged."))
    }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: help(ja: "証拠のフォルダ", en: "The pack's folder."))
    var pack: String

    func perform() throws -> ExitStatus {
        switch verify(PackFolder(path: pack).source) {
        case .sound(let contents):
            show(
                Text(
                    ja: "問題ありません。\(contents.files)個のファイルと、記録\(contents.journalLines)行を確かめました。",
                    en:
                        "Sound: \(contents.files) files and \(contents.journalLines) journal lines were checked."
                )(
                    globals.language))
            if contents.isJournalCut || contents.assessment.isInterrupted {
                show(
                    Text(
                        ja: "この検査は途中で終わっています（中断）。", en: "This scan was cut short.")(globals.language))
            }
            if !contents.isSigned {
                show(
                    Text(
                        ja: "署名はありません。全部を作り直した書き換えは、この確認では見つかりません。控えの指紋（SHA-256）と比べてください。",
                        en: "It is not signed: a pack remade as a whole is not detected here. "
                            + "Compare its fingerprint with the one noted down.")(globals.language))
            }
            return .nothingToReport
        case .wrong(let fault):
            throw Failure(.badData, fault.text)
        }
    }
}
