package import Addresses

/// One route that a DHCP server hands out (RFC 3442).
package struct ClasslessRoute: Equatable, Sendable {
    package var destination: Prefix
    /// 0.0.0.0 where the destination is on the link itself.
    package var router: IPv4Address

    package init(destination: Prefix, router: IPv4Address) {
        self.destination = destination
        self.router = router
    }
}

extension DHCPv4Message {
    /// The routes of option 121 (RFC 3442) or, where a server speaks to old Windows only, of option 249, which has
    /// the same form. A list that breaks off or holds a length over 32 ends there.
    package var classlessRoutes: [ClasslessRoute] {
        [121, 249].flatMap { self[$0].map(Self.routes) ?? [] }
    }

    /// The length of the destination, as many of its octets as that needs, then the router.
    private static func routes(in octets: [UInt8]) -> [ClasslessRoute] {
        var reader = ByteReader(octets)
        var routes: [ClasslessRoute] = []
        while !reader.isAtEnd {
            guard let length = try? reader.uint8(), length <= 32,
                let significant = try? reader.take((Int(length) + 7) / 8), let router = try? reader.ipv4()
            else { break }
            let number = (0..<4).reduce(UInt32(0)) { sum, index in
                sum << 8
                    | (index < significant.count ? UInt32(significant[significant.startIndex + index]) : 0)
            }
            guard let destination = Prefix(.v4(IPv4Address(number)), length: Int(length)) else { break }
            routes.append(ClasslessRoute(destination: destination, router: router))
        }
        return routes
    }
}
