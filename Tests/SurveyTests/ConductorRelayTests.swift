import Addresses
import Model
import Probing
import Testing
import Wire

@testable import Survey

/// A scan that hears talk with remote-maintenance services while it asks.
@Suite struct ConductorRelayTests {
    private let products = [
        RemoteMaintenanceProduct(
            id: "alpha", name: Text(verbatim: "Alpha"), visibility: [.relay], ports: [Port(.tcp, 4899)],
            protocols: [], processes: [], domains: ["*.alpha.example"],
            signatures: [WireSignature(transport: .tcp, octets: [1, 0, 0, 0, 0x25])], severity: .high,
            source: "example", asOf: CivilDate(daysSinceEpoch: 20_000))
    ]
    private static let other = MACAddress(0x0000_5e00_530a)

    /// A question for a relay's name, from a station with an address.
    private func question(from mac: MACAddress, _ address: UInt32, id: UInt16, port: UInt16 = 50_123) throws
        -> [UInt8]
    {
        let name = try #require(DNSName(labels: ["r1", "alpha", "example"].map { Array($0.utf8) }))
        return Frame.udp(
            from: Station(mac: mac, address: .v4(IPv4Address(address))),
            to: Station(mac: MACAddress(0x0000_5e00_5301), address: .v4(IPv4Address(0xc0a8_4d01))),
            sourcePort: port, destinationPort: 53,
            payload: DNSMessage(id: id, questions: [.init(name, .a)]).octets)
    }

    /// The talks that a scan writes down when these frames are captured at its beginning.
    private func talks(_ frames: [[UInt8]], _ scope: Scope) throws -> [Observation] {
        let link = SimulatedLink(hosts: [])
        var ports = link.ports
        let wait = ports.wait
        var pending = frames
        ports.wait = { until in
            guard !pending.isEmpty else { return try wait(until) }
            let events = pending.map {
                PortEvent.frame($0, interface: 7, time: Timestamp(microseconds: 1_700_000_000_000_000))
            }
            pending = []
            return events
        }
        var entries: [JournalEntry] = []
        var conductor = Conductor(
            scope: scope, ports: ports, randomness: 7, relays: RelayDirectory(products),
            record: { entries.append($0) }, vendor: { _ in nil }, progress: { _ in })
        _ = try conductor.run()
        return entries.compactMap { entry in
            guard case .observation(let observation) = entry, case .talk = observation.fact else {
                return nil
            }
            return observation
        }
    }

    private func times(_ observations: [Observation]) -> Int {
        observations.reduce(0) { sum, observation in
            guard case .talk(let fact) = observation.fact else { return sum }
            return sum + fact.times
        }
    }

    @Test func `talk of others and of this host is counted, as often as it came`() throws {
        let frames = try [
            question(from: Self.other, 0xc0a8_4d0a, id: 1), question(from: Self.other, 0xc0a8_4d0a, id: 2),
            question(from: SimulatedLink.ownMAC, SimulatedLink.own.value, id: 3),
        ]
        let talks = try talks(frames, .simulated(ports: PortSet([22])))
        #expect(times(talks.filter { $0.subject.mac == Self.other }) == 2)
        #expect(times(talks.filter { $0.subject.mac == SimulatedLink.ownMAC }) == 1)
    }

    @Test func `what this scan itself asks is not talk`() throws {
        let frame = try question(
            from: SimulatedLink.ownMAC, SimulatedLink.own.value, id: 3, port: 40_001)
        #expect(try talks([frame], .simulated(ports: PortSet([22]))).isEmpty)
    }

    @Test func `what a router brings from outside is nobody's of this link`() throws {
        let frame = try question(from: MACAddress(0x0000_5e00_5301), 0xcb00_7109, id: 3)
        #expect(try talks([frame], .simulated(ports: PortSet([22]))).isEmpty)
    }
}
