package import Addresses

/// A device of the demonstration pharmacy: who it is on the link and what it answers.
package struct DemoDevice: Sendable {
    /// `printer`; also the word by which the program starts it.
    package let name: String
    package let mac: MACAddress
    /// Nil for a device that has IPv6 only.
    package let v4: IPv4Address?
    /// What each TCP port does.
    let tcp: [UInt16: Conversation]
    /// What each UDP port answers.
    let udp: [UInt16: Answer]
    /// Whether it counts the frames that reach it, as the fragile machine does.
    let countsFrames: Bool
    /// The port whose received octets are counted, as the printer's raw port is.
    let countedPort: UInt16?

    /// Gives the answer to a datagram, or nothing.
    typealias Answer = @Sendable (_ question: [UInt8]) -> [UInt8]?

    /// One side of a scripted TCP exchange.
    struct Conversation: Sendable {
        /// What it says on its own when somebody connects.
        var greeting: [UInt8] = []
        /// What it says to each run of octets, and whether it closes then.
        var reply: @Sendable (_ octets: [UInt8]) -> (octets: [UInt8], closes: Bool) = { _ in ([], false) }
    }

    init(
        _ name: String, mac: UInt64, v4: String?, tcp: [UInt16: Conversation] = [:],
        udp: [UInt16: Answer] = [:],
        countsFrames: Bool = false, countedPort: UInt16? = nil
    ) {
        self.name = name
        self.mac = MACAddress(mac)
        self.v4 = v4.flatMap { IPv4Address($0) }
        self.tcp = tcp
        self.udp = udp
        self.countsFrames = countsFrames
        self.countedPort = countedPort
    }

    /// The IPv6 address of the demonstration's own block (RFC 4193) with the device's number.
    package var v6: IPv6Address {
        IPv6Address(high: 0xfd77_7465_6e6b_656e, low: mac.value & 0xff)
    }
}

extension DemoDevice {
    /// The pharmacy: a router, a server, two terminals, a printer, a NAS, a stranger, and a machine not to be touched.
    /// Blocks of real makers where the maker matters, the documentation block elsewhere.
    package static let all: [DemoDevice] = [
        DemoDevice(
            "router", mac: 0x00a0_de00_5301, v4: "192.168.77.1",
            tcp: [
                23: .telnet("login: "), 53: .silent,
                80: .http(
                    status: "401 Unauthorized", server: "YAMAHA-RT", title: "RTX1220", realm: "RTX1220"),
            ],
            udp: [161: snmp("RTX1220 Rev.15.04.03 (Thu Dec 22 2022)", name: "router"), 53: dnsRefusal]),
        DemoDevice(
            "server", mac: 0x0000_5e00_5310, v4: "192.168.77.10",
            tcp: [
                22: .greeting("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"), 445: .smb(acceptsSMB1: false),
                5432: .postgreSQL,
            ],
            udp: [137: netBIOS("RECESERVER")]),
        DemoDevice(
            "terminal1", mac: 0x0000_5e00_5321, v4: "192.168.77.21",
            tcp: [3389: .rdpWithoutNLA, 5900: .vncWithoutPassword], udp: [137: netBIOS("TANMATSU1")]),
        DemoDevice(
            "terminal2", mac: 0x0000_5e00_5322, v4: nil,
            tcp: [22: .greeting("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n")],
            udp: [5353: mDNS("SHIKAKU-ONS01", services: [:])]),
        DemoDevice(
            "printer", mac: 0x0026_73aa_5330, v4: "192.168.77.30",
            tcp: [
                80: .http(status: "200 OK", server: "Web-Server/3.0", title: "Web Image Monitor"),
                515: .silent,
                631: .http(status: "200 OK", server: "CUPS/2.4 IPP/2.1", title: "IPP"), 9100: .silent,
            ],
            udp: [5353: mDNS("RNP5330", services: ["_ipp._tcp": 631])], countedPort: 9100),
        DemoDevice(
            "nas", mac: 0x0024_a500_5340, v4: "192.168.77.40",
            tcp: [
                80: .http(status: "200 OK", server: "nginx", title: "LinkStation LS220D"),
                445: .smb(acceptsSMB1: true),
            ],
            udp: [137: netBIOS("LS220D")]),
        DemoDevice(
            "fragile", mac: 0x70b3_d59c_7050, v4: "192.168.77.50", tcp: [4001: .silent], countsFrames: true),
        DemoDevice(
            "stranger", mac: 0x0200_5e00_5377, v4: "192.168.77.77",
            tcp: [
                23: .telnet("camera login: "),
                80: .http(status: "200 OK", server: "thttpd", title: "IP Camera"),
            ]),
    ]
}
