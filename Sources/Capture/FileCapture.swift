/// The frames of a pcap or pcapng file, in the order of the file.
package struct FileCapture: ~Copyable {
    private let handle: PcapHandle
    /// The number of the link type (pcap LINKTYPE_*); 1 is Ethernet.
    package let linkType: Int

    /// Opens a file; throws `badFile` when it is not there, not readable or not a capture.
    package init(path: String) throws(CaptureError) {
        handle = try PcapHandle(file: path)
        linkType = handle.linkType
    }

    /// Lends the next frame to `body`; false at the end of the file.
    ///
    /// `body` gets the octets that were kept, from the link header on, and the time of capture in microseconds since
    /// 1970-01-01T00:00:00Z, between then and the end of the year 9999. Throws what `body` throws, and `badFile`
    /// where the file breaks off: what came before is whole.
    package borrowing func next(_ body: (Span<UInt8>, _ microseconds: Int64) throws -> Void) throws -> Bool {
        switch try handle.next(body) {
        case .frame: return true
        case .none, .end: return false
        case .failure: throw CaptureError.badFile(handle.message)
        }
    }
}
