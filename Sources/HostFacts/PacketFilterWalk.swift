import Wire

/// What the kernel's packet filter makes of one packet: its chains are walked as the kernel walks them, with what is
/// not known kept apart from what holds.
struct PacketFilterWalk {
    private let filter: PacketFilter
    private let packet: FilteredPacket
    private let rules: [Place: [PacketFilter.Rule]]
    private var known: [Place: Outcomes] = [:]

    private struct Place: Hashable {
        var table: PacketFilter.Table
        var chain: String
    }

    /// How a chain may end.
    private struct Outcomes: OptionSet, Hashable {
        let rawValue: UInt8
        static let accept = Outcomes(rawValue: 1)
        static let drop = Outcomes(rawValue: 2)
        /// Nobody knows where it goes.
        static let lost = Outcomes(rawValue: 4)
        /// The next rule is asked.
        static let next = Outcomes(rawValue: 8)
        /// The rule after the jump here is asked, or the policy applies.
        static let back = Outcomes(rawValue: 16)
    }

    init(_ filter: PacketFilter, _ packet: FilteredPacket) {
        self.filter = filter
        self.packet = packet
        rules = Dictionary(grouping: filter.rules) { Place(table: $0.table, chain: $0.chain) }
    }

    /// Whether the packet reaches the program that waits for it; nil where something is not understood.
    mutating func passes() -> Bool? {
        // What stands before the network layer, or between the ports of a bridge, is not read.
        let strange = filter.chains.contains { chain in
            let place = Place(table: chain.table, chain: chain.name)
            guard let base = chain.base, [5, 7].contains(chain.table.family) else { return false }
            return base.drops || !(rules[place] ?? []).isEmpty
        }
        if strange { return nil }
        var mayBeDropped = false
        for (place, base) in entrances {
            var outcomes = end(of: place, depth: 0)
            if outcomes.remove(.back) != nil { outcomes.insert(base.drops ? .drop : .accept) }
            if outcomes.contains(.lost) { return nil }
            if outcomes == .drop { return false }
            if outcomes.contains(.drop) { mayBeDropped = true }
        }
        return mayBeDropped ? nil : true
    }

    /// The chains that a packet to this host enters, in their order: ingress (of inet), prerouting, input.
    private var entrances: [(Place, PacketFilter.Chain.Base)] {
        let order: [UInt32: Int] = [5: 0, 0: 1, 1: 2]
        return filter.chains.compactMap { chain -> (Place, PacketFilter.Chain.Base, Int)? in
            guard let base = chain.base, [1, packet.family].contains(chain.table.family),
                let rank = order[base.hook]
            else { return nil }
            return (Place(table: chain.table, chain: chain.name), base, rank)
        }
        .sorted { ($0.2, $0.1.priority) < ($1.2, $1.1.priority) }.map { ($0.0, $0.1) }
    }

    /// The kernel follows at most 16 jumps (NFT_JUMP_STACK_SIZE).
    private mutating func end(of place: Place, depth: Int) -> Outcomes {
        if let outcomes = known[place] { return outcomes }
        guard depth <= 16 else { return .lost }
        var possible: Outcomes = []
        for rule in rules[place] ?? [] {
            let (holds, verdict) = RuleReading(rule, in: filter, of: packet).result
            guard holds != false else { continue }
            var outcomes = self.outcomes(of: verdict, in: place.table, depth: depth)
            let goesOn = outcomes.remove(.next) != nil
            possible.formUnion(outcomes)
            if holds == true, !goesOn {
                known[place] = possible
                return possible
            }
        }
        possible.insert(.back)
        known[place] = possible
        return possible
    }

    private mutating func outcomes(
        of verdict: PacketFilter.Verdict?, in table: PacketFilter.Table, depth: Int
    ) -> Outcomes {
        switch verdict {
        case .accept: return .accept
        case .drop: return .drop
        case .divert: return .lost
        case .return: return .back
        case .continue, nil: return .next
        case .goTo(let chain): return end(of: Place(table: table, chain: chain), depth: depth + 1)
        case .jump(let chain):
            var outcomes = end(of: Place(table: table, chain: chain), depth: depth + 1)
            if outcomes.remove(.back) != nil { outcomes.insert(.next) }
            return outcomes
        }
    }
}

