import Model

/// 2(7): what lists that people brought along say of the weaknesses of devices and programs.
let weaknessChecks: [Check] = [knownExploited, knownWeaknesses]

/// A list that names nothing says nothing of today when it is older.
private let staleDays = 30

private let knownExploited = Check(
    id: "patch.known-exploited", topic: .patching, severity: .critical,
    title: Text(ja: "攻撃に使われている弱点", en: "Weaknesses that are used in attacks"),
    advice: Text(
        ja: "今すぐ事業者に連絡し、更新を入れる日を決めてください。それまで外とのつながりを減らせるかも聞いてください。",
        en:
            "Call the vendor now, agree on a day for the update, and ask how to limit its connections until then."
    ),
    examples: [
        .init(.example(router("FortiOS 7.4.1"), site: brought), gives: "not-assessed"),
        .init(.example(router("Rev.15.04.03"), site: brought)),
        .init(.example(router("FortiOS 7.4.1"))),
        .init(.example(debian("3.0.15-1"), site: brought), gives: "fail"),
        .init(.example(debian("3.0.18-1"), site: brought)),
        .init(.example(debian("3.0.15-1", "trixie"), site: brought)),
    ]
) { situation in
    guard let list = situation.site.advisories.exploited else { return [] }
    let ids = Set(list.entries.map(\.id))
    let products = list.entries.map(ListedProduct.init)
    return situation.assets.flatMap { asset -> [Check.Result] in
        let name = situation.name(of: asset)
        let found = situation.weaknesses(of: asset)?.found.filter { ids.contains($0.entry.id) } ?? []
        let fails =
            found.isEmpty
            ? []
            : [Check.Result(.fail(exploited(found, name)), on: asset, observations: lines(of: found, asset))]
        let known = KnownWords(asset)
        let entries = products.filter { $0.isPerhaps(known) }.map(\.entry)
        guard let newest = entries.max(by: { $0.added < $1.added }) else { return fails }
        return fails + [
            .init(.notAssessed(perhaps(name, newest, entries.count, list.asOf)), on: asset)
        ]
    }
}

private func exploited(_ found: [Weakness], _ name: String) -> Text {
    let ids = found.map(\.entry.id.printable).prefix(5).joined(separator: ", ")
    let programs = Set(found.flatMap(\.programs)).sorted().prefix(5).map(\.printable).joined(separator: ", ")
    return Text(
        ja: "\(name) のプログラム（\(programs)）に、実際の攻撃に使われている弱点が\(found.count)件あります: \(ids)",
        en:
            "Programs of \(name) (\(programs)) have \(found.count) weaknesses that are used in attacks: \(ids)"
    )
}

private func perhaps(
    _ name: String, _ newest: ExploitedList.Entry, _ count: Int, _ asOf: CivilDate
) -> Text {
    let product = "\(newest.maker) \(newest.product)".printable
    return Text(
        ja: "\(name) は \(product) のようです。この製品は、攻撃に使われている弱点の一覧（\(asOf)）に\(count)件あります"
            + "（新しいものは \(newest.id.printable)、\(newest.added)）。一覧に版はないため、あてはまるかは言えません。事業者に確かめてください。",
        en:
            "\(name) seems to be \(product), which is \(count) times on the list of exploited weaknesses of \(asOf)"
            + " (newest \(newest.id.printable), \(newest.added)). The list tells no versions: this needs a look."
    )
}

private let knownWeaknesses = Check(
    id: "patch.known-weaknesses", topic: .patching, severity: .medium,
    title: Text(ja: "知られている弱点", en: "Known weaknesses"),
    advice: Text(
        ja: "直した版がすでにあります。更新を入れる日を事業者と決めてください。",
        en: "Fixed versions are there: agree with the vendor on a day for the updates."),
    examples: [
        .init(.example(debian("3.0.15-1"), site: brought), gives: "fail"),
        .init(.example(debian("3.0.18-1"), site: brought), gives: "pass"),
        .init(.example(debian("3.0.18-1"), site: old), gives: "not-assessed"),
        .init(.example(debian("3.0.15-1", "trixie"), site: brought), gives: "not-assessed"),
        .init(.example(debian("3.0.18-1"))), .init(.example(.example(), site: brought)),
    ]
) { situation in
    guard !situation.site.advisories.debian.isEmpty else { return [] }
    return situation.hosts.filter { $0.1.programs.contains { $0.value.origin == .dpkg } }.map { asset, _ in
        let name = situation.name(of: asset)
        guard let (list, found) = situation.weaknesses(of: asset) else {
            return .init(
                .notAssessed(
                    Text(
                        ja: "用意された弱点の一覧に、\(name) のOSの版のものはありません。",
                        en: "None of the lists of weaknesses is of the release of \(name).")), on: asset)
        }
        let verdict = weighed(found, list, name, situation.asOf)
        return .init(verdict, on: asset, observations: lines(of: found.filter(\.entry.hasFix), asset))
    }
}

