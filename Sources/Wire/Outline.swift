package import Addresses

/// Where the headers of a captured frame lie: link, network and transport as far as they could be read.
///
/// Every captured frame passes here, so nothing is allocated and nothing is copied: fields are read by index after
/// one leading length guard per header. Reading never fails; what follows the last header that made sense is the
/// payload, cut to the length that the IP header states, so that Ethernet padding is not part of it.
package struct Outline: Equatable, Sendable {
    package enum Version: Sendable { case none, v4, v6 }
    package enum TransportKind: CaseIterable, Sendable { case none, udp, tcp, icmp, icmp6 }

    package private(set) var source: MACAddress?
    package private(set) var destination: MACAddress?
    /// Where the VLAN tags' control fields begin, four octets apart, and how many there are.
    private(set) var tagsAt = 0
    private(set) var tagCount = 0
    /// The EtherType after any tags; nil for IEEE 802.3 length frames.
    package private(set) var etherType: UInt16?
    /// Whether this is a management frame of IEEE 802.11; its payload is the frame from its first octet on.
    package private(set) var isManagement = false
    package private(set) var version = Version.none
    /// Where the IP header begins.
    package private(set) var networkAt = 0
    /// The IANA protocol number of the payload, after IPv6 extension headers.
    package private(set) var proto: UInt8 = 0
    /// Whether this is a fragment other than the first, which has no transport header.
    package private(set) var isLaterFragment = false
    package private(set) var transport = TransportKind.none
    /// Where the transport header begins.
    package private(set) var transportAt = 0
    package private(set) var payload: Range<Int>

    package init(_ octets: Span<UInt8>, linkType: LinkType = .ethernet) {
        payload = 0..<octets.count
        switch linkType {
        case .ethernet: readEthernet(octets)
        case .rawIP: readInternet(octets, at: 0)
        case .loopback: readLoopback(octets)
        case .linuxCooked: readCooked(octets, protocolAt: 14, addressAt: 6, length: 16)
        case .linuxCooked2: readCooked(octets, protocolAt: 0, addressAt: 12, length: 20)
        case .wireless: readWireless(octets, at: 0)
        case .radiotap: readRadiotap(octets)
        case .other: break
        }
    }
}

// MARK: - The link

extension Outline {
    private mutating func readEthernet(_ octets: Span<UInt8>) {
        guard octets.count >= 14 else { return }
        destination = MACAddress(octets.number48(at: 0))
        source = MACAddress(octets.number48(at: 6))
        readTyped(octets, octets.number16(at: 12), at: 14)
    }

    /// Reads what a type field announces, tags first.
    private mutating func readTyped(_ octets: Span<UInt8>, _ first: UInt16, at offset: Int) {
        var type = first
        var at = offset
        tagsAt = offset
        while EtherType.isTag(type), tagCount < EthernetHeader.tagLimit, octets.count - at >= 4 {
            tagCount += 1
            type = octets.number16(at: at + 2)
            at += 4
        }
        payload = at..<octets.count
        guard type < EtherType.lowest else {
            etherType = type
            readNetwork(octets, type, at: at)
            return
        }
        // IEEE 802.3: the field is a length and an LLC header follows.
        let end = min(octets.count, at + Int(type))
        payload = at..<end
        readSNAP(octets, at: at, end: end)
    }

    /// Reads through an LLC header that carries Ethernet types (RFC 1042): aa aa 03 00 00 00, then the type.
    private mutating func readSNAP(_ octets: Span<UInt8>, at offset: Int, end: Int) {
        guard end - offset >= 8, octets.number48(at: offset) == 0xaaaa_0300_0000 else { return }
        let type = octets.number16(at: offset + 6)
        payload = (offset + 8)..<end
        guard type >= EtherType.lowest else { return }
        etherType = type
        readNetwork(octets, type, at: offset + 8)
    }

    /// The address family has the capturing host's byte order and number: only the IP version is asked.
    private mutating func readLoopback(_ octets: Span<UInt8>) {
        guard octets.count >= 4 else { return }
        payload = 4..<octets.count
        readInternet(octets, at: 4)
    }

