import Addresses
import Capture
import Model
import Platform
import Probing
import Survey
import Wire

/// One interface with its capture and, where frames may be sent, its packet socket.
final class LiveLink {
    private let capture: LiveCapture
    private let sender: PacketSocket?
    private let index: Int
    private var sieve: Sieve
    private var isLost = false
    /// Whether the last drain stopped at its limit, so that frames may wait that no event will tell of.
    private(set) var hasMore = false

    /// Frames looked at in one drain for each that may be handed out: a flood must not hold up what is to be sent.
    private static let looksPerFrame = 32

    /// `own` are the hardware addresses of this host's interfaces in scope.
    ///
    /// Who only listens hears the frames for other stations too, as a mirror port of a switch brings them.
    init(
        name: String, index: Int, own: [MACAddress], relays: RelayDirectory, sends: Bool
    ) throws {
        let capture = try LiveCapture(interface: name, promiscuous: !sends)
        guard capture.linkType == 1 else { throw CaptureError.linkType(capture.linkType) }
        sender = sends ? try PacketSocket(interface: index) : nil
        self.capture = capture
        self.index = index
        sieve = Sieve(for: Catalog.listeners, relays: relays, own: own, keepsOwn: sends)
    }

    var descriptor: Int32 { capture.descriptor }
    var statistics: (received: Int, dropped: Int) { capture.statistics }

    /// Hands out waiting frames that are worth a look, at most `limit`.
    func drain(limit: Int, _ take: (PortEvent) -> Void) throws(CaptureError) {
        hasMore = false
        var looks = limit * Self.looksPerFrame
        var taken = 0
        while looks > 0, taken < limit {
            looks -= 1
            let isThere = try capture.next { octets, microseconds in
                guard sieve.passes(octets, linkType: .ethernet, at: microseconds) else { return }
                taken += 1
                take(
                    .frame(
                        [UInt8](copying: octets), interface: index,
                        time: Timestamp(microseconds: microseconds)))
            }
            guard isThere else { return }
        }
        hasMore = true
    }

    func transmit(_ frame: [UInt8]) throws(SystemError) {
        // EPERM: this run has no right to send frames.
        if sender == nil { throw SystemError.notPermitted("send") }
        try sender?.send(frame)
    }

    /// Notes that the interface carries nothing any more; false when that was known.
    func lose() -> Bool {
        defer { isLost = true }
        hasMore = false
        return !isLost
    }

    /// Notes that the interface works again.
    func regain() { isLost = false }
}
