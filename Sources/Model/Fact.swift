/// What one observation says of its subject.
package enum Fact: Hashable, Sendable, Codable {
    /// The subject's address is held by the subject's MAC on this link.
    case neighbour
    case name(NameFact)
    case port(PortFact)
    case service(ServiceFact)
    case attribute(AttributeFact)
    case trait(TraitFact)
    case talk(TalkFact)
    case mapping(PortMappingFact)
    case wireless(WirelessFact)
    case clock(ClockFact)
    case admission(AdmissionFact)
    /// How far a source looked at the subject, or why it could not.
    case coverage(CoverageFact)
    case listener(HostListener)
    case unit(HostUnit)
    case process(HostProcess)
    case system(HostSystem)
    case interface(HostInterface)
    case route(HostRoute)
    case program(HostProgram)
    case account(HostAccount)
    case updates(HostUpdates)
    case setting(HostSetting)
    case log(HostLog)
    case share(HostShare)
    case task(HostTask)
    case backup(HostBackup)
    case trace(HostTrace)
}

/// A name of a device and where names of this kind come from.
package struct NameFact: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case mdns, llmnr, netbios, dhcp, ssdp, wsd, dns, ntlm, snmp, certificate, hostname, lldp, cdp
    }

    package var value: String
    package var kind: Kind

    package init(_ value: String, _ kind: Kind) {
        self.value = value
        self.kind = kind
    }
}

/// A transport protocol with port numbers.
package enum Transport: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case tcp
    case udp

    package static func < (left: Transport, right: Transport) -> Bool { left.rawValue < right.rawValue }
}

/// One port of one device: `tcp/443`.
package struct Port: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package var transport: Transport
    package var number: UInt16

    package init(_ transport: Transport, _ number: UInt16) {
        self.transport = transport
        self.number = number
    }

    package static func < (left: Port, right: Port) -> Bool {
        (left.transport, left.number) < (right.transport, right.number)
    }

    package var description: String { "\(transport.rawValue)/\(number)" }
}

/// Whether a port answered.
package struct PortFact: Hashable, Sendable, Codable {
    package enum State: String, Hashable, Sendable, Codable {
        case open
        case closed
        /// A router or firewall said that it may not be reached.
        case prohibited
    }

    package var port: Port
    package var state: State

    package init(_ port: Port, _ state: State) {
        self.port = port
        self.state = state
    }
}

/// What a conversation or datagram showed of the service behind a port.
package struct ServiceFact: Hashable, Sendable, Codable {
    package var port: Port
    /// The application protocol's lower-case name: `ssh`, `rdp`, `smb`, `http`, `tls`, `vnc`, `ike`.
    /// `unknown` when a greeting was kept that no parser reads.
    package var proto: String
    package var product: String?
    package var version: String?
    /// Security and identity facts by ``ServiceKey``.
    package var facts: [String: String]

    package init(
        _ port: Port, proto: String, product: String? = nil, version: String? = nil,
        facts: [ServiceKey: String] = [:]
    ) {
        self.port = port
        self.proto = proto
        self.product = product
        self.version = version
        self.facts = Dictionary(uniqueKeysWithValues: facts.map { ($0.key.rawValue, $0.value) })
    }

    package subscript(key: ServiceKey) -> String? { facts[key.rawValue] }
}

