import HostFacts
import Platform
import Probing

extension HostReading {
    /// The wireless cards with what each has heard, read as beacons from the air are; nothing is sent.
    static func wirelessCards() -> Reading<[HostSnapshot.WirelessCard]> {
        reading { () throws(SystemError) in
            try WirelessTable.read().cards.map(HostSnapshot.WirelessCard.init)
        }
    }
}

extension HostSnapshot.WirelessCard {
    fileprivate init(_ card: WirelessTable.Card) {
        self.init(
            interface: card.name,
            cells: card.failure.map { .unread($0.unread) } ?? .found(card.heard.map(HostSnapshot.Cell.init)),
            unread: card.unread)
    }
}

extension HostSnapshot.Cell {
    fileprivate init(_ cell: WirelessTable.Cell) {
        let sightings = wirelessSightings(
            cell: cell.mac, capabilities: cell.capabilities, elements: cell.elements)
        self.init(
            mac: cell.mac, facts: sightings.map(\.fact), frequency: cell.frequency, signal: cell.signal,
            age: cell.age, isJoined: cell.isJoined, elements: cell.elements)
    }
}
