import Addresses
import Wire

/// The first packet of a device of the same network to a port of this host, as far as it can be known beforehand.
struct FilteredPacket: Hashable {
    var port: UInt16
    var isTCP: Bool
    /// This host's address.
    var receiver: IPAddress
    /// The block that the sender's address is in.
    var senders: Prefix
    /// The interface it comes in by, and the kernel's number of it where that is known.
    var interface: String
    var number: UInt32?

    /// NFPROTO_IPV4 or NFPROTO_IPV6.
    var family: UInt8 { receiver.v4 != nil ? 2 : 10 }

    /// 6 for TCP, 17 for UDP (IANA protocol numbers).
    private var transport: UInt8 { isTCP ? 6 : 17 }

    /// Keys of enum nft_meta_keys; numbers of more than an octet in the host's order, which is little-endian.
    func meta(_ key: UInt32) -> PartialOctets {
        switch key {
        case 1: PartialOctets(family == 2 ? [0x08, 0x00] : [0x86, 0xdd])  // PROTOCOL, in network order
        case 4: number.map { PartialOctets($0.littleEndianOctets) } ?? .unknown(4)  // IIF
        case 6:  // IIFNAME
            PartialOctets(Array((Array(interface.utf8) + [UInt8](repeating: 0, count: 16)).prefix(16)))
        case 15: PartialOctets([family])  // NFPROTO
        case 16: PartialOctets([transport])  // L4PROTO
        case 19: PartialOctets([0])  // PKTTYPE: to this host
        default: .unknown(16)
        }
    }

    /// Keys of enum nft_ct_keys: a connection that begins, and whose address nothing has changed.
    func connection(_ key: UInt32) -> PartialOctets {
        switch key {
        case 0: PartialOctets([8, 0, 0, 0])  // STATE: new
        // STATUS: without IPS_SRC_NAT (0x10) and IPS_DST_NAT (0x20); the rest is not known.
        case 2: PartialOctets([0, 0, 0, 0], known: [0x30, 0, 0, 0])
        default: .unknown(16)
        }
    }

    /// What routes say: that the receiver is this host (RTN_LOCAL 2), and that there is a way back to a neighbour.
    func route(result: UInt32, flags: UInt32) -> PartialOctets {
        if result == 3, flags & 2 != 0 { return PartialOctets([2, 0, 0, 0]) }
        if flags & 0x21 == 0x21 { return PartialOctets([1, 0, 0, 0]) }
        return .unknown(16)
    }

    /// Octets of the network (1) or transport (2) header.
    func payload(header: UInt32, offset: Int, length: Int) -> PartialOctets {
        let template = header == 1 ? network : header == 2 ? segment : .unknown(0)
        guard length >= 0, length <= 64, offset >= 0, offset <= 64, offset + length <= template.octets.count
        else { return .unknown(min(max(length, 0), 64)) }
        let part = offset..<offset + length
        return PartialOctets(Array(template.octets[part]), known: Array(template.known[part]))
    }

    /// The header of IPv4 (RFC 791, 3.1) or IPv6 (RFC 8200, 3).
    private var network: PartialOctets {
        let (length, next, sender, width) = family == 2 ? (20, 9, 12, 4) : (40, 6, 8, 16)
        var header = PartialOctets.unknown(length)
        header.set([transport], at: next)
        header.set(senders.address.octets, known: senders.maskOctets, at: sender)
        header.set(receiver.octets, at: sender + width)
        return header
    }

    /// The header of TCP (RFC 9293, 3.1) with SYN alone, its marks of congestion unknown, or of UDP (RFC 768).
    private var segment: PartialOctets {
        var header = PartialOctets.unknown(isTCP ? 20 : 8)
        header.set([UInt8(port >> 8), UInt8(port & 0xff)], at: 2)
        if isTCP { header.set([0x02], known: [0x3f], at: 13) }
        return header
    }
}

/// Octets of which some bits are not known; unknown bits are zero.
struct PartialOctets: Hashable {
    private(set) var octets: [UInt8]
    /// One where the bit is known.
    private(set) var known: [UInt8]

    init(_ octets: [UInt8]) {
        self.init(octets, known: [UInt8](repeating: 0xff, count: octets.count))
    }

    /// As many octets as masks.
    init(_ octets: [UInt8], known: [UInt8]) {
        self.octets = zip(octets, known).map { $0 & $1 }
        self.known = Array(known.prefix(octets.count))
    }

    static func unknown(_ count: Int) -> PartialOctets {
        let zeros = [UInt8](repeating: 0, count: count)
        return PartialOctets(zeros, known: zeros)
    }

    /// Puts octets at a place where there are as many.
    mutating func set(_ values: [UInt8], known masks: [UInt8]? = nil, at place: Int) {
        for (index, value) in values.enumerated() where place + index < octets.count {
            let mask = masks.map { index < $0.count ? $0[index] : 0 } ?? 0xff
            octets[place + index] = value & mask
            known[place + index] = mask
        }
    }

    /// These and a mask, then exclusive or; nil where a mask is shorter.
    func masked(_ and: [UInt8], _ xor: [UInt8]) -> PartialOctets? {
        guard and.count == xor.count, and.count <= octets.count else { return nil }
        let values = zip(zip(octets, and), xor).map { $0.0 & $0.1 ^ $1 }
        // What a zero of the mask takes away is known, whatever it was.
        return PartialOctets(values, known: zip(known, and).map { $0 | ~$1 })
    }

    /// Whether the first octets are these; nil where that hangs on what is not known.
    func begins(with value: [UInt8]) -> Bool? {
        guard value.count <= octets.count else { return nil }
        let pairs = zip(zip(octets, known), value)
        if pairs.contains(where: { ($0.0 ^ $1) & $0.1 != 0 }) { return false }
        return known.prefix(value.count).allSatisfy { $0 == 0xff } ? true : nil
    }

    /// Whether the first octets as a number lie in a range; nil where that hangs on what is not known.
    func lies(from first: [UInt8], to last: [UInt8]) -> Bool? {
        guard first.count == last.count, first.count <= octets.count else { return nil }
        let lowest = Array(octets.prefix(first.count))
        let highest = zip(lowest, known).map { $0 | ~$1 }
        if highest.lexicographicallyPrecedes(first) || last.lexicographicallyPrecedes(lowest) { return false }
        return lowest.lexicographicallyPrecedes(first) || last.lexicographicallyPrecedes(highest) ? nil : true
    }
}

extension UInt32 {
    fileprivate var littleEndianOctets: [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }
}

extension Prefix {
    /// Ones for the bits of the block.
    fileprivate var maskOctets: [UInt8] {
        (0..<address.octets.count).map { place in
            let bits = min(max(length - place * 8, 0), 8)
            return UInt8(truncatingIfNeeded: 0xff00 >> bits)
        }
    }
}
