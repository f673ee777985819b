import ArgumentParser
import Model

/// The items of the checklist and what tenken can say to each.
struct ChecklistCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "checklist",
            abstract: say(
                ja: "チェックリストの項目と、この道具で何がわかるかを表示します。",
                en: "Prints the checklist's items and what can be seen of each."))
    }

    @OptionGroup var globals: GlobalOptions

    func perform() throws -> ExitStatus {
        let edition = try Sealing(globals).edition
        show(edition.title(globals.language) + "  [\(edition.id)]")
        for party in Party.allCases {
            show("")
            show(party == .pharmacy ? "薬局確認用" : "事業者確認用")
            for item in edition.items where item.party == party {
                show("  \(item.number) \(item.wording)\(item.isReference ? "（参考項目）" : "")")
                show("      \(word(item.automation)(globals.language))")
            }
        }
        return .nothingToReport
    }

    private func word(_ automation: Item.Automation) -> Text {
        switch automation {
        case .automated: Text(ja: "調べてわかります", en: "can be seen by looking")
        case .partial: Text(ja: "一部だけ調べてわかります", en: "can be seen in part")
        case .manual: Text(ja: "人に聞いて確かめます", en: "must be asked")
        }
    }
}
