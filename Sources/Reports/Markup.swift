import Model

/// HTML that is well-formed and escaped by construction: text only enters through ``init(text:)`` and attribute
/// values through ``element(_:_:_:)``.
struct Markup {
    private(set) var html: String

    private init(html: String) {
        self.html = html
    }

    /// Text as people see it; invisible and direction-changing characters are written out.
    init(text: some StringProtocol) {
        html = Self.escaped(text)
    }

    init(_ parts: [Markup]) {
        html = parts.map(\.html).joined()
    }

    static let nothing = Markup(html: "")
    static let lineBreak = Markup(html: "<br>")
    /// The style sheet, which is our own text and holds neither `<` nor `&`.
    static func style(_ sheet: StaticString) -> Markup { Markup(html: "<style>\n\(sheet)\n</style>\n") }

    /// An element with attributes in the order given.
    static func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], _ children: [Markup]
    ) -> Markup {
        let open = attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
        return Markup(html: "<\(name)\(open)>\(children.map(\.html).joined())</\(name)>")
    }

    /// An element without content or end tag.
    static func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) -> Markup {
        Markup(html: "<\(name)\(attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined())>\n")
    }

    /// The same on a line of its own, so that reports can be compared line by line.
    var onOwnLine: Markup { Markup(html: html + "\n") }

    private static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
