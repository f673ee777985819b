import Addresses
import Assets
import Model
import Testing

struct IdentityTests {
    @Test func `one hardware address is one device with all its addresses`() throws {
        var story = Story()
        try story.neighbour(first, "192.0.2.9")
        try story.neighbour(first, "fe80::1")
        try story.neighbour(first, "192.0.2.1")
        let assets = story.folded()
        #expect(assets.map(\.id) == ["mac-00005e005301"])
        #expect(assets[0].addresses.map(\.description) == ["192.0.2.1", "192.0.2.9", "fe80::1"])
        #expect(assets[0].observations == [2, 3, 4])
    }

    @Test func `two hardware addresses that claim one address stay two devices that both list it`() throws {
        var story = Story()
        try story.neighbour(first, "192.0.2.7")
        try story.neighbour(second, "192.0.2.7")
        let assets = story.folded()
        #expect(assets.map(\.id) == ["mac-00005e005301", "mac-00005e005302"])
        #expect(assets.allSatisfy { $0.addresses.map(\.description) == ["192.0.2.7"] })
    }

    @Test func `an observation of an address goes to the device that held it last`() throws {
        var story = Story()
        try story.open("192.0.2.7", 22)
        try story.neighbour(first, "192.0.2.7")
        try story.open("192.0.2.7", 80)
        try story.neighbour(second, "192.0.2.7")
        try story.open("192.0.2.7", 443)
        let assets = story.folded()
        #expect(assets.map { $0.services.map(\.port) } == [[22, 80], [443]])
    }

    @Test func `a device nobody knows the hardware address of is known by its address`() throws {
        var story = Story()
        try story.open("192.0.2.7", 22)
        #expect(story.folded().map(\.id) == ["ip-192.0.2.7"])
    }

    @Test func `an inspected host owns the hardware addresses of its interfaces`() throws {
        var story = Story()
        try story.neighbour(second, "192.0.2.20")
        try story.open("192.0.2.10", 22)
        let address = InterfaceAddress(
            address: try #require(IPAddress("192.0.2.10")), prefix: try #require(Prefix("192.0.2.0/24")))
        for (name, mac) in [("enp1s0", first), ("enp2s0", second)] {
            let interface = HostInterface(
                name: name, mac: MACAddress(mac), addresses: name == "enp1s0" ? [address] : [], isUp: true)
            try story.note(host: "this-host", .interface(interface), from: "host-interfaces")
        }
        let assets = story.folded()
        #expect(assets.map(\.id) == ["this-host"])
        #expect(assets[0].macs.count == 2)
        #expect(assets[0].addresses.map(\.description) == ["192.0.2.10", "192.0.2.20"])
        #expect(assets[0].services.map(\.port) == [22])
        #expect(assets[0].host?.interfaces.count == 2)
    }

    @Test func `equal names do not make two devices one`() throws {
        var story = Story()
        for mac in [first, second] { try story.note(mac, nil, .name(NameFact("PC1", .netbios))) }
        #expect(story.folded().count == 2)
    }

    @Test(arguments: ["224.0.0.251", "255.255.255.255", "0.0.0.0", "ff02::fb", "::", "127.0.0.1"])
    func `groups, broadcast and nought are no devices`(address: String) throws {
        var story = Story()
        try story.open(address, 80)
        for mac in ["ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:fb", "00:00:00:00:00:00"] {
            try story.note(mac, address, .neighbour)
        }
        #expect(story.folded().isEmpty)
    }

    @Test func `asking without an answer makes no device`() throws {
        var story = Story()
        try story.note(nil, "192.0.2.7", .coverage(CoverageFact("tcp 22", .looked)))
        try story.note(nil, "192.0.2.8", .port(PortFact(Port(.tcp, 22), .prohibited)))
        try story.note(nil, "192.0.2.9", .port(PortFact(Port(.tcp, 22), .closed)))
        #expect(story.folded().map(\.id) == ["ip-192.0.2.9"])
    }

    @Test func `devices come in the order of their first IPv4 address`() throws {
        var story = Story()
        try story.neighbour(first, "fe80::1")
        try story.neighbour(second, "192.0.2.200")
        try story.open("192.0.2.3", 22)
        #expect(story.folded().map(\.id) == ["ip-192.0.2.3", "mac-00005e005302", "mac-00005e005301"])
    }

    @Test(arguments: 0..<20)
    func `any order of the observations gives the same devices`(seed: UInt64) throws {
        var story = Story()
        try story.open("192.0.2.7", 22, 80, 443)
        try story.neighbour(first, "192.0.2.7")
        try story.neighbour(second, "192.0.2.7")
        try story.note(second, "192.0.2.8", .name(NameFact("PC1", .mdns)), from: "heard-mdns")
        for vendor in ["One", "Two"] {
            try story.note(first, nil, .attribute(AttributeFact(.vendor, vendor, .likely)))
        }
        for versions in ["1.3", "1.2", "1.0"] {
            let fact = ServiceFact(Port(.tcp, 443), proto: "tls", facts: [.tlsVersions: versions])
            try story.note(nil, "192.0.2.7", .service(fact))
        }
        let site = site(row(2, [.address: "192.0.2.7"]), row(3, [.address: "192.0.2.7, 192.0.2.8"]))
        var generator = SplitMix(state: seed)
        let shuffled = fold(story.lines.shuffled(using: &generator), site: site, handsOffMakers: [])
        #expect(shuffled == story.folded(site: site))
    }
}

/// A small repeatable generator (Steele, Lea, Flood: SplitMix64).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
