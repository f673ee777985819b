import Addresses
import Model
import Testing
import Wire

@testable import Survey

/// Who routes is found by what it does with a packet for others; nobody else is spoken to.
@Suite struct ForwardingTests {
    private func host(_ number: UInt8, _ change: (inout SimulatedLink.Host) -> Void = { _ in })
        -> SimulatedLink.Host
    {
        var host = SimulatedLink.Host(
            mac: MACAddress(0x0000_5e00_5300 | UInt64(number)),
            address: IPv4Address(0xc0a8_4d00 | UInt32(number)))
        change(&host)
        return host
    }

    private func run(_ link: SimulatedLink, _ scope: Scope) throws -> [Observation] {
        var observations: [Observation] = []
        var conductor = Conductor(
            scope: scope, ports: link.ports, randomness: 7,
            record: { if case .observation(let observation) = $0 { observations.append(observation) } },
            vendor: { _ in nil }, progress: { _ in })
        _ = try conductor.run()
        return observations
    }

    private func routers(_ observations: [Observation]) -> [MACAddress?] {
        observations.filter { $0.fact == .attribute(AttributeFact(.router, "forwards", .certain)) }
            .map(\.subject.mac)
    }

    /// Hops of the echo requests that a host was handed, in order.
    private func handed(_ link: SimulatedLink, _ host: SimulatedLink.Host) -> [UInt8] {
        link.sent.compactMap { _, packet in
            guard packet.destination == host.mac, case .icmp(type: 8, code: 0) = packet.transport else {
                return nil
            }
            return packet.network?.hops
        }
    }

    @Test func `a router tells of the packet's end, and is asked once`() throws {
        let router = host(9) {
            $0.tellsOfDeath = true
            $0.givesBack = true
        }
        let link = SimulatedLink(hosts: [router, host(10)])
        let observations = try run(link, .simulated(ports: PortSet([80])))
        #expect(routers(observations) == [router.mac])
        #expect(handed(link, router) == [1])
        let heard = try #require(observations.first { $0.source == "forward-test" })
        #expect(heard.origin == .asked && heard.grounds != nil)
    }

    @Test func `a router that only gives back is found by the second packet`() throws {
        let router = host(9) { $0.givesBack = true }
        let link = SimulatedLink(hosts: [router])
        #expect(routers(try run(link, .simulated(ports: PortSet([80])))) == [router.mac])
        #expect(handed(link, router) == [1, 2])
    }

    @Test func `a plain device is handed two packets that cannot leave the link, and is called nothing`()
        throws
    {
        let plain = host(10)
        let link = SimulatedLink(hosts: [plain, host(11)])
        let observations = try run(link, .simulated(ports: PortSet([80])))
        #expect(routers(observations).isEmpty)
        #expect(handed(link, plain) == [1, 2])
        let tested = observations.filter {
            $0.fact == .coverage(CoverageFact("forwarding", .looked))
        }
        #expect(tested.count == 2)
        for (_, packet) in link.sent {
            guard case .icmp = packet.transport, let network = packet.network else { continue }
            #expect(network.source == .v4(SimulatedLink.own))
            #expect(Prefix("192.168.77.0/24")?.contains(network.destination) == true)
        }
    }

    @Test func `known gateways, hands-off and excluded devices are not tested`() throws {
        let (gateway, fragile, excluded) = (host(1), host(20), host(30))
        let link = SimulatedLink(hosts: [gateway, fragile, excluded])
        link.gateways = [.v4(gateway.address)]
        let prefix = try #require(Prefix("192.168.77.30"))
        _ = try run(
            link,
            .simulated(ports: PortSet([80]), excluded: [prefix], handsOff: .init(macs: [fragile.mac])))
        for host in [gateway, fragile, excluded] { #expect(handed(link, host).isEmpty) }
    }

    private let test = ForwardingTest(secret: 7)
    private let own = Station(mac: SimulatedLink.ownMAC, address: .v4(SimulatedLink.own))
    private let mac = MACAddress(0x0000_5e00_5309)

    /// Our own question with other stations' hardware addresses and another hop count.
    private func returned(from source: MACAddress, hops: UInt8) -> Packet {
        var frame = test.question(from: own, through: mac, to: SimulatedLink.own, .returning)
        for (index, octet) in (own.mac.octets + source.octets).enumerated() { frame[index] = octet }
        frame[22] = hops
        return Packet(dissecting: frame)
    }

    @Test func `only the station that was asked can answer, and only by routing`() {
        let ours = [own.address]
        #expect(test.isAnswer(returned(from: mac, hops: 1), own: ours))
        // A loop of cables gives it back as it was.
        #expect(!test.isAnswer(returned(from: mac, hops: 2), own: ours))
        #expect(!test.isAnswer(returned(from: MACAddress(0x0000_5e00_530a), hops: 1), own: ours))
        #expect(!test.isAnswer(returned(from: mac, hops: 1), own: []))
        #expect(!ForwardingTest(secret: 8).isAnswer(returned(from: mac, hops: 1), own: ours))
    }

    @Test func `no truncation of an answer is taken for one or stops the program`() {
        let octets = returned(from: mac, hops: 1).octets
        for length in 0..<octets.count {
            let packet = Packet(dissecting: Array(octets.prefix(length)))
            #expect(!test.isAnswer(packet, own: [own.address]))
        }
    }

    @Test func `the gate lets no echo request live for more than two stations`() throws {
        let link = SimulatedLink(hosts: [])
        let scope = Scope.simulated(ports: PortSet([80]))
        var gate = Gate(scope: scope, ports: link.ports)
        let station = Station(mac: mac, address: .v4(IPv4Address(0xc0a8_4d09)))
        let frame = { (hops: UInt8) in
            Frame.echoRequest4(from: own, to: station, identifier: 1, sequence: 1, hops: hops)
        }
        try gate.transmit(frame(2), on: scope.links[0], probe: "x")
        #expect(throws: Gate.Refusal.outsideScope) {
            try gate.transmit(frame(3), on: scope.links[0], probe: "x")
        }
    }
}