    /// Linux cooked headers hold the sender's address, padded to eight octets; its length is given before it.
    private mutating func readCooked(_ octets: Span<UInt8>, protocolAt: Int, addressAt: Int, length: Int) {
        guard octets.count >= length else { return }
        let isSixOctets = length == 16 ? octets.number16(at: 4) == 6 : octets[11] == 6
        if isSixOctets { source = MACAddress(octets.number48(at: addressAt)) }
        payload = length..<octets.count
        let type = octets.number16(at: protocolAt)
        guard type >= EtherType.lowest else { return }
        readTyped(octets, type, at: length)
    }

    /// Radiotap: version, padding, and the header's length as a little-endian number.
    private mutating func readRadiotap(_ octets: Span<UInt8>) {
        guard octets.count >= 4, octets[0] == 0 else { return }
        let length = Int(octets[2]) | Int(octets[3]) << 8
        guard length >= 8, length <= octets.count else { return }
        payload = length..<octets.count
        readWireless(octets, at: length)
    }

    /// IEEE 802.11, clause 9.3: management frames, and data frames in the clear, which carry something to read.
    private mutating func readWireless(_ octets: Span<UInt8>, at offset: Int) {
        guard octets.count - offset >= 24 else { return }
        let kind = octets[offset]
        let flags = octets[offset + 1]
        guard kind & 0x0f != 0 else {
            isManagement = true
            destination = MACAddress(octets.number48(at: offset + 4))
            source = MACAddress(octets.number48(at: offset + 10))
            return
        }
        guard kind & 0x0c == 0x08, kind & 0x40 == 0, flags & 0x40 == 0 else { return }
        let toSystem = flags & 1 != 0
        let fromSystem = flags & 2 != 0
        var at = offset + (toSystem && fromSystem ? 30 : 24)
        let quality = kind & 0x80 != 0 ? at : nil
        if quality != nil { at += flags & 0x80 != 0 ? 6 : 2 }
        guard octets.count >= at else { return }
        destination = MACAddress(octets.number48(at: offset + (toSystem ? 16 : 4)))
        let sourceAt = fromSystem ? (toSystem ? 24 : 16) : 10
        source = MACAddress(octets.number48(at: offset + sourceAt))
        // Several frames in one (9.3.2.2.2): the first of them is read; it brings its own addresses.
        if let quality, octets[quality] & 0x80 != 0, octets.count - at >= 14 {
            destination = MACAddress(octets.number48(at: at))
            source = MACAddress(octets.number48(at: at + 6))
            at += 14
        }
        payload = at..<octets.count
        readSNAP(octets, at: at, end: octets.count)
    }
}

// MARK: - The network

extension Outline {
    private mutating func readNetwork(_ octets: Span<UInt8>, _ type: UInt16, at offset: Int) {
        switch type {
        case EtherType.ipv4: readIPv4(octets, at: offset)
        case EtherType.ipv6: readIPv6(octets, at: offset)
        default: break
        }
    }

    private mutating func readInternet(_ octets: Span<UInt8>, at offset: Int) {
        guard octets.count > offset else { return }
        switch octets[offset] >> 4 {
        case 4: readIPv4(octets, at: offset)
        case 6: readIPv6(octets, at: offset)
        default: break
        }
    }

    private mutating func readIPv4(_ octets: Span<UInt8>, at offset: Int) {
        guard octets.count - offset >= IPv4Header.minimumLength, octets[offset] >> 4 == 4 else { return }
        let header = Int(octets[offset] & 0x0f) * 4
        guard header >= IPv4Header.minimumLength else { return }
        let stated = Int(octets.number16(at: offset + 2))
        // Zero where the network card cuts the segments itself; other lengths below the header's are wrong.
        guard stated == 0 || stated >= header else { return }
        let end = stated == 0 ? octets.count : min(octets.count, offset + stated)
        version = .v4
        networkAt = offset
        proto = octets[offset + 9]
        isLaterFragment = octets.number16(at: offset + 6) & 0x1fff != 0
        let at = min(end, offset + header)
        payload = at..<end
        guard !isLaterFragment else { return }
        readTransport(octets, at: at, end: end)
    }

