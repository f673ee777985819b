/// Everything that was concluded: the contract for every other program (`assessment.json`).
package struct Assessment: Hashable, Sendable, Codable {
    /// The schema this version writes and reads.
    package static let schema = "tenken-assessment/1"

    package var schema = Self.schema
    package var tool: String
    /// The day the conclusions are drawn for.
    package var asOf: CivilDate
    package var knowledgeAsOf: CivilDate
    package var began: Timestamp
    /// Nil when the journal was cut off.
    package var ended: Timestamp?
    package var ending: ScanEnding.Reason?
    package var utcOffset: Int
    package var privilege: [Text]
    package var site: SiteSummary
    package var scope: Scope?
    package var edition: EditionSummary
    package var assets: [Asset]
    package var findings: [Finding]
    package var items: [ItemEvidence]
    package var coverage: [Asset.Coverage]
    package var packets: [PacketAccount]
    package var framesReceived: Int
    package var framesDropped: Int
    package var notes: [JournalNote]

    package init(
        tool: String, asOf: CivilDate, knowledgeAsOf: CivilDate, began: Timestamp, ended: Timestamp?,
        ending: ScanEnding.Reason?, utcOffset: Int, privilege: [Text], site: SiteSummary, scope: Scope?,
        edition: EditionSummary, assets: [Asset], findings: [Finding], items: [ItemEvidence],
        coverage: [Asset.Coverage], packets: [PacketAccount], framesReceived: Int, framesDropped: Int,
        notes: [JournalNote]
    ) {
        self.tool = tool
        self.asOf = asOf
        self.knowledgeAsOf = knowledgeAsOf
        self.began = began
        self.ended = ended
        self.ending = ending
        self.utcOffset = utcOffset
        self.privilege = privilege
        self.site = site
        self.scope = scope
        self.edition = edition
        self.assets = assets
        self.findings = findings
        self.items = items
        self.coverage = coverage
        self.packets = packets
        self.framesReceived = framesReceived
        self.framesDropped = framesDropped
        self.notes = notes
    }

    /// What of the site folder a reader of the assessment needs.
    package struct SiteSummary: Hashable, Sendable, Codable {
        package var name: String?
        package var party: Party
        package var vendors: [Vendor]
        package var ledgerRows: Int
        /// Services that people accepted, in the order of `site.yaml`.
        package var accepted: [AcceptedService]
        /// What was agreed with vendors, in the order of `site.yaml`.
        package var agreed: [Agreement]

        package init(
            name: String?, party: Party, vendors: [Vendor], ledgerRows: Int, accepted: [AcceptedService] = [],
            agreed: [Agreement] = []
        ) {
            self.agreed = agreed
            self.accepted = accepted
            self.name = name
            self.party = party
            self.vendors = vendors
            self.ledgerRows = ledgerRows
        }

        /// Assessments made before acceptances and agreements were kept have none.
        package init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            name = try values.decodeIfPresent(String.self, forKey: .name)
            party = try values.decode(Party.self, forKey: .party)
            vendors = try values.decode([Vendor].self, forKey: .vendors)
            ledgerRows = try values.decode(Int.self, forKey: .ledgerRows)
            accepted = try values.decodeIfPresent([AcceptedService].self, forKey: .accepted) ?? []
            agreed = try values.decodeIfPresent([Agreement].self, forKey: .agreed) ?? []
        }
    }

    package struct EditionSummary: Hashable, Sendable, Codable {
        package var id: String
        package var title: Text
        package var isProvisional: Bool

        package init(id: String, title: Text, isProvisional: Bool) {
            self.id = id
            self.title = title
            self.isProvisional = isProvisional
        }
    }

    /// The packets one asset, group or unknown destination was sent by one probe.
    package struct PacketAccount: Hashable, Sendable, Codable {
        /// An asset id; nil for groups and addresses where no device answered.
        package var asset: String?
        package var probe: String
        package var packets: Int
        package var octets: Int

        package init(asset: String?, probe: String, packets: Int, octets: Int) {
            self.asset = asset
            self.probe = probe
            self.packets = packets
            self.octets = octets
        }
    }

    package var isInterrupted: Bool { ending != .completed }
}
