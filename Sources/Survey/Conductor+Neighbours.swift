import Addresses
import Model
import Probing
import Wire

/// Finding who is on the link.
extension Conductor {
    /// How long a host is given to answer before it is asked the second and the third time.
    private static let backOff: [Duration] = [.milliseconds(500), .milliseconds(650)]

    mutating func planNeighbours() {
        for index in scope.links.indices {
            planARP(on: index)
            planIPv6(on: index)
        }
    }

    /// Three rounds over every host of each IPv4 block, those who answered left out of the next.
    private mutating func planARP(on index: Int) {
        let link = scope.links[index]
        let interval = Duration.seconds(1) / max(1, scope.intensity.packetsPerSecond)
        for prefix in link.prefixes where prefix.address.v4 != nil {
            guard let own = ownV4(on: link, reaching: prefix) else { continue }
            let hosts = prefix.hosts.filter { host in
                !gate.isExcluded(.v4(host)) && !link.addresses.contains { $0.address == .v4(host) }
            }
            var start = began
            for round in 0...Self.backOff.count {
                for (offset, host) in hosts.enumerated() {
                    linkWork.append(
                        LinkWork(due: start + interval * offset, link: index, probe: "arp-sweep") {
                            conductor in
                            guard conductor.deviceByAddress[.v4(host)] == nil else { return nil }
                            return Frame.arpRequest(sender: link.mac, senderAddress: own, target: host)
                        })
                }
                guard round < Self.backOff.count else { break }
                start = start + max(interval * hosts.count, Self.backOff[round])
            }
        }
        linkWork.sort { $0.due < $1.due }
    }

    /// Echo to every node from each of our IPv6 addresses, a general listener query and the call for routers, twice.
    private mutating func planIPv6(on index: Int) {
        let link = scope.links[index]
        let own = link.addresses.compactMap(\.address.v6)
        guard let linkLocal = own.first(where: \.isLinkLocal) else { return }
        for round in 0..<2 {
            let due = began + .milliseconds(50 + 1500 * round)
            linkWork.append(
                LinkWork(due: due, link: index, probe: "mld-query") { _ in
                    Frame.multicastListenerQuery(sender: link.mac, source: linkLocal)
                })
            linkWork.append(
                LinkWork(due: due + .milliseconds(10), link: index, probe: "router-solicit") { _ in
                    Frame.routerSolicitation(sender: link.mac, source: linkLocal)
                })
            for address in own {
                let station = Station(mac: link.mac, address: .v6(address))
                let everyone = Station(mac: IPv6Address.allNodes.multicastMAC, address: .v6(.allNodes))
                linkWork.append(
                    LinkWork(due: due + .milliseconds(20), link: index, probe: "echo6") { conductor in
                        Frame.echoRequest6(
                            from: station, to: everyone,
                            identifier: UInt16(truncatingIfNeeded: conductor.token),
                            sequence: UInt16(round))
                    })
            }
        }
        linkWork.sort { $0.due < $1.due }
    }

    /// The kernel's table says who was there lately; each is asked again before it counts as present.
    mutating func hearKernelNeighbours() throws {
        for link in scope.links {
            let table: [(address: IPAddress, mac: MACAddress)]
            do {
                table = try ports.neighbours(link.index)
            } catch {
                let reason = Text(
                    ja: "このパソコンの近隣表を読めませんでした（\(error)）。",
                    en: "The kernel's neighbour table could not be read (\(error)).")
                try observe(
                    .coverage(CoverageFact("kernel neighbour table", .couldNot(reason))), of: .site,
                    source: "kernel-neighbours", origin: .host)
                continue
            }
            for (address, mac) in table
            where address.isUnicast && gate.isOnLink(address, link) && !mac.isGroup {
                try observe(
                    .neighbour, of: .init(mac: mac, address: address), source: "kernel-neighbours",
                    origin: .host)
                try meet(mac, at: address, link: link)
            }
            try observe(
                .coverage(CoverageFact("kernel neighbour table of \(link.interface)", .looked)), of: .site,
                source: "kernel-neighbours", origin: .host)
        }
    }

