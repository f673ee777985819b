import Addresses
import Testing
import Wire

struct WirelessBeaconTests {
    /// Header, time, interval and capabilities of a beacon of 00:00:5e:00:53:01.
    private static func beacon(private isPrivate: Bool, _ elements: [UInt8]) -> [UInt8] {
        [0x80, 0x00, 0x00, 0x00]
            // To everybody, from the cell, of the cell, sequence number.
            + [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01]
            + [0x00, 0x00, 0x5e, 0x00, 0x53, 0x01, 0x10, 0x00]
            // Time, interval, capabilities.
            + [0, 0, 0, 0, 0, 0, 0, 0, 0x64, 0x00, isPrivate ? 0x11 : 0x01, 0x00]
            + elements
    }

    /// `pharm` on channel 6.
    private static let named: [UInt8] = [0, 5] + Array("pharm".utf8) + [3, 1, 6]
    /// CCMP with a password, management frames allowed to be protected.
    private static let robust: [UInt8] =
        [48, 20, 1, 0, 0x00, 0x0f, 0xac, 4, 1, 0, 0x00, 0x0f, 0xac, 4, 1, 0, 0x00, 0x0f, 0xac, 2, 0x80, 0]
    /// TKIP with a password.
    private static let first: [UInt8] =
        [221, 22, 0x00, 0x50, 0xf2, 1, 1, 0, 0x00, 0x50, 0xf2, 2, 1, 0, 0x00, 0x50, 0xf2, 2]
        + [1, 0, 0x00, 0x50, 0xf2, 2]
    /// Manufacturer `Example`, model `AP-1`.
    private static let setup: [UInt8] =
        [221, 23, 0x00, 0x50, 0xf2, 4, 0x10, 0x21, 0, 7] + Array("Example".utf8) + [0x10, 0x23, 0, 4]
        + Array("AP-1".utf8)

    @Test func `name, channel, ciphers, key management and set-up are read`() throws {
        let frame = Self.beacon(private: true, Self.named + Self.robust + Self.first + Self.setup)
        let beacon = try WirelessBeacon(parsing: frame[...])
        #expect(beacon.cell.description == "00:00:5e:00:53:01")
        #expect(beacon.name == Array("pharm".utf8))
        #expect(beacon.channel == 6)
        #expect(beacon.isPrivate)
        #expect(beacon.robust?.ciphers == [4])
        #expect(beacon.robust?.keyManagement == [2])
        #expect(beacon.robust?.capabilities == 0x80)
        #expect(beacon.first?.ciphers == [2])
        #expect(beacon.setup?.manufacturer == "Example")
        #expect(beacon.setup?.model == "AP-1")
        #expect(beacon.setup?.isLocked == false)
    }

    @Test func `an open network without a name hides it`() throws {
        let beacon = try WirelessBeacon(parsing: Self.beacon(private: false, [0, 3, 0, 0, 0])[...])
        #expect(beacon.hidesName)
        #expect(!beacon.isPrivate && beacon.robust == nil && beacon.first == nil)
    }

    @Test func `what is cut off within an element is refused, never taken for an open network`() throws {
        let head = Self.beacon(private: true, []).count
        let whole = Self.beacon(private: true, Self.named + Self.robust)
        let last = head + Self.named.count
        for length in 0..<head {
            #expect(throws: WireError.self) { try WirelessBeacon(parsing: whole.prefix(length)) }
        }
        for length in (last + 5)..<whole.count {
            #expect(throws: WireError.self) { try WirelessBeacon(parsing: whole.prefix(length)) }
        }
    }

    @Test(arguments: [0x40, 0x00, 0xb0, 0x08] as [UInt8])
    func `other frames are no beacons`(kind: UInt8) {
        var frame = Self.beacon(private: true, Self.named)
        frame[0] = kind
        #expect(throws: WireError.self) { try WirelessBeacon(parsing: frame[...]) }
    }

    @Test func `no octets make the parser fail otherwise`() {
        var random = SystemRandomNumberGenerator()
        let whole = Self.beacon(private: true, Self.named + Self.robust + Self.first + Self.setup)
        for _ in 0..<20_000 {
            var frame = whole
            for _ in 0..<4 {
                frame[Int.random(in: 0..<frame.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = try? WirelessBeacon(parsing: frame.prefix(Int.random(in: 0...frame.count, using: &random)))
        }
    }
}
