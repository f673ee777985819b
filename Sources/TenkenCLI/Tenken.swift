import ArgumentParser
import Model
import Platform

/// The command line's root.
struct Tenken: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "tenken",
            abstract: say(
                ja: "点検：薬局のネットワークを害なく調べ、サイバーセキュリティ対策チェックリストの根拠を残します。",
                en:
                    "Looks at a pharmacy's network without harm and keeps evidence for the Ministry's checklist."
            ),
            version: Version.tool,
            subcommands: [
                ScanCommand.self, PlanCommand.self, ListenCommand.self, HostCommand.self, ImportCommand.self,
                AssessCommand.self,
                ReportCommand.self, LedgerCommand.self, ChecklistCommand.self, VerifyCommand.self,
                ExplainCommand.self, ChecksCommand.self, ProfilesCommand.self, DemoCommand.self,
                DemoDeviceCommand.self,
                DoctorCommand.self,
            ])
    }
}

/// A command that can fail with a sentence and an exit status.
protocol SpeakingCommand: ParsableCommand {
    var globals: GlobalOptions { get }
    func perform() throws -> ExitStatus
}

extension SpeakingCommand {
    /// Runs the command and ends the program with its status.
    func run() throws {
        let status: ExitStatus
        do {
            status = try perform()
        } catch {
            let failure = Failure(error)
            Terminal.write("tenken: \(failure.text(globals.language))\n", to: .error)
            throw failure.status.code
        }
        if status != .nothingToReport { throw status.code }
    }

    /// Prints a result.
    func show(_ text: String) {
        Terminal.write(text.hasSuffix("\n") ? text : text + "\n", to: .output)
    }
}

/// Limits privilege and runs the command line; the program ends here.
package func startTenken() -> Never {
    let isDemo = CommandLine.arguments.dropFirst().first?.hasPrefix("demo") ?? false
    do {
        if !isDemo { try Privilege.limit() }
    } catch {
        Terminal.write("tenken: \(error)\n", to: .error)
        Tenken.exit(withError: ExitStatus.couldNotComplete.code)
    }
    Tenken.main()
    Tenken.exit()
}
