import ArgumentParser

/// What was collected elsewhere.
struct ImportCommand: SpeakingCommand {
    /// Where it was collected.
    enum Origin: String, ExpressibleByArgument, CaseIterable {
        case windows
    }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: say(
                ja: "Windows のパソコンで集めたフォルダや圧縮ファイル（ZIP）を読み、証拠のフォルダを作ります。",
                en: "Reads what was collected on Windows computers, and makes an evidence pack."))
    }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: help(ja: "windows（Windows で集めたもの）", en: "windows: collected on Windows."))
    var origin: Origin

    @Argument(
        help: help(
            ja: "集めたフォルダ、それが入ったフォルダ（USB メモリなど）、または ZIP。いくつでも指定できます",
            en: "Collected folders, folders that hold them (a stick), or ZIP archives; any number."))
    var paths: [String]

    @Option(
        help: help(
            ja: "いっしょに判断する、前の検査の証拠のフォルダ。latest はいちばん新しいもの",
            en: "A pack of an earlier scan to judge together with; latest for the newest."))
    var with: String?

    @Option(
        help: help(
            ja: "証拠のフォルダを置く場所。指定がなければ 薬局のフォルダ/packs",
            en: "Where the pack goes; the site folder's packs unless given."))
    var out: String?

    func perform() throws -> ExitStatus {
        try ImportRun(globals: globals, paths: paths, with: with, out: out).run()
    }
}
