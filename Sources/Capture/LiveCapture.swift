/// Frames of one interface as they pass, in both directions; never blocks.
///
/// Needs CAP_NET_RAW to open, not to read.
package struct LiveCapture: ~Copyable {
    private let handle: PcapHandle
    package let interface: String
    /// The number of the link type (pcap LINKTYPE_*); 1 is Ethernet.
    package let linkType: Int
    /// Readable when frames wait.
    package let descriptor: Int32

    /// Begins to capture.
    ///
    /// `snapLength` is how many octets of each frame are kept. Promiscuous mode shows frames for other stations too;
    /// on a switched network that is little, and some drivers refuse it.
    package init(
        interface: String, snapLength: Int = 2048, promiscuous: Bool = false
    ) throws(CaptureError) {
        let handle = try PcapHandle.live(
            interface, snapLength: snapLength, promiscuous: promiscuous, bufferSize: 8 << 20)
        descriptor = handle.descriptor
        linkType = handle.linkType
        self.interface = interface
        self.handle = handle
    }

    /// Lends the next waiting frame to `body`, with the time of capture in microseconds since 1970-01-01T00:00:00Z;
    /// false when none waits. Throws `linkLost` when the interface is gone.
    package borrowing func next(
        _ body: (Span<UInt8>, _ microseconds: Int64) -> Void
    ) throws(CaptureError) -> Bool {
        switch handle.next(body) {
        case .frame: return true
        case .none, .end: return false
        case .failure: throw .linkLost(interface)
        }
    }

    /// Frames that reached the capture and frames lost for want of room, both since it began.
    package var statistics: (received: Int, dropped: Int) { handle.statistics }
}