/// One rule and one packet: whether the rule's steps hold, and the verdict at their end.
private struct RuleReading {
    private let filter: PacketFilter
    private let packet: FilteredPacket
    private let table: PacketFilter.Table
    private var registers: [UInt32: PartialOctets] = [:]
    private var isCertain = true
    private var verdict: PacketFilter.Verdict?
    private var fails = false

    init(_ rule: PacketFilter.Rule, in filter: PacketFilter, of packet: FilteredPacket) {
        self.filter = filter
        self.packet = packet
        table = rule.table
        for step in rule.expressions {
            take(step)
            if fails || verdict != nil { break }
        }
    }

    /// Nil for a rule that may hold.
    var result: (holds: Bool?, verdict: PacketFilter.Verdict?) {
        (fails ? false : isCertain ? true : nil, verdict)
    }

    private mutating func take(_ step: PacketFilter.Expression) {
        switch step {
        case .meta(let key, let into): registers[into] = packet.meta(key)
        case .connection(let key, let into): registers[into] = packet.connection(key)
        case .route(let result, let flags, let into):
            registers[into] = packet.route(result: result, flags: flags)
        case .payload(let header, let offset, let length, let into):
            registers[into] = packet.payload(header: header, offset: offset, length: length)
        case .mask(let from, let into, let and, let xor):
            registers[into] = registers[from]?.masked(and, xor)
        case .compare(let from, let comparison, let value):
            demand(registers[from].flatMap { compare($0, comparison, value) })
        case .among(let from, let elements, let isInverted):
            demand(isIn(elements, registers[from]).map { $0 != isInverted })
        case .lookup(let from, let name, let isInverted, let isMap):
            look(up: registers[from], in: name, isInverted: isInverted, isMap: isMap)
        case .verdict(let final): verdict = final
        case .harmless: break
        case .unknown:
            registers = [:]
            isCertain = false
        }
    }

    private mutating func demand(_ holds: Bool?) {
        if holds == false { fails = true }
        if holds == nil { isCertain = false }
    }

    private func compare(
        _ value: PartialOctets, _ comparison: PacketFilter.Comparison, _ other: [UInt8]
    ) -> Bool? {
        let zeros = [UInt8](repeating: 0, count: other.count)
        switch comparison {
        case .equal: return value.begins(with: other)
        case .notEqual: return value.begins(with: other).map { !$0 }
        case .atMost: return value.lies(from: zeros, to: other)
        case .greater: return value.lies(from: zeros, to: other).map { !$0 }
        case .less: return isBelow(value, other)
        case .atLeast: return isBelow(value, other).map { !$0 }
        }
    }

    private func isBelow(_ value: PartialOctets, _ other: [UInt8]) -> Bool? {
        let highest = [UInt8](repeating: 0xff, count: other.count)
        return value.lies(from: other, to: highest).map { !$0 }
    }

    /// Whether a value lies in one of these.
    private func isIn(_ elements: [PacketFilter.Set.Element], _ value: PartialOctets?) -> Bool? {
        guard let value else { return nil }
        let answers = elements.map { value.lies(from: $0.first, to: $0.last) }
        return answers.contains(true) ? true : answers.contains(nil) ? nil : false
    }

    private mutating func look(up value: PartialOctets?, in name: String, isInverted: Bool, isMap: Bool) {
        guard let set = filter.sets.first(where: { $0.table == table && $0.name == name }), let value,
            // A longer key is made of several registers.
            set.keyLength <= value.octets.count
        else {
            isCertain = false
            if isMap { verdict = .divert }
            return
        }
        guard isMap else { return demand(isIn(set.elements, value).map { $0 != isInverted }) }
        let fitting = set.elements.map { value.lies(from: $0.first, to: $0.last) }
        guard let place = fitting.firstIndex(where: { $0 != false }) else {
            fails = true
            return
        }
        // Which of several may fit is not known.
        verdict = fitting[place] == true ? set.elements[place].verdict ?? .divert : .divert
        isCertain = isCertain && fitting[place] == true
    }
}
