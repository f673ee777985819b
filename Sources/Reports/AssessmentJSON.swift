import FoundationEssentials
package import Model

extension Assessment {
    /// `assessment.json`.
    package func json() throws -> [UInt8] { try stableJSON(of: self) }
}

extension [Asset] {
    /// Devices as they stand in `assessment.json`.
    package func json() throws -> [UInt8] { try stableJSON(of: self) }
}

/// UTF-8, keys sorted, indented, with a line feed at the end; unknown values are absent.
private func stableJSON(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return escapingDisguises(inJSON: [UInt8](try encoder.encode(value)) + [0x0a])
}
