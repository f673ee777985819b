import Addresses
package import Model

/// All that a report is made from; the same input always gives the same octets.
package struct ReportInput: Sendable {
    package var assessment: Assessment
    package var edition: Edition
    package var ledger: Ledger
    /// What was observed, by line of the journal: what statements are read from.
    package var journal: [Int: Observation]
    /// The remote-maintenance products that are known, for their names.
    package var products: [RemoteMaintenanceProduct]

    package init(
        assessment: Assessment, edition: Edition, ledger: Ledger, journal: [Int: Observation] = [:],
        products: [RemoteMaintenanceProduct] = []
    ) {
        self.products = products
        self.assessment = assessment
        self.edition = edition
        self.ledger = ledger
        self.journal = journal
    }
}

extension ReportInput {
    /// An item of a form with what the scan can say to it; nil where the assessment is silent.
    struct Line {
        var item: Item
        var evidence: ItemEvidence?

        var stance: ItemEvidence.Stance { evidence?.stance ?? .cannotTell }

        /// Whether a person's answer says the opposite of what was seen: 食い違い.
        var isContradicted: Bool {
            guard let answer = evidence?.answer else { return false }
            return stance == (answer.isYes ? .supportsNo : .supportsYes)
        }
    }

    /// One party's form in the edition's order.
    func form(of party: Party) -> [Line] {
        edition.items.filter { $0.party == party }.map { item in
            Line(
                item: item,
                evidence: assessment.items.first { $0.item == item.id && $0.party == party })
        }
    }

    /// The form the site fills in.
    var ownForm: [Line] { form(of: assessment.site.party) }

    /// Devices that no ledger row was found for, in the assessment's order.
    var strangers: [Asset] { assessment.assets.filter { $0.ledgerRow == nil } }

    /// Strangers first, then the rest, each in the assessment's order.
    var devices: [Asset] { strangers + assessment.assets.filter { $0.ledgerRow != nil } }

    func row(of asset: Asset) -> LedgerRow? {
        guard let number = asset.ledgerRow else { return nil }
        return ledger.rows.first { $0.number == number }
    }

    /// What people call the device: the ledger's computer name, else what it says of itself; harmless to print.
    func name(of asset: Asset) -> String {
        (row(of: asset)?[.computerName] ?? asset.displayName).printable
    }

    /// The devices that a person means by an identifier or a name.
    package func assets(called words: String) -> [Asset] {
        assessment.assets.filter { $0.isCalled(words, row: row(of: $0)) }
    }

    /// The device an id stands for, by name; the id itself when the assessment has no such device.
    func name(ofAsset id: String) -> String {
        assessment.assets.first { $0.id == id }.map { name(of: $0) } ?? id.printable
    }

    /// Failed checks that nobody accepted, gravest first.
    var openFailures: [Finding] {
        assessment.findings.filter(\.isOpen)
            .enumerated()
            .sorted { left, right in
                let (first, second) = (left.element, right.element)
                if first.severity != second.severity { return first.severity > second.severity }
                return left.offset < right.offset
            }
            .map(\.element)
    }

    /// Seconds east of UTC; 0 when the assessment states an impossible offset.
    var offset: Int { abs(assessment.utcOffset / 2) <= 43_200 ? assessment.utcOffset : 0 }

    /// `2026-11-23 12:31` in the site's local time.
    func local(_ time: Timestamp) -> String {
        let (date, clock) = time.local(offset: offset)
        return "\(date) \(clock)"
    }

    /// `UTC+09:00`
    var zone: String {
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        return "UTC\(sign)\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    }

    /// The span of the scan: `2026-11-23 12:31 – 12:34 (UTC+09:00)`.
    var span: String {
        let begin = local(assessment.began)
        guard let ended = assessment.ended else { return "\(begin) – ? (\(zone))" }
        let end = local(ended)
        let isSameDay = begin.prefix(10) == end.prefix(10)
        return "\(begin) – \(isSameDay ? String(end.suffix(5)) : end) (\(zone))"
    }

    /// `eth0: 192.0.2.0/24, fe80::/10`, one for each link.
    var links: [String] {
        (assessment.scope?.links ?? []).map { link in
            "\(link.interface): \(link.prefixes.map(\.description).joined(separator: ", "))".printable
        }
    }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension ReportInput {
    /// What was looked at when no network was scanned.
    var placeWithoutScope: Text {
        if assessment.framesReceived > 0 { return Text(ja: "通信を記録したファイル", en: "recorded traffic") }
        let inspected = assessment.assets.filter { $0.host != nil }
        guard !inspected.isEmpty, !inspected.contains(where: { $0.id == "this-host" }) else {
            return Text(ja: "この機器だけ", en: "this host only")
        }
        return Text(
            ja: "パソコンの中で集めたもの（\(inspected.count)台分）。ネットワークは調べていません",
            en: "what was collected inside \(inspected.count) computers; no network was looked at")
    }
}
