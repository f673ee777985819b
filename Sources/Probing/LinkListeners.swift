extension Catalog {
    /// ARP, neighbour discovery, router advertisements, DHCP, the errors of ICMP, and introductions below IP.
    package static var linkListeners: [Listener] {
        [.arp, .neighbourDiscovery, .dhcp, .routers, .icmpErrors, .lldp, .cdp, .wireless]
    }
}
