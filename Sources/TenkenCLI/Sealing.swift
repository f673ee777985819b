import Evidence
import Model
import Policy
import Reports
import Survey

/// Turns a journal into a pack: assessment, reports, inputs and manifests.
struct Sealing {
    let site: SiteFolder
    let profiles: Profiles
    let profileFiles: [String: String]
    let edition: Edition
    let language: Language

    /// Reads the profiles and the site folder that the options name.
    init(_ globals: GlobalOptions) throws {
        (profiles, profileFiles, _) = try ProfileFolder.load(globals.profiles)
        guard let edition = profiles.defaultEdition else {
            throw Failure(
                .badData, ja: "プロファイルにチェックリストがありません。", en: "The profiles hold no checklist.")
        }
        self.edition = edition
        site = try SiteFolder.read(globals.site)
        language = globals.language
    }

    struct Sealed {
        var assessment: Assessment
        var input: ReportInput
        var isJournalCut: Bool
    }

    /// Assesses the journal of a folder and writes everything else of the pack beside it.
    func seal(_ folder: PackFolder, asOf: CivilDate? = nil) throws -> Sealed {
        let octets = try folder.readJournal()
        let sealed = try assessed(octets, asOf: asOf)
        var payload: [String: [UInt8]] = ["journal.jsonl": octets]
        for report in ReportFile.allCases {
            payload[report.path] = try report.octets(of: sealed.input, in: language)
        }
        for (name, text) in site.inputs { payload["inputs/\(name)"] = text }
        for (name, text) in profileFiles { payload["inputs/profiles/\(name)"] = Array(text.utf8) }
        try folder.write(Bag(payload: payload, info: info(sealed.assessment)))
        return sealed
    }

    /// Draws the conclusions of a journal's octets.
    func assessed(_ octets: [UInt8], asOf: CivilDate? = nil) throws -> Sealed {
        let journal: Journal
        do {
            journal = try Journal(reading: octets)
        } catch {
            throw Failure(.badData, error.text)
        }
        let day = asOf ?? Self.day(of: journal) ?? profiles.knowledge.asOf
        let assessment = assess(
            journal.entries, site: site.site, knowledge: profiles.knowledge, edition: edition, asOf: day)
        return Sealed(
            assessment: assessment,
            input: ReportInput(
                assessment: assessment, edition: edition, ledger: site.site.ledger,
                journal: journal.observations, products: profiles.knowledge.remoteMaintenance),
            isJournalCut: journal.isCut)
    }

    /// The local day the scan, or the latest addition to it, began: the day the conclusions are drawn for unless
    /// another is named.
    private static func day(of journal: Journal) -> CivilDate? {
        for entry in journal.entries.reversed() {
            if case .begin(let beginning) = entry.value {
                return beginning.time.local(offset: beginning.utcOffset).date
            }
        }
        return nil
    }

    private func info(_ assessment: Assessment) -> [Bag.Tag] {
        let began = assessment.began.local(offset: assessment.utcOffset)
        return [
            Bag.Tag("Source-Organization", site.site.name ?? "-"),
            Bag.Tag("Bagging-Date", assessment.asOf.description),
            Bag.Tag("External-Description", "tenken \(began.date) \(began.time) \(edition.id)"),
            Bag.Tag("Bag-Software-Agent", assessment.tool),
        ]
    }
}

extension Journal {
    /// By line.
    fileprivate var observations: [Int: Observation] {
        var observations: [Int: Observation] = [:]
        for entry in entries {
            if case .observation(let observation) = entry.value { observations[entry.line] = observation }
        }
        return observations
    }
}
