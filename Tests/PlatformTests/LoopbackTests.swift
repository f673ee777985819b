import Addresses
import Glibc
import Platform
import Testing

@Suite struct LoopbackTests {
    @Test func `lists the loopback with its address`() throws {
        let table = try InterfaceTable.read()
        let loopback = try #require(table.interfaces.first { $0.isLoopback })
        #expect(loopback.mac == nil)
        #expect(loopback.isEthernet)
        #expect(!loopback.isWireless)
        #expect(table[name: loopback.name] == loopback)
        #expect(table[index: loopback.index] == loopback)
        if loopback.isUp {
            #expect(
                loopback.addresses.contains {
                    $0.address == .v4(.loopback) && $0.prefixLength == 8 && !$0.hasLifetime
                        && !$0.isAdvertised
                })
        }
    }

    @Test func `reads routes and neighbours without privilege`() throws {
        for route in try RouteTable.read().gateways { #expect(route.destination.length == 0) }
        for neighbour in try NeighbourTable.read().neighbours { #expect(!neighbour.mac.isGroup) }
    }

    @Test func `connects, sends, receives and sees the end`() throws {
        let (listener, port) = try Self.listen()
        defer { close(listener) }
        let loop = try EventLoop()
        let connection = try TCPConnection(to: .v4(.loopback), port: port, interface: 0)
        try loop.add(connection.descriptor, token: 7, .writable)
        #expect(try Self.wait(loop) == [.ready(token: 7, .writable)])
        try connection.outcome()
        let peer = accept(listener, nil, nil)
        #expect(try connection.send([1, 2, 3]) == 3)
        var octets = [UInt8](repeating: 0, count: 8)
        #expect(read(peer, &octets, 8) == 3)
        #expect(try connection.receive(limit: 8) == nil)
        #expect(write(peer, octets, 2) == 2)
        try loop.change(connection.descriptor, token: 7, .readable)
        #expect(try Self.wait(loop) == [.ready(token: 7, .readable)])
        #expect(try connection.receive(limit: 8) == [1, 2])
        close(peer)
        _ = try Self.wait(loop)
        #expect(try connection.receive(limit: 8) == [])
        try loop.remove(connection.descriptor)
    }

    @Test func `a reserved TCP port refuses connections and belongs to nobody else`() throws {
        let reserved = try ReservedPort.tcp()
        let loop = try EventLoop()
        let connection = try TCPConnection(to: .v4(.loopback), port: reserved.number, interface: 0)
        try loop.add(connection.descriptor, token: 1, .writable)
        _ = try Self.wait(loop)
        #expect(throws: SystemError(call: "connect", code: ECONNREFUSED)) { try connection.outcome() }
        #expect(SystemError(call: "connect", code: ECONNREFUSED).connection == .refused)
    }

    @Test func `a UDP port that is held cannot be reserved`() throws {
        let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(socket) }
        let port = try Self.bindToLoopback(socket)
        #expect(throws: SystemError(call: "bind", code: EADDRINUSE)) { _ = try ReservedPort.udp(port) }
        #expect(try ReservedPort.udp(0).number != 0)
    }

    @Test func `waiting ends at the deadline`() throws {
        let loop = try EventLoop()
        let start = Clock.monotonic()
        #expect(try loop.wait(until: start + .milliseconds(20)) == [])
        let waited = Clock.monotonic() - start
        #expect(waited >= .milliseconds(20))
        #expect(waited < .seconds(5))
        #expect(try loop.wait(until: start) == [])
    }

    @Test func `the clocks agree with the calendar`() {
        #expect(Clock.wallMicroseconds() > 1_700_000_000_000_000)
        #expect((-14 * 3600...14 * 3600).contains(Clock.localOffset(at: 0)))
    }

    /// The next events, within ten seconds.
    private static func wait(_ loop: borrowing EventLoop) throws -> [EventLoop.Event] {
        try loop.wait(until: Clock.monotonic() + .seconds(10))
    }

    private static func listen() throws -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let port = try bindToLoopback(listener)
        #expect(Glibc.listen(listener, 1) == 0)
        return (listener, port)
    }

    private static func bindToLoopback(_ socket: Int32) throws -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 ? getsockname(socket, $0, &length) : -1
            }
        }
        try #require(result == 0)
        return UInt16(bigEndian: address.sin_port)
    }
}

@Suite struct PrivilegeTests {
    @Test func `reads the rights of every thread`() {
        let status = PrivilegeStatus.current()
        #expect(!status.tasks.isEmpty)
        #expect(status.tasks.allSatisfy { $0.user == geteuid() })
        #expect(status.lines.count == status.tasks.count)
    }

    @Test func `no thread read is no proof`() {
        #expect(!PrivilegeStatus(tasks: []).isWithoutPrivilege)
    }

    @Test func `one thread with a right spoils the proof`() {
        let clean = PrivilegeStatus.Task(
            id: 1, user: 1000, effective: 0, permitted: 0, noNewPrivileges: true, isFiltered: true)
        var dirty = clean
        dirty.permitted = 1 << 13
        #expect(PrivilegeStatus(tasks: [clean]).isWithoutPrivilege)
        #expect(!PrivilegeStatus(tasks: [clean, dirty]).isWithoutPrivilege)
    }
}
