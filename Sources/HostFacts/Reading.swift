package import Model

/// What reading a part of a host gave: its value, or why there is none. "Unread" is never "absent".
package enum Reading<Value: Sendable>: Sendable {
    case found(Value)
    case unread(Unread)

    package var value: Value? {
        if case .found(let value) = self { value } else { nil }
    }

    package var reason: Unread? {
        if case .unread(let reason) = self { reason } else { nil }
    }
}

extension Reading: Equatable where Value: Equatable {}

/// Why something could not be read.
package enum Unread: Hashable, Sendable {
    case missing
    case notPermitted
    case tooLarge
    /// The system's own words: `read: Input/output error`.
    case failed(String)

    /// One sentence for people about the thing called `what`.
    package func text(_ what: Text) -> Text {
        switch self {
        case .missing:
            Text(
                ja: "\(what.ja)がこのコンピュータに見つからないため、確認できませんでした。",
                en: "\(what.en) was not found on this computer, so it could not be checked.")
        case .notPermitted:
            Text(
                ja: "管理者の権限がないため、\(what.ja)を確認できませんでした。管理者として実行し直してください。",
                en:
                    "\(what.en) could not be checked without administrator rights. Run again as administrator."
            )
        case .tooLarge:
            Text(
                ja: "\(what.ja)が大きすぎるため、確認できませんでした。",
                en: "\(what.en) is too large and could not be checked.")
        case .failed(let words):
            Text(
                ja: "\(what.ja)を読み取れませんでした（\(words)）。",
                en: "\(what.en) could not be read (\(words)).")
        }
    }
}
