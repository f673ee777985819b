package import Model

/// The files of a pack that are made from its assessment.
package enum ReportFile: String, Hashable, Sendable, CaseIterable {
    case assessment, html, summary, ledger
    case checklistPharmacy = "checklist-pharmacy"
    case checklistVendor = "checklist-vendor"

    /// `report.html`
    package var name: String {
        switch self {
        case .assessment: "assessment.json"
        case .html: "report.html"
        case .summary: "summary.txt"
        case .ledger: "ledger.csv"
        case .checklistPharmacy: "checklist-pharmacy.csv"
        case .checklistVendor: "checklist-vendor.csv"
        }
    }

    /// Where it lies in a pack, below `data/`: `reports/report.html`.
    package var path: String {
        switch self {
        case .assessment: name
        case .html, .summary, .ledger, .checklistPharmacy, .checklistVendor: "reports/\(name)"
        }
    }

    package func octets(of input: ReportInput, in language: Language) throws -> [UInt8] {
        switch self {
        case .assessment: try input.assessment.json()
        case .html: input.html(in: language)
        case .summary: Array(input.summary(in: language).utf8)
        case .ledger: input.ledgerCSV
        case .checklistPharmacy: input.checklistCSV(of: .pharmacy, in: language)
        case .checklistVendor: input.checklistCSV(of: .vendor, in: language)
        }
    }
}
