import Addresses
import Platform
import Survey
import TLSClient
import Wire

/// One TCP connection with what waits to be sent and, once asked for, TLS on top.
final class LiveConnection {
    private let socket: TCPConnection
    private var outgoing: [UInt8] = []
    private var isConnected = false
    private var tls: TLSSession?
    private var isSecured = false

    /// How many octets one readiness hands out at most.
    private static let readLimit = 16_384

    enum Event {
        case connected
        case received([UInt8])
        case secured(TLSGreeting)
        case closed(ConnectionEnd)
    }

    init(to address: IPAddress, port: UInt16, interface: Int) throws(SystemError) {
        socket = try TCPConnection(to: address, port: port, interface: interface)
    }

    var descriptor: Int32 { socket.descriptor }

    /// What the loop has to wait for.
    var interest: EventLoop.Interest {
        guard isConnected else { return .writable }
        return outgoing.isEmpty ? .readable : [.readable, .writable]
    }

    /// Goes on after the descriptor became ready.
    func advance(_ interest: EventLoop.Interest) -> [Event] {
        var events: [Event] = []
        do {
            if !isConnected {
                try socket.outcome()
                isConnected = true
                events.append(.connected)
            }
            if interest.contains(.writable) { try flush() }
            if interest.contains(.readable) { events += try read() }
        } catch {
            events.append(.closed(end(for: ConnectionEnd(error))))
        }
        return events
    }

    /// Sends octets, as plain text of TLS once that is begun.
    func send(_ octets: [UInt8]) -> [Event] {
        guard let tls else { return write(octets) }
        return take(tls.encrypt(octets))
    }

    func startTLS(_ offer: TLSOffer) -> [Event] {
        guard tls == nil else { return [] }
        do {
            let session = try TLSSession(offer)
            tls = session
            return take(session.start())
        } catch {
            return [.closed(.tlsFailed(error.reason))]
        }
    }

    /// Says goodbye where the protocol has a word for it, as far as the kernel takes it at once.
    func sayGoodbye() {
        guard let tls else { return }
        _ = write(tls.close())
    }

    private func write(_ octets: [UInt8]) -> [Event] {
        outgoing += octets
        guard isConnected else { return [] }
        do {
            try flush()
            return []
        } catch {
            return [.closed(end(for: ConnectionEnd(error)))]
        }
    }

    private func flush() throws(SystemError) {
        while !outgoing.isEmpty {
            let count = try socket.send(outgoing[...])
            guard count > 0 else { return }
            outgoing.removeFirst(count)
        }
    }

    private func read() throws(SystemError) -> [Event] {
        guard let octets = try socket.receive(limit: Self.readLimit) else { return [] }
        guard !octets.isEmpty else { return [.closed(end(for: .byPeer))] }
        guard let tls else { return [.received(octets)] }
        return take(tls.receive(octets))
    }

    private func take(_ progress: TLSSession.Progress) -> [Event] {
        var events: [Event] = []
        if let greeting = progress.greeting {
            isSecured = true
            events.append(.secured(greeting))
        }
        if !progress.plain.isEmpty { events.append(.received(progress.plain)) }
        events += write(progress.toSend)
        guard let end = progress.end, !events.contains(where: \.isEnd) else { return events }
        switch end {
        case .byPeer: events.append(.closed(.byPeer))
        case .failed(let reason): events.append(.closed(.tlsFailed(reason)))
        }
        return events
    }

    /// A connection that ends in the middle of a handshake says something about TLS.
    private func end(for reason: ConnectionEnd) -> ConnectionEnd {
        guard tls != nil, !isSecured, reason == .byPeer else { return reason }
        return .tlsFailed("the server closed the connection during the handshake")
    }
}

extension LiveConnection.Event {
    var isEnd: Bool {
        if case .closed = self { true } else { false }
    }

    func portEvent(_ id: Int) -> PortEvent {
        switch self {
        case .connected: .connected(id: id)
        case .received(let octets): .received(id: id, octets: octets)
        case .secured(let greeting): .secured(id: id, greeting: greeting)
        case .closed(let reason): .closed(id: id, reason: reason)
        }
    }
}

extension ConnectionEnd {
    init(_ error: SystemError) {
        switch error.connection {
        case .refused: self = .refused
        case .unreachable: self = .unreachable
        case .reset: self = .byPeer
        case .other: self = .failed(error.description)
        }
    }
}
