import Addresses
import Model
import Probing
import Testing
import Wire

/// Wireless networks as their beacons announce them; frames made by hand after IEEE 802.11-2020, 9.3.3 and 9.4.2.
struct WirelessListenerTests {
    private static let cell: [UInt8] = [0x00, 0x00, 0x5e, 0x00, 0x53, 0x09]
    private static let name = element(0, Array("example".utf8))
    private static let ccmpGroup: [UInt8] = [0x00, 0x0f, 0xac, 0x04]

    private static func element(_ kind: UInt8, _ body: [UInt8]) -> [UInt8] {
        [kind, UInt8(body.count)] + body
    }

    /// An RSN element with one cipher and these kinds of key management.
    private static func rsn(_ types: [UInt8], cipher: UInt8 = 4, capabilities: UInt8 = 0) -> [UInt8] {
        let keys = types.flatMap { [0x00, 0x0f, 0xac, $0] as [UInt8] }
        return element(
            48,
            [1, 0] + ccmpGroup + [1, 0, 0x00, 0x0f, 0xac, cipher, UInt8(types.count), 0] + keys
                + [capabilities, 0])
    }

    private static let firstWPA = element(
        221,
        [
            0x00, 0x50, 0xf2, 1, 1, 0, 0x00, 0x50, 0xf2, 2, 1, 0, 0x00, 0x50, 0xf2, 2, 1, 0, 0x00, 0x50, 0xf2,
            2,
        ])

    private static func frame(
        _ elements: [UInt8], kind: UInt8 = 0x80, isPrivate: Bool = true
    ) -> [UInt8] {
        [kind, 0, 0, 0] + Array(repeating: 0xff, count: 6) + cell + cell + [0, 0]
            + [UInt8](repeating: 7, count: 8) + [100, 0] + [isPrivate ? 0x11 : 0x01, 0] + elements
    }

    private func facts(_ frame: [UInt8], _ link: LinkType = .wireless) -> [Fact] {
        let sightings = Listener.wireless.hear(Packet(dissecting: frame, linkType: link))
        #expect(sightings.allSatisfy { $0.subject == .init(mac: MACAddress(0x0000_5e00_5309)) })
        return sightings.map(\.fact)
    }

    private func network(_ frame: [UInt8], _ link: LinkType = .wireless) -> WirelessFact? {
        for case .wireless(let fact) in facts(frame, link) { return fact }
        return nil
    }

    @Test(
        arguments: [
            ([], false, [.open]), ([], true, [.wep]),
            (firstWPA, true, [.wpa]),
            (firstWPA + rsn([2]), true, [.wpa, .wpa2Personal]),
            (rsn([2, 8]), true, [.wpa2Personal, .wpa3Personal]),
            (rsn([6]), true, [.wpa2Personal]), (rsn([24]), true, [.wpa3Personal]),
            (rsn([1]), true, [.wpa2Enterprise]), (rsn([5]), true, [.wpa2Enterprise]),
            (rsn([5], capabilities: 0xc0), true, [.wpa3Enterprise]), (rsn([12]), true, [.wpa3Enterprise]),
            (rsn([18]), true, [.owe]), (element(48, [1, 0]), true, [.wpa2Enterprise]),
        ] as [([UInt8], Bool, [WirelessFact.Security])])
    func `a network's security is what its elements let a station choose`(
        elements: [UInt8], isPrivate: Bool, security: [WirelessFact.Security]
    ) {
        let fact = network(Self.frame(Self.name + elements, isPrivate: isPrivate))
        #expect(fact?.security == security)
        #expect(fact?.network == "example")
    }

    @Test func `key management that is not known is not taken for none`() {
        #expect(facts(Self.frame(Self.name + Self.rsn([200]))).isEmpty)
    }

    @Test func `TKIP is noted wherever it is allowed`() {
        #expect(network(Self.frame(Self.rsn([2], cipher: 2)))?.allowsTKIP == true)
        #expect(network(Self.frame(Self.firstWPA))?.allowsTKIP == true)
        #expect(network(Self.frame(Self.rsn([2])))?.allowsTKIP == false)
    }

    @Test func `the channel and a hidden name are read, behind radiotap and in a probe response`() {
        let frame = Self.frame(
            Self.element(0, [0, 0, 0]) + Self.element(3, [11]) + Self.rsn([2]), kind: 0x50)
        let fact = network([0, 0, 8, 0, 0, 0, 0, 0] + frame, .radiotap)
        #expect(fact?.channel == 11)
        #expect(fact != nil && fact?.network == nil)
    }

    @Test func `an access point that offers a button says its model`() {
        func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
            [UInt8(type >> 8), UInt8(type & 0xff), 0, UInt8(value.count)] + value
        }
        let texts =
            attribute(0x1021, Array("Example Inc.".utf8)) + attribute(0x1023, Array("AP-1\0".utf8))
            + attribute(0x1024, [0x20])
        func setup(_ body: [UInt8]) -> [UInt8] { Self.element(221, [0x00, 0x50, 0xf2, 4] + body) }
        let split = setup(Array(texts.prefix(9))) + setup(Array(texts.dropFirst(9)))
        let found = facts(Self.frame(Self.name + Self.rsn([2]) + split))
        #expect(found.contains(.trait(TraitFact(.wirelessModel, "Example Inc. AP-1"))))
        #expect(network(Self.frame(Self.rsn([2]) + split))?.offersSetup == true)
        let locked = setup(texts + attribute(0x1057, [1]))
        #expect(network(Self.frame(Self.rsn([2]) + locked))?.offersSetup == false)
        #expect(network(Self.frame(Self.rsn([2])))?.offersSetup == false)
    }

    @Test func `a frame that was cut is never taken for one without encryption`() {
        let whole = Self.frame(Self.name + Self.rsn([2]))
        for length in whole.indices.dropLast() {
            let fact = network(Array(whole[..<length]))
            // Up to four octets may be the check sequence, when all before them is whole.
            #expect(fact == nil || length <= 36 + Self.name.count + 4, "cut to \(length)")
        }
        #expect(network(whole + [0xde, 0xad, 0xbe, 0xef])?.security == [.wpa2Personal])
    }

    @Test func `other frames and hostile lengths give nothing and do no harm`() {
        #expect(facts(Self.frame(Self.name, kind: 0x40)).isEmpty)
        #expect(facts(Self.frame(Self.element(0, Array(repeating: 65, count: 33)))).isEmpty)
        #expect(facts(Self.frame([48, 8, 1, 0, 0, 0x0f, 0xac, 4, 0xff, 0xff])).isEmpty)
        let whole = Self.frame(Self.name + Self.firstWPA + Self.rsn([2, 8]))
        for index in whole.indices {
            for octet in [0x00, 0x01, 0x7f, 0x80, 0xff] as [UInt8] {
                var changed = whole
                changed[index] = octet
                _ = Listener.wireless.hear(Packet(dissecting: changed, linkType: .wireless))
            }
        }
    }

    @Test func `what a card's last scan kept is read alike`() {
        let cell = MACAddress(0x0000_5e00_5309)
        let sightings = wirelessSightings(
            cell: cell, capabilities: 0x0011, elements: Self.name + Self.rsn([8]))
        #expect(sightings.count == 1)
        #expect(wirelessSightings(cell: cell, capabilities: 0x0011, elements: [0, 9, 1, 2, 3, 4, 5]).isEmpty)
    }
}
