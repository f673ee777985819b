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

    /// The next frame; nil at the end. Throws `badFile` where the file breaks off: what came before is whole.
    package borrowing func next() throws(CaptureError) -> CapturedFrame? {
        switch handle.next(linkType: linkType) {
        case .frame(let frame): return frame
        case .none, .end: return nil
        case .failure: throw .badFile(handle.message)
        }
    }
}
