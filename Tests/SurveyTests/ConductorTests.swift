import Addresses
import Model
import Testing
import Wire

@testable import Survey

/// What a scan does on a link, seen from the link.
@Suite struct ConductorTests {
    private let ports = PortSet((1...60).map { UInt16($0) } + [443, 9100])

    private func scan(
        _ link: SimulatedLink, _ scope: Scope
    ) throws -> (entries: [JournalEntry], reason: ScanEnding.Reason) {
        var entries: [JournalEntry] = []
        var conductor = Conductor(
            scope: scope, ports: link.ports, randomness: 7, record: { entries.append($0) },
            vendor: { _ in nil },
            progress: { _ in })
        let reason = try conductor.run()
        return (entries, reason)
    }

    private func host(_ number: UInt8, open: Set<UInt16> = [22, 9100]) -> SimulatedLink.Host {
        .init(
            mac: MACAddress(0x0000_5e00_5300 | UInt64(number)),
            address: IPv4Address(0xc0a8_4d00 | UInt32(number)),
            open: open)
    }

    private func openPorts(_ entries: [JournalEntry]) -> [String] {
        entries.compactMap { entry in
            guard case .observation(let observation) = entry, case .port(let fact) = observation.fact,
                fact.state == .open, let address = observation.subject.address
            else { return nil }
            return "\(address) \(fact.port)"
        }
    }

    @Test func `every device and every open port is found, and none is invented`() throws {
        let link = SimulatedLink(hosts: [host(10), host(11, open: [443]), host(12, open: [])])
        let (entries, reason) = try scan(link, .simulated(ports: ports))
        #expect(reason == .completed)
        #expect(
            Set(openPorts(entries)) == [
                "192.168.77.10 tcp/22", "192.168.77.10 tcp/9100", "192.168.77.11 tcp/443",
            ])
    }

    @Test func `no device gets more than twenty packets in any second`() throws {
        let link = SimulatedLink(hosts: (10..<40).map { host($0) })
        _ = try scan(link, .simulated(ports: ports))
        for host in link.hosts {
            let times = link.sent.filter { $0.packet.destination == host.mac }.map(\.at)
            for (index, start) in times.enumerated() {
                let inSecond = times[index...].prefix { $0 < start + .seconds(1) }.count
                #expect(inSecond <= 20)
            }
        }
    }

    @Test func `the link never gets more than the overall ceiling`() throws {
        let link = SimulatedLink(hosts: (10..<60).map { host($0) })
        _ = try scan(link, .simulated(ports: ports, packetsPerSecond: 200))
        let times = link.sent.map(\.at)
        for (index, start) in times.enumerated() {
            #expect(times[index...].prefix { $0 < start + .seconds(1) }.count <= 200)
        }
    }

    @Test func `nothing connects to a printing port, and what asks it carries nothing`() throws {
        let link = SimulatedLink(hosts: [host(10, open: [9100, 22])])
        _ = try scan(link, .simulated(ports: ports))
        #expect(link.connections.map(\.port) == [22])
        for (_, packet) in link.sent {
            guard case .tcp(let header) = packet.transport, header.destination == 9100 else { continue }
            #expect(header.flags == .syn)
            #expect(packet.payload.isEmpty)
        }
    }

    @Test func `a hands-off device gets ARP only`() throws {
        let fragile = host(20)
        let link = SimulatedLink(hosts: [fragile, host(21)])
        let scope = Scope.simulated(ports: ports, handsOff: .init(macs: [fragile.mac]))
        let (entries, _) = try scan(link, scope)
        let toIt = link.sent.filter { $0.packet.destination == fragile.mac }
        #expect(toIt.allSatisfy { $0.packet.etherType == 0x0806 })
        #expect(link.connections.allSatisfy { $0.address != .v4(fragile.address) })
        #expect(
            entries.contains { entry in
                guard case .observation(let observation) = entry, case .neighbour = observation.fact else {
                    return false
                }
                return observation.subject.mac == fragile.mac
            })
    }

    @Test func `an excluded address is not even asked by ARP`() throws {
        let excluded = try #require(Prefix("192.168.77.10"))
        let link = SimulatedLink(hosts: [host(10), host(11)])
        _ = try scan(link, .simulated(ports: ports, excluded: [excluded]))
        for (_, packet) in link.sent where packet.etherType == 0x0806 {
            var reader = ByteReader(packet.payload)
            let arp = try ARPPacket(parsing: &reader)
            #expect(arp.target.address != IPv4Address(0xc0a8_4d0a))
        }
    }

    @Test func `the account in the journal is every packet that was sent`() throws {
        let link = SimulatedLink(hosts: [host(10), host(11)])
        let (entries, _) = try scan(link, .simulated(ports: ports))
        let counted = entries.reduce(0) { sum, entry in
            guard case .packets(let counts) = entry else { return sum }
            return sum + counts.reduce(0) { $0 + $1.packets }
        }
        #expect(counted == link.sent.count)
    }

    @Test func `an interrupted scan keeps what it saw and says that it was interrupted`() throws {
        let link = SimulatedLink(hosts: [host(10), host(11)])
        link.interruptAt = .milliseconds(900)
        let (entries, reason) = try scan(link, .simulated(ports: ports))
        #expect(reason == .interrupted)
        guard case .end(let ending) = entries.last else {
            Issue.record("the journal has no ending")
            return
        }
        #expect(ending.reason == .interrupted)
        #expect(entries.contains { if case .observation = $0 { true } else { false } })
    }

    @Test func `a passive scan sends nothing`() throws {
        let link = SimulatedLink(hosts: [host(10)])
        let (_, reason) = try scan(link, .simulated(ports: ports, families: [], packetsPerSecond: 0))
        #expect(reason == .completed)
        #expect(link.sent.isEmpty)
    }

    @Test func `a device that falls silent is left alone, and a second one stops the scan`() throws {
        var first = host(10, open: Set(1...60))
        first.fallsSilentAfter = 10
        var second = host(11, open: Set(1...60))
        second.fallsSilentAfter = 12
        let alone = SimulatedLink(hosts: [first, host(12)])
        #expect(try scan(alone, .simulated(ports: ports)).reason == .completed)
        #expect(alone.hosts[0].received < 70)
        let both = SimulatedLink(hosts: [first, second])
        guard case .failed = try scan(both, .simulated(ports: ports)).reason else {
            Issue.record("the scan went on")
            return
        }
    }

    @Test func `a device that people know by its address only is left alone as well`() throws {
        let fragile = host(20)
        let link = SimulatedLink(hosts: [fragile])
        _ = try scan(link, .simulated(ports: ports, handsOff: .init(addresses: [.v4(fragile.address)])))
        #expect(
            link.sent.allSatisfy { $0.packet.destination != fragile.mac || $0.packet.etherType == 0x0806 })
    }

    @Test func `an interrupted scan does not say that every port was asked`() throws {
        let link = SimulatedLink(hosts: [host(10)])
        link.interruptAt = .milliseconds(1200)
        let (entries, _) = try scan(link, .simulated(ports: ports))
        let outcomes = entries.compactMap { entry -> CoverageFact.Outcome? in
            guard case .observation(let observation) = entry, observation.source == "tcp-syn",
                case .coverage(let fact) = observation.fact
            else { return nil }
            return fact.outcome
        }
        #expect(!outcomes.isEmpty)
        #expect(!outcomes.contains(.looked))
    }
}
