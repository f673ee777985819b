import Addresses
import Model
import Testing

@testable import Survey

/// What may be scanned, and what is refused in words.
@Suite struct ScopePlanningTests {
    private let intensity = Intensity(
        name: "gentle", packetsPerSecond: 500, packetsPerSecondPerDevice: 20, tcpPorts: PortSet([22]),
        udpPorts: PortSet([]), families: [], connectsToUnregistered: false, conversationsPerDevice: 1,
        listenSeconds: 10)

    private func candidate(_ name: String, _ addresses: String...) throws -> LinkCandidate {
        LinkCandidate(
            name: name, index: 2, mac: MACAddress(0x0000_5e00_5301),
            addresses: try addresses.map { text in
                let parts = text.split(separator: "/").map(String.init)
                let address = try #require(IPAddress(parts[0]))
                return InterfaceAddress(address: address, prefix: try #require(Prefix(text)))
            },
            isUp: true, isLoopback: false)
    }

    private func plan(
        _ candidates: [LinkCandidate], _ change: (inout ScopeRequest) -> Void = { _ in }
    ) throws -> Scope {
        var request = ScopeRequest(intensity: intensity, authorisation: "test")
        change(&request)
        return try Scope.planned(request, candidates: candidates, site: Site(), makers: [])
    }

    @Test func `the only interface's own blocks are the scope`() throws {
        let scope = try plan([candidate("eth0", "192.168.1.5/24", "fe80::1/64")])
        #expect(scope.links.map(\.interface) == ["eth0"])
        #expect(scope.links[0].prefixes.map(\.description) == ["192.168.1.0/24", "fe80::/64"])
    }

    @Test func `several interfaces are a question, not a guess`() throws {
        let candidates = [try candidate("eth0", "192.168.1.5/24"), try candidate("eth1", "192.168.2.5/24")]
        #expect(throws: ScopeError.self) { try plan(candidates) }
        #expect(try plan(candidates) { $0.interfaces = ["eth1"] }.links.map(\.interface) == ["eth1"])
    }

    @Test(arguments: ["8.8.8.0/24", "192.168.2.0/24", "192.168.0.0/16", "2001:db8::/64"])
    func `what is not on the link is refused`(block: String) throws {
        let prefix = try #require(Prefix(block))
        let candidates = [try candidate("eth0", "192.168.1.5/24")]
        let error = #expect(throws: ScopeError.self) { try plan(candidates) { $0.networks = [prefix] } }
        #expect(error?.kind == .usage)
    }

    @Test func `a public block is refused even on the link`() throws {
        #expect(throws: ScopeError.self) { try plan([candidate("eth0", "203.0.113.5/24")]) }
    }

    @Test func `a block larger than a 20 bit prefix is refused without a word`() throws {
        let candidates = [try candidate("eth0", "10.0.0.5/16")]
        #expect(throws: ScopeError.self) { try plan(candidates) }
        #expect(try plan(candidates) { $0.allowsLarge = true }.links.count == 1)
        let narrow = try #require(Prefix("10.0.3.0/24"))
        let scope = try plan(candidates) { $0.networks = [narrow] }
        #expect(scope.links[0].prefixes.contains(narrow))
    }

    @Test func `without any usable interface there is nothing to scan`() throws {
        let error = #expect(throws: ScopeError.self) { try plan([]) }
        #expect(error?.kind == .nothing)
    }
}
