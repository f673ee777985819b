/// The words of a name, for comparisons that never end within a word: `AnyDesk 9.0` is `anydesk`, `9`, `0`.
struct Words {
    private let words: [String]

    init(_ text: some StringProtocol) {
        words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    func begins(with other: Words) -> Bool { !other.words.isEmpty && words.starts(with: other.words) }

    /// Whether the other's words stand somewhere in this name, one after the other.
    func holds(_ other: Words) -> Bool {
        guard !other.words.isEmpty, other.words.count <= words.count else { return false }
        return (0...(words.count - other.words.count)).contains {
            Array(words[$0..<($0 + other.words.count)]) == other.words
        }
    }
}

extension String {
    /// The names of the programs that a command line starts, in lower case: of `"C:\Program Files\A\b c.exe" -s` it is
    /// `b c.exe`, of `/usr/bin/x11vnc -forever` it is `x11vnc`.
    var programs: [String] {
        var names: Set<String> = []
        for piece in lowercased().split(whereSeparator: { "\"\\/,;=".contains($0) }) {
            guard let name = piece.executable else { continue }
            names.insert(name)
            if let last = name.split(separator: " ").last { names.insert(String(last)) }
        }
        let first = split(whereSeparator: \.isWhitespace).first ?? ""
        if let name = first.split(whereSeparator: { "\"'/".contains($0) }).last, !name.contains("\\") {
            names.insert(name.lowercased())
        }
        return names.sorted()
    }
}

extension Substring {
    /// The part up to `.exe` where a word ends there.
    fileprivate var executable: String? {
        let suffix = Array(".exe")
        let characters = Array(self)
        guard characters.count > suffix.count else { return nil }
        for end in stride(from: characters.count, to: suffix.count, by: -1)
        where characters[(end - suffix.count)..<end].elementsEqual(suffix) {
            guard end == characters.count || characters[end].isWhitespace else { continue }
            return String(characters[..<end])
        }
        return nil
    }
}
