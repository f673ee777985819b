import FoundationEssentials
import Probing

/// The registries of network card makers, as Debian's `ieee-data` has them.
enum MakerFiles {
    private static let folder = "/usr/share/ieee-data"
    private static let names = ["oui.csv", "mam.csv", "oui36.csv", "iab.csv"]

    /// Reads what is there; without the package no maker is named.
    static func load() -> VendorTable {
        VendorTable(
            csv: names.compactMap {
                FileManager.default.contents(atPath: "\(folder)/\($0)").map { Array($0) }
            })
    }
}
