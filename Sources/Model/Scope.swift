package import Addresses

/// What was agreed to be looked at, and how hard.
package struct Scope: Hashable, Sendable, Codable {
    /// Interface names with the on-link blocks agreed for each.
    package var links: [Link]
    /// Addresses and blocks that nothing is sent to.
    package var excluded: [Prefix]
    package var handsOff: HandsOff
    package var intensity: Intensity
    /// Who allowed the scan and how: `confirmed on terminal`, `--yes`, `passive: nobody confirmed`.
    package var authorisation: String

    package init(
        links: [Link], excluded: [Prefix] = [], handsOff: HandsOff = HandsOff(), intensity: Intensity,
        authorisation: String
    ) {
        self.links = links
        self.excluded = excluded
        self.handsOff = handsOff
        self.intensity = intensity
        self.authorisation = authorisation
    }

    /// One interface and what may be looked at through it.
    package struct Link: Hashable, Sendable, Codable {
        package var interface: String
        package var index: Int
        package var mac: MACAddress
        /// This host's own addresses on the link.
        package var addresses: [InterfaceAddress]
        /// On-link blocks inside the scope; fe80::/10 stands for the link itself.
        package var prefixes: [Prefix]
        /// How this host came by its address here; nil in journals of versions that did not note it.
        package var addressing: AdmissionFact.Addressing?

        package init(
            interface: String, index: Int, mac: MACAddress, addresses: [InterfaceAddress], prefixes: [Prefix],
            addressing: AdmissionFact.Addressing? = nil
        ) {
            self.interface = interface
            self.index = index
            self.mac = mac
            self.addresses = addresses
            self.prefixes = prefixes
            self.addressing = addressing
        }
    }

    /// Devices that get ARP or neighbour solicitation only.
    package struct HandsOff: Hashable, Sendable, Codable {
        package var macs: [MACAddress]
        package var addresses: [IPAddress]
        /// Makers' blocks by their leading bits, as dispensing machines have them.
        package var makers: [MACBlock]

        package init(macs: [MACAddress] = [], addresses: [IPAddress] = [], makers: [MACBlock] = []) {
            self.macs = macs
            self.addresses = addresses
            self.makers = makers
        }

        package func covers(mac: MACAddress?, address: IPAddress?) -> Bool {
            if let address, addresses.contains(address) { return true }
            guard let mac else { return false }
            return macs.contains(mac) || makers.contains { $0.contains(mac) }
        }
    }
}

/// A block of hardware addresses that share their first 24, 28 or 36 bits (IEEE MA-L, MA-M, MA-S).
package struct MACBlock: Hashable, Sendable, Codable {
    package var first: MACAddress
    package var bits: Int

    package init(first: MACAddress, bits: Int) {
        self.first = first
        self.bits = bits
    }

    package func contains(_ mac: MACAddress) -> Bool {
        guard (1...48).contains(bits) else { return false }
        return mac.value >> UInt64(48 - bits) == first.value >> UInt64(48 - bits)
    }
}

/// How hard a scan looks: data of `Profiles/intensity/`.
package struct Intensity: Hashable, Sendable, Codable {
    /// `passive`, `gentle`, `technician`
    package var name: String
    /// Ceiling over all devices. 0 sends nothing.
    package var packetsPerSecond: Int
    /// Ceiling for any one device.
    package var packetsPerSecondPerDevice: Int
    package var tcpPorts: PortSet
    package var udpPorts: PortSet
    /// Probe families that run: `neighbours`, `names`, `tcp`, `udp`, `identify`.
    package var families: [String]
    /// Whether a connection to a port without a registered protocol may be opened to wait for a greeting.
    package var connectsToUnregistered: Bool
    /// Connections open to one device at a time.
    package var conversationsPerDevice: Int
    /// Seconds of listening before the scan can end.
    package var listenSeconds: Int

    package init(
        name: String, packetsPerSecond: Int, packetsPerSecondPerDevice: Int, tcpPorts: PortSet,
        udpPorts: PortSet,
        families: [String], connectsToUnregistered: Bool, conversationsPerDevice: Int, listenSeconds: Int
    ) {
        self.name = name
        self.packetsPerSecond = packetsPerSecond
        self.packetsPerSecondPerDevice = packetsPerSecondPerDevice
        self.tcpPorts = tcpPorts
        self.udpPorts = udpPorts
        self.families = families
        self.connectsToUnregistered = connectsToUnregistered
        self.conversationsPerDevice = conversationsPerDevice
        self.listenSeconds = listenSeconds
    }
}
