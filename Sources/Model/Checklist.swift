/// One published checklist: a file of `Profiles/checklists/`.
package struct Edition: Hashable, Sendable, Codable {
    /// `mhlw-pharmacy/r5`
    package var id: String
    package var title: Text
    package var published: CivilDate
    package var isProvisional: Bool
    /// Where the wording comes from.
    package var source: String
    /// Sentences printed with the form, verbatim.
    package var notes: [String]
    package var items: [Item]

    package init(
        id: String, title: Text, published: CivilDate, isProvisional: Bool, source: String, notes: [String],
        items: [Item]
    ) {
        self.id = id
        self.title = title
        self.published = published
        self.isProvisional = isProvisional
        self.source = source
        self.notes = notes
        self.items = items
    }
}

/// One line of a checklist for one party.
package struct Item: Hashable, Sendable, Codable {
    /// What can be said of it by looking.
    package enum Automation: String, Hashable, Sendable, Codable, CaseIterable {
        case automated, partial, manual
    }

    /// The equipment an item speaks of.
    package enum Equipment: String, Hashable, Sendable, Codable, CaseIterable {
        /// 医療情報システム全般
        case all
        /// サーバ
        case server
        /// 端末PC
        case terminal
        /// ネットワーク機器
        case network
    }

    /// Unique within edition and party: `2-7-network`.
    package var id: String
    package var party: Party
    /// As printed: `2(7)`.
    package var number: String
    /// The section's heading, verbatim: `2 医療情報システムの管理・運用`.
    package var section: String
    /// The item's wording, verbatim.
    package var wording: String
    /// The lead-in above the item, verbatim: `サーバについて、以下を実施している。`
    package var lead: String?
    package var equipment: Equipment
    /// 参考項目: not inspected in the edition's first year.
    package var isReference: Bool
    /// `令和5年度中`
    package var due: String
    /// Not to be filled in without a vendor contract.
    package var needsVendor: Bool
    package var topics: [Topic]
    package var automation: Automation
    /// The checks whose findings speak to this item.
    package var checks: [String]
    /// Checks whose findings are shown beside the item but decide nothing: right clocks do not make logs managed.
    package var related: [String]
    /// What no scan can see of this item.
    package var unseen: [Text]
    /// Whom to ask what.
    package var ask: [Question]
    /// The manual's reference to the guideline, verbatim.
    package var references: [String]

    package init(
        id: String, party: Party, number: String, section: String, wording: String, lead: String?,
        equipment: Equipment, isReference: Bool, due: String, needsVendor: Bool, topics: [Topic],
        automation: Automation, checks: [String], related: [String] = [], unseen: [Text], ask: [Question],
        references: [String]
    ) {
        self.id = id
        self.party = party
        self.number = number
        self.section = section
        self.wording = wording
        self.lead = lead
        self.equipment = equipment
        self.isReference = isReference
        self.due = due
        self.needsVendor = needsVendor
        self.topics = topics
        self.automation = automation
        self.checks = checks
        self.related = related
        self.unseen = unseen
        self.ask = ask
        self.references = references
    }
}

/// A question to a person: 誰に何を聞くか.
package struct Question: Hashable, Sendable, Codable {
    package var whom: Text
    package var what: Text

    package init(whom: Text, what: Text) {
        self.whom = whom
        self.what = what
    }
}

/// What a scan can say to one item. A person answers; this gives grounds.
package struct ItemEvidence: Hashable, Sendable, Codable {
    package enum Stance: String, Hashable, Sendable, Codable, CaseIterable {
        case supportsYes = "supports-yes"
        case supportsNo = "supports-no"
        case partly
        case cannotTell = "cannot-tell"
        case notApplicable = "not-applicable"
    }

    package var item: String
    package var party: Party
    package var stance: Stance
    /// 見えたこと
    package var seen: [Text]
    /// 見えないこと
    package var unseen: [Text]
    /// 誰に何を聞くか
    package var ask: [Question]
    /// Indices into the assessment's findings, ascending.
    package var findings: [Int]
    package var answer: Answer?

    package init(
        item: String, party: Party, stance: Stance, seen: [Text], unseen: [Text], ask: [Question],
        findings: [Int],
        answer: Answer? = nil
    ) {
        self.item = item
        self.party = party
        self.stance = stance
        self.seen = seen
        self.unseen = unseen
        self.ask = ask
        self.findings = findings
        self.answer = answer
    }
}

/// はい or いいえ by a person on a day.
package struct Answer: Hashable, Sendable, Codable {
    package var isYes: Bool
    package var date: CivilDate
    package var person: String
    package var target: CivilDate?
    package var remark: String?

    package init(
        isYes: Bool, date: CivilDate, person: String, target: CivilDate? = nil, remark: String? = nil
    ) {
        self.isYes = isYes
        self.date = date
        self.person = person
        self.target = target
        self.remark = remark
    }
}
