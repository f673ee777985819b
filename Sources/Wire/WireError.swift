/// Why octets are not the packet that a parser reads.
package enum WireError: Error, Equatable, Sendable {
    /// The octets ended `needed - available` too early.
    case truncated(needed: Int, available: Int)
    /// A field holds a value this parser does not read.
    case unsupported(field: String, value: UInt64)
    /// The octets break a rule of the format, named here.
    case malformed(String)
}
