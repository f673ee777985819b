import Addresses
import Assets
import Model
import Testing

struct LedgerMatchingTests {
    private func devices() throws -> Story {
        var story = Story()
        try story.neighbour(first, "192.0.2.1")
        try story.neighbour(second, "192.0.2.2")
        try story.note(second, nil, .name(NameFact("Rececom1.local", .mdns)))
        return story
    }

    @Test func `the hardware address decides before the address`() throws {
        let site = site(
            row(2, [.address: "192.0.2.1"]), row(3, [.address: "192.0.2.2", .mac: "00-00-5E-00-53-01"]))
        #expect(try devices().folded(site: site).map(\.ledgerRow) == ["R3", nil])
    }

    @Test func `an address with the name decides before the address alone`() throws {
        var story = try devices()
        try story.neighbour("00:00:5e:00:53:00", "192.0.2.2")
        let site = site(row(2, [.address: "192.0.2.2", .computerName: " RECECOM1 "]))
        let matched = story.folded(site: site).filter { $0.ledgerRow != nil }
        #expect(matched.map(\.id) == ["mac-00005e005302"])
    }

    @Test func `a row found by its address shows that the hardware address differs`() throws {
        let site = site(row(2, [.address: "192.0.2.1", .mac: "00:00:5e:00:53:77"]))
        let asset = try devices().folded(site: site)[0]
        #expect(asset.ledgerRow == "R2")
        #expect(!asset.macs.contains(try #require(site.ledger.rows[0].macs.first)))
    }

    @Test func `a name alone finds its device whatever its case`() throws {
        let site = site(row(2, [.computerName: "rececom1"]))
        #expect(try devices().folded(site: site).map(\.ledgerRow) == [nil, "R2"])
    }

    @Test func `a row in use is taken before one out of use`() throws {
        let site = site(row(2, [.address: "192.0.2.1", .state: "廃棄済"]), row(3, [.address: "192.0.2.1"]))
        #expect(try devices().folded(site: site)[0].ledgerRow == "R3")
    }

    @Test func `one row is one device`() throws {
        let site = site(row(2, [.address: "192.0.2.1 192.0.2.2"]))
        #expect(try devices().folded(site: site).map(\.ledgerRow) == ["R2", nil])
    }

    @Test func `a device is left alone by the ledger, by the site's list and by its maker`() throws {
        let marked = site(row(2, [.address: "192.0.2.1", .handling: "触らない"]))
        #expect(try devices().folded(site: marked).map(\.isHandsOff) == [true, false])
        let listed = Site(handsOff: [HandsOffEntry(mac: MACAddress(second))])
        #expect(try devices().folded(site: listed).map(\.isHandsOff) == [false, true])
        let maker = HandsOffMaker(
            name: "M", blocks: [MACBlock(first: try #require(MACAddress(first)), bits: 48)],
            why: Text(verbatim: "x"), source: "x")
        let assets = try devices().folded(makers: [maker])
        #expect(assets.map(\.isHandsOff) == [true, false])
        #expect(assets.map(\.kind) == [.dispensing, .unknown])
    }
}
