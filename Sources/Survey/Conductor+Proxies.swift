import Addresses
import Model
import Wire

/// Telling who answers ARP for stations behind it.
extension Conductor {
    /// The hop limits of packets that one router has forwarded, by the limits that systems begin with.
    private static let forwardedOnce: Set<UInt8> = [63, 127, 254]

    /// An answer of an address of this link that a router has forwarded, though ARP gave that router's hardware address
    /// for it: the station is behind the router, which answers in its place (RFC 1027).
    ///
    /// A device that has several addresses answers for each with the same full hop limit, and so is not meant. One
    /// that answers for addresses nobody holds cannot be told from it.
    mutating func hearProxy(_ packet: Packet, link: Scope.Link) throws {
        guard packet.destination == link.mac, let mac = packet.source, let index = deviceByMAC[mac],
            let network = packet.network, network.source.v4 != nil,
            Self.forwardedOnce.contains(network.hops), gate.isOnLink(network.source, link),
            devices[index].addresses.contains(network.source)
        else { return }
        let headers = packet.octets.count - packet.payload.count - 14
        try observe(
            .attribute(AttributeFact(.proxyARP, "\(network.source)", .likely)), of: .init(mac: mac),
            source: "hop-limit", grounds: .init(octets: packet.octets.dropFirst(14).prefix(max(0, headers))))
    }
}
