/// How a captured frame begins: the link-layer header types of capture files and libpcap.
package enum LinkType: Hashable, Sendable {
    case ethernet
    /// An IPv4 or IPv6 header comes first, told apart by its version.
    case rawIP
    /// Four octets of the capturing host's address family (BSD loopback).
    case loopback
    /// Sixteen octets that Linux makes up for captures on any interface.
    case linuxCooked
    /// The same in twenty octets.
    case linuxCooked2
    /// IEEE 802.11.
    case wireless
    /// IEEE 802.11 behind a radiotap header.
    case radiotap
    case other(Int)

    /// The type of a LINKTYPE or DLT number, whichever of the two a value came from.
    package init(_ code: Int) {
        self =
            switch code {
            case 1: .ethernet
            case 12, 14, 101, 228, 229: .rawIP
            case 0, 108: .loopback
            case 113: .linuxCooked
            case 276: .linuxCooked2
            case 105: .wireless
            case 127: .radiotap
            default: .other(code)
            }
    }
}
