/// What a pharmacy and a vendor agreed on where something cannot be put right at once, most often an update that an
/// application does not bear yet: 「事業者と協議済み（理由・期限）」 (Ministry's guideline 6.0, 8.2: ask the vendor, else
/// agree another measure). It never makes a failure はい.
package struct Agreement: Hashable, Sendable, Codable {
    /// The check whose failure it is about: `patch.os-lifecycle`.
    package var check: String
    /// A management number, MAC, address or name; nil for every device.
    package var device: String?
    package var vendor: String
    package var reason: String
    /// What is done meanwhile.
    package var measures: String?
    /// Who agreed for the pharmacy.
    package var person: String
    package var until: CivilDate

    package init(
        check: String, device: String? = nil, vendor: String, reason: String, measures: String? = nil,
        person: String, until: CivilDate
    ) {
        self.check = check
        self.device = device
        self.vendor = vendor
        self.reason = reason
        self.measures = measures
        self.person = person
        self.until = until
    }
}
