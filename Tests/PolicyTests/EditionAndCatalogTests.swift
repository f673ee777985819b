import Checks
import Model
import Policy
import Testing

@Suite struct EditionAndCatalogTests {
    /// Checks that no item of a checklist asks for: they stand in the report by themselves.
    private static let besideTheForm: Set<String> = [
        "service.tls-old", "service.certificate-expired", "service.smb-signing", "account.weak-password-form",
        "account.password-rules", "malware.no-scanner", "malware.old-signatures", "media.usb-allowed",
        "disk.not-encrypted", "account.password-never-expires",
    ]

    @Test func `every check that an edition names exists`() throws {
        let known = Set(Catalog.all.map(\.id))
        for edition in try shippedProfiles.get().editions.values {
            for item in edition.items {
                #expect(Set(item.checks + item.related).subtracting(known) == [], "\(item.id)")
            }
        }
    }

    @Test func `every check speaks to an item, or is known not to`() throws {
        let edition = try #require(try shippedProfiles.get().editions["mhlw-pharmacy/r5"])
        let used = Set(edition.items.flatMap { $0.checks + $0.related })
        #expect(Set(Catalog.all.map(\.id)).subtracting(used) == Self.besideTheForm)
    }

    @Test func `a check has a topic of the items that it speaks to`() throws {
        let edition = try #require(try shippedProfiles.get().editions["mhlw-pharmacy/r5"])
        for item in edition.items {
            for check in Catalog.all where item.checks.contains(check.id) {
                #expect(item.topics.contains(check.topic), "\(item.id) \(check.id)")
            }
        }
    }
}
