import Addresses
import Model
import Testing

@testable import Survey

/// What a plan tells beforehand, against what a scan sends.
@Suite struct PlanTests {
    private func scope() -> Scope {
        var scope = Scope.simulated(ports: PortSet([80, 443]))
        let own = IPv6Address(high: 0xfe80_0000_0000_0000, low: 2)
        guard let prefix = Prefix("fe80::/10") else { return scope }
        scope.links[0].addresses.append(InterfaceAddress(address: .v6(own), prefix: prefix))
        scope.links[0].prefixes.append(prefix)
        return scope
    }

    @Test(arguments: ["ask-dhcp", "ask-dhcp6", "router-solicit"])
    func `a question to all routers or servers is in the plan, with its cost`(probe: String) throws {
        let line = try #require(Plan(scope(), devices: 1).lines.first { $0.probe == probe })
        #expect(line.per == .link)
        #expect(line.packets == 2)
    }

    @Test func `the test for forwarding is in the plan, two packets for a device`() throws {
        let line = try #require(Plan(scope(), devices: 1).lines.first { $0.probe == "forward-test" })
        #expect(line.per == .device)
        #expect(line.packets == 2)
    }

    @Test(arguments: ["talk-upnp", "talk-wsd", "talk-igd"])
    func `what announcements lead to is in the plan`(probe: String) throws {
        let line = try #require(Plan(scope(), devices: 1).lines.first { $0.probe == probe })
        #expect(line.per == .announcement)
        #expect(line.packets > 0)
    }

    @Test func `nothing is sent to the link that the plan does not name, nor oftener`() throws {
        let scope = scope()
        let link = SimulatedLink(hosts: [])
        var entries: [JournalEntry] = []
        var conductor = Conductor(
            scope: scope, ports: link.ports, randomness: 7, record: { entries.append($0) },
            vendor: { _ in nil }, progress: { _ in })
        _ = try conductor.run()
        let lines = Plan(scope, devices: 0).lines
        var sent: [String: Int] = [:]
        for case .packets(let counts) in entries {
            for count in counts { sent[count.probe, default: 0] += count.packets }
        }
        for (probe, packets) in sent {
            let line = try #require(
                lines.first { $0.probe.split(separator: ", ").contains { $0 == probe } }, "\(probe)")
            #expect(packets <= line.packets, "\(probe)")
        }
        #expect(sent["ask-dhcp"] == 2 && sent["ask-dhcp6"] == 2 && sent["router-solicit"] == 2)
    }
}
