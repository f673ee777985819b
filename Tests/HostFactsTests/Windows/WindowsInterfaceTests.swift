import Addresses
import Model
import Testing

@testable import HostFacts

@Suite struct `Windows network cards` {
    private func interfaces(_ snapshot: WindowsSnapshot) -> [HostInterface] {
        WindowsSource.interfaces.facts(snapshot).compactMap {
            if case .interface(let value) = $0 { value } else { nil }
        }
    }

    private func address(_ text: String, _ prefix: String) throws -> InterfaceAddress {
        InterfaceAddress(
            address: try #require(IPAddress(text)), prefix: try #require(Prefix(prefix)))
    }

    @Test func `a Japanese list gives name, cards, addresses and the way out`() throws {
        let facts = WindowsSource.interfaces.facts(try WindowsSamples.terminal())
        let wanted: [Fact] = [
            .name(NameFact("YK-RECE01", .hostname)),
            .interface(
                HostInterface(
                    name: "イーサネット", mac: MACAddress("00:00:5e:00:53:21"),
                    addresses: [
                        try address("fe80::200:5eff:fe00:5321", "fe80::/64"),
                        try address("192.0.2.21", "192.0.2.0/24"),
                    ], isUp: true)),
            .interface(
                HostInterface(
                    name: "Wi-Fi", mac: MACAddress("00:00:5e:00:53:22"), addresses: [], isUp: false,
                    isWireless: true)),
            .route(
                HostRoute(
                    destination: try #require(Prefix("0.0.0.0/0")), gateway: IPAddress("192.0.2.1"),
                    interface: "イーサネット")),
        ]
        #expect(Array(facts.prefix(4)) == wanted)
        #expect(facts.dropFirst(4).allSatisfy { $0.isCoverage })
    }

    private let english = """

        Windows IP Configuration

           Host Name . . . . . . . . . . . . : COUNTER2
           Primary Dns Suffix  . . . . . . . : 
           Node Type . . . . . . . . . . . . : Hybrid

        Ethernet adapter Ethernet 2:

           Connection-specific DNS Suffix  . : example.com
           Description . . . . . . . . . . . : Realtek PCIe GbE Family Controller
           Physical Address. . . . . . . . . : 00-00-5E-00-53-31
           DHCP Enabled. . . . . . . . . . . : Yes
           IPv6 Address. . . . . . . . . . . : 2001:db8::31(Preferred) 
           Link-local IPv6 Address . . . . . : fe80::31%4(Preferred) 
           IPv4 Address. . . . . . . . . . . : 192.0.2.31(Preferred) 
           Subnet Mask . . . . . . . . . . . : 255.255.255.192
           IPv4 Address. . . . . . . . . . . : 192.0.2.99(Duplicate) 
           Subnet Mask . . . . . . . . . . . : 255.255.255.192
           Lease Obtained. . . . . . . . . . : Friday, November 20, 2026 9:03:12 AM
           Default Gateway . . . . . . . . . : fe80::1%4
                                               192.0.2.1
           DHCP Server . . . . . . . . . . . : 192.0.2.1
           DHCPv6 Client DUID. . . . . . . . : 00-01-00-01-28-14-AA-BB-00-00-5E-00-53-31
           DNS Servers . . . . . . . . . . . : 192.0.2.1

        Tunnel adapter isatap.example.com:

           Media State . . . . . . . . . . . : Media disconnected
           Physical Address. . . . . . . . . : 00-00-00-00-00-00-00-E0

        """

    @Test func `an English list gives the same`() throws {
        let snapshot = WindowsSamples.with("ipconfig.txt", english)
        let found = interfaces(snapshot)
        #expect(found.map(\.name) == ["Ethernet 2"])
        let wanted = [
            try address("2001:db8::31", "2001:db8::31/128"), try address("fe80::31", "fe80::/64"),
            try address("192.0.2.31", "192.0.2.0/26"),
        ]
        #expect(found.first?.addresses == wanted)
        let gateways = WindowsSource.interfaces.facts(snapshot).compactMap { fact -> IPAddress? in
            if case .route(let route) = fact { route.gateway } else { nil }
        }
        #expect(gateways == [IPAddress("fe80::1"), IPAddress("192.0.2.1")])
        #expect(WindowsSource.interfaces.coverage(snapshot)["routes"] == .some(nil))
    }

    @Test func `in another language only the way out stays unknown`() {
        let german = english.replacing("Default Gateway", with: "Standardgateway")
            .replacing("Preferred", with: "Bevorzugt").replacing("Ethernet adapter", with: "Ethernet-Adapter")
        let snapshot = WindowsSamples.with("ipconfig.txt", german)
        #expect(interfaces(snapshot).map(\.name) == ["Ethernet-Adapter Ethernet 2"])
        #expect(interfaces(snapshot).first?.addresses.count == 3)
        #expect(WindowsSource.interfaces.coverage(snapshot)["network interfaces"] == .some(nil))
        #expect(WindowsSource.interfaces.coverage(snapshot)["routes"]??.contains("unknown") == true)
    }

    @Test func `getmac alone gives the cards`() {
        let text = """

            "Connection Name","Network Adapter","Physical Address","Transport Name"
            "Ethernet","Intel(R) I219","00-00-5E-00-53-31","\\Device\\Tcpip_{00000000-0000-4000-8000-000000000000}"
            "Wi-Fi","Intel(R) Wi-Fi 6","00-00-5E-00-53-32","Media disconnected"
            "Bluetooth","x","N/A","Hardware not present"

            """
        let found = interfaces(WindowsSamples.with("getmac.txt", text))
        #expect(found.map(\.name) == ["Ethernet", "Wi-Fi"])
        #expect(found.map(\.isUp) == [true, false])
        #expect(found.map(\.isWireless) == [false, true])
    }

    @Test func `a list that is cut off anywhere forges no address`() throws {
        for snapshot in [try WindowsSamples.terminal(), WindowsSamples.with("ipconfig.txt", english)] {
            let whole = interfaces(snapshot).flatMap(\.addresses)
            for lines in 0..<WindowsSamples.lineCount(snapshot, "ipconfig.txt") {
                let cut = interfaces(WindowsSamples.cut(snapshot, "ipconfig.txt", after: lines))
                #expect(cut.flatMap(\.addresses).allSatisfy { whole.contains($0) })
            }
        }
    }

    @Test func `what was not collected is said`() {
        let coverage = WindowsSource.interfaces.coverage(WindowsSnapshot())
        #expect(coverage["network interfaces"]??.contains("not found") == true)
        #expect(WindowsSource.interfaces.facts(WindowsSnapshot()).allSatisfy { $0.isCoverage })
    }
}
