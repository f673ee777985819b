import Model

extension WindowsSource {
    /// Relays of remote-maintenance products whose names Windows still holds from asking: `ipconfig /displaydns`.
    ///
    /// Every other name says what people looked at, and is not kept.
    static let names = WindowsSource(id: "windows-names") { snapshot in
        let reading = snapshot.text("dns-cache.txt")
        let names = ResolvedNames(snapshot.lines("dns-cache.txt"))
        let what = Text(ja: "最近問い合わせた名前の一覧（DNSの控え）", en: "The list of names lately asked for (DNS cache)")
        let coverage = HostSighting.coverage(
            "names lately asked for", reading, names.isKnown ? nil : .language, what)
        guard let product = snapshot.productOfRelay, let started = snapshot.started else {
            guard reading.value != nil else { return [coverage] }
            return [
                HostSighting(
                    .coverage(CoverageFact("names lately asked for", .couldNot(ResolvedNames.unmatched))))
            ]
        }
        let moment = started.moment(east: snapshot.utcOffset)
        return names.all.sorted().compactMap { name in
            product(name).map { product in
                HostSighting(
                    .talk(TalkFact(product: product, sign: .dns, name: name, first: moment, last: moment)),
                    grounds: "ipconfig /displaydns: \(name)")
            }
        } + [coverage]
    }
}

/// The names of a list in which a line of dashes follows each:
///
///     router7.teamviewer.com
///     ----------------------------------------
///     Record Name . . . . . : router7.teamviewer.com
private struct ResolvedNames {
    /// In lower case.
    private(set) var all: Set<String> = []
    /// Whether it is such a list, be it an empty one.
    private(set) var isKnown = false

    static let unmatched = Text(
        ja: "最近問い合わせた名前の一覧は、遠隔保守の製品の表か集めた日時がないため、調べませんでした。",
        en:
            "The list of names lately asked for was not searched: the table of products for remote maintenance or "
            + "the time of collecting is missing.")

    /// A name of the Internet has at most so many octets (RFC 1035, 3.1).
    private static let limit = 253

    init(_ lines: [Substring]) {
        isKnown = lines.first { !$0.isEmpty }?.hasPrefix("Windows IP") == true
        for (line, next) in zip(lines, lines.dropFirst()) where next.trimmingSpaces.isRuled {
            isKnown = true
            let name = line.trimmingSpaces.lowercased()
            guard name.utf8.count <= Self.limit, name.contains("."), !name.contains(" ") else { continue }
            all.insert(name.hasSuffix(".") ? String(name.dropLast()) : name)
        }
    }
}
