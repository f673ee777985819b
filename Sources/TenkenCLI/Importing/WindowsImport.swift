import HostFacts
import Model
import Platform
import Probing

/// Brings collections of Windows computers into a journal, one after the other.
struct WindowsImport {
    private let recorder: Recorder
    private let language: Language
    private let talk: Talking
    /// Says a result: one line for each computer.
    private let show: (String) -> Void
    private let now: Timestamp
    /// By which names of relays are known.
    private let relays: RelayDirectory
    private var naming: HostNaming
    /// Computers that were read.
    private(set) var computers = 0

    /// `naming` knows the hosts that the journal holds already.
    init(
        recorder: Recorder, language: Language, talk: Talking, naming: HostNaming, now: Timestamp,
        relays: RelayDirectory, show: @escaping (String) -> Void
    ) {
        self.recorder = recorder
        self.language = language
        self.talk = talk
        self.naming = naming
        self.now = now
        self.relays = relays
        self.show = show
    }

    /// Reads every collection at the places named; what cannot be read is said and passed over.
    ///
    /// - Returns: Whether it went on to the end, and was not interrupted.
    mutating func read(_ paths: [String], until isInterrupted: () -> Bool) throws -> Bool {
        for path in paths {
            let (found, remarks) = collections(at: path)
            for remark in remarks { try note(remark) }
            for collected in found {
                if isInterrupted() { return false }
                try read(collected)
            }
        }
        return true
    }

    private mutating func read(_ collected: CollectedFiles) throws {
        for remark in collected.remarks { try note(remark) }
        let reading = WindowsReading(collected)
        let identity = CollectionIdentity(
            reading.record, reading.snapshot, folder: collected.name, modified: collected.modified)
        let time = identity.started.map(Self.utc) ?? now
        var snapshot = reading.snapshot
        snapshot.importerOffset = Clock.localOffset(at: time.microseconds / 1_000_000)
        snapshot.productOfRelay = { [relays] name in relays.product(named: name) }
        let facts = inspect(snapshot, as: "", at: time)
        guard reading.hasAnything else {
            let first = reading.files.lazy.compactMap { file in file.trouble?.text(file.name, file.what) }
                .first
            return try note(first ?? nothing(at: collected.place), at: collected.place)
        }
        let (host, standing) = naming.name(identity.computer, facts, at: time)
        computers += 1
        try say(standing, of: identity.computer, host, collected.place)
        guard standing != .repeated else { return }
        for remark in identity.remarks + age(of: time, identity.computer) {
            try note(remark, at: collected.place)
        }
        try recorder.append(observations: account(of: reading, identity, collected, as: host, at: time))
        try recorder.append(
            observations: facts.map { fact in
                var fact = fact
                fact.subject.host = host
                return fact
            })
        show(line(for: host, identity, facts, troubled: reading.troubled))
    }

    /// The moment of a local time, by this machine's offset from UTC.
    private static func utc(_ local: Timestamp) -> Timestamp {
        let offset = Clock.localOffset(at: local.microseconds / 1_000_000)
        let guess = local.microseconds - Int64(offset) * 1_000_000
        // Where clocks are changed between the two, the offset of the moment itself counts.
        return Timestamp(
            microseconds: local.microseconds - Int64(Clock.localOffset(at: guess / 1_000_000)) * 1_000_000)
    }

    /// That the computer was looked at: its name, and of every file whether it could be read.
    private func account(
        of reading: WindowsReading, _ identity: CollectionIdentity, _ collected: CollectedFiles,
        as host: String,
        at time: Timestamp
    ) -> [Observation] {
        func observation(_ fact: Fact, _ grounds: String?) -> Observation {
            Observation(
                time: time, source: Self.source, origin: .imported, subject: .init(host: host), fact: fact,
                grounds: grounds.map { .init(text: $0) })
        }
        var account = [
            observation(.name(NameFact(String(identity.computer.prefix(63)), .hostname)), collected.place)
        ]
        if let trouble = reading.record.trouble {
            account.append(observation(.coverage(CoverageFact("collection", .couldNot(trouble))), nil))
        }
        return account
            + reading.files.map { file in
                let outcome = file.trouble.map {
                    CoverageFact.Outcome.couldNot($0.text(file.name, file.what))
                }
                return observation(.coverage(CoverageFact(file.name, outcome ?? .looked)), file.grounds)
            }
    }

