import FoundationEssentials
package import Model

extension Assessment {
    /// `assessment.json`: UTF-8, keys sorted, indented, with a line feed at the end; unknown values are absent.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return escapingDisguises(inJSON: [UInt8](try encoder.encode(self)) + [0x0a])
    }
}