    private mutating func readIPv6(_ octets: Span<UInt8>, at offset: Int) {
        guard octets.count - offset >= IPv6Header.length, octets[offset] >> 4 == 6 else { return }
        let stated = Int(octets.number16(at: offset + 4))
        var at = offset + IPv6Header.length
        let end = stated == 0 ? octets.count : min(octets.count, at + stated)
        version = .v6
        networkAt = offset
        proto = octets[offset + 6]
        var walked = 0
        while IPv6ExtensionType.canBeWalked(proto), walked < IPv6Header.extensionLimit, end - at >= 8 {
            let length = IPv6ExtensionType.length(of: proto, field: octets[at + 1])
            guard length <= end - at else { break }
            isLaterFragment =
                proto == IPv6ExtensionType.fragment && octets.number16(at: at + 2) & 0xfff8 != 0
            proto = octets[at]
            at += length
            walked += 1
            if isLaterFragment { break }
        }
        payload = at..<end
        guard !isLaterFragment else { return }
        readTransport(octets, at: at, end: end)
    }
}

// MARK: - The transport

extension Outline {
    private mutating func readTransport(_ octets: Span<UInt8>, at offset: Int, end: Int) {
        transportAt = offset
        switch (proto, version) {
        case (InternetProtocol.udp, _): readUDP(octets, at: offset, end: end)
        case (InternetProtocol.tcp, _): readTCP(octets, at: offset, end: end)
        case (InternetProtocol.icmp, .v4): readICMP(.icmp, at: offset, end: end)
        case (InternetProtocol.icmp6, .v6): readICMP(.icmp6, at: offset, end: end)
        default: break
        }
    }

    private mutating func readUDP(_ octets: Span<UInt8>, at offset: Int, end: Int) {
        guard end - offset >= UDPHeader.octets else { return }
        let stated = Int(octets.number16(at: offset + 4))
        guard stated == 0 || stated >= UDPHeader.octets else { return }
        transport = .udp
        let last = stated == 0 ? end : min(end, offset + stated)
        payload = (offset + UDPHeader.octets)..<last
    }

    private mutating func readTCP(_ octets: Span<UInt8>, at offset: Int, end: Int) {
        guard end - offset >= TCPHeader.minimumLength else { return }
        let length = Int(octets[offset + 12] >> 4) * 4
        guard length >= TCPHeader.minimumLength else { return }
        transport = .tcp
        payload = min(end, offset + length)..<end
    }

    /// Type and code are read; the payload begins behind the checksum.
    private mutating func readICMP(_ kind: TransportKind, at offset: Int, end: Int) {
        guard end - offset >= 4 else { return }
        transport = kind
        payload = (offset + 4)..<end
    }
}

/// Big-endian numbers at an index; the caller has checked that the octets are there.
///
/// Each looks at the bounds once for all its octets, from which the compiler sees that they can be loaded together.
extension Span<UInt8> {
    @inlinable
    @inline(__always)
    package func number16(at index: Int) -> UInt16 {
        precondition(index >= 0 && index <= count &- 2)
        return UInt16(self[index]) << 8 | UInt16(self[index &+ 1])
    }

    @inlinable
    @inline(__always)
    package func number32(at index: Int) -> UInt32 {
        precondition(index >= 0 && index <= count &- 4)
        return UInt32(self[index]) << 24 | UInt32(self[index &+ 1]) << 16 | UInt32(self[index &+ 2]) << 8
            | UInt32(self[index &+ 3])
    }

    @inlinable
    @inline(__always)
    package func number48(at index: Int) -> UInt64 {
        precondition(index >= 0 && index <= count &- 6)
        return UInt64(number32(at: index)) << 16 | UInt64(number16(at: index &+ 4))
    }

    @inlinable
    @inline(__always)
    package func number64(at index: Int) -> UInt64 {
        precondition(index >= 0 && index <= count &- 8)
        return UInt64(number32(at: index)) << 32 | UInt64(number32(at: index &+ 4))
    }
}
