/// apt's settings (apt.conf(5)), written in lines or in blocks; a later value replaces an earlier one:
/// ```
/// APT::Periodic::Unattended-Upgrade "1";
/// APT { Periodic { Update-Package-Lists "1"; }; };
/// ```
struct AptConfiguration: Equatable {
    private var values: [String: String] = [:]

    init(_ texts: [String]) {
        for text in texts { read(text) }
    }

    /// A value by its whole name, in any case.
    subscript(name: String) -> String? { values[name.lowercased()] }

    /// Whether a number or word stands for "on"; an empty one and `0` do not.
    func isOn(_ name: String, unlessSet other: Bool = false) -> Bool {
        guard let value = self[name]?.lowercased() else { return other }
        return !["", "0", "no", "false", "off", "disable", "without"].contains(value)
    }

    private mutating func read(_ text: String) {
        var scopes: [String] = []
        var words: [String] = []
        for token in Self.tokens(of: text) {
            switch token {
            case .word(let word): words.append(word)
            case .open:
                scopes.append(words.last ?? "")
                words = []
            case .close:
                _ = scopes.popLast()
                words = []
            case .end:
                // Items of a list have no name (`{ "a"; "b"; }`); they are none of the settings that are asked for.
                if words.count == 2 {
                    let name = (scopes + [words[0]]).joined(separator: "::")
                    values[name.lowercased()] = words[1]
                }
                words = []
            }
        }
    }

    private enum Token: Equatable {
        case word(String), open, close, end
    }

    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.first {
            switch first {
            case "{", "}", ";":
                tokens.append(first == "{" ? .open : first == "}" ? .close : .end)
                rest = rest.dropFirst()
            case "\"":
                let inner = rest.dropFirst().prefix { $0 != "\"" }
                tokens.append(.word(String(inner)))
                rest = rest.dropFirst(inner.count + 2)
            case "#": rest = rest.drop { !$0.isNewline }
            case "/" where rest.hasPrefix("//"): rest = rest.drop { !$0.isNewline }
            case "/" where rest.hasPrefix("/*"):
                rest = rest.dropFirst(2)
                while !rest.isEmpty, !rest.hasPrefix("*/") { rest = rest.dropFirst().drop { $0 != "*" } }
                rest = rest.dropFirst(2)
            case _ where first.isWhitespace: rest = rest.drop(while: \.isWhitespace)
            default:
                let word = rest.prefix { !$0.isWhitespace && !"{};\"".contains($0) }
                tokens.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            }
        }
        return tokens
    }
}
