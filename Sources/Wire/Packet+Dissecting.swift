import Addresses

/// Reads the headers that every captured packet passes.
///
/// Header fields are read by index after one leading length guard per header; nothing is allocated apart from the
/// list of VLANs of a tagged frame. The readers of the single protocols beside this file are for the few packets
/// that are looked at closely; a test holds the two against each other.
extension Packet {
    /// Reads as far as the octets make sense; never fails. What follows the last header that was read is `payload`,
    /// cut to the length that the IP header states, so that Ethernet padding is not part of it.
    package init(dissecting octets: [UInt8], linkType: LinkType = .ethernet) {
        self.init(octets: octets)
        switch linkType {
        case .ethernet: readEthernet()
        case .rawIP: readInternet(at: 0)
        case .loopback: readLoopback()
        case .linuxCooked: readCooked(protocolAt: 14, addressAt: 6, length: 16)
        case .linuxCooked2: readCooked(protocolAt: 0, addressAt: 12, length: 20)
        case .wireless: readWireless(at: 0)
        case .radiotap: readRadiotap()
        case .other: break
        }
    }
}

// MARK: - The link

extension Packet {
    private mutating func readEthernet() {
        guard octets.count >= 14 else { return }
        destination = MACAddress(octets.number48(at: 0))
        source = MACAddress(octets.number48(at: 6))
        readTyped(octets.number16(at: 12), at: 14)
    }

    /// Reads what a type field announces, tags first.
    private mutating func readTyped(_ first: UInt16, at offset: Int) {
        var type = first
        var at = offset
        while EtherType.isTag(type), vlans.count < EthernetHeader.tagLimit, octets.count - at >= 4 {
            vlans.append(octets.number16(at: at) & 0x0fff)
            type = octets.number16(at: at + 2)
            at += 4
        }
        payload = octets[at...]
        guard type < EtherType.lowest else {
            etherType = type
            readNetwork(type, at: at)
            return
        }
        // IEEE 802.3: the field is a length and an LLC header follows.
        let end = min(octets.count, at + Int(type))
        payload = octets[at..<end]
        readSNAP(at: at, end: end)
    }

    /// Reads through an LLC header that carries Ethernet types (RFC 1042): aa aa 03 00 00 00, then the type.
    private mutating func readSNAP(at offset: Int, end: Int) {
        guard end - offset >= 8, octets.number48(at: offset) == 0xaaaa_0300_0000 else { return }
        let type = octets.number16(at: offset + 6)
        payload = octets[(offset + 8)..<end]
        guard type >= EtherType.lowest else { return }
        etherType = type
        readNetwork(type, at: offset + 8)
    }

    private mutating func readNetwork(_ type: UInt16, at offset: Int) {
        switch type {
        case EtherType.ipv4: readIPv4(at: offset)
        case EtherType.ipv6: readIPv6(at: offset)
        default: break
        }
    }

    /// The address family has the capturing host's byte order and number: only the IP version is asked.
    private mutating func readLoopback() {
        guard octets.count >= 4 else { return }
        payload = octets[4...]
        readInternet(at: 4)
    }

    private mutating func readInternet(at offset: Int) {
        guard octets.count > offset else { return }
        switch octets[offset] >> 4 {
        case 4: readIPv4(at: offset)
        case 6: readIPv6(at: offset)
        default: break
        }
    }

    /// Linux cooked headers hold the sender's address, padded to eight octets; its length is given before it.
    private mutating func readCooked(protocolAt: Int, addressAt: Int, length: Int) {
        guard octets.count >= length else { return }
        let isSixOctets =
            length == 16 ? octets.number16(at: 4) == 6 : octets[11] == 6
        if isSixOctets { source = MACAddress(octets.number48(at: addressAt)) }
        payload = octets[length...]
        let type = octets.number16(at: protocolAt)
        guard type >= EtherType.lowest else { return }
        readTyped(type, at: length)
    }

    /// Radiotap: version, padding, and the header's length as a little-endian number.
    private mutating func readRadiotap() {
        guard octets.count >= 4, octets[0] == 0 else { return }
        let length = Int(octets[2]) | Int(octets[3]) << 8
        guard length >= 8, length <= octets.count else { return }
        payload = octets[length...]
        readWireless(at: length)
    }

    /// IEEE 802.11, clause 9.3.2: only data frames in the clear carry something to read.
    private mutating func readWireless(at offset: Int) {
        guard octets.count - offset >= 24 else { return }
        let kind = octets[offset]
        let flags = octets[offset + 1]
        guard kind & 0x0c == 0x08, kind & 0x40 == 0, flags & 0x40 == 0 else { return }
        let toSystem = flags & 1 != 0
        let fromSystem = flags & 2 != 0
        var at = offset + (toSystem && fromSystem ? 30 : 24)
        if kind & 0x80 != 0 { at += flags & 0x80 != 0 ? 6 : 2 }
        guard octets.count >= at else { return }
        destination = MACAddress(octets.number48(at: offset + (toSystem ? 16 : 4)))
        let sourceAt = fromSystem ? (toSystem ? 24 : 16) : 10
        source = MACAddress(octets.number48(at: offset + sourceAt))
        payload = octets[at...]
        readSNAP(at: at, end: octets.count)
    }
}

