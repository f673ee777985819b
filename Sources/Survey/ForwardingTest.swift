package import Addresses
import Model
package import Wire

/// Hands a device an echo request that is not for it, to see whether it routes.
///
/// Two packets at most, which cannot leave the link. The first may live for one station only and is for another
/// address of the link: who routes says that its time is over (RFC 792, type 11; RFC 1812, 5.3.1), everybody else
/// is silent. The second may live for two and is for ourselves: who routes gives it back to us. Either may bring a
/// redirect instead. Nobody but the device is spoken to, and the source is always our own.
///
/// It cannot see who forwards for IPv6 only, who filters what comes and goes by the same interface, who drops a packet
/// that has its own destination as its source, and who routes for chosen stations only. Silence proves nothing.
package struct ForwardingTest: Sendable {
    package enum Attempt: Int, Sendable, CaseIterable {
        case expiring
        case returning

        /// For how many stations the packet may live.
        package var hops: UInt8 { self == .expiring ? 1 : 2 }
    }

    private let secret: UInt64

    package init(secret: UInt64) {
        self.secret = secret
    }

    /// The echo request handed to the station `mac`.
    package func question(
        from own: Station, through mac: MACAddress, to destination: IPv4Address, _ attempt: Attempt
    ) -> [UInt8] {
        let mark = mark(mac)
        return Frame.echoRequest4(
            from: own, to: Station(mac: mac, address: .v4(destination)),
            identifier: UInt16(truncatingIfNeeded: mark >> 16), sequence: UInt16(truncatingIfNeeded: mark),
            hops: attempt.hops)
    }

    /// Whether a packet shows that its sender routes: it gives back, declares dead or redirects what was handed to it.
    package func isAnswer(_ packet: Packet, own: [IPAddress]) -> Bool {
        guard let mac = packet.source, let network = packet.network else { return false }
        switch packet.transport {
        case .icmp(type: 8, code: 0):
            return own.contains(network.source) && network.source == network.destination
                && network.hops < Attempt.returning.hops && carriesMark(of: mac, packet)
        case .icmp(type: 11, code: 0), .icmp(type: 5, code: _):
            // Four octets, unused or the better gateway, stand before the packet it is about.
            let invoking = Packet(dissecting: Array(packet.payload.dropFirst(4)), linkType: .rawIP)
            guard case .icmp(type: 8, code: 0) = invoking.transport, let source = invoking.network?.source
            else {
                return false
            }
            return own.contains(source) && carriesMark(of: mac, invoking)
        default: return false
        }
    }

    /// Whether an echo request is the one that was handed to this station.
    private func carriesMark(of mac: MACAddress, _ echo: Packet) -> Bool {
        var reader = ByteReader(echo.payload)
        return (try? reader.uint32()) == mark(mac)
    }

    /// Identifier and sequence number: different for each station, so that no other can answer for it.
    private func mark(_ mac: MACAddress) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(secret)
        hasher.combine(mac)
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
