package import Addresses
package import Model
package import Wire

/// The outside world as the conductor needs it: one struct of closures, so that a scan runs the same on a real link,
/// in a simulation with a simulated clock, and on a capture file. One thread calls all of them.
package struct Ports {
    /// Monotonic time since an arbitrary start.
    package var now: () -> Duration
    package var wallClock: () -> Timestamp
    /// Blocks until something happened or `until` has come, whichever is first; returns what happened.
    package var wait: (_ until: Duration) throws -> [PortEvent]
    /// Sends one whole Ethernet frame through the interface with this index.
    package var transmit: (_ frame: [UInt8], _ interface: Int) throws -> Void
    /// Takes a UDP port of this host, so that no other program uses it and the kernel does not answer for it with
    /// ICMP errors. Returns the number taken; 0 asks for any.
    package var reserveUDP: (_ port: UInt16) throws -> UInt16
    /// Takes a free TCP port of this host for the raw SYN scan, so that the kernel resets what answers.
    package var reserveTCP: () throws -> UInt16
    /// Begins to open a TCP connection; `connected` or `closed` with the same id follows. `interface` is the index
    /// for link-local addresses.
    package var connect: (_ id: Int, _ address: IPAddress, _ port: UInt16, _ interface: Int) throws -> Void
    package var send: (_ id: Int, _ octets: [UInt8]) -> Void
    /// Begins a TLS handshake on an open connection; `secured` or `closed` follows. From then on `send` and
    /// `received` carry plain text.
    package var startTLS: (_ id: Int, _ offer: TLSOffer) -> Void
    /// Closes a connection; no further event carries its id.
    package var close: (_ id: Int) -> Void
    /// The kernel's table of neighbours of one interface.
    package var neighbours: (_ interface: Int) throws -> [(address: IPAddress, mac: MACAddress)]
    /// The gateways of the kernel's default routes through one interface.
    package var gateways: (_ interface: Int) throws -> [IPAddress]
    /// Frames received and dropped by the capture so far.
    package var captureStatistics: () -> (received: Int, dropped: Int)

    package init(
        now: @escaping () -> Duration, wallClock: @escaping () -> Timestamp,
        wait: @escaping (_ until: Duration) throws -> [PortEvent],
        transmit: @escaping (_ frame: [UInt8], _ interface: Int) throws -> Void,
        reserveUDP: @escaping (_ port: UInt16) throws -> UInt16, reserveTCP: @escaping () throws -> UInt16,
        connect: @escaping (_ id: Int, _ address: IPAddress, _ port: UInt16, _ interface: Int) throws -> Void,
        send: @escaping (_ id: Int, _ octets: [UInt8]) -> Void,
        startTLS: @escaping (_ id: Int, _ offer: TLSOffer) -> Void, close: @escaping (_ id: Int) -> Void,
        neighbours: @escaping (_ interface: Int) throws -> [(address: IPAddress, mac: MACAddress)],
        gateways: @escaping (_ interface: Int) throws -> [IPAddress],
        captureStatistics: @escaping () -> (received: Int, dropped: Int)
    ) {
        self.now = now
        self.wallClock = wallClock
        self.wait = wait
        self.transmit = transmit
        self.reserveUDP = reserveUDP
        self.reserveTCP = reserveTCP
        self.connect = connect
        self.send = send
        self.startTLS = startTLS
        self.close = close
        self.neighbours = neighbours
        self.gateways = gateways
        self.captureStatistics = captureStatistics
    }
}

/// Something that happened outside.
package enum PortEvent: Equatable, Sendable {
    /// A captured frame, ours included (its source MAC is the interface's own).
    case frame([UInt8], interface: Int, time: Timestamp)
    case connected(id: Int)
    case received(id: Int, octets: [UInt8])
    case secured(id: Int, greeting: TLSGreeting)
    case closed(id: Int, reason: ConnectionEnd)
    /// SIGINT or SIGTERM.
    case interrupted
    /// The interface went down or away.
    case linkLost(interface: Int)
}

/// Why a connection is over.
package enum ConnectionEnd: Equatable, Sendable {
    case byPeer
    case refused
    case unreachable
    case tlsFailed(String)
    case failed(String)
}
