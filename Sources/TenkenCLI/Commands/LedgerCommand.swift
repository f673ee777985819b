import ArgumentParser
import Model
import Platform
import Reports

/// The ledger as it is, or with what a scan found.
struct LedgerCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "ledger",
            abstract: say(
                ja: "機器台帳を表示します。証拠のフォルダを指定すると、見つかった機器を書き足した台帳を出します。",
                en: "Prints the ledger; with a pack, the ledger with the devices it found added."))
    }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: help(ja: "証拠のフォルダ", en: "A pack's folder."))
    var pack: String?

    func perform() throws -> ExitStatus {
        let sealing = try Sealing(globals)
        for remark in sealing.site.remarks { Terminal.write(remark(globals.language) + "\n", to: .error) }
        guard let pack else {
            for row in sealing.site.site.ledger.rows {
                let cells = LedgerColumn.allCases.compactMap { column in
                    row[column].map { "\(column.rawValue): \($0.printable)" }
                }
                show(cells.joined(separator: "  "))
            }
            return .nothingToReport
        }
        let sealed = try sealing.assessed(try PackFolder(path: pack).readJournal())
        Terminal.write(String(decoding: sealed.input.ledgerCSV, as: UTF8.self), to: .output)
        return .nothingToReport
    }
}
