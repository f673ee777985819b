import ArgumentParser
import Checks
import Model

/// Every check with its words.
struct ChecksCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "checks",
            abstract: say(ja: "どんな点検をするかを一覧にします。", en: "Lists every check."))
    }

    @OptionGroup var globals: GlobalOptions

    func perform() throws -> ExitStatus {
        for check in Checks.Catalog.all {
            show(
                "\(check.id)  [\(check.topic.rawValue), \(check.severity.rawValue)]  \(check.title(globals.language))"
            )
        }
        return .nothingToReport
    }
}
