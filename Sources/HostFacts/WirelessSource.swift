import Addresses
import Model

extension HostSource {
    /// The wireless networks that this host's cards have already heard; whoever they belong to.
    ///
    /// Everything the kernel still keeps is told, however old: it forgets by itself, except the network that the
    /// host is joined to, which matters most. The grounds say the age.
    static let wireless = HostSource(id: "host-wireless") { snapshot in
        let cards = snapshot.wirelessCards.value ?? []
        return cards.flatMap(\.sightings) + [cardCoverage(snapshot)] + cards.map(\.coverage)
    }

    /// Whether the cards themselves are known. A card with an old driver is in the list of interfaces alone.
    private static func cardCoverage(_ snapshot: HostSnapshot) -> HostSighting {
        let name = CoverageFact.wirelessCards
        let known = Set((snapshot.wirelessCards.value ?? []).map(\.interface))
        let silent = (snapshot.interfaces.value ?? [])
            .filter { $0.isWireless && !known.contains($0.name) }.map(\.name.printable)
        guard snapshot.wirelessCards.value != nil, !silent.isEmpty else {
            return .coverage(
                name, snapshot.wirelessCards,
                Text(ja: "無線LANの部品の一覧", en: "The list of wireless cards"))
        }
        let names = silent.joined(separator: ", ")
        return HostSighting(
            .coverage(
                CoverageFact(
                    name,
                    .couldNot(
                        Text(
                            ja: "無線LANの部品 \(names) は古い方式のため、聞こえた無線LANを読み取れませんでした。",
                            en:
                                "The wireless card \(names) is of an old kind; what it heard could not be read."
                        )
                    ))))
    }
}

extension HostSnapshot.WirelessCard {
    fileprivate var sightings: [HostSighting] {
        (cells.value ?? []).flatMap { cell in
            cell.facts.map {
                HostSighting($0, about: .init(mac: cell.mac), grounds: cell.grounds(interface: interface))
            }
        }
    }

    /// How far it was looked at; a card that heard nothing was looked at as well.
    fileprivate var coverage: HostSighting {
        let name = CoverageFact.wirelessNetworks(of: interface)
        let (known, all) = (cells.value ?? [], (cells.value?.count ?? 0) + unread)
        let lost = unread + known.count { $0.facts.isEmpty }
        guard lost == 0 else {
            return HostSighting(
                .coverage(
                    CoverageFact(
                        name,
                        .couldNot(
                            Text(
                                ja: "聞こえた無線LAN\(all)個のうち\(lost)個は、読み取れませんでした。",
                                en: "\(lost) of \(all) wireless networks heard could not be read.")))))
        }
        return .coverage(
            name, cells,
            Text(
                ja: "無線LANの部品 \(interface.printable) が聞いた無線LANの一覧",
                en: "The list of wireless networks that \(interface.printable) heard"))
    }
}

extension HostSnapshot.Cell {
    /// `wlan0 2437 MHz -62.5 dBm 1200 ms ago joined 0007…`: the elements last, since they may be cut.
    fileprivate func grounds(interface: String) -> String {
        var words = [interface]
        if let frequency { words.append("\(frequency) MHz") }
        if let signal { words.append("\(Double(signal) / 100) dBm") }
        words.append(age.map { "\($0) ms ago" } ?? "of unknown age")
        if isJoined { words.append("joined") }
        return (words + [elements.prefix(Observation.Grounds.limit).map { hexadecimal($0) }.joined()])
            .joined(separator: " ")
    }
}