    /// A station was seen with an address: a new device, or a new address of a known one.
    mutating func meet(_ mac: MACAddress, at address: IPAddress?, link: Scope.Link) throws {
        guard !mac.isGroup, mac != .zero, mac != link.mac else { return }
        let index: Int
        if let known = deviceByMAC[mac] {
            index = known
        } else {
            guard devices.count < 4096, let linkIndex = scope.links.firstIndex(of: link) else { return }
            index = devices.count
            let handsOff = gate.isHandsOff(mac: mac, address: address)
            devices.append(Device(mac: mac, link: linkIndex, isHandsOff: handsOff, heardAt: ports.now()))
            deviceByMAC[mac] = index
            try nameVendor(of: mac, address: address)
            if runs("neighbours"), !handsOff { solicitLinkLocal(of: mac, link: linkIndex) }
        }
        devices[index].lastHeard = ports.now()
        devices[index].unanswered = 0
        if case .checking = devices[index].liveness { devices[index].liveness = .unknown }
        guard let address, address.isUnicast, gate.isOnLink(address, link), devices[index].learn(address)
        else {
            return
        }
        if deviceByAddress[address] == nil { deviceByAddress[address] = index }
        // People may have written the address only, which shows after the hardware address.
        guard gate.isHandsOff(mac: mac, address: address) else { return }
        devices[index].isHandsOff = true
        devices[index].queue = []
    }

    private mutating func nameVendor(of mac: MACAddress, address: IPAddress?) throws {
        guard !mac.isLocallyAdministered, let name = vendor(mac) else { return }
        try observe(
            .attribute(AttributeFact(.vendor, name, .likely)), of: .init(mac: mac, address: address),
            source: "ieee-oui", origin: .imported, grounds: .init(text: mac.description))
    }

    /// Asks for the address that a station would make from its MAC (RFC 4862, appendix A of RFC 4291).
    private mutating func solicitLinkLocal(of mac: MACAddress, link index: Int) {
        let link = scope.links[index]
        guard let own = link.addresses.compactMap(\.address.v6).first(where: \.isLinkLocal) else { return }
        let identifier =
            ((mac.value ^ 0x0200_0000_0000) & 0xffff_ff00_0000) << 16 | 0xff_fe00_0000
            | (mac.value & 0xff_ffff)
        let target = IPv6Address(high: 0xfe80_0000_0000_0000, low: identifier)
        guard !gate.isExcluded(.v6(target)) else { return }
        linkWork.append(
            LinkWork(due: ports.now(), link: index, probe: "nd-solicit") { conductor in
                guard conductor.deviceByAddress[.v6(target)] == nil else { return nil }
                return Frame.neighbourSolicitation(sender: link.mac, source: own, target: target)
            })
    }

    func ownV4(on link: Scope.Link, reaching prefix: Prefix? = nil) -> IPv4Address? {
        let own = link.addresses.filter { $0.address.v4 != nil }
        let near = own.first { candidate in
            prefix.map { candidate.prefix.contains($0) || $0.contains(candidate.address) } ?? true
        }
        return near?.address.v4
    }

    /// Our station on this link as `address` should see it.
    func ownStation(on link: Scope.Link, facing address: IPAddress) -> Station? {
        switch address {
        case .v4:
            let near = link.addresses.first { $0.prefix.contains(address) && $0.address.v4 != nil }
            guard let own = near?.address.v4 ?? ownV4(on: link) else { return nil }
            return Station(mac: link.mac, address: .v4(own))
        case .v6(let target):
            let own = link.addresses.filter { $0.address.v6 != nil }
            let linkLocal = target.isLinkLocal || (target.isMulticast && target.high >> 48 == 0xff02)
            let match = own.first { linkLocal ? $0.address.isLinkLocal : $0.prefix.contains(address) }
            return (match ?? own.first).map { Station(mac: link.mac, address: $0.address) }
        }
    }
}
