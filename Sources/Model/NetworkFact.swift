package import Addresses

/// What a device said of itself in words that recognition rules read: no claim yet, only the text.
///
/// Texts of a service behind a known port are in ``ServiceFact/facts`` instead. Rules read both alike.
package struct TraitFact: Hashable, Sendable, Codable {
    package enum Key: String, Hashable, Sendable, Codable, CaseIterable {
        /// Option 60: `MSFT 5.0`, `android-dhcp-13`.
        case dhcpVendorClass = "dhcp.vendor-class"
        /// Option 55 as decimal numbers in the order asked: `1,3,6,15,31,33,43`.
        case dhcpParameters = "dhcp.parameters"
        /// Option 12.
        case dhcpHostname = "dhcp.hostname"
        /// Option 16 of DHCPv6: the enterprise number, a space, then the text.
        case dhcpv6VendorClass = "dhcp6.vendor-class"
        /// One service type announced by mDNS: `_ipp._tcp`.
        case mdnsService = "mdns.service"
        /// One `key=value` of a TXT record, behind its service type and with the key in lower case:
        /// `_ipp._tcp ty=EPSON EP-880A`, `_ipp._tcp usb_mfg=EPSON`.
        case mdnsText = "mdns.txt"
        /// The HINFO-like model of `_device-info._tcp`: `model=MacBookPro18,3`.
        case mdnsDevice = "mdns.device-info"
        /// `urn:schemas-upnp-org:device:InternetGatewayDevice:1`
        case upnpType = "upnp.device-type"
        case upnpManufacturer = "upnp.manufacturer"
        case upnpModel = "upnp.model"
        case upnpModelNumber = "upnp.model-number"
        case upnpModelDescription = "upnp.model-description"
        /// The `SERVER` field of SSDP.
        case ssdpServer = "ssdp.server"
        /// The `USER-AGENT` field of a search.
        case ssdpUserAgent = "ssdp.user-agent"
        /// The types without their prefixes, in order and with spaces between: `Device PrintDeviceType`.
        case wsdTypes = "wsd.types"
        case wsdManufacturer = "wsd.manufacturer"
        case wsdModel = "wsd.model"
        case wsdFirmware = "wsd.firmware"
        /// One role a NetBIOS name announces: `workstation`, `file-server`, `domain-controller`,
        /// `domain-master-browser`, `master-browser`.
        case netbiosRole = "netbios.role"
        case lldpDescription = "lldp.system-description"
        /// One enabled capability: `bridge`, `router`, `wlan-ap`, `telephone`, `docsis-modem`, `repeater`,
        /// `station`, `other`.
        case lldpCapability = "lldp.capability"
        /// From the inventory of phones and access points (ANSI/TIA-1057).
        case lldpManufacturer = "lldp.manufacturer"
        case lldpModel = "lldp.model"
        /// `cisco WS-C3560-24TS`
        case cdpPlatform = "cdp.platform"
        case cdpSoftware = "cdp.software"
        /// One capability: `router`, `bridge`, `switch`, `telephone`, `host`, `repeater`.
        case cdpCapability = "cdp.capability"
        /// What a wireless station says of its model (Wi-Fi Simple Configuration): `manufacturer model number`.
        case wirelessModel = "wireless.model"
    }

    package var key: Key
    package var value: String

    package init(_ key: Key, _ value: String) {
        self.key = key
        self.value = value
    }
}

/// That a device talked to a remote-maintenance service, as far as names and shapes show; never what was said.
///
/// Nothing is recorded of talk with anything that no profile lists.
package struct TalkFact: Hashable, Sendable, Codable {
    package enum Sign: String, Hashable, Sendable, Codable, CaseIterable {
        /// It asked for the relay's name.
        case dns
        case mdns
        /// The server name in the opening of a TLS connection (RFC 6066, 3).
        case tls
        /// The same within QUIC (RFC 9001).
        case quic
        /// The application protocol offered in the opening (RFC 7301).
        case alpn
        /// The first octets have the product's shape.
        case octets
    }

    /// A product id of `Profiles/remote-maintenance/`.
    package var product: String
    package var sign: Sign
    /// The name asked for or the protocol offered; nil where only octets spoke.
    package var name: String?
    /// The other side, where there was a connection.
    package var peer: IPAddress?
    package var port: Port?
    /// How often between `first` and `last`; 0 where talk that another record counted went on until `last`.
    package var times: Int
    package var first: Timestamp
    package var last: Timestamp

    package init(
        product: String, sign: Sign, name: String? = nil, peer: IPAddress? = nil, port: Port? = nil,
        times: Int = 1, first: Timestamp, last: Timestamp
    ) {
        self.product = product
        self.sign = sign
        self.name = name
        self.peer = peer
        self.port = port
        self.times = times
        self.first = first
        self.last = last
    }
}

