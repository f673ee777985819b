import Addresses
import Model
import Probing

/// Counts talk with remote-maintenance services: who, with which, when, how often.
///
/// A talk is written down when it is first heard, and again with what came since: after a minute, then after twice as
/// long each time up to an hour, and at the end. A journal that breaks off has most of it; adding its records up gives
/// the whole.
struct TalkTally {
    /// Talks kept in all, and of one device.
    static let limit = 4096
    static let limitPerDevice = 512
    /// What is heard again of one exchange within this many microseconds is the same talk going on.
    private static let pause: Int64 = 300_000_000
    private static let firstRest: Int64 = 60_000_000
    private static let longestRest: Int64 = 3_600_000_000
    /// How much later the last packet of a talk must be for that to be worth a record: a question's answer is not.
    private static let grain: Int64 = 1_000_000
    /// Exchanges remembered, twice.
    private static let memory = 2048

    private var entries: [Key: Entry] = [:]
    /// In the order in which they were first heard.
    private var order: [Key] = []
    private var talksOfDevice: [IPAddress: Int] = [:]
    private var recent: [Repetition: Timestamp] = [:]
    private var older: [Repetition: Timestamp] = [:]
    /// Talk that was not counted because a limit was reached.
    private(set) var dropped = 0

    /// What tells one talk from another.
    private struct Key: Hashable {
        var device: IPAddress
        var product: String
        var sign: TalkFact.Sign
        var name: String?
        var peer: IPAddress?
        var port: Port?

        init(_ sign: RelaySign) {
            device = sign.exchange.device
            product = sign.product
            self.sign = sign.sign
            name = sign.name
            peer = sign.peer
            port = sign.port
        }
    }

    private struct Repetition: Hashable {
        var exchange: RelaySign.Exchange
        var key: Key
    }

    private struct Entry {
        let sign: RelaySign
        /// How often since it was last written down.
        var times: Int
        var first: Timestamp
        var last: Timestamp
        /// The latest moment that is written down.
        var written: Timestamp
        var due: Timestamp
        var rest: Int64
    }

    /// Counts a sign.
    ///
    /// - Returns: The record of a talk that was not heard before.
    mutating func add(_ sign: RelaySign, at time: Timestamp) -> Observation? {
        let key = Key(sign)
        let isNewTalk = !goesOn(Repetition(exchange: sign.exchange, key: key), at: time)
        guard var entry = entries[key] else { return begin(key, sign, at: time) }
        if isNewTalk {
            if entry.times == 0 { entry.first = time }
            entry.times += 1
        }
        entry.last = max(entry.last, time)
        entries[key] = entry
        return nil
    }

    private mutating func begin(_ key: Key, _ sign: RelaySign, at time: Timestamp) -> Observation? {
        let count = talksOfDevice[key.device] ?? 0
        guard entries.count < Self.limit, count < Self.limitPerDevice else {
            dropped += 1
            return nil
        }
        talksOfDevice[key.device] = count + 1
        order.append(key)
        entries[key] = Entry(
            sign: sign, times: 0, first: time, last: time, written: time,
            due: time.adding(Self.firstRest), rest: Self.firstRest)
        return sign.observation(times: 1, first: time, last: time, at: time)
    }

    /// Whether an exchange was heard a short while ago; remembers it.
    private mutating func goesOn(_ repetition: Repetition, at time: Timestamp) -> Bool {
        let before = recent[repetition] ?? older[repetition]
        if recent.count >= Self.memory {
            older = recent
            recent = [:]
        }
        recent[repetition] = time
        guard let before else { return false }
        return time.microseconds.subtractingReportingOverflow(before.microseconds).partialValue < Self.pause
    }
}

extension TalkTally {
    /// Records of what came since the last ones and is due by now.
    mutating func due(at time: Timestamp) -> [Observation] {
        write(at: time) { $0.due <= time }
    }

    /// Records of everything that is not written down yet.
    mutating func rest(at time: Timestamp) -> [Observation] {
        write(at: time) { _ in true }
    }

    private mutating func write(at time: Timestamp, where isDue: (Entry) -> Bool) -> [Observation] {
        order.compactMap { key in
            guard var entry = entries[key], isDue(entry) else { return nil }
            let later = entry.last.microseconds.subtractingReportingOverflow(entry.written.microseconds)
            guard entry.times > 0 || later.partialValue >= Self.grain else { return nil }
            let observation = entry.sign.observation(
                times: entry.times, first: entry.times > 0 ? entry.first : entry.last, last: entry.last,
                at: time)
            entry.rest = min(entry.rest * 2, Self.longestRest)
            entry.due = time.adding(entry.rest)
            entry.written = entry.last
            entry.times = 0
            entries[key] = entry
            return observation
        }
    }
}

extension RelaySign {
    fileprivate func observation(
        times: Int, first: Timestamp, last: Timestamp, at time: Timestamp
    ) -> Observation {
        let talk = TalkFact(
            product: product, sign: sign, name: name, peer: peer, port: port, times: times, first: first,
            last: last)
        return Observation(
            time: time, source: "heard-relay", origin: .heard, subject: device, fact: .talk(talk),
            grounds: grounds)
    }
}

extension Timestamp {
    fileprivate func adding(_ microseconds: Int64) -> Timestamp {
        let (sum, overflow) = self.microseconds.addingReportingOverflow(microseconds)
        return Timestamp(microseconds: overflow ? .max : sum)
    }
}