// MARK: - The network

extension Packet {
    private mutating func readIPv4(at offset: Int) {
        guard octets.count - offset >= IPv4Header.minimumLength, octets[offset] >> 4 == 4 else { return }
        let header = Int(octets[offset] & 0x0f) * 4
        guard header >= IPv4Header.minimumLength else { return }
        let stated = Int(octets.number16(at: offset + 2))
        // Zero where the network card cuts the segments itself; other lengths below the header's are wrong.
        guard stated == 0 || stated >= header else { return }
        let end = stated == 0 ? octets.count : min(octets.count, offset + stated)
        let fragment = octets.number16(at: offset + 6) & 0x1fff
        network = Network(
            source: .v4(IPv4Address(octets.number32(at: offset + 12))),
            destination: .v4(IPv4Address(octets.number32(at: offset + 16))),
            hops: octets[offset + 8], proto: octets[offset + 9], isLaterFragment: fragment != 0)
        let at = min(end, offset + header)
        payload = octets[at..<end]
        guard fragment == 0 else { return }
        readTransport(octets[offset + 9], at: at, end: end)
    }

    private mutating func readIPv6(at offset: Int) {
        guard octets.count - offset >= IPv6Header.length, octets[offset] >> 4 == 6 else { return }
        let stated = Int(octets.number16(at: offset + 4))
        var at = offset + IPv6Header.length
        let end = stated == 0 ? octets.count : min(octets.count, at + stated)
        var proto = octets[offset + 6]
        var isLaterFragment = false
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
        network = Network(
            source: .v6(octets.ipv6(at: offset + 8)), destination: .v6(octets.ipv6(at: offset + 24)),
            hops: octets[offset + 7], proto: proto, isLaterFragment: isLaterFragment)
        payload = octets[at..<end]
        guard !isLaterFragment else { return }
        readTransport(proto, at: at, end: end)
    }
}

// MARK: - The transport

extension Packet {
    private mutating func readTransport(_ proto: UInt8, at offset: Int, end: Int) {
        switch (proto, network?.source) {
        case (InternetProtocol.udp, _): readUDP(at: offset, end: end)
        case (InternetProtocol.tcp, _): readTCP(at: offset, end: end)
        case (InternetProtocol.icmp, .v4):
            guard end - offset >= 4 else { return }
            transport = .icmp(type: octets[offset], code: octets[offset + 1])
            payload = octets[(offset + 4)..<end]
        case (InternetProtocol.icmp6, .v6):
            guard end - offset >= 4 else { return }
            transport = .icmp6(type: octets[offset], code: octets[offset + 1])
            payload = octets[(offset + 4)..<end]
        default: break
        }
    }

    private mutating func readUDP(at offset: Int, end: Int) {
        guard end - offset >= UDPHeader.octets else { return }
        let stated = Int(octets.number16(at: offset + 4))
        guard stated == 0 || stated >= UDPHeader.octets else { return }
        transport = .udp(source: octets.number16(at: offset), destination: octets.number16(at: offset + 2))
        let last = stated == 0 ? end : min(end, offset + stated)
        payload = octets[(offset + UDPHeader.octets)..<last]
    }

    private mutating func readTCP(at offset: Int, end: Int) {
        guard end - offset >= TCPHeader.minimumLength else { return }
        let length = Int(octets[offset + 12] >> 4) * 4
        guard length >= TCPHeader.minimumLength else { return }
        transport = .tcp(
            TCPHeader(
                source: octets.number16(at: offset), destination: octets.number16(at: offset + 2),
                sequence: octets.number32(at: offset + 4), acknowledgment: octets.number32(at: offset + 8),
                flags: TCPHeader.Flags(rawValue: octets[offset + 13]),
                window: octets.number16(at: offset + 14)))
        payload = octets[min(end, offset + length)..<end]
    }
}

/// Big-endian numbers at an index; the caller has checked that the octets are there.
extension [UInt8] {
    fileprivate func number16(at index: Int) -> UInt16 {
        UInt16(self[index]) << 8 | UInt16(self[index + 1])
    }

    fileprivate func number32(at index: Int) -> UInt32 {
        UInt32(number16(at: index)) << 16 | UInt32(number16(at: index + 2))
    }

    fileprivate func number48(at index: Int) -> UInt64 {
        UInt64(number32(at: index)) << 16 | UInt64(number16(at: index + 4))
    }

    fileprivate func number64(at index: Int) -> UInt64 {
        UInt64(number32(at: index)) << 32 | UInt64(number32(at: index + 4))
    }

    fileprivate func ipv6(at index: Int) -> IPv6Address {
        IPv6Address(high: number64(at: index), low: number64(at: index + 8))
    }
}
