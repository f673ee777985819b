import ArgumentParser
import Capture
import Evidence
import Model
import Platform
import Survey
import Wire

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

    @Option(help: help(ja: "記録ずみのファイル（pcap、pcapng）を読みます", en: "Read a capture file (pcap, pcapng)."))
    var read: String?

    @Option(help: help(ja: "証拠のフォルダを置く場所", en: "Where the pack goes."))
    var out: String?

    func perform() throws -> ExitStatus {
        if let read { return try listen(to: read) }
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

    /// Reads a file to its end, or to where it is broken, and prints what was heard.
    private func listen(to path: String) throws -> ExitStatus {
        let talk = Talking(language: globals.language, quiet: globals.quiet)
        let sealing = try Sealing(globals)
        let capture: FileCapture
        do { capture = try FileCapture(path: path) } catch { throw Failure(capture: error, path: path) }
        _ = try Privilege.drop(keepingWritable: [])
        var journal: [UInt8] = []
        try Replaying(path: path, talk: talk).replay(capture) { journal += $0 }
        let sealed = try sealing.assessed(journal)
        let presentation = Presentation(globals: globals)
        try presentation.show(sealed, pack: nil)
        return presentation.status(of: sealed.assessment)
    }
}

extension Failure {
    /// What a capture file's error means.
    init(capture error: any Error, path: String) {
        self.init(
            .badData, ja: "\(path) を通信の記録（pcap）として読めません（\(error)）。",
            en: "\(path) cannot be read as a capture file (\(error)).")
    }
}
