import ArgumentParser
import Model
import Platform
import Policy
import Probing

/// Listening only: live, or from a capture file.
struct ListenCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "listen",
            abstract: say(
                ja: "何も送らず、流れているものを聞くだけで機器を見つけます。",
                en: "Finds devices by listening only; sends nothing."))
    }

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var scope: ScopeOptions

    @Option(
        parsing: .upToNextOption,
        help: help(
            ja: "記録ずみのファイル（pcap、pcapng）を読みます。いくつでも指定できます",
            en: "Read capture files (pcap, pcapng); any number."))
    var read: [String] = []

    @Option(help: help(ja: "証拠のフォルダを置く場所", en: "Where the pack goes."))
    var out: String?

    func perform() throws -> ExitStatus {
        if !read.isEmpty { return try listenToFiles() }
        guard Privilege.canCapture else {
            throw Failure(
                .noPrivilege, ja: "聞くには管理者の権限が必要です。sudo を付けて実行してください。",
                en: "Listening needs privilege. Run it with sudo.")
        }
        var options = scope
        options.intensity = "passive"
        options.listenFor = scope.listenFor ?? SpanArgument(argument: "60s")
        return try Inspection(
            globals: globals, command: "listen", scope: options, out: out, includesHost: false
        ).run()
    }

    /// Reads every file to its end, or to where it is broken, and prints what was heard in all of them.
    private func listenToFiles() throws -> ExitStatus {
        let talk = Talking(language: globals.language, quiet: globals.quiet)
        let sealing = try Sealing(globals)
        _ = try Privilege.drop(keepingWritable: [])
        var journal: [UInt8] = []
        let relays = RelayDirectory(sealing.profiles.knowledge.remoteMaintenance)
        var replaying = Replaying(talk: talk, relays: relays) { journal += $0 }
        for path in read { try replaying.read(path) }
        try replaying.finish()
        guard replaying.filesRead > 0 else {
            throw Failure(
                .badData, ja: "通信の記録（pcap）として読めるファイルがありませんでした。",
                en: "No file could be read as a capture file.")
        }
        let sealed = try sealing.assessed(journal)
        let presentation = Presentation(globals: globals)
        try presentation.show(sealed, pack: nil)
        return presentation.status(of: sealed.assessment)
    }
}
