import Addresses
import Evidence
import FoundationEssentials
import Model
import Platform
import Policy
import Probing
import Reports
import Survey

/// One run of the main job: decide the scope, open what needs privilege, give privilege up, look, and seal the pack.
struct Inspection {
    var globals: GlobalOptions
    var command: String
    /// Nil looks at this host only.
    var scope: ScopeOptions?
    /// Where packs go; the site folder's own unless named.
    var out: String?
    /// Whether this host itself is inspected as well.
    var includesHost = true
    /// Collections of Windows computers to be judged together with what is seen.
    var imports: [String] = []
    /// Called when nothing more is sent, before the result is shown.
    var beforePresenting: () -> Void = {}

    /// - Returns: How it ended; the summary and the pack's path are on stdout by then.
    func run() throws -> ExitStatus {
        let talk = Talking(language: globals.language, quiet: globals.quiet)
        let sealing = try Sealing(globals)
        let site = sealing.site
        for remark in site.remarks { talk.say(remark) }
        let planned = try scope.map { try plan($0, site: site, profiles: sealing.profiles, talk: talk) }
        let host =
            includesHost ? HostReading.observations(at: now, knowledge: sealing.profiles.knowledge) : []
        let isBlind = planned != nil && !Privilege.canCapture
        if isBlind { talk.say(Self.blindness) }
        let relays = RelayDirectory(sealing.profiles.knowledge.remoteMaintenance)
        let world = try planned.map { try open($0, relays: relays) }
        let privilege = try Privilege.relinquish()
        let folder = try PackFolder.prepare(site: globals.site, out: out, talk: talk, at: now)
        let confined = try Privilege.confine(writable: [out ?? site.packs])
        let writer = try Recorder(folder)
        try writer.append(
            .begin(
                ScanBeginning(
                    time: now, tool: Version.tool, command: command, scope: planned,
                    utcOffset: Clock.localOffset(at: now.microseconds / 1_000_000),
                    privilege: (privilege + confined).map { Text(ja: $0.ja, en: $0.en) })))
        if isBlind { try writer.append(.note(JournalNote(time: now, text: Self.blindness))) }
        try writer.append(observations: host)
        let looked = try look(planned, world, relays: relays, writer: writer, talk: talk)
        let reason = try takeIn(after: looked, relays: relays, writer: writer, talk: talk)
        try writer.sync()
        talk.endLine()
        beforePresenting()
        let sealed = try sealing.seal(folder)
        try Presentation(globals: globals).show(sealed, pack: folder.path)
        return status(reason, sealed.assessment, talk: talk)
    }

    private var now: Timestamp { Timestamp(microseconds: Clock.wallMicroseconds()) }

    private func plan(
        _ options: ScopeOptions, site: SiteFolder, profiles: Profiles, talk: Talking
    ) throws -> Scope {
        try ScopeConsent(options: options, site: site.site, profiles: profiles, talk: talk).scope(
            language: globals.language)
    }

    /// Why a scan looks at no network.
    private static let blindness = Text(
        ja: "管理者の権限がないので、ネットワークには何も送らず、このパソコンが知っていることだけを調べます。"
            + "すべて調べるには sudo を付けて実行してください。",
        en: "Without privilege nothing is sent; only what this host knows is read. Use sudo for all of it.")

    /// Opens the captures where this process has the right to.
    private func open(_ scope: Scope, relays: RelayDirectory) throws -> Ports {
        let interfaces = scope.links.map { (name: $0.interface, index: $0.index, mac: $0.mac) }
        return try LivePorts.open(
            interfaces: interfaces, relays: relays, privileged: Privilege.canCapture,
            sends: scope.intensity.packetsPerSecond > 0)
    }

    private func look(
        _ scope: Scope?, _ ports: Ports?, relays: RelayDirectory, writer: Recorder, talk: Talking
    ) throws -> ScanEnding.Reason {
        guard let scope, let ports else {
            try writer.append(.end(ScanEnding(time: now, reason: .completed, received: 0, dropped: 0)))
            return .completed
        }
        let vendors = MakerFiles.load()
        var conductor = Conductor(
            scope: scope, ports: ports, randomness: UInt64.random(in: .min ... .max), relays: relays,
            record: { entry in
                try writer.append(entry)
                if globals.verbose { talk.tell(entry) }
            },
            vendor: { vendors.vendor(of: $0) }, progress: { talk.show($0) })
        return try conductor.run()
    }

    /// Reads the collections that were named, behind a scan that was not broken off.
    private func takeIn(
        after reason: ScanEnding.Reason, relays: RelayDirectory, writer: Recorder, talk: Talking
    ) throws -> ScanEnding.Reason {
        guard !imports.isEmpty, reason == .completed else { return reason }
        talk.endLine()
        let signals = try Signals()
        let section = ImportSection(
            recorder: writer, globals: globals, talk: talk, relays: relays, privilege: [])
        let outcome = try section.read(imports, after: nil, until: { signals.wereSent })
        return outcome.isInterrupted ? .interrupted : .completed
    }

    private func status(_ reason: ScanEnding.Reason, _ assessment: Assessment, talk: Talking) -> ExitStatus {
        switch reason {
        case .interrupted:
            talk.say(
                Text(
                    ja: "途中で止めました。そこまでに見えたことは残してあります。",
                    en: "Interrupted. What was seen until then is kept."))
            return .interrupted
        case .failed(let text):
            talk.insist(text)
            return .couldNotComplete
        case .completed: return Presentation(globals: globals).status(of: assessment)
        }
    }
}