/// A way from the Internet to a device of this LAN that a gateway says it keeps open (UPnP IGD, 2.4).
package struct PortMappingFact: Hashable, Sendable, Codable {
    /// The port on the Internet's side.
    package var outside: Port
    /// The device and port it leads to.
    package var client: IPAddress
    package var clientPort: UInt16
    package var isEnabled: Bool
    /// Who may come in; nil for everyone.
    package var remoteHost: String?
    /// What its maker called it.
    package var label: String?
    /// Seconds until it ends; 0 for never.
    package var leaseSeconds: Int

    package init(
        outside: Port, client: IPAddress, clientPort: UInt16, isEnabled: Bool, remoteHost: String? = nil,
        label: String? = nil, leaseSeconds: Int = 0
    ) {
        self.outside = outside
        self.client = client
        self.clientPort = clientPort
        self.isEnabled = isEnabled
        self.remoteHost = remoteHost
        self.label = label
        self.leaseSeconds = leaseSeconds
    }
}

/// A wireless network that was heard; the subject's MAC is its BSSID (IEEE 802.11).
package struct WirelessFact: Hashable, Sendable, Codable {
    package enum Security: String, Hashable, Sendable, Codable, CaseIterable {
        case open
        /// Encrypted without a password (Opportunistic Wireless Encryption).
        case owe
        case wep
        /// The first WPA, by password or server.
        case wpa
        case wpa2Personal = "wpa2-personal"
        case wpa2Enterprise = "wpa2-enterprise"
        case wpa3Personal = "wpa3-personal"
        case wpa3Enterprise = "wpa3-enterprise"
    }

    /// Nil where it hides its name.
    package var network: String?
    /// Everything it lets a station choose, weakest first; never empty.
    package var security: [Security]
    package var channel: Int?
    /// Whether it offers Wi-Fi Protected Setup.
    package var offersSetup: Bool
    /// Whether the first WPA's cipher, which is broken, may still be used.
    package var allowsTKIP: Bool

    package init(
        network: String?, security: [Security], channel: Int?, offersSetup: Bool, allowsTKIP: Bool = false
    ) {
        self.network = network
        self.security = security
        self.channel = channel
        self.offersSetup = offersSetup
        self.allowsTKIP = allowsTKIP
    }
}

/// What the clock of a device showed; the observation's time is our own clock's at that moment.
package struct ClockFact: Hashable, Sendable, Codable {
    package var shown: Timestamp
    /// How coarse the source is, in microseconds: a second for HTTP, its own precision for NTP.
    package var resolution: Int64
    package var port: Port?

    package init(shown: Timestamp, resolution: Int64, port: Port? = nil) {
        self.shown = shown
        self.resolution = resolution
        self.port = port
    }
}

/// How this scanner itself was received on a network: true of this socket and this day only.
package struct AdmissionFact: Hashable, Sendable, Codable {
    package enum Addressing: String, Hashable, Sendable, Codable, CaseIterable {
        /// A DHCP server gave the address.
        case dhcp
        /// Somebody typed it in.
        case manual
        /// The address was made from a router's advertisement or without anybody's help.
        case automatic
        case unknown
    }

    package var interface: String
    package var mac: MACAddress
    package var addresses: [IPAddress]
    package var addressing: Addressing
    /// Devices that answered a question of ours.
    package var answered: Int

    package init(
        interface: String, mac: MACAddress, addresses: [IPAddress], addressing: Addressing, answered: Int
    ) {
        self.interface = interface
        self.mac = mac
        self.addresses = addresses
        self.addressing = addressing
        self.answered = answered
    }
}
