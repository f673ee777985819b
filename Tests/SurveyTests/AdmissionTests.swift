import Addresses
import Model
import Testing

@testable import Survey

/// What the journal says of how this scanner was received.
@Suite struct AdmissionTests {
    private func admission(
        _ hosts: [SimulatedLink.Host], _ change: (inout Scope) -> Void = { _ in }
    ) throws -> AdmissionFact {
        let link = SimulatedLink(hosts: hosts)
        var scope = Scope.simulated(ports: PortSet([22]))
        change(&scope)
        var facts: [AdmissionFact] = []
        var conductor = Conductor(
            scope: scope, ports: link.ports, randomness: 7,
            record: { entry in
                guard case .observation(let observation) = entry, case .admission(let fact) = observation.fact
                else { return }
                #expect(observation.subject == .site)
                facts.append(fact)
            }, vendor: { _ in nil }, progress: { _ in })
        _ = try conductor.run()
        #expect(facts.count == 1)
        return try #require(facts.first)
    }

    private func host(_ number: UInt8) -> SimulatedLink.Host {
        .init(
            mac: MACAddress(0x0000_5e00_5300 | UInt64(number)),
            address: IPv4Address(0xc0a8_4d00 | UInt32(number)), open: [])
    }

    @Test func `every device that answered is counted once`() throws {
        let fact = try admission([host(10), host(11), host(12)]) { $0.links[0].addressing = .dhcp }
        #expect(fact.answered == 3)
        #expect(fact.addressing == .dhcp)
        #expect(fact.mac == SimulatedLink.ownMAC)
        #expect(fact.addresses == [.v4(SimulatedLink.own)])
    }

    @Test func `an empty network answers nothing`() throws {
        let fact = try admission([])
        #expect(fact.answered == 0)
        #expect(fact.addressing == .unknown)
    }

    @Test func `who only listens was answered by nobody`() throws {
        let fact = try admission([host(10)]) { $0.intensity.packetsPerSecond = 0 }
        #expect(fact.answered == 0)
    }
}
