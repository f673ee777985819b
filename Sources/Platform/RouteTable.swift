package import Addresses
import CLinux
import Glibc
import Wire

/// The routes of this host's main table, IPv4 and IPv6.
package struct RouteTable: Sendable {
    package var routes: [Route]

    package struct Route: Hashable, Sendable {
        /// Where it leads; a length of 0 is the default route.
        package var destination: Prefix
        /// The next station; nil when the destination is on the link itself.
        package var gateway: IPAddress?
        /// The index of the interface it leaves through; nil for routes over several.
        package var interface: Int?
    }

    /// The gateways of the default routes.
    package var gateways: [Route] { routes.filter { $0.destination.length == 0 && $0.gateway != nil } }

    /// Reads the kernel's routes by rtnetlink; needs no privilege.
    package static func read() throws(SystemError) -> RouteTable {
        let socket = try NetlinkSocket(family: NETLINK_ROUTE)
        var routes: [Route] = []
        for family in [AF_INET, AF_INET6] {
            var request = ByteWriter()
            request.uint8(UInt8(family))
            request.zeros(11)
            routes += try socket.dump(type: UInt16(RTM_GETROUTE), body: request.octets)
                .compactMap { Self.route(in: $0.body) }
        }
        return RouteTable(routes: routes)
    }

    /// Reads struct rtmsg: family, destination and source length, type of service, table, protocol, scope and type
    /// in an octet each, then four octets of flags.
    private static func route(in body: ArraySlice<UInt8>) -> Route? {
        var reader = ByteReader(body)
        guard let family = try? reader.uint8(), let length = try? reader.uint8(),
            (try? reader.skip(2)) != nil, let table = try? reader.uint8(), (try? reader.skip(2)) != nil,
            let type = try? reader.uint8(), table == UInt8(RT_TABLE_MAIN.rawValue), type == UInt8(RTN_UNICAST)
        else { return nil }
        var destination: IPAddress =
            Int32(family) == AF_INET ? .v4(.any) : .v6(.any)
        var gateway: IPAddress?
        var interface: Int?
        for attribute in NetlinkAttribute.list(in: body, after: 12) {
            switch Int(attribute.type) {
            case Int(RTA_DST.rawValue): destination = IPAddress(octets: attribute.value) ?? destination
            case Int(RTA_GATEWAY.rawValue): gateway = IPAddress(octets: attribute.value)
            // struct rtvia: an address of the other family after two octets that name it.
            case Int(RTA_VIA.rawValue): gateway = IPAddress(octets: attribute.value.dropFirst(2))
            case Int(RTA_OIF.rawValue): interface = attribute.uint32.map { Int($0) }
            default: break
            }
        }
        guard let prefix = Prefix(destination, length: Int(length)) else { return nil }
        return Route(destination: prefix, gateway: gateway, interface: interface)
    }
}
