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
