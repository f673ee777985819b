/// One frame as it was captured, not yet read.
package struct CapturedFrame: Hashable, Sendable {
    /// The octets kept, from the link header on.
    package var octets: [UInt8]
    /// Microseconds since 1970-01-01T00:00:00Z, between then and the end of the year 9999.
    package var microseconds: Int64
    /// The number of the link type (pcap LINKTYPE_*); 1 is Ethernet.
    package var linkType: Int
    /// The length on the wire; more than `octets.count` where the capture cut the frame.
    package var originalLength: Int

    package init(octets: [UInt8], microseconds: Int64, linkType: Int, originalLength: Int) {
        self.octets = octets
        self.microseconds = microseconds
        self.linkType = linkType
        self.originalLength = originalLength
    }
}

/// Why capturing, or reading a capture file, does not work.
package enum CaptureError: Error, Hashable, Sendable {
    /// The process may not capture: it needs CAP_NET_RAW.
    case notPermitted(String)
    /// There is no interface of this name.
    case noSuchInterface(String)
    /// The interface is switched off or has gone.
    case linkLost(String)
    /// The link type is not one that the caller can use.
    case linkType(Int)
    /// The file is not a capture, or breaks off in the middle.
    case badFile(String)
    /// libpcap's own words.
    case failed(String)
}
