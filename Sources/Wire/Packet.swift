package import Addresses

/// One captured frame with its headers read: the link, the network and the transport as far as they could be.
///
/// Values only; `payload` and `network payload` are slices of `octets`.
package struct Packet: Equatable, Sendable {
    /// The whole frame as captured.
    package var octets: [UInt8]
    package var source: MACAddress?
    package var destination: MACAddress?
    /// VLAN identifiers from the outermost in.
    package var vlans: [UInt16] = []
    /// The EtherType after any tags; nil for IEEE 802.3 length frames.
    package var etherType: UInt16?
    /// Whether this is a management frame of IEEE 802.11, whose payload is the frame from its first octet on.
    package var isManagement = false
    package var network: Network?
    package var transport: Transport?
    /// The octets after the innermost header that was read.
    package var payload: ArraySlice<UInt8>

    package init(octets: [UInt8]) {
        self.octets = octets
        payload = octets[...]
    }

    package struct Network: Equatable, Sendable {
        package var source: IPAddress
        package var destination: IPAddress
        /// TTL or hop limit.
        package var hops: UInt8
        /// The IANA protocol number of the payload, after IPv6 extension headers.
        package var proto: UInt8
        /// Whether this is a fragment other than the first, which has no transport header.
        package var isLaterFragment: Bool

        package init(
            source: IPAddress, destination: IPAddress, hops: UInt8, proto: UInt8,
            isLaterFragment: Bool = false
        ) {
            self.source = source
            self.destination = destination
            self.hops = hops
            self.proto = proto
            self.isLaterFragment = isLaterFragment
        }
    }

    package enum Transport: Equatable, Sendable {
        case udp(source: UInt16, destination: UInt16)
        case tcp(TCPHeader)
        case icmp(type: UInt8, code: UInt8)
        case icmp6(type: UInt8, code: UInt8)
    }
}

/// The fields of a TCP header that scanning needs (RFC 9293, 3.1).
package struct TCPHeader: Equatable, Sendable {
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let fin = Flags(rawValue: 1)
        package static let syn = Flags(rawValue: 2)
        package static let rst = Flags(rawValue: 4)
        package static let psh = Flags(rawValue: 8)
        package static let ack = Flags(rawValue: 16)
    }

    package var source: UInt16
    package var destination: UInt16
    package var sequence: UInt32
    package var acknowledgment: UInt32
    package var flags: Flags
    package var window: UInt16

    package init(
        source: UInt16, destination: UInt16, sequence: UInt32, acknowledgment: UInt32, flags: Flags,
        window: UInt16
    ) {
        self.source = source
        self.destination = destination
        self.sequence = sequence
        self.acknowledgment = acknowledgment
        self.flags = flags
        self.window = window
    }
}
