extension Catalog {
    /// ARP, neighbour discovery, router advertisements, DHCP and the errors of ICMP.
    package static var linkListeners: [Listener] {
        [.arp, .neighbourDiscovery, .dhcp, .routers, .icmpErrors]
    }
}
