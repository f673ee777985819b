extension Catalog {
    /// ARP, neighbour discovery, router advertisements, DHCP.
    package static var linkListeners: [Listener] { [] }
}
