import Model

extension Edition {
    /// Reads one published checklist.
    init(_ entry: Entry, id: String) throws(PolicyError) {
        var items: [Item] = []
        var seen: Set<[String]> = []
        for element in try entry.required("items").list() {
            let item = try Item(element)
            guard seen.insert([item.party.rawValue, item.id]).inserted else {
                throw element.wrong("「\(item.id)」が2回あります。", "\(item.id) stands here twice.")
            }
            items.append(item)
        }
        let status = try entry.text("status")
        guard ["final", "provisional"].contains(status) else {
            throw entry.wrong(
                "status は final か provisional です。", "status is either final or provisional.")
        }
        self.init(
            id: id, title: try entry.required("title").words(),
            published: try entry.required("published").date(),
            isProvisional: status == "provisional", source: try entry.text("source"),
            notes: try entry.texts("notes"),
            items: items)
        _ = try entry.optional("as-of")?.date()
        try entry.finish()
    }
}

extension Item {
    fileprivate init(_ entry: Entry) throws(PolicyError) {
        var topics: [Topic] = []
        for topic in try entry.required("topics").list() { topics.append(try topic.word()) }
        var unseen: [Text] = []
        for text in try entry.list("unseen") { unseen.append(try text.words()) }
        var ask: [Question] = []
        for question in try entry.list("ask") {
            ask.append(
                Question(
                    whom: try question.required("whom").words(), what: try question.required("what").words()))
            try question.finish()
        }
        self.init(
            id: try entry.text("id"), party: try entry.required("party").word(),
            number: try entry.text("number"),
            section: try entry.text("section"), wording: try entry.text("wording"),
            lead: try entry.optionalText("lead"), equipment: try entry.required("equipment").word(),
            isReference: try entry.flag("reference"), due: try entry.text("due"),
            needsVendor: try entry.flag("needs-vendor"), topics: topics,
            automation: try entry.required("automation").word(), checks: try entry.texts("checks"),
            related: try entry.texts("related"), unseen: unseen,
            ask: ask, references: try entry.texts("references"))
        try entry.finish()
    }
}