/// The names of facts about services: the contract between those who ask and those who judge.
package enum ServiceKey: String, Hashable, Sendable, CaseIterable {
    /// The first line or octets a server said, printable, bounded.
    case banner
    /// `200`
    case httpStatus = "http.status"
    case httpServer = "http.server"
    case httpTitle = "http.title"
    case httpRealm = "http.realm"
    case httpLocation = "http.location"
    /// The server's clock as sent, RFC 3339.
    case clock
    /// Comma list of versions a server accepted: `1.0,1.1,1.2,1.3`.
    case tlsVersions = "tls.versions"
    case tlsCipher = "tls.cipher"
    case certificateSubject = "tls.subject"
    case certificateIssuer = "tls.issuer"
    /// Comma list.
    case certificateNames = "tls.names"
    /// RFC 3339.
    case certificateNotBefore = "tls.not-before"
    /// RFC 3339.
    case certificateNotAfter = "tls.not-after"
    case certificateKey = "tls.key"
    case certificateFingerprint = "tls.sha256"
    /// `required`, `offered`, `absent`.
    case rdpNLA = "rdp.nla"
    /// Comma list of `rdp`, `tls`, `hybrid`, `hybrid-ex`.
    case rdpSecurity = "rdp.security"
    /// Comma list of the numbers offered (RFC 6143, 7.1.2); 1 is no authentication.
    case vncSecurity = "vnc.security-types"
    /// Whether an X server lets anybody in: `open`, `authentication`, `refused`.
    case x11Access = "x11.access"
    /// Whether OpenVPN's management interface lets anybody in: `open`, `authentication`.
    case managementAccess = "openvpn.management"
    /// Comma list of what a VPN entrance says of its maker and of what it can do (IKE): names, else hexadecimal.
    case vendorIDs = "ike.vendor-ids"
    /// Comma list: `nt-lm-0.12`, `2.0.2`, `2.1`, `3.0`, `3.0.2`, `3.1.1`.
    case smbDialects = "smb.dialects"
    /// `yes` or `no`: whether an SMB1 negotiation was accepted.
    case smbV1 = "smb.v1"
    /// `required` or `optional`.
    case smbSigning = "smb.signing"
    /// `major.minor.build` of the NTLM challenge (MS-NLMP 2.2.2.10).
    case ntlmBuild = "ntlm.build"
    case ntlmComputer = "ntlm.computer"
    case ntlmDomain = "ntlm.domain"
    case snmpDescription = "snmp.sysDescr"
    case snmpObjectID = "snmp.sysObjectID"
    case snmpName = "snmp.sysName"
    /// Comma list of authentication methods or protocol variants offered.
    case methods
    /// Comma list of service types or instances announced (mDNS, SSDP, WS-Discovery).
    case announced
    /// The URL of a description of the device, as it announced it itself (SSDP).
    case location
    /// prtGeneralPrinterName of the printer MIB (RFC 3805).
    case snmpPrinter = "snmp.prtGeneralPrinterName"
    /// hrDeviceDescr of the first device (RFC 2790).
    case snmpDevice = "snmp.hrDeviceDescr"
    /// Of the first entity that has one (RFC 6933).
    case snmpEntityModel = "snmp.entPhysicalModelName"
    case snmpEntityMaker = "snmp.entPhysicalMfgName"
    case snmpEntityFirmware = "snmp.entPhysicalFirmwareRev"
    case snmpEntitySoftware = "snmp.entPhysicalSoftwareRev"
    /// printer-make-and-model (RFC 8011, 5.4.9).
    case ippModel = "ipp.printer-make-and-model"
    /// printer-device-id, an IEEE 1284 text (PWG 5107.2).
    case ippDevice = "ipp.printer-device-id"
    case ippFirmware = "ipp.printer-firmware-string-version"
    /// printer-name, printer-info, printer-location and printer-uuid (RFC 8011, 5.4).
    case ippName = "ipp.printer-name"
    case ippInfo = "ipp.printer-info"
    case ippLocation = "ipp.printer-location"
    case ippID = "ipp.printer-uuid"
    /// Words of a first page that tell makers apart, each once and by kind, without queries:
    /// `generator=LuCI form=/cgi-bin/luci refresh=/login location=/login frame=/top script=/cgi.js style=/a.css`.
    case httpMark = "http.mark"
    case rtspServer = "rtsp.server"
}

/// A property of a device, with how sure the source is.
package struct AttributeFact: Hashable, Sendable, Codable {
    package enum Key: String, Hashable, Sendable, Codable, CaseIterable {
        case vendor, model, firmware, serial
        /// The operating system's family and version in words: `Windows 10 21H2`, `Debian 12`.
        case os
        /// `major.minor.build`
        case osBuild = "os-build"
        /// A ``Asset/Kind`` raw value.
        case kind
        /// A Windows workgroup or domain.
        case domain
        /// This device leads out of the link, or to a device that does: value says how it was seen (`dhcp`, `ra`, `nd`,
        /// `route`, `redirect`, `forwards`, `igd`).
        case router
        /// This device answers as a DHCP server.
        case dhcpServer = "dhcp-server"
        /// This device answers ARP for addresses that are not its own: value is one of them.
        case proxyARP = "proxy-arp"
    }

    package var key: Key
    package var value: String
    package var confidence: Confidence

    package init(_ key: Key, _ value: String, _ confidence: Confidence) {
        self.key = key
        self.value = value
        self.confidence = confidence
    }
}

/// How far a claim can be trusted.
package enum Confidence: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
    case hint, likely, certain

    package static func < (left: Confidence, right: Confidence) -> Bool {
        allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
}

/// How far a source looked: what makes "not seen" mean something.
package struct CoverageFact: Hashable, Sendable, Codable {
    package enum Outcome: Hashable, Sendable, Codable {
        /// The source asked or read everything it set out to.
        case looked
        /// It did not, and why.
        case couldNot(Text)
    }

    /// What was looked at: `tcp 22,80,443`, `kernel neighbour table`, `listening sockets`.
    package var what: String
    package var outcome: Outcome

    /// The list of this host's wireless cards, also where it is empty.
    package static let wirelessCards = "wireless cards"

    /// What one wireless card of this host has heard, also where that is nothing.
    package static func wirelessNetworks(of interface: String) -> String {
        "\(wirelessNetworks) \(interface)"
    }

    /// How ``wirelessNetworks(of:)`` begins.
    package static let wirelessNetworks = "wireless networks heard by"

    package init(_ what: String, _ outcome: Outcome) {
        self.what = what
        self.outcome = outcome
    }
}
