import ArgumentParser

/// The main job: the network and this host.
struct ScanCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "scan",
            abstract: say(
                ja: "ネットワークとこのパソコンを調べ、証拠のフォルダを作ります。",
                en: "Scans the network and this host, and makes an evidence pack."))
    }

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var scope: ScopeOptions

    @Option(
        help: help(
            ja: "証拠のフォルダを置く場所。指定がなければ 薬局のフォルダ/packs",
            en: "Where the pack goes; the site folder's packs unless given."))
    var out: String?

    @Option(
        name: .customLong("import"),
        help: help(
            ja: "Windows で集めたフォルダか ZIP。いっしょに判断します（何度でも指定できます）",
            en: "A folder or ZIP archive collected on Windows, judged together; may be given several times."))
    var imports: [String] = []

    func perform() throws -> ExitStatus {
        try Inspection(globals: globals, command: "scan", scope: scope, out: out, imports: imports).run()
    }
}
