import Addresses
import HostFacts
import Model
import Testing

/// What this host's wireless cards heard, and how far that goes.
struct WirelessSourceTests {
    private static let cell = MACAddress(0x0000_5e00_5301)
    private static let fact = Fact.wireless(
        WirelessFact(network: "example", security: [.wpa2Personal], channel: 6, offersSetup: false))

    private func told(_ cards: Reading<[HostSnapshot.WirelessCard]>, interfaces: [HostInterface] = [])
        -> [Observation]
    {
        var snapshot = HostSnapshot()
        snapshot.interfaces = .found(interfaces)
        snapshot.wirelessCards = cards
        return inspect(snapshot, at: Timestamp(microseconds: 1)).filter { $0.source == "host-wireless" }
    }

    private func coverage(_ observations: [Observation]) -> [CoverageFact] {
        observations.compactMap { if case .coverage(let fact) = $0.fact { fact } else { nil } }
    }

    private func reason(_ fact: CoverageFact?) -> String? {
        if case .couldNot(let why) = fact?.outcome { why.en } else { nil }
    }

    @Test func `a network is told of its cell with the card and the age it was heard at`() {
        let cell = HostSnapshot.Cell(
            mac: Self.cell, facts: [Self.fact], frequency: 2437, signal: -6250, age: 1_260_000,
            isJoined: true, elements: [0, 7, 0x65])
        let observations = told(.found([.init(interface: "wlan0", cells: .found([cell]))]))
        #expect(observations.first?.fact == Self.fact)
        #expect(observations.first?.subject == .init(mac: Self.cell))
        #expect(observations.first?.grounds?.value == "wlan0 2437 MHz -62.5 dBm 1260000 ms ago joined 000765")
        #expect(
            coverage(observations) == [
                CoverageFact("wireless cards", .looked),
                CoverageFact("wireless networks heard by wlan0", .looked),
            ])
    }

    @Test func `long elements and missing measures leave grounds that say so`() {
        let cell = HostSnapshot.Cell(
            mac: Self.cell, facts: [Self.fact], elements: Array(repeating: 0xdd, count: 2000))
        let grounds = told(.found([.init(interface: "wlan0", cells: .found([cell]))])).first?.grounds
        #expect(grounds?.value.hasPrefix("wlan0 of unknown age dddd") == true)
        #expect(grounds?.isCut == true)
    }

    @Test func `no card and a card that heard nothing are different things`() {
        let none = coverage(told(.found([])))
        #expect(none == [CoverageFact("wireless cards", .looked)])
        let silent = coverage(told(.found([.init(interface: "wlan0", cells: .found([]))])))
        #expect(silent == none + [CoverageFact("wireless networks heard by wlan0", .looked)])
    }

    @Test func `what could not be read is said, for the list of cards and for each`() {
        #expect(
            reason(coverage(told(.unread(.failed("netlink dump: x")))).first)?.contains("wireless") == true)
        let card = coverage(told(.found([.init(interface: "wlan0", cells: .unread(.notPermitted))])))
        #expect(card.first?.outcome == .looked)
        #expect(reason(card.last)?.contains("wlan0") == true)
    }

    @Test func `networks that nobody could read are counted`() {
        let known = HostSnapshot.Cell(mac: Self.cell, facts: [Self.fact])
        let strange = HostSnapshot.Cell(mac: Self.cell, facts: [])
        let card = HostSnapshot.WirelessCard(interface: "wlan0", cells: .found([known, strange]), unread: 2)
        let observations = told(.found([card]))
        #expect(observations.count { $0.fact == Self.fact } == 1)
        #expect(reason(coverage(observations).last) == "3 of 4 wireless networks heard could not be read.")
    }

    @Test func `a card that only the list of interfaces knows is not taken for none`() {
        let interface = HostInterface(name: "wlan1", mac: nil, addresses: [], isUp: true, isWireless: true)
        #expect(reason(coverage(told(.found([]), interfaces: [interface])).first)?.contains("wlan1") == true)
        let card = HostSnapshot.WirelessCard(interface: "wlan1", cells: .found([]))
        #expect(coverage(told(.found([card]), interfaces: [interface])).first?.outcome == .looked)
    }
}
