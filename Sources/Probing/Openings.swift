import Addresses
import QUIC
import Wire

/// Openings of TLS that did not fit one packet, kept until the rest comes.
///
/// At most ``limit`` at a time, each of bounded length; the oldest gives way. What was read of an opening that never
/// becomes whole has been told already.
struct Openings: Sendable {
    private var pending: [Path: Opening] = [:]
    /// Oldest first.
    private var order: [Path] = []

    private static let limit = 64

    private enum Opening: Sendable {
        /// The octets of a TCP connection so far, and the sequence number that goes on.
        case segments(octets: [UInt8], next: UInt32)
        case frames(CryptoStream)
    }

    /// What the opening says as far as it is known with this segment; nil when it is none, or nothing new.
    mutating func tls(_ payload: ArraySlice<UInt8>, sequence: UInt32, _ path: Path) -> TLSClientHello? {
        var octets: [UInt8] = []
        if case .segments(let before, let next) = pending[path], next == sequence {
            octets = before
        } else if !TLSClientHello.canBegin(payload) {
            return nil
        }
        octets += payload.prefix(TLSClientHello.lengthLimit)
        let hello = try? TLSClientHello(records: octets)
        let next = sequence &+ UInt32(truncatingIfNeeded: payload.count)
        settle(path, hello, octets.count, .segments(octets: octets, next: next))
        return hello
    }

    /// The same for a datagram of QUIC.
    mutating func quic(_ payload: ArraySlice<UInt8>, _ path: Path) -> TLSClientHello? {
        var reader = ByteReader(payload)
        guard let packet = try? InitialPacket(parsing: &reader) else { return nil }
        var stream = CryptoStream()
        if case .frames(let before) = pending[path] { stream = before }
        // Frames before a wrong one count.
        try? stream.add(frames: packet.payload)
        let beginning = stream.beginning
        let hello = try? TLSClientHello(handshake: beginning)
        // Until the first octets come, nothing says that this is no opening.
        let isOpen = hello != nil || beginning.isEmpty
        let waiting = TLSClientHello(serverName: nil, applicationProtocols: [], isWhole: false)
        settle(path, isOpen ? hello ?? waiting : nil, beginning.count, .frames(stream))
        return hello
    }

    /// Keeps what is not whole, and forgets what is, or what is none.
    private mutating func settle(_ path: Path, _ hello: TLSClientHello?, _ count: Int, _ opening: Opening) {
        guard let hello, !hello.isWhole, count <= TLSClientHello.lengthLimit else {
            if pending.removeValue(forKey: path) != nil { order.removeAll { $0 == path } }
            return
        }
        if pending.updateValue(opening, forKey: path) == nil { order.append(path) }
        if order.count > Self.limit { pending[order.removeFirst()] = nil }
    }
}
