import Addresses
package import Model

/// Why one device is believed to be what it is: every claim with its rule, its journal lines and what they were read
/// from.
package struct Explanation {
    let input: ReportInput
    let asset: Asset
    /// The recognition rules by id.
    let rules: [String: RecognitionRule]
    let language: Language
    /// Whether octets are shown as hexadecimal digits too.
    let showsOctets: Bool
    /// The journal lines shown so far: each is shown in full once.
    private var shown: Set<Int> = []
    package private(set) var text = ""

    /// How many journal lines are shown for one claim.
    private static let lineLimit = 3

    package init(
        of asset: Asset, in input: ReportInput, rules: [RecognitionRule], language: Language,
        showsOctets: Bool = false
    ) {
        self.input = input
        self.asset = asset
        self.rules = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.language = language
        self.showsOctets = showsOctets
        explain()
    }

    private mutating func explain() {
        title()
        for (word, claims) in properties { property(word, claims) }
        names()
        services()
        behaviour()
        findings()
        coverage()
    }

    private func word(_ ja: String, _ en: String) -> String { Text(ja: ja, en: en)(language) }

    private mutating func line(_ content: String, depth: Int = 0) {
        text += String(repeating: "  ", count: depth) + content.printable + "\n"
    }

    private mutating func heading(_ content: String) { text += "\n■ " + content.printable + "\n" }

    // MARK: Parts

    private mutating func title() {
        line("\(input.name(of: asset))  [\(asset.id)]")
        let identifiers = asset.addresses.map(\.description) + asset.macs.map(\.description)
        line(identifiers.joined(separator: "  "))
        line(
            word(
                "かっこの数字は記録（journal.jsonl）の行番号です。読んだ文字のままの16進数は -v で出ます。",
                "Numbers in brackets are line numbers of journal.jsonl; -v adds the octets as hexadecimal digits."
            ))
        heading(word("種類", "Kind") + ": " + asset.kind.word(language))
        if let why = asset.kindReason { line(word("わけ: ", "Because of ") + why(language), depth: 1) }
        claims(asset.kindClaims)
    }

    private var properties: [(String, [Asset.Claim])] {
        [
            (word("メーカー", "Maker"), asset.vendor), (word("機種", "Model"), asset.model),
            (word("OS（基本ソフト）", "Operating system"), asset.os),
            (word("OSの版", "Build"), asset.osBuild), (word("ファームウェアの版", "Firmware"), asset.firmware),
            (word("製造番号", "Serial number"), asset.serial),
            (word("所属（ドメイン）", "Domain or workgroup"), asset.domain),
            (word("通信の中継（ルータ）", "Routing"), asset.routerClaims),
            (word("アドレスの配布（DHCP）", "Hands out addresses (DHCP)"), asset.dhcpServerClaims),
            (word("代理応答（代理ARP）", "Answers for others (proxy ARP)"), asset.proxyARPClaims),
        ]
    }

    private mutating func property(_ word: String, _ claims: [Asset.Claim]) {
        guard !claims.isEmpty else { return }
        heading(word)
        self.claims(claims)
    }

    private mutating func claims(_ claims: [Asset.Claim]) {
        let rivals = claims.rivals
        for claim in claims {
            let mark = rivals.contains(claim) ? word("【食い違い】", "[CONFLICT] ") : ""
            line(
                "\(mark)\(claim.value)  (\(claim.confidence.word(language)))  \(claim.source)", depth: 1)
            for id in claim.rules {
                let source = rules[id].map { " — \($0.source)" } ?? ""
                line(word("規則", "rule") + " \(id)\(source)", depth: 2)
            }
            grounds(claim.observations)
        }
    }

    private mutating func names() {
        guard !asset.names.isEmpty else { return }
        heading(word("名前", "Names"))
        for name in asset.names {
            line("\(name.value)  (\(name.kind.rawValue))  \(name.source)", depth: 1)
            grounds(name.observations)
        }
    }

    private mutating func services() {
        guard !asset.services.isEmpty else { return }
        heading(word("開いている窓口", "Open ports"))
        for service in asset.services {
            let protocols = ([service.proto].compactMap { $0 } + service.layers).joined(separator: "+")
            let product = [service.product, service.version].compactMap { $0 }.joined(separator: " ")
            line("\(service.transport.rawValue)/\(service.port)  \(protocols)  \(product)", depth: 1)
            for (key, value) in service.facts.sorted(by: { $0.key < $1.key }) {
                line("\(key): \(value)", depth: 2)
            }
            claims(service.claims)
            grounds(service.seenBy)
        }
    }

    private mutating func findings() {
        let findings = input.assessment.findings.filter { $0.asset == asset.id }
        guard !findings.isEmpty else { return }
        heading(word("調べた結果", "Findings"))
        for finding in findings.sorted(by: { ($0.rank, $0.check) < ($1.rank, $1.check) }) {
            let lines = finding.observations.map(String.init).joined(separator: ", ")
            line(
                "\(finding.verdictWord(language)): \(finding.reason(language))  \(finding.check) [\(lines)]",
                depth: 1)
        }
    }

    private mutating func coverage() {
        let unseen = asset.coverage.compactMap { coverage -> String? in
            guard case .couldNot(let why) = coverage.fact.outcome else { return nil }
            return "\(coverage.fact.what): \(why(language)) [\(coverage.observation)]"
        }
        guard !unseen.isEmpty else { return }
        heading(word("見えなかったこと", "What could not be seen"))
        for text in unseen { line(text, depth: 1) }
    }
}

