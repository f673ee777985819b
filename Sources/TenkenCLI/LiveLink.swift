import Capture
import Model
import Platform
import Survey

/// One interface with its capture and, where frames may be sent, its packet socket.
final class LiveLink {
    private let capture: LiveCapture
    private let sender: PacketSocket?
    private let index: Int
    private var isLost = false
    /// Whether the last drain stopped at its limit, so that frames may wait that no event will tell of.
    private(set) var hasMore = false

    init(name: String, index: Int, sends: Bool, promiscuous: Bool) throws {
        let capture = try LiveCapture(interface: name, promiscuous: promiscuous)
        guard capture.linkType == 1 else { throw CaptureError.linkType(capture.linkType) }
        sender = sends ? try PacketSocket(interface: index) : nil
        self.capture = capture
        self.index = index
    }

    var descriptor: Int32 { capture.descriptor }
    var statistics: (received: Int, dropped: Int) { capture.statistics }

    /// Hands out waiting frames, at most `limit`.
    func drain(limit: Int, _ take: (PortEvent) -> Void) throws(CaptureError) {
        hasMore = false
        for _ in 0..<max(limit, 0) {
            guard let frame = try capture.next() else { return }
            let time = Timestamp(microseconds: frame.microseconds)
            take(.frame(frame.octets, interface: index, time: time))
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
