import ArgumentParser
import Model
import Platform
import Policy
import Reports

/// Why a device is believed to be what it is.
struct ExplainCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract: say(
                ja: "機器について、何を根拠にそう判断したかを表示します。",
                en: "Prints what is believed of a device, and why."))
    }

    @OptionGroup var globals: GlobalOptions

    @Argument(
        help: help(
            ja: "機器: IPアドレス、MACアドレス、名前、台帳の管理番号",
            en: "The device: address, MAC, name or management number."))
    var asset: String

    @Option(
        help: help(
            ja: "証拠のフォルダ。指定がなければ、薬局のフォルダにあるいちばん新しいもの",
            en: "The pack's folder; the newest of the site unless given."))
    var pack: String?

    func perform() throws -> ExitStatus {
        let sealing = try Sealing(globals)
        let folder = try pack.map { PackFolder(path: $0) } ?? PackFolder.newest(in: sealing.site.packs)
        let octets = try folder.readJournal()
        _ = try Privilege.relinquish()
        let sealed = try sealing.assessed(octets)
        let found = sealed.input.assets(called: asset)
        guard !found.isEmpty else {
            throw Failure(
                .badData,
                ja: "「\(asset.printable)」という機器は \(folder.path) にありません。",
                en: "There is no device \(asset.printable) in \(folder.path).")
        }
        if globals.json {
            show(String(decoding: try found.json(), as: UTF8.self))
            return .nothingToReport
        }
        for asset in found {
            show(
                Explanation(
                    of: asset, in: sealed.input,
                    rules: sealing.profiles.knowledge.recognition, language: globals.language,
                    showsOctets: globals.verbose
                ).text)
        }
        return .nothingToReport
    }
}