// MARK: - Behaviour and grounds

extension Explanation {
    private mutating func behaviour() {
        let lines = talks + asset.mappings.map { mapping($0) } + clocks
        guard !lines.isEmpty else { return }
        heading(word("ふるまい", "Behaviour"))
        for text in lines { line(text, depth: 1) }
    }

    /// A sentence for each product, then each talk as it was heard.
    private var talks: [String] {
        input.talks(of: asset).map { $0.words(language) }
            + asset.talks.map { talk in
                let fact = talk.value
                let peer = [fact.name, fact.peer?.description, fact.port?.description].compactMap { $0 }
                return "\(fact.product) \(fact.sign.rawValue) \(peer.joined(separator: " ")) ×\(fact.times) "
                    + "\(input.local(fact.first)) – \(input.local(fact.last)) [\(talk.observation)]"
            }
    }

    private func mapping(_ mapping: Cited<PortMappingFact>) -> String {
        let fact = mapping.value
        return word("インターネットからの入口", "Open from the Internet")
            + ": \(fact.outside) → \(fact.client):\(fact.clientPort) \(fact.label ?? "") "
            + "[\(mapping.observation)]"
    }

    private var clocks: [String] {
        asset.clocks.map { clock in
            let seconds = Double(clock.offset / 1000) / 1000
            return word("時計のずれ", "Clock offset") + ": \(seconds) s  \(clock.source) [\(clock.observation)]"
        }
    }

    /// The journal lines behind a statement and what they were read from.
    private mutating func grounds(_ lines: [Int]) {
        for number in lines.prefix(Self.lineLimit) {
            guard let observation = input.journal[number] else { continue }
            guard shown.insert(number).inserted else {
                line("[\(number)] " + word("（上に表示）", "(shown above)"), depth: 2)
                continue
            }
            line(
                "[\(number)] \(input.local(observation.time))  \(observation.source)"
                    + " (\(observation.origin.word(language)))", depth: 2)
            guard let grounds = observation.grounds else { continue }
            let more = grounds.isCut ? "…" : ""
            line("\(grounds.readable)\(more)", depth: 3)
            if showsOctets, grounds.form == .hex { line("hex \(grounds.value)\(more)", depth: 3) }
        }
        let rest = lines.count - Self.lineLimit
        if rest > 0 { line(word("ほか\(rest)行", "and \(rest) more lines"), depth: 2) }
    }
}

extension Confidence {
    var word: Text {
        switch self {
        case .certain: Text(ja: "確か", en: "certain")
        case .likely: Text(ja: "たぶん", en: "likely")
        case .hint: Text(ja: "手がかりだけ", en: "only a hint")
        }
    }
}

extension Observation.Origin {
    var word: Text {
        switch self {
        case .asked: Text(ja: "たずねた答え", en: "answer to a question")
        case .heard: Text(ja: "聞こえたもの", en: "overheard")
        case .host: Text(ja: "この機器の中", en: "read on this host")
        case .imported: Text(ja: "ファイルから", en: "from a file")
        }
    }
}