    /// The source of what a collection says of itself.
    private static let source = "windows-collection"

    private func note(_ text: Text, at place: String? = nil) throws {
        let text = place.map { Text(ja: "\($0): \(text.ja)", en: "\($0): \(text.en)") } ?? text
        talk.say(Text(ja: text.ja.printable, en: text.en.printable))
        try recorder.append(.note(JournalNote(time: now, text: text)))
    }
}

extension WindowsImport {
    /// A remark where a collection is of the future, or too old to speak for today.
    private func age(of time: Timestamp, _ computer: String) -> [Text] {
        let (age, overflow) = now.microseconds.subtractingReportingOverflow(time.microseconds)
        let seconds = overflow ? 0 : age / 1_000_000
        if seconds < -600 {
            return [
                Text(
                    ja: "\(computer) は、これから先の日時（\(Self.local(time))）に調べたことになっています。"
                        + "どちらかの時計がまちがっているか、時間帯がちがいます。",
                    en: "\(computer) says it was collected in the future (\(Self.local(time))). "
                        + "One of the clocks is wrong, or their time zones differ.")
            ]
        }
        guard seconds > 30 * 86_400 else { return [] }
        return [
            Text(
                ja: "\(computer) を調べたのは\(seconds / 86_400)日前です。今とはちがうかもしれません。もう一度集めてください。",
                en:
                    "\(computer) was collected \(seconds / 86_400) days ago; it may have changed. Collect it again."
            )
        ]
    }

    /// `2026-11-20 14:03` by this machine's offset.
    private static func local(_ time: Timestamp) -> String {
        let local = time.local(offset: Clock.localOffset(at: time.microseconds / 1_000_000))
        return "\(local.date) \(local.time)"
    }

    /// Says what became of collections that share a name.
    private func say(
        _ standing: HostNaming.Standing, of computer: String, _ host: String, _ place: String
    ) throws {
        switch standing {
        case .new: return
        case .namesake(let other):
            try note(
                Text(
                    ja: "\(computer) と同じ名前の、別のコンピュータがあります（\(other)）。こちらは \(host) とします。",
                    en:
                        "Another computer is called \(computer) as well (\(other)). This one is called \(host)."
                ),
                at: place)
        case .newer:
            try note(
                Text(
                    ja: "\(computer) は前にも集めてあります。新しいこちらを使います。",
                    en: "\(computer) was collected before. This newer one counts."), at: place)
        case .older:
            try note(
                Text(
                    ja: "\(computer) は、もっと新しく集めたものがあります。そちらを使い、これは使いません。",
                    en: "\(computer) was collected again later. That one counts, not this."), at: place)
        case .repeated:
            try note(
                Text(
                    ja: "\(computer) の同じ記録は、もう取り込んであります。",
                    en: "This collection of \(computer) was taken in already."), at: place)
        }
    }

    /// One line for a person.
    private func line(
        for host: String, _ identity: CollectionIdentity, _ facts: [Observation], troubled: Int
    ) -> String {
        let edition = facts.lazy.compactMap { observation -> String? in
            if case .system(let system) = observation.fact { system.prettyName } else { nil }
        }.first
        let learnt = facts.count { if case .coverage = $0.fact { false } else { true } }
        let counts = Text(
            ja: "わかったこと \(learnt)件" + (troubled > 0 ? "、読めなかったファイル \(troubled)個" : ""),
            en: "\(learnt) facts" + (troubled > 0 ? ", \(troubled) files unread" : ""))
        return [host, edition, counts(language)].compactMap { $0 }.joined(separator: "  ").printable
    }
}

extension CollectionRecord {
    /// What keeps the collection as a whole from being complete.
    fileprivate var trouble: Text? {
        if values["elevated"] == "no" {
            return Text(
                ja: "管理者として実行していないので、集められなかったものがあります。「管理者として実行」で、もう一度集めてください。",
                en: "It was not run as administrator, so parts are missing. Collect again as administrator.")
        }
        guard isKnown, values["ended"] == nil else { return nil }
        return Text(
            ja: "集める途中で止まっています。もう一度集めてください。",
            en: "The collection stopped before its end. Collect again.")
    }
}
