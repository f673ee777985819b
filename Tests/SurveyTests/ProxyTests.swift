import Addresses
import Model
import Testing

@testable import Survey

/// Who answers in another station's place shows by the hops of that station's answers.
@Suite struct ProxyTests {
    private func proxied(_ hosts: [SimulatedLink.Host]) throws -> [Observation] {
        let link = SimulatedLink(hosts: hosts)
        var observations: [Observation] = []
        var conductor = Conductor(
            scope: .simulated(ports: PortSet([22, 80])), ports: link.ports, randomness: 7,
            record: { if case .observation(let observation) = $0 { observations.append(observation) } },
            vendor: { _ in nil }, progress: { _ in })
        _ = try conductor.run()
        return observations.filter {
            if case .attribute(let fact) = $0.fact { fact.key == .proxyARP } else { false }
        }
    }

    private let mac = MACAddress(0x0000_5e00_5309)

    private func host(_ number: UInt32, hops: UInt8) -> SimulatedLink.Host {
        SimulatedLink.Host(mac: mac, address: IPv4Address(0xc0a8_4d00 | number), open: [22], hops: hops)
    }

    @Test(arguments: [63, 127, 254] as [UInt8])
    func `a station whose answers were forwarded is behind who answers ARP for it`(hops: UInt8) throws {
        let found = try proxied([host(9, hops: 64), host(30, hops: hops)])
        #expect(
            found.map(\.fact) == [.attribute(AttributeFact(.proxyARP, "192.168.77.30", .likely))])
        #expect(found.first?.subject == .init(mac: mac))
        #expect(found.first?.grounds != nil)
    }

    @Test(arguments: [64, 128, 255, 62] as [UInt8])
    func `several addresses of one device are no proxy`(hops: UInt8) throws {
        #expect(try proxied([host(9, hops: 64), host(30, hops: hops)]).isEmpty)
    }
}
