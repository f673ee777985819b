import Evidence
import HostFacts
import Model
import Platform
import Policy
import Probing

/// One import: takes over an earlier journal where there is one, reads the collections, and seals a new pack.
struct ImportRun {
    var globals: GlobalOptions
    var paths: [String]
    /// The pack whose journal this one goes on with; nil for none.
    var with: String?
    /// Where packs go; the site folder's own unless named.
    var out: String?

    /// - Returns: How it ended; the computers, the summary and the pack's path are on stdout by then.
    func run() throws -> ExitStatus {
        let talk = Talking(language: globals.language, quiet: globals.quiet)
        let sealing = try Sealing(globals)
        for remark in sealing.site.remarks { talk.say(remark) }
        let now = Timestamp(microseconds: Clock.wallMicroseconds())
        let signals = try Signals()
        let privilege = try Privilege.relinquish()
        let earlier = try with.map { try Self.pack($0, in: sealing.site.packs) }
        let journal = try earlier?.readJournal()
        let folder = try PackFolder.prepare(site: globals.site, out: out, talk: talk, at: now)
        let confined = try Privilege.confine(writable: [out ?? sealing.site.packs])
        let recorder = try Recorder(folder, continuing: journal)
        let section = ImportSection(
            recorder: recorder, globals: globals, talk: talk,
            relays: RelayDirectory(sealing.profiles.knowledge.remoteMaintenance),
            privilege: (privilege + confined).map { Text(ja: $0.ja, en: $0.en) })
        let outcome = try section.read(paths, after: journal, until: { signals.wereSent })
        guard outcome.computers > 0 || outcome.isInterrupted else {
            try folder.discard()
            throw Failure(
                .badData, ja: "読めるものがありませんでした。上の説明を見て、もう一度実行してください。",
                en: "Nothing could be read. See above, and run it again.")
        }
        let sealed = try sealing.seal(folder)
        let presentation = Presentation(globals: globals)
        try presentation.show(sealed, pack: folder.path)
        return outcome.isInterrupted ? .interrupted : presentation.status(of: sealed.assessment)
    }

    /// The pack that a person means: a folder, or the newest of the site.
    private static func pack(_ name: String, in packs: String) throws -> PackFolder {
        name == "latest" ? try PackFolder.newest(in: packs) : PackFolder(path: name)
    }
}

/// The part of a journal that an import makes: its own beginning and end around what it read.
struct ImportSection {
    var recorder: Recorder
    var globals: GlobalOptions
    var talk: Talking
    /// By which names of relays are known.
    var relays: RelayDirectory
    /// What was enforced; empty where an earlier part of the same run says it.
    var privilege: [Text]

    /// Reads the collections; the hosts of `earlier`, the journal so far, keep their names.
    func read(
        _ paths: [String], after earlier: [UInt8]?, until isInterrupted: () -> Bool
    ) throws -> (computers: Int, isInterrupted: Bool) {
        let now = Timestamp(microseconds: Clock.wallMicroseconds())
        let offset = Clock.localOffset(at: now.microseconds / 1_000_000)
        try recorder.append(
            .begin(
                ScanBeginning(
                    time: now, tool: Version.tool, command: "import windows", scope: nil, utcOffset: offset,
                    privilege: privilege)))
        try recorder.append(.note(JournalNote(time: now, text: Self.clockWords(offset))))
        var reading = WindowsImport(
            recorder: recorder, language: globals.language, talk: talk, naming: try Self.naming(earlier),
            now: now, relays: relays, show: { if !globals.json { Terminal.write($0 + "\n", to: .output) } })
        let isWhole = try reading.read(paths, until: isInterrupted)
        let end = Timestamp(microseconds: Clock.wallMicroseconds())
        try recorder.append(
            .end(
                ScanEnding(
                    time: end, reason: isWhole ? .completed : .interrupted, received: 0, dropped: 0)))
        try recorder.sync()
        if !isWhole {
            talk.say(
                Text(
                    ja: "途中で止めました。そこまでに読んだものは残してあります。",
                    en: "Interrupted. What was read until then is kept."))
        }
        return (reading.computers, !isWhole)
    }

    /// The hosts that a journal holds already.
    private static func naming(_ journal: [UInt8]?) throws -> HostNaming {
        var naming = HostNaming()
        guard let journal else { return naming }
        naming.add(
            try Journal(reading: journal).entries.compactMap { entry in
                if case .observation(let observation) = entry.value { observation } else { nil }
            })
        return naming
    }

    /// By which time zone the collections' local times were understood.
    private static func clockWords(_ offset: Int) -> Text {
        let minutes = abs(offset) / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let zone = (offset < 0 ? "-" : "+") + digits.joined(separator: ":")
        return Text(
            ja: "集めた日時は、このパソコンの時間帯（UTC\(zone)）のものとして読みました。",
            en: "The times of collections were taken as of this machine's time zone (UTC\(zone)).")
    }
}

/// SIGINT and SIGTERM, which are looked for between two computers.
final class Signals {
    private let loop: EventLoop
    private var sent = false

    /// To be made while the process has one thread; from then on the signals end nothing by themselves.
    init() throws(SystemError) {
        loop = try EventLoop()
    }

    var wereSent: Bool {
        // A loop that fails tells of no signal.
        let events = (try? loop.wait(until: .zero)) ?? []
        sent = sent || events.contains(.interrupted)
        return sent
    }
}
