import ArgumentParser
import Model
import Platform
import Policy
import Survey

/// What this host lets tenken do, and what is enforced once privilege is dropped.
struct DoctorCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "doctor",
            abstract: say(
                ja: "このパソコンで何ができるか、どんな守りが働くかを表示します。",
                en: "Shows what works on this host and what is enforced."))
    }

    @OptionGroup var globals: GlobalOptions

    func perform() throws -> ExitStatus {
        let language = globals.language
        show(
            Privilege.canCapture
                ? Text(ja: "ネットワークを調べる権限: あります", en: "Privilege to look at the network: yes")(language)
                : Text(
                    ja: "ネットワークを調べる権限: ありません（sudo を付けて実行してください）",
                    en: "Privilege to look at the network: no (use sudo)")(language))
        for candidate in try InterfaceTable.candidates() where !candidate.isLoopback {
            let addresses = candidate.addresses.map { "\($0.address)" }.joined(separator: ", ")
            show("  \(candidate.name)  \(candidate.isUp ? "up" : "down")  \(addresses)")
        }
        let (profiles, _, path) = try ProfileFolder.load(globals.profiles)
        show("\(path)  \(profiles.knowledge.asOf)")
        show(Text(ja: "権限を手放したあと:", en: "After privilege is dropped:")(language))
        for line in try Privilege.drop(keepingWritable: []) {
            show("  \(line.isInForce ? "○" : "×") \(language == .japanese ? line.ja : line.en)")
        }
        for line in PrivilegeStatus.current().lines { show("  \(line)") }
        return .nothingToReport
    }
}
