import ArgumentParser
import Model
import Policy

/// The profiles in use; reading them is checking them.
struct ProfilesCommand: SpeakingCommand {
    enum Action: String, ExpressibleByArgument, CaseIterable {
        case list
        case check
    }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "profiles",
            abstract: say(
                ja: "知識のファイル（プロファイル）を一覧にし、書きまちがいを調べます。",
                en: "Lists the profiles, or checks them for mistakes."))
    }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: help(ja: "list（一覧）か check（確認）", en: "list or check."))
    var action = Action.list

    func perform() throws -> ExitStatus {
        let (profiles, files, path) = try ProfileFolder.load(globals.profiles)
        let knowledge = profiles.knowledge
        show(
            Text(
                ja: "\(path): \(files.count)個のファイルを確かめました。知識の基準日 \(knowledge.asOf)",
                en: "\(path): \(files.count) files are right. Knowledge as of \(knowledge.asOf)")(
                    globals.language))
        guard action == .list else { return .nothingToReport }
        for edition in profiles.editions.values.sorted(by: { $0.id < $1.id }) {
            show("  checklist  \(edition.id)  \(edition.title(globals.language))")
        }
        for name in profiles.intensities.keys.sorted() { show("  intensity  \(name)") }
        for product in knowledge.remoteMaintenance {
            show("  remote-maintenance  \(product.id)  \(product.name(globals.language))")
        }
        for system in KnownService.System.allCases {
            let count = knowledge.services.filter { $0.system == system }.flatMap(\.names).count
            show(
                "  services  \(system.rawValue)  "
                    + Text(ja: "背景のソフトの名前 \(count)件", en: "\(count) names of background services")(
                        globals.language))
        }
        let rules = knowledge.recognition.count
        show(
            "  recognition  "
                + Text(ja: "機器を見分ける決まり \(rules)件", en: "\(rules) rules that recognise devices")(
                    globals.language))
        return .nothingToReport
    }
}
