/// The languages tenken speaks to people.
package enum Language: String, Sendable, CaseIterable, Codable {
    case japanese = "ja"
    case english = "en"
}

/// One sentence or word for people, in every language; Japanese is plain, for a pharmacist.
package struct Text: Hashable, Sendable, Codable {
    package var ja: String
    package var en: String

    package init(ja: String, en: String) {
        self.ja = ja
        self.en = en
    }

    /// The same in every language: a number, an address, a product's own name.
    package init(verbatim text: String) {
        self.init(ja: text, en: text)
    }

    package func callAsFunction(_ language: Language) -> String {
        switch language {
        case .japanese: ja
        case .english: en
        }
    }
}
