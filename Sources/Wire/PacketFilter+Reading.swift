// The answers of nf_tables: each begins with four octets (struct nfgenmsg), the first of which is the family, and goes
// on with attributes, whose numbers are in network order (linux/netfilter/nf_tables.h).

extension PacketFilter.Table {
    /// The table that attribute 1 of every answer names.
    init?(_ body: ArraySlice<UInt8>, _ attributes: [NetlinkAttribute]) {
        guard let family = body.first, let name = attributes[type: 1] else { return nil }
        self.init(family: family, name: name.text)
    }
}

extension PacketFilter.Chain {
    /// An answer to NFT_MSG_GETCHAIN: NFTA_CHAIN_NAME 3, HOOK 4, POLICY 5, TYPE 7.
    package init?(_ body: ArraySlice<UInt8>) {
        let attributes = NetlinkAttribute.list(in: body, after: 4)
        guard let table = PacketFilter.Table(body, attributes), let name = attributes[type: 3] else {
            return nil
        }
        self.init(table: table, name: name.text)
        // NFTA_HOOK_HOOKNUM 1, NFTA_HOOK_PRIORITY 2; the policy is NF_DROP 0 or NF_ACCEPT 1.
        guard let hook = attributes[type: 4]?.nested, let number = hook[type: 1]?.bigEndian else { return }
        base = Base(
            hook: number, priority: Int32(bitPattern: hook[type: 2]?.bigEndian ?? 0),
            type: attributes[type: 7]?.text ?? "", drops: attributes[type: 5]?.bigEndian == 0)
    }
}

extension PacketFilter.Rule {
    /// An answer to NFT_MSG_GETRULE: NFTA_RULE_CHAIN 2, NFTA_RULE_EXPRESSIONS 4.
    package init?(_ body: ArraySlice<UInt8>) {
        let attributes = NetlinkAttribute.list(in: body, after: 4)
        guard let table = PacketFilter.Table(body, attributes), let chain = attributes[type: 2] else {
            return nil
        }
        let steps = (attributes[type: 4]?.nested ?? []).flatMap { element -> [PacketFilter.Expression] in
            // NFTA_EXPR_NAME 1, NFTA_EXPR_DATA 2.
            let parts = element.nested
            return PacketFilter.Expression.steps(parts[type: 1]?.text ?? "", parts[type: 2]?.nested ?? [])
        }
        self.init(table: table, chain: chain.text, expressions: steps)
    }
}

extension PacketFilter.Set {
    /// An answer to NFT_MSG_GETSET, without its elements: NFTA_SET_NAME 2, NFTA_SET_KEY_LEN 5.
    package init?(_ body: ArraySlice<UInt8>) {
        let attributes = NetlinkAttribute.list(in: body, after: 4)
        guard let table = PacketFilter.Table(body, attributes), let name = attributes[type: 2] else {
            return nil
        }
        let length = attributes[type: 5]?.bigEndian.map { Int($0) } ?? 0
        self.init(table: table, name: name.text, keyLength: length, elements: [])
    }

    /// Takes in the answers to NFT_MSG_GETSETELEM: NFTA_SET_ELEM_LIST_ELEMENTS 3.
    ///
    /// A tree of ranges is listed as the values where ranges begin and those, flagged, where they have ended; a
    /// range that never ends reaches the highest value.
    package mutating func add(_ bodies: [ArraySlice<UInt8>]) {
        let marks = bodies.flatMap { NetlinkAttribute.list(in: $0, after: 4)[type: 3]?.nested ?? [] }
            .compactMap { Mark($0.nested) }
        let ends = marks.filter(\.isEnd).map(\.value).sorted { $0.lexicographicallyPrecedes($1) }
        let isTree = !ends.isEmpty
        elements += marks.filter { !$0.isEnd && !$0.isRest }.map { mark in
            guard isTree else { return Element(mark.value, mark.last ?? mark.value, verdict: mark.verdict) }
            let end = ends.first { mark.value.lexicographicallyPrecedes($0) }
            let last = end?.predecessor ?? [UInt8](repeating: 0xff, count: mark.value.count)
            return Element(mark.value, last, verdict: mark.verdict)
        }
        // After all others, as the first that fits counts.
        let (lowest, highest) = ([UInt8](repeating: 0, count: width), [UInt8](repeating: 0xff, count: width))
        elements += marks.filter(\.isRest).map { Element(lowest, highest, verdict: $0.verdict) }
    }

    /// Octets of a value; a key longer than the kernel's registers is none.
    private var width: Int { min(max(keyLength, 0), 64) }

    /// NFTA_SET_ELEM_KEY 1, DATA 2, FLAGS 3 (1 for the end of a range, 2 for everything else), KEY_END 10.
    private struct Mark {
        var value: [UInt8]
        var last: [UInt8]?
        var isEnd: Bool
        /// Whether it stands for every value that is in no other element.
        var isRest: Bool
        var verdict: PacketFilter.Verdict?

        init?(_ attributes: [NetlinkAttribute]) {
            let flags = attributes[type: 3]?.bigEndian ?? 0
            isRest = flags & 2 != 0
            let key = attributes[type: 1]?.nested[type: 1]
            guard isRest || key != nil else { return nil }
            value = key.map { Array($0.value) } ?? []
            last = attributes[type: 10]?.nested[type: 1].map { Array($0.value) }
            isEnd = flags & 1 != 0
            verdict = attributes[type: 2]?.nested[type: 2].flatMap { PacketFilter.Verdict($0.nested) }
        }
    }
}

extension PacketFilter.Verdict {
    /// NFTA_VERDICT_CODE 1 and NFTA_VERDICT_CHAIN 2; codes of linux/netfilter.h and enum nft_verdicts.
    init?(_ attributes: [NetlinkAttribute]) {
        guard let code = attributes[type: 1]?.bigEndian.map({ Int32(bitPattern: $0) }) else { return nil }
        let chain = attributes[type: 2]?.text ?? ""
        switch code {
        case 0: self = .drop
        case 1: self = .accept
        case -1: self = .continue
        case -3: self = .jump(chain)
        case -4: self = .goTo(chain)
        case -5: self = .return
        default: self = .divert
        }
    }
}

extension [UInt8] {
    /// The number one below, in network order; the same where there is none.
    fileprivate var predecessor: [UInt8] {
        var octets = self
        for place in octets.indices.reversed() {
            octets[place] &-= 1
            guard octets[place] == 0xff else { return octets }
        }
        return self
    }
}
