import Addresses
import CLinux
import Glibc
import Platform
import Wire

/// One device of the demonstration, in a process and a network namespace of its own.
///
/// It speaks with the process that started it in lines: it says `ready`, hears `go` once its network card is there,
/// says `up`, and when its input ends it says what it counted and leaves.
package struct DeviceServer {
    private let device: DemoDevice
    private var listeners: [Int32: UInt16] = [:]
    private var datagrams: [Int32: UInt16] = [:]
    private var connections: [Int32: UInt16] = [:]
    private var frames: Int32 = -1
    /// Octets that arrived at the counted port, and frames other than ARP and neighbour discovery for this device.
    private var octetsCounted = 0
    private var framesCounted = 0

    package init(_ device: DemoDevice) {
        self.device = device
    }

    /// Runs until the input ends.
    package mutating func run() throws(DemoError) {
        // An interruption is for the process that started this one, which ends it by closing its input.
        _ = signal(SIGINT, SIG_IGN)
        guard tenken_unshare(tenken_new_network) == 0 else {
            throw DemoError(ja: "名前空間を作れません。", en: "A network namespace cannot be made.")
        }
        say("ready")
        guard heard() == "go" else { return }
        try configure()
        try openSockets()
        try giveUpPrivilege()
        say("up")
        serve()
        say("counted \(octetsCounted) \(framesCounted)")
    }

    private func say(_ line: String) {
        let text = line + "\n"
        // SAFETY: the text lives as long as the call.
        _ = unsafe write(1, text, text.utf8.count)
    }

    /// One line of the input; nil at its end.
    private func heard() -> String? {
        var line: [UInt8] = []
        var octet: UInt8 = 0
        // SAFETY: one octet is read into one variable.
        while line.count < 64, unsafe read(0, &octet, 1) == 1 {
            if octet == 10 { return String(decoding: line, as: UTF8.self) }
            line.append(octet)
        }
        return nil
    }

    private func configure() throws(DemoError) {
        setting("/proc/sys/net/ipv6/conf/lan0/accept_dad", "0")
        try ip("link set lo up")
        try ip("link set lan0 address \(device.mac)")
        try ip("link set lan0 up")
        if let v4 = device.v4 { try ip("address add \(v4)/24 dev lan0") }
        try ip("-6 address add \(device.v6)/64 dev lan0 nodad")
    }

    /// Whoever is asked by a network needs no rights to answer.
    private func giveUpPrivilege() throws(DemoError) {
        do {
            _ = try Privilege.drop(keepingWritable: [])
        } catch {
            throw DemoError(ja: "権限を手放せません（\(error)）。", en: "Privilege cannot be given up (\(error)).")
        }
        // After the change of user, which takes this wish back.
        _ = tenken_prctl(PR_SET_PDEATHSIG, UInt(SIGKILL), 0)
    }

    private mutating func openSockets() throws(DemoError) {
        for port in device.tcp.keys { listeners[try opened(tenken_socket_stream, port)] = port }
        for port in device.udp.keys { datagrams[try opened(tenken_socket_datagram, port)] = port }
        for (socket, port) in datagrams where port == 5353 {
            // SAFETY: the name lives as long as the call.
            guard tenken_demo_join_mdns(socket, unsafe if_nametoindex("lan0")) == 0 else {
                throw DemoError(ja: "mDNSを聞けません。", en: "mDNS cannot be heard.")
            }
        }
        if device.countsFrames { frames = tenken_demo_frames() }
    }

    private func opened(_ type: Int32, _ port: UInt16) throws(DemoError) -> Int32 {
        let socket = tenken_demo_socket(type, port)
        guard socket >= 0 else {
            throw DemoError(ja: "ポート \(port) を開けません。", en: "Port \(port) cannot be opened.")
        }
        return socket
    }

    // MARK: Serving

    private mutating func serve() {
        while true {
            let sockets =
                [0, frames] + Array(listeners.keys) + Array(datagrams.keys) + Array(connections.keys)
            var waits = sockets.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            // SAFETY: the array lives as long as the call and its count is its own.
            guard unsafe poll(&waits, nfds_t(waits.count), -1) > 0 else { continue }
            for wait in waits where wait.revents != 0 {
                if wait.fd == 0 {
                    if heard() == nil { return }
                } else {
                    serve(wait.fd)
                }
            }
        }
    }

    private mutating func serve(_ socket: Int32) {
        if socket == frames {
            countFrame()
        } else if let port = listeners[socket] {
            welcome(socket, port)
        } else if let port = datagrams[socket] {
            answer(socket, port)
        } else if let port = connections[socket] {
            converse(socket, port)
        }
    }

    private mutating func welcome(_ listener: Int32, _ port: UInt16) {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        guard connections.count < 64 else {
            close(connection)
            return
        }
        connections[connection] = port
        send(device.tcp[port]?.greeting ?? [], to: connection)
    }

    private mutating func converse(_ connection: Int32, _ port: UInt16) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        // SAFETY: the kernel writes at most the buffer's own count.
        let count = unsafe read(connection, &buffer, buffer.count)
        guard count > 0 else { return hangUp(connection) }
        if port == device.countedPort { octetsCounted += count }
        guard let (octets, closes) = device.tcp[port]?.reply(Array(buffer.prefix(count))) else { return }
        send(octets, to: connection)
        if closes { hangUp(connection) }
    }

    private func send(_ octets: [UInt8], to connection: Int32) {
        guard !octets.isEmpty else { return }
        // SAFETY: the octets live as long as the call; what a full buffer refuses is not missed in a demonstration.
        _ = unsafe Glibc.send(connection, octets, octets.count, Int32(MSG_NOSIGNAL))
    }

    private mutating func hangUp(_ connection: Int32) {
        close(connection)
        connections[connection] = nil
    }

    private func answer(_ socket: Int32, _ port: UInt16) {
        var buffer = [UInt8](repeating: 0, count: 2048)
        var from = sockaddr_in6()
        // SAFETY: the kernel writes at most the buffer's own count, and the address into a local variable.
        let count = unsafe tenken_demo_receive(socket, &buffer, buffer.count, &from)
        guard count > 0, let octets = device.udp[port]?(Array(buffer.prefix(count))) else { return }
        // SAFETY: octets and address live as long as the call.
        _ = unsafe tenken_demo_send(socket, octets, octets.count, &from)
    }

    private mutating func countFrame() {
        var buffer = [UInt8](repeating: 0, count: 2048)
        // SAFETY: the kernel writes at most the buffer's own count.
        let count = unsafe read(frames, &buffer, buffer.count)
        guard count > 0 else { return }
        let packet = Packet(dissecting: Array(buffer.prefix(count)))
        guard packet.destination == device.mac, packet.etherType != 0x0806 else { return }
        if case .icmp6(type: 135...136, code: _) = packet.transport { return }
        framesCounted += 1
    }
}
