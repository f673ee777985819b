// iptables' own matches, kept in nf_tables as octets of C structures in the host's byte order, which is little-endian
// on every machine that tenken runs on. Each is told again in steps of nf_tables.

extension PacketFilter.Expression {
    /// A register that no rule of nf_tables names.
    private static let spare = UInt32.max

    static func match(_ name: String, revision: UInt32, _ info: [UInt8]) -> [Self] {
        let steps: [Self]? =
            switch (name, revision) {
            case ("comment", _): [.harmless]
            case ("conntrack", 2...3): connection(info)
            case ("state", 0): state(info.prefix(1))
            case ("multiport", 1): ports(info)
            case ("tcp", 0): segments(info, inversion: 11)
            case ("udp", 0): segments(info, inversion: 8)
            default: nil
            }
        return steps ?? [.unknown(name)]
    }

    /// struct xt_conntrack_mtinfo3 (linux/netfilter/xt_conntrack.h): eight addresses of 16 octets, two times of four,
    /// five numbers of two; then match_flags, invert_flags, state_mask. Only XT_CONNTRACK_STATE (1) is understood.
    private static func connection(_ info: [UInt8]) -> [Self]? {
        guard info.count >= 152, info[146] == 1, info[147] == 0 else { return nil }
        // Its bits are those of nf_tables: invalid 1, established 2, related 4, new 8.
        return state(info[150..<151], isInverted: info[148] & 1 != 0)
    }

    private static func state(_ bits: ArraySlice<UInt8>, isInverted: Bool = false) -> [Self]? {
        guard let mask = bits.first else { return nil }
        return [
            .connection(key: 0, into: spare),
            .mask(spare, into: spare, and: [mask, 0, 0, 0], xor: [0, 0, 0, 0]),
            .compare(spare, isInverted ? .equal : .notEqual, [0, 0, 0, 0]),
        ]
    }

    /// struct xt_multiport_v1 (linux/netfilter/xt_multiport.h): flags (1 for destination ports), count, 15 ports of two
    /// octets, 15 marks that a range begins there, inversion.
    private static func ports(_ info: [UInt8]) -> [Self]? {
        guard info.count >= 48, info[0] == 1, info[1] <= 15 else { return nil }
        let count = Int(info[1])
        let port = { (place: Int) in [info[3 + 2 * place], info[2 + 2 * place]] }
        var elements: [PacketFilter.Set.Element] = []
        var place = 0
        while place < count {
            let isRange = info[32 + place] != 0 && place + 1 < count
            elements.append(.init(port(place), port(isRange ? place + 1 : place)))
            place += isRange ? 2 : 1
        }
        return destination(elements, isInverted: info[47] != 0)
    }

    /// struct xt_tcp and struct xt_udp (linux/netfilter/xt_tcpudp.h): the first and last source port, the first and last
    /// destination port, for TCP option and flags, then what is inverted.
    private static func segments(_ info: [UInt8], inversion: Int) -> [Self]? {
        guard info.count > inversion, info[8..<max(8, inversion)].allSatisfy({ $0 == 0 }),
            info[0..<4].elementsEqual([0, 0, 0xff, 0xff]), info[inversion] & ~2 == 0
        else { return nil }
        return destination(
            [.init([info[5], info[4]], [info[7], info[6]])], isInverted: info[inversion] & 2 != 0)
    }

    private static func destination(_ elements: [PacketFilter.Set.Element], isInverted: Bool) -> [Self] {
        [
            .payload(header: 2, offset: 2, length: 2, into: spare),
            .among(spare, elements, isInverted: isInverted),
        ]
    }
}
