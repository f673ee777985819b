import ArgumentParser

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

    func perform() throws -> ExitStatus {
        try Inspection(globals: globals, command: "host", scope: nil, out: out).run()
    }
}
