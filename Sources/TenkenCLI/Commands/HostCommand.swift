import ArgumentParser
import FoundationEssentials
import Model
import Platform
import Reports

/// This host alone.
struct HostCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "host",
            abstract: say(
                ja: "このパソコンだけを調べます。ネットワークには何も送りません。",
                en: "Looks at this host only; nothing is sent."))
    }

    @OptionGroup var globals: GlobalOptions

    @Option(help: help(ja: "証拠のフォルダを置く場所", en: "Where the pack goes."))
    var out: String?

    @Flag(
        help: help(
            ja: "接続を待っているプログラムの一覧だけを、すぐに表示します（証拠は作りません）",
            en: "Only list the programs that wait for connections, at once; makes no pack."))
    var listeners = false

    func perform() throws -> ExitStatus {
        if listeners { return try listListeners() }
        return try Inspection(globals: globals, command: "host", scope: nil, out: out).run()
    }

    private func listListeners() throws -> ExitStatus {
        let (listeners, unseen) = HostReading.listeners()
        _ = try Privilege.relinquish()
        if globals.json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            show(String(decoding: try encoder.encode(listeners), as: UTF8.self))
        } else {
            show(ListenerTable(listeners).text(in: globals.language))
        }
        guard let unseen else { return .nothingToReport }
        Talking(language: globals.language, quiet: globals.quiet).insist(unseen)
        return .couldNotComplete
    }
}
