package import Addresses

/// What a device's talk with one remote-maintenance product comes to.
package struct TalkSummary: Hashable, Sendable {
    /// The product's id.
    package var product: String
    /// Names asked for or reached, the most frequent first.
    package var names: [String]
    /// Other ends of connections, in the order in which they were heard.
    package var peers: [IPAddress]
    package var signs: Set<TalkFact.Sign>
    package var times: Int
    package var first: Timestamp
    package var last: Timestamp
    package var observations: [Int]

    /// One summary for each product, in the order of product ids.
    package static func summaries(of talks: [Cited<TalkFact>]) -> [TalkSummary] {
        Dictionary(grouping: talks, by: \.value.product).sorted { $0.key < $1.key }
            .compactMap { TalkSummary(product: $0.key, talks: $0.value) }
    }

    private init?(product: String, talks: [Cited<TalkFact>]) {
        guard let first = talks.map(\.value.first).min(), let last = talks.map(\.value.last).max() else {
            return nil
        }
        self.product = product
        self.first = first
        self.last = last
        var counts: [String: Int] = [:]
        var total = 0
        for talk in talks {
            total += min(max(0, talk.value.times), Int.max - total)
            if let name = talk.value.name {
                counts[name] = (counts[name] ?? 0) + min(talk.value.times, 1 << 32)
            }
        }
        times = total
        names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        peers = talks.compactMap(\.value.peer).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        signs = Set(talks.map(\.value.sign))
        observations = talks.map(\.observation).sorted()
    }

    /// Whether there was a connection, not only a question for a name.
    package var isConnected: Bool { !signs.isSubset(of: [.dns, .mdns]) }

    /// Whether every name is that of a page for people to read: `www.example.com`.
    package var isWebPageOnly: Bool {
        !names.isEmpty && names.allSatisfy { $0.hasPrefix("www.") } && !signs.contains(.octets)
            && !signs.contains(.alpn)
    }
}

extension TalkSummary {
    /// What was heard, without the device, as the end of a sentence: `TeamViewer の中継サービスと通信していました（…）`.
    ///
    /// `product` is the product's name, `isRelay` whether it is one that calls out to a relay, `offset` seconds east
    /// of UTC.
    package func words(product name: Text, isRelay: Bool, offset: Int) -> Text {
        let ja: String
        let en: String
        switch (isConnected, isRelay) {
        case (true, true):
            ja = "\(name.ja) の中継サービスと通信していました"
            en = "talked to the relay service of \(name.en)"
        case (true, false):
            ja = "\(name.ja) の通信をしていました"
            en = "talked in the way of \(name.en)"
        case (false, _):
            ja = "\(name.ja) のサービスの名前を調べていました"
            en = "asked for the name of the service of \(name.en)"
        }
        let shown =
            (names.prefix(2).map(\.printable) + (names.isEmpty ? peers.prefix(2).map(\.description) : []))
        let rest = max(names.count, names.isEmpty ? peers.count : 0) - shown.count
        let whatJa = shown.isEmpty ? "" : shown.joined(separator: "、") + (rest > 0 ? " など" : "") + "、"
        let whatEn =
            shown.isEmpty ? "" : shown.joined(separator: ", ") + (rest > 0 ? " and others" : "") + "; "
        let span = span(offset: offset)
        return Text(
            ja: "\(ja)（\(whatJa)\(times)回、\(span.ja)）",
            en: "\(en) (\(whatEn)\(times) times, \(span.en))")
    }

    /// `10:02〜10:15`; with the days where they differ, and one moment where both are the same.
    private func span(offset: Int) -> Text {
        let (begin, end) = (first.local(offset: offset), last.local(offset: offset))
        if begin.date != end.date {
            return Text(
                ja: "\(begin.date) \(begin.time)〜\(end.date) \(end.time)",
                en: "\(begin.date) \(begin.time) to \(end.date) \(end.time)")
        }
        guard begin.time != end.time else { return Text(verbatim: begin.time) }
        return Text(ja: "\(begin.time)〜\(end.time)", en: "\(begin.time) to \(end.time)")
    }
}
