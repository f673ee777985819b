package import Addresses
import Capture
import Model
import Platform
package import Probing
package import Survey
import TLSClient
import Wire

/// The real outside world: one epoll loop over captures, packet sockets and connections.
///
/// Everything that needs privilege is opened by ``open(interfaces:relays:privileged:sends:)``; what the ports do later
/// needs none. One thread uses them.
package final class LivePorts {
    private let loop: EventLoop
    private let watch: LinkWatch
    private var links: [Int: LiveLink] = [:]
    private var reserved: [ReservedPort] = []
    private var connections: [Int: LiveConnection] = [:]
    /// What happened outside of ``wait(until:)``, told by the next one.
    private var pending: [PortEvent] = []

    /// How many frames one wait hands out at most.
    private static let frameLimit = 512

    // Tokens of the loop: connections have their identifiers, which are not negative.
    private static let watchToken = -16
    private static func token(ofLink interface: Int) -> Int { -32 - interface }

    /// Opens the loop and, with `privileged`, a capture on every interface and a packet socket where `sends` says so.
    ///
    /// Takes over SIGINT and SIGTERM, so it must be called while the process has one thread. Without `privileged`
    /// there are connections and the kernel's tables only; `transmit` then throws EPERM. Throws `CaptureError` or
    /// `SystemError`.
    package static func open(
        interfaces: [(name: String, index: Int, mac: MACAddress)], relays: RelayDirectory,
        privileged: Bool, sends: Bool = true
    ) throws -> Ports {
        let live = try LivePorts()
        if privileged {
            let own = interfaces.map(\.mac)
            for (name, index, _) in interfaces {
                let link = try LiveLink(name: name, index: index, own: own, relays: relays, sends: sends)
                try live.add(link, index)
            }
        }
        return live.ports
    }

    private init() throws(SystemError) {
        loop = try EventLoop()
        watch = try LinkWatch()
        try loop.add(watch.descriptor, token: Self.watchToken, .readable)
    }

    private func add(_ link: LiveLink, _ index: Int) throws {
        try loop.add(link.descriptor, token: Self.token(ofLink: index), .readable)
        links[index] = link
    }

    private var ports: Ports {
        Ports(
            now: { Clock.monotonic() },
            wallClock: { Timestamp(microseconds: Clock.wallMicroseconds()) },
            wait: wait(until:),
            transmit: transmit(_:through:),
            reserveUDP: reserveUDP(_:),
            reserveTCP: reserveTCP,
            connect: connect(_:to:port:interface:),
            send: send(_:_:),
            startTLS: startTLS(_:_:),
            close: close(_:),
            neighbours: neighbours(of:),
            gateways: gateways(through:),
            captureStatistics: { self.statistics })
    }

    // MARK: Waiting

    private func wait(until deadline: Duration) throws -> [PortEvent] {
        var events = pending
        pending = []
        repeat {
            let looksOnly = !events.isEmpty || links.values.contains { $0.hasMore }
            var ready = Set<Int>()
            for event in try loop.wait(until: looksOnly ? .zero : deadline) {
                switch event {
                case .interrupted: events.append(.interrupted)
                case .ready(Self.watchToken, _): events += try linkChanges()
                case .ready(let token, _) where token < 0: ready.insert(-32 - token)
                case .ready(let id, let interest): events += connectionEvents(id, interest)
                }
            }
            events += frames(ready)
        } while events.isEmpty && Clock.monotonic() < deadline
        return events
    }

    /// Drains the captures that are ready or were left half-drained, up to the limit.
    private func frames(_ ready: Set<Int>) -> [PortEvent] {
        var events: [PortEvent] = []
        for (index, link) in links where ready.contains(index) || link.hasMore {
            do {
                try link.drain(limit: Self.frameLimit - events.count) { events.append($0) }
            } catch {
                // libpcap fails on a live capture when the interface is gone.
                try? loop.remove(link.descriptor)
                if link.lose() { events.append(.linkLost(interface: index)) }
            }
        }
        return events
    }

    private func linkChanges() throws -> [PortEvent] {
        try watch.changes(of: Array(links.keys)).sorted { $0.key < $1.key }.compactMap { index, works in
            guard let link = links[index] else { return nil }
            guard !works else {
                link.regain()
                return nil
            }
            return link.lose() ? .linkLost(interface: index) : nil
        }
    }

    // MARK: Frames and ports

    private func transmit(_ frame: [UInt8], through interface: Int) throws {
        guard let link = links[interface] else { throw SystemError.notPermitted("send") }
        do {
            try link.transmit(frame)
        } catch {
            guard error.isLinkLoss else { throw error }
            if link.lose() { pending.append(.linkLost(interface: interface)) }
        }
    }

    private func reserveUDP(_ port: UInt16) throws -> UInt16 {
        do {
            let taken = try ReservedPort.udp(port)
            reserved.append(taken)
            return taken.number
        } catch {
            // A port that is asked for by number is held by its own program (mDNS, SSDP), which keeps the kernel
            // silent as well, or is kept for root: then a station that answers gets an ICMP error, no harm.
            guard port != 0 else { throw error }
            return port
        }
    }

    private func reserveTCP() throws -> UInt16 {
        let taken = try ReservedPort.tcp()
        reserved.append(taken)
        return taken.number
    }

    private func neighbours(of interface: Int) throws -> [(address: IPAddress, mac: MACAddress)] {
        try NeighbourTable.read().neighbours.filter { $0.interface == interface }.map { ($0.address, $0.mac) }
    }

    private func gateways(through interface: Int) throws -> [IPAddress] {
        try RouteTable.read().gateways.filter { $0.interface == interface }.compactMap(\.gateway)
    }

    private var statistics: (received: Int, dropped: Int) {
        links.values.map(\.statistics).reduce((0, 0)) { ($0.0 + $1.received, $0.1 + $1.dropped) }
    }

    // MARK: Connections

    private func connect(_ id: Int, to address: IPAddress, port: UInt16, interface: Int) throws {
        precondition(id >= 0 && connections[id] == nil, "an identifier names one connection")
        do {
            let connection = try LiveConnection(to: address, port: port, interface: interface)
            try loop.add(connection.descriptor, token: id, .writable)
            connections[id] = connection
        } catch {
            pending.append(.closed(id: id, reason: ConnectionEnd(error)))
        }
    }

    private func send(_ id: Int, _ octets: [UInt8]) {
        act(on: id) { $0.send(octets) }
    }

    private func startTLS(_ id: Int, _ offer: TLSOffer) {
        act(on: id) { $0.startTLS(offer) }
    }

    private func close(_ id: Int) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        connection.sayGoodbye()
        // Taking it out of the set fails only for what is not in it.
        try? loop.remove(connection.descriptor)
        pending.removeAll { $0.connection == id }
    }

    /// Lets a connection do something between waits; what follows from it is told by the next wait.
    private func act(on id: Int, _ action: (LiveConnection) -> [LiveConnection.Event]) {
        guard let connection = connections[id] else { return }
        pending += tell(action(connection), of: connection, id)
    }

    private func connectionEvents(_ id: Int, _ interest: EventLoop.Interest) -> [PortEvent] {
        guard let connection = connections[id] else { return [] }
        return tell(connection.advance(interest), of: connection, id)
    }

    /// Turns what a connection says into port events and keeps the loop's interest in it up to date.
    private func tell(
        _ events: [LiveConnection.Event], of connection: LiveConnection, _ id: Int
    ) -> [PortEvent] {
        if events.contains(where: \.isEnd) {
            connections[id] = nil
            try? loop.remove(connection.descriptor)
        } else {
            // The descriptor is open and in the set, so this fails only without memory.
            try? loop.change(connection.descriptor, token: id, connection.interest)
        }
        return events.map { $0.portEvent(id) }
    }
}

extension PortEvent {
    /// The connection it is about.
    fileprivate var connection: Int? {
        switch self {
        case .connected(let id), .received(let id, _), .secured(let id, _), .closed(let id, _): id
        case .frame, .interrupted, .linkLost: nil
        }
    }
}
