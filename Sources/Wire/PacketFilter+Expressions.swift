extension PacketFilter.Expression {
    /// The steps that one expression of a rule stands for, by its name and its attributes.
    ///
    /// One of iptables' own matches can be several; what is not known becomes ``unknown(_:)``, never nothing.
    static func steps(_ name: String, _ attributes: [NetlinkAttribute]) -> [Self] {
        let number = { (type: UInt16) in attributes[type: type]?.bigEndian }
        let octets = { (type: UInt16) in attributes[type: type]?.nested[type: 1].map { Array($0.value) } }
        switch name {
        case "counter", "log", "last", "comment": return [.harmless]
        case "reject": return [.verdict(.drop)]
        case "nat", "redir", "masq", "queue", "tproxy", "synproxy", "fwd": return [.verdict(.divert)]
        case "immediate": return [immediate(attributes)]
        // NFTA_META_DREG 1, KEY 2; NFTA_CT_DREG 1, KEY 2; without a register they only set something.
        case "meta": return [number(1).map { .meta(key: number(2) ?? .max, into: $0) } ?? .harmless]
        case "ct": return [number(1).map { .connection(key: number(2) ?? .max, into: $0) } ?? .harmless]
        case "payload": return [payload(attributes)]
        case "bitwise":
            // NFTA_BITWISE_SREG 1, DREG 2, MASK 4, XOR 5, OP 6: 0 for mask and exclusive or.
            guard let from = number(1), let into = number(2), let and = octets(4), let xor = octets(5),
                number(6) ?? 0 == 0
            else { break }
            return [.mask(from, into: into, and: and, xor: xor)]
        case "cmp":
            // NFTA_CMP_SREG 1, OP 2, DATA 3.
            guard let from = number(1), let value = octets(3),
                let comparison = number(2).flatMap(PacketFilter.Comparison.init)
            else { break }
            return [.compare(from, comparison, value)]
        case "range":
            // NFTA_RANGE_SREG 1, OP 2 (1 for outside), FROM_DATA 3, TO_DATA 4.
            guard let from = number(1), let first = octets(3), let last = octets(4) else { break }
            return [.among(from, [.init(first, last)], isInverted: number(2) == 1)]
        case "lookup":
            // NFTA_LOOKUP_SET 1, SREG 2, DREG 3, FLAGS 5 (1 for inverted). Maps to others than verdicts load a register.
            guard let set = attributes[type: 1]?.text, let from = number(2), number(3) ?? 0 == 0 else {
                break
            }
            return [
                .lookup(
                    from, set: set, isInverted: (number(5) ?? 0) & 1 != 0, isMap: attributes[type: 3] != nil)
            ]
        // NFTA_FIB_DREG 1, RESULT 2, FLAGS 3.
        case "fib":
            guard let into = number(1), let result = number(2), let flags = number(3) else { break }
            return [.route(result: result, flags: flags, into: into)]
        // NFTA_MATCH_NAME 1, REV 2, INFO 3, the same for targets.
        case "match":
            let info = attributes[type: 3].map { Array($0.value) } ?? []
            return match(attributes[type: 1]?.text ?? "", revision: number(2) ?? 0, info)
        case "target": return [target(attributes[type: 1]?.text ?? "")]
        default: break
        }
        return [.unknown(name)]
    }

    /// NFTA_IMMEDIATE_DREG 1, DATA 2; register 0 holds the verdict.
    private static func immediate(_ attributes: [NetlinkAttribute]) -> Self {
        guard attributes[type: 1]?.bigEndian == 0, let data = attributes[type: 2]?.nested,
            let verdict = data[type: 2].flatMap({ PacketFilter.Verdict($0.nested) })
        else { return .unknown("immediate") }
        return .verdict(verdict)
    }

    /// NFTA_PAYLOAD_DREG 1, BASE 2, OFFSET 3, LEN 4; without a register it writes into the packet.
    private static func payload(_ attributes: [NetlinkAttribute]) -> Self {
        guard let into = attributes[type: 1]?.bigEndian, let header = attributes[type: 2]?.bigEndian,
            let offset = attributes[type: 3]?.bigEndian, let length = attributes[type: 4]?.bigEndian
        else { return .unknown("payload") }
        return .payload(header: header, offset: Int(offset), length: Int(length), into: into)
    }

    /// iptables' targets that do not end in a verdict of nf_tables itself.
    private static func target(_ name: String) -> Self {
        switch name {
        case "REJECT", "DROP": .verdict(.drop)
        case "LOG", "NFLOG", "MARK", "CONNMARK", "TRACE", "AUDIT": .harmless
        default: .verdict(.divert)
        }
    }
}
