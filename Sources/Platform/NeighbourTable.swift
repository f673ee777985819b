package import Addresses
import CLinux
import Glibc
import Wire

/// What the kernel knows about the stations next to it: its ARP and neighbour discovery tables.
package struct NeighbourTable: Sendable {
    package var neighbours: [Neighbour]

    package struct Neighbour: Hashable, Sendable {
        package var address: IPAddress
        package var mac: MACAddress
        /// The index of the interface it is reached through.
        package var interface: Int
        /// Whether the kernel heard from it within the last seconds, rather than some time ago.
        package var isReachable: Bool
    }

    /// Reads the kernel's table by rtnetlink; needs no privilege. Only entries whose hardware address was confirmed
    /// at some time: no failed, incomplete, proxy or NOARP ones.
    package static func read() throws(SystemError) -> NeighbourTable {
        // struct ndmsg is 12 octets; zero asks for everything.
        let messages = try NetlinkSocket(family: NETLINK_ROUTE)
            .dump(type: UInt16(RTM_GETNEIGH), body: Array(repeating: 0, count: 12))
        return NeighbourTable(neighbours: messages.compactMap { Neighbour($0.body) })
    }
}

extension NeighbourTable.Neighbour {
    /// The states that come after an answer (linux/neighbour.h): reachable, stale, delay, probe.
    private static let confirmed = UInt16(NUD_REACHABLE | NUD_STALE | NUD_DELAY | NUD_PROBE)

    /// Reads struct ndmsg: family, three octets of padding, the index in four, the state in two, flags, type.
    fileprivate init?(_ body: ArraySlice<UInt8>) {
        var reader = ByteReader(body)
        guard let family = try? reader.uint8(), [AF_INET, AF_INET6].contains(Int32(family)),
            (try? reader.skip(3)) != nil, let index = try? reader.uint32LE(),
            let state = try? reader.uint16LE(), state & Self.confirmed != 0,
            let flags = try? reader.uint8(), flags & UInt8(NTF_PROXY) == 0
        else { return nil }
        let attributes = NetlinkAttribute.list(in: body, after: 12)
        guard let destination = attributes.first(where: { $0.type == UInt16(NDA_DST) }),
            let link = attributes.first(where: { $0.type == UInt16(NDA_LLADDR) && $0.value.count == 6 }),
            let address = IPAddress(octets: destination.value)
        else { return nil }
        var hardware = ByteReader(link.value)
        guard let mac = try? hardware.mac(), mac != .zero, !mac.isGroup else { return nil }
        self.init(
            address: address, mac: mac, interface: Int(index),
            isReachable: state & UInt16(NUD_REACHABLE) != 0)
    }
}
