import Model

extension WindowsSnapshot {
    /// When it was collected, by the computer's own clock.
    var started: LocalTime? { (collection["started"]?[...]).flatMap { LocalTimes([]).time($0) } }

    /// The parts of an output into which the collector's marks (`### NAME`) divide it; what stands before the first
    /// mark has no name. A last line without its end may be cut and is left out.
    func sections(_ file: String) -> [(name: String, lines: ArraySlice<Substring>)] {
        let lines = Array(lines(file).dropLast())
        let marks = lines.indices.filter { lines[$0].hasPrefix("### ") }
        var starts = [(name: "", index: -1)]
        for mark in marks { starts.append((name: String(lines[mark].dropFirst(4)), index: mark)) }
        return starts.enumerated().map { number, start in
            let end = number + 1 < starts.count ? starts[number + 1].index : lines.count
            return (start.name, lines[start.index + 1..<end])
        }
    }
}

extension Substring {
    /// What stands behind a label that blanks fill up: `Password last set            11/20/2026`. Empty where only
    /// the label stands.
    var behindLabel: Substring {
        guard let gap = firstRange(of: "  ") else { return self[endIndex...] }
        return self[gap.upperBound...].drop { $0 == " " }
    }

    /// The label and the value of `Label: value`; nil without a colon.
    var labelled: (label: Substring, value: Substring)? {
        guard let colon = firstIndex(of: ":") else { return nil }
        return (self[..<colon].trimmingSpaces, self[index(after: colon)...].trimmingSpaces)
    }

    /// Yes or no in English and Japanese; nil in any other language.
    var yesOrNo: Bool? {
        switch lowercased() {
        case "yes", "はい": true
        case "no", "いいえ": false
        default: nil
        }
    }
}

extension [Substring] {
    /// One of these, as a whole line or within it.
    func appear(in line: Substring) -> Bool { contains { line.contains($0) } }
}

/// Why a text gave less than it should.
enum Shortfall {
    /// Neither Japanese nor English, or of a Windows that prints it in another form.
    case language
    /// It ends before its end.
    case cut
    /// A day that can be read in two ways.
    case ambiguousDates

    func text(_ what: Text) -> Text {
        switch self {
        case .language:
            Text(
                ja: "\(what.ja)は、日本語でも英語でもないか、知らない形のため、読み取れませんでした。",
                en:
                    "\(what.en) could not be read: its language is unknown, neither Japanese nor English, or its "
                    + "form is.")
        case .cut:
            Text(
                ja: "\(what.ja)は、途中で切れているため、全部は読み取れませんでした。",
                en: "\(what.en) breaks off, so not all of it could be read.")
        case .ambiguousDates:
            Text(
                ja: "\(what.ja)の日付は、月と日のどちらが先か分からないため、読み取りませんでした。",
                en:
                    "The dates in \(what.en.lowercasedFirst) were not read: whether day or month comes first is "
                    + "unknown.")
        }
    }
}

extension HostSighting {
    /// That a command's output was looked at, or why it could not be, or not wholly.
    static func coverage(
        _ name: String, _ reading: Reading<String>, _ shortfall: Shortfall?, _ what: Text
    ) -> HostSighting {
        let reason = reading.reason.map { $0.text(what) } ?? shortfall.map { $0.text(what) }
        return HostSighting(.coverage(CoverageFact(name, reason.map { .couldNot($0) } ?? .looked)))
    }

    /// That a registry export was looked at, or why it could not be, or not to its end.
    static func coverage(_ name: String, _ reading: Reading<RegistryExport>, _ what: Text) -> HostSighting {
        let shortfall: Shortfall? = reading.value?.isWhole == false ? .cut : nil
        let reason = reading.reason.map { $0.text(what) } ?? shortfall.map { $0.text(what) }
        return HostSighting(.coverage(CoverageFact(name, reason.map { .couldNot($0) } ?? .looked)))
    }
}

extension [String: RegistryValue] {
    /// These values as `name=value`, one a line, as far as they are there; nil without any.
    func grounds(_ key: String, _ names: [String]) -> String? {
        let lines = names.compactMap { name in self[name.lowercased()].map { "\(name)=\($0.shown)" } }
        return lines.isEmpty ? nil : ([key] + lines).joined(separator: "\n")
    }
}

extension RegistryValue {
    /// Short enough to be read by people.
    fileprivate var shown: String {
        switch self {
        case .text(let text): text
        case .number(let number): "\(number)"
        case .list(let list): list.joined(separator: " ")
        case .octets(let octets): octets.prefix(16).map { String($0, radix: 16) }.joined(separator: ",")
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
