import CPcap

/// An open libpcap handle; closes itself. What libpcap lends is lent on for the length of a call.
@safe struct PcapHandle: ~Copyable {
    private let raw: OpaquePointer

    private init(owning raw: OpaquePointer) {
        unsafe self.raw = unsafe raw
    }

    deinit {
        // SAFETY: the handle is owned and closed once.
        unsafe pcap_close(raw)
    }

    /// Opens a capture file.
    init(file path: String) throws(CaptureError) {
        var buffer = ErrorBuffer()
        // SAFETY: libpcap copies what it needs of the path and keeps no pointer.
        guard let raw = unsafe pcap_open_offline(path, &buffer.text) else { throw .badFile(buffer.message) }
        unsafe self.init(owning: raw)
    }

    /// Begins a live capture that hands frames over at once and never blocks.
    static func live(
        _ interface: String, snapLength: Int, promiscuous: Bool, bufferSize: Int32
    ) throws(CaptureError) -> PcapHandle {
        var buffer = ErrorBuffer()
        // SAFETY: the handle is owned from here on; every call below is on it while it is open.
        guard let raw = unsafe pcap_create(interface, &buffer.text) else { throw .failed(buffer.message) }
        let handle = unsafe PcapHandle(owning: raw)
        unsafe pcap_set_snaplen(raw, Int32(min(max(snapLength, 64), 0x40000)))
        unsafe pcap_set_promisc(raw, promiscuous ? 1 : 0)
        unsafe pcap_set_buffer_size(raw, bufferSize)
        // Without it a block of frames is handed over only when it is full, which on a quiet link is never.
        unsafe pcap_set_immediate_mode(raw, 1)
        try handle.activate(interface)
        guard unsafe pcap_setnonblock(raw, 1, &buffer.text) == 0 else { throw .failed(buffer.message) }
        return handle
    }

    private borrowing func activate(_ interface: String) throws(CaptureError) {
        // SAFETY: the handle is open.
        let status = unsafe pcap_activate(raw)
        switch status {
        // Positive values are warnings: it works.
        case 0...: return
        case PCAP_ERROR_PERM_DENIED: throw .notPermitted(interface)
        case PCAP_ERROR_NO_SUCH_DEVICE: throw .noSuchInterface(interface)
        case PCAP_ERROR_IFACE_NOT_UP: throw .linkLost(interface)
        default: throw .failed(message)
        }
    }

    enum Reading {
        case frame
        /// Nothing at the moment.
        case none
        /// The end of a file.
        case end
        case failure
    }

    /// libpcap's words for the last failure.
    var message: String {
        // SAFETY: the text belongs to the handle and is copied at once.
        unsafe String(cString: pcap_geterr(raw))
    }

    /// The number of the link type (pcap LINKTYPE_*).
    var linkType: Int {
        // SAFETY: the handle is open.
        Int(unsafe pcap_datalink(raw))
    }

    /// What to wait for; -1 for files.
    var descriptor: Int32 {
        // SAFETY: the handle is open.
        unsafe pcap_get_selectable_fd(raw)
    }

    /// Frames received, and lost for want of room.
    var statistics: (received: Int, dropped: Int) {
        var counts = pcap_stat()
        // SAFETY: the structure is a local variable that the call fills.
        guard unsafe pcap_stats(raw, &counts) == 0 else { return (0, 0) }
        return (Int(counts.ps_recv), Int(counts.ps_drop) + Int(counts.ps_ifdrop))
    }

    /// Lends the next frame to `body`, which cannot keep it: its octets, and when it was captured in microseconds
    /// since 1970-01-01T00:00:00Z.
    borrowing func next(_ body: (Span<UInt8>, Int64) throws -> Void) rethrows -> Reading {
        var header: UnsafeMutablePointer<pcap_pkthdr>?
        var octets: UnsafePointer<UInt8>?
        // SAFETY: both are out-parameters; what they point to is valid until the next call on this handle, which
        // nobody but this function makes, and a span cannot outlive the body's run.
        switch unsafe pcap_next_ex(raw, &header, &octets) {
        case 1:
            guard let header = unsafe header?.pointee, let octets = unsafe octets else { return .none }
            let buffer = unsafe UnsafeBufferPointer(start: octets, count: Int(header.caplen))
            try body(unsafe buffer.span, Self.microseconds(header.ts))
            return .frame
        case 0: return .none
        case PCAP_ERROR_BREAK: return .end
        default: return .failure
        }
    }

    /// A time from a file can be any number: kept within the years 1970 to 9999.
    private static func microseconds(_ time: timeval) -> Int64 {
        let seconds = min(max(Int64(time.tv_sec), 0), 253_402_300_799)
        return seconds * 1_000_000 + min(max(Int64(time.tv_usec), 0), 999_999)
    }
}

/// Room for one of libpcap's error messages, which are at most PCAP_ERRBUF_SIZE octets with their zero.
private struct ErrorBuffer {
    var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))

    var message: String {
        String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
