import ArgumentParser
import Model
import Platform
import Reports

/// Prints or writes one report of a pack.
struct ReportCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "report",
            abstract: say(
                ja: "証拠のフォルダから報告を作って表示します。", en: "Makes a report from a pack and prints it."))
    }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: help(ja: "証拠のフォルダ", en: "The pack's folder."))
    var pack: String

    @Option(
        help: help(
            ja: "種類: summary、html、ledger、checklist-pharmacy、checklist-vendor、assessment",
            en: "summary, html, ledger, checklist-pharmacy, checklist-vendor or assessment."))
    var format = ReportFile.summary

    func perform() throws -> ExitStatus {
        let sealing = try Sealing(globals)
        let sealed = try sealing.assessed(try PackFolder(path: pack).readJournal())
        let octets = try format.octets(of: sealed.input, in: globals.language)
        Terminal.write(String(decoding: octets, as: UTF8.self), to: .output)
        return .nothingToReport
    }
}

extension ReportFile: ExpressibleByArgument {}
