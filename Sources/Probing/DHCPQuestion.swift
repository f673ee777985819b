import Addresses
import Model
import Wire

extension DatagramQuestion {
    /// A DHCPINFORM to everyone (RFC 2131, 3.4 and 4.4.3): every server of the link says what it would tell a station
    /// that has an address already. Unlike a DHCPDISCOVER it makes no server set an address aside.
    static let dhcp = DatagramQuestion(
        id: "ask-dhcp", family: "names",
        title: Text(
            ja: "DHCP：住所を配る機器と、その機器が教える出入口を聞く（住所はもらわない）",
            en: "DHCP inform: which servers are there and which routers do they name (takes no address)"),
        destination: .group(.v4(.broadcast), port: 67), sourcePort: 68, listener: "dhcp",
        writing: { own, _, token in
            // Subnet mask, router, name servers, domain, server, classless routes in both numbers.
            var message = DHCPv4Message(
                operation: .request, transaction: token, mac: own.mac,
                options: [
                    .init(code: 53, octets: [8]), .init(code: 55, octets: [1, 3, 6, 15, 54, 121, 249]),
                ])
            message.client = own.address.v4 ?? .any
            var writer = ByteWriter()
            message.write(to: &writer)
            // Servers may take no shorter message (RFC 1542, 2.1).
            writer.zeros(max(0, 300 - writer.count))
            return writer.octets
        })

    /// An information-request to all DHCPv6 servers and relays (RFC 8415, 18.2.6), which assigns nothing.
    static let dhcp6 = DatagramQuestion(
        id: "ask-dhcp6", family: "names",
        title: Text(
            ja: "DHCPv6：IPv6の設定を配る機器を聞く（住所はもらわない）",
            en: "DHCPv6 information-request: which servers are there (takes no address)"),
        destination: .group(.v6(IPv6Address(high: 0xff02_0000_0000_0000, low: 0x1_0002)), port: 547),
        sourcePort: 546, listener: "dhcp",
        writing: { own, _, token in
            // Who asks, by its link-layer address (11.4); elapsed time; name servers and the two timers that must be
            // asked for.
            var writer = ByteWriter()
            DHCPv6Message(
                kind: .fromClient(11), transaction: token & 0xff_ffff,
                options: [
                    .init(code: 1, octets: [0, 3, 0, 1] + own.mac.octets), .init(code: 8, octets: [0, 0]),
                    .init(code: 6, octets: [0, 23, 0, 32, 0, 83]),
                ]
            ).write(to: &writer)
            return writer.octets
        })
}