private func weighed(
    _ found: [Weakness], _ list: DebianVulnerabilities, _ name: String, _ asOf: CivilDate
) -> Verdict {
    let fixed = Set(found.filter(\.entry.hasFix).map(\.entry.id))
    let open = Set(found.map(\.entry.id)).subtracting(fixed).count
    guard fixed.isEmpty else {
        let ids = fixed.sorted().prefix(5).map(\.printable).joined(separator: ", ")
        return .fail(
            Text(
                ja: "\(name) には、直した版があるのに残っている弱点が\(fixed.count)件あります（一覧は \(list.asOf)）: \(ids)",
                en:
                    "\(name) has \(fixed.count) weaknesses for which there is a fix (list of \(list.asOf)): \(ids)"
            ))
    }
    guard asOf.days(since: list.asOf) <= staleDays else {
        return .notAssessed(
            Text(
                ja: "弱点の一覧は \(list.asOf) のもので古いため、\(name) の今の状態を言えません。",
                en: "The list of weaknesses is of \(list.asOf), too old to say how \(name) stands."))
    }
    return .pass(
        Text(
            ja: "\(name) に、\(list.asOf) の一覧で直した版がある弱点は残っていません。"
                + (open > 0 ? "直した版がまだない弱点は\(open)件あります。" : ""),
            en: "\(name) has no weakness left for which the list of \(list.asOf) has a fix."
                + (open > 0 ? " \(open) have no fix yet." : "")))
}

private typealias Weakness = (entry: DebianVulnerabilities.Entry, programs: [String])

/// The lines of the journal that say that programs are installed.
private func lines(of found: [Weakness], _ asset: Asset) -> [Int] {
    let names = Set(found.flatMap(\.programs))
    let programs = asset.host?.programs ?? []
    return programs.filter { names.contains($0.value.name) }.map(\.observation)
}

extension Situation {
    /// What the list of a Debian host's own release says of its programs; nil where no such list was brought.
    fileprivate func weaknesses(of asset: Asset) -> (list: DebianVulnerabilities, found: [Weakness])? {
        guard let host = asset.host, host.system?.id == "debian", let name = host.system?.prettyName,
            let list = site.advisories.debian.filter({ name.contains("(\($0.suite))") })
                .max(by: { $0.asOf < $1.asOf })
        else { return nil }
        return (list, list.affecting(host.programs.map(\.value)))
    }
}

/// What an entry of the list of exploited weaknesses is about, in words.
private struct ListedProduct {
    let entry: ExploitedList.Entry
    private let maker: Set<String>
    private let product: Set<String>

    init(_ entry: ExploitedList.Entry) {
        self.entry = entry
        maker = entry.maker.words
        product = entry.product.words.subtracting(["multiple", "products", "and", "series", "devices"])
    }

    /// Whether an asset may be it: every word of the product and one of the maker is among the words it is known by. A
    /// general name fits all versions, so that this never decides anything.
    func isPerhaps(_ known: KnownWords) -> Bool {
        guard !product.isEmpty else { return false }
        let isMaker = !maker.isDisjoint(with: known.device) || maker.isSubset(of: product)
        if isMaker, product.isSubset(of: known.device) { return true }
        guard product.isSubset(of: known.allPrograms) else { return false }
        return known.programs.contains { program in
            product.isSubset(of: program.name)
                && !maker.isDisjoint(with: program.name.union(program.publisher))
        }
    }
}

/// The words an asset and its programs are known by.
private struct KnownWords {
    let device: Set<String>
    let programs: [(name: Set<String>, publisher: Set<String>)]
    let allPrograms: Set<String>

    init(_ asset: Asset) {
        let claims = asset.vendor + asset.model + asset.os + asset.firmware
        device = claims.filter { $0.confidence > .hint }.reduce(into: []) { $0.formUnion($1.value.words) }
        // Of a Debian host the exact list tells more.
        programs = (asset.host?.programs ?? []).filter { $0.value.origin != .dpkg }.map {
            ($0.value.name.words, $0.value.publisher?.words ?? [])
        }
        allPrograms = programs.reduce(into: []) { $0.formUnion($1.name) }
    }
}

extension String {
    /// Its runs of letters and digits, in lower case.
    fileprivate var words: Set<String> {
        Set(lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}

// MARK: - Examples

private let brought = lists(day(-1))
private let old = lists(day(-40))

private func lists(_ asOf: CivilDate) -> Site {
    var site = Site()
    site.advisories.exploited = ExploitedList(
        asOf: asOf,
        entries: [
            .init(id: "CVE-2026-1111", maker: "Fortinet", product: "FortiOS", added: asOf),
            .init(id: "CVE-2026-2222", maker: "OpenSSL", product: "OpenSSL", added: asOf),
        ])
    site.advisories.debian = [
        DebianVulnerabilities(
            suite: "bookworm", asOf: asOf,
            entries: [.init(id: "CVE-2026-2222", name: "openssl", fixed: "3.0.18-1", hasFix: true)])
    ]
    return site
}

private func router(_ firmware: String) -> Asset {
    .example {
        $0.kind = .router
        $0.vendor = [.init(value: "Fortinet", source: "ask-snmp", confidence: .likely, observations: [1])]
        $0.firmware = [.init(value: firmware, source: "ask-snmp", confidence: .likely, observations: [1])]
    }
}

private func debian(_ version: String, _ suite: String = "bookworm") -> Asset {
    .example {
        $0.id = "this-host"
        $0.host = Asset.HostDetails(system: HostSystem(id: "debian", prettyName: "Debian (\(suite))"))
        let program = HostProgram(name: "libssl3", version: version, origin: .dpkg, source: "openssl")
        $0.host?.add(.program(program), observation: 1)
    }
}

/// So many days from the day of the examples.
private func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: Knowledge.example.asOf.daysSinceEpoch + offset)
}
