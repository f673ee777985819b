import ArgumentParser
import Demo
import FoundationEssentials
import Model
import Platform

/// The real scan on a small pharmacy of its own.
struct DemoCommand: SpeakingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "demo",
            abstract: say(
                ja: "このパソコンの中だけに小さな薬局を作り、本物の点検をして見せます。外には何も送りません。",
                en: "Builds a small pharmacy inside this host, runs the real scan on it, and takes it down."))
    }

    @OptionGroup var globals: GlobalOptions

    @Option(help: help(ja: "証拠のフォルダを置く場所", en: "Where the pack goes."))
    var out: String?

    func perform() throws -> ExitStatus {
        let talk = Talking(language: globals.language, quiet: globals.quiet)
        talk.say(Text(ja: "小さな薬局を作っています…", en: "Building a small pharmacy…"))
        let link: DemoLink
        do {
            link = try DemoLink()
        } catch {
            throw Failure(
                error.lacksPrivilege ? .noPrivilege : .couldNotComplete, ja: error.ja, en: error.en)
        }
        try Privilege.limit()
        var globals = globals
        globals.site = try Privilege.asInvokingUser { try makeSite() }
        let scope = try ScopeOptions.parse(["--interface", DemoLink.interface, "--yes"])
        var inspection = Inspection(globals: globals, command: "demo", scope: scope, out: out)
        // What is real here stays out of a pack that is made up.
        inspection.includesHost = false
        inspection.beforePresenting = { Self.tell(link.end(), talk) }
        let status = try inspection.run()
        // That something is found is the point of a demonstration.
        return status == .findings ? .nothingToReport : status
    }

    /// The sample site folder: a new one, so that nothing of an earlier demonstration is written over.
    private func makeSite() throws -> String {
        let named = globals.site == GlobalOptions.defaultSite ? "tenken-demo" : globals.site
        var path = named
        var number = 2
        while FileManager.default.fileExists(atPath: path) {
            path = "\(named)-\(number)"
            number += 1
        }
        let folder = try RootedDirectory.make(path)
        try folder.write("site.yaml", Array(DemoSite.siteYAML.utf8))
        try folder.write("ledger.csv", Array(DemoSite.ledgerCSV.utf8))
        return path
    }

    private static func tell(_ counts: [DemoLink.Count], _ talk: Talking) {
        for count in counts where count.device == "printer" {
            talk.say(
                Text(
                    ja: "プリンタの印刷の口に届いた文字数: \(count.octets)",
                    en: "Octets that arrived at the printer's raw port: \(count.octets)"))
        }
        for count in counts where count.device == "fragile" {
            talk.say(
                Text(
                    ja: "「触らない」機器に届いた、存在の確認のほかの通信: \(count.frames)",
                    en:
                        "Frames other than ARP and neighbour discovery at the hands-off device: \(count.frames)"
                ))
        }
    }
}

/// One device of the demonstration; started by `tenken demo`, not by people.
struct DemoDeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "demo-device", shouldDisplay: false)

    @Argument var name: String

    func run() throws {
        guard let device = DemoDevice.all.first(where: { $0.name == name }) else {
            throw ExitStatus.usage.code
        }
        var server = DeviceServer(device)
        do {
            try server.run()
        } catch {
            Terminal.write("tenken: \(name): \(error.en)\n", to: .error)
            throw ExitStatus.couldNotComplete.code
        }
    }
}
