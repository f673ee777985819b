/// The values that `reg query KEY` prints below the key's name:
/// ```
/// HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion
///     CurrentBuild    REG_SZ    19045
///     UBR    REG_DWORD    0x1938
/// ```
/// Names may hold blanks; four of them stand between name, type and value (reg query, Microsoft Learn).
struct RegistryQuery: Equatable {
    /// By name in lower case.
    private var texts: [String: String] = [:]

    init(_ lines: [Substring]) {
        for line in lines where line.hasPrefix("    ") {
            let rest = line.drop { $0 == " " }
            guard let type = rest.firstRange(of: "    REG_") else { continue }
            let behind = rest[type.upperBound...]
            let value = behind.firstRange(of: "    ").map { behind[$0.upperBound...] } ?? ""
            let name = rest[..<type.lowerBound].lowercased()
            texts[name] = texts[name] ?? String(value)
        }
    }

    /// Nil where it is not there or empty.
    subscript(name: String) -> String? { texts[name.lowercased()].flatMap { $0.isEmpty ? nil : $0 } }

    /// A REG_DWORD, `0x1938`, or digits in a text.
    func number(_ name: String) -> Int? {
        guard let text = self[name] else { return nil }
        return text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
    }
}
