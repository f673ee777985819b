import Addresses
import Wire

// Tables of fixed size for the sieve. Each entry has one place, which the next with the same place takes over: a
// flood makes more pass than need be, and never less.

/// How long, in microseconds, what was seen is not looked at again.
private let span: Int64 = 1_000_000

/// Whether less than the span lies between two moments, in either order: files are not always sorted. Both are
/// times after 1970, so that the difference is no overflow.
private func isRecent(_ earlier: Int64, _ later: Int64) -> Bool {
    (later &- earlier).magnitude < UInt64(span)
}

/// Mixes numbers into one from which nobody without the seed can tell what would collide with it.
private struct Mix {
    private(set) var value: UInt64

    init(_ seed: UInt64) { value = seed }

    mutating func add(_ number: UInt64) {
        let product = (value ^ number).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15 ^ (value << 1 | 1))
        value = product.high ^ product.low &+ 0x2545_f491_4f6c_dd1d
    }

    /// The octets of a range, eight at a time.
    mutating func add(_ octets: Span<UInt8>, _ range: Range<Int>) {
        var at = range.lowerBound
        while range.upperBound - at >= 8 {
            add(octets.number64(at: at))
            at += 8
        }
        var rest = UInt64(range.count)
        while at < range.upperBound {
            rest = rest << 8 | UInt64(octets[at])
            at += 1
        }
        add(rest)
    }
}

/// The pairs of hardware and network address that sent something lately.
struct RecentSenders {
    private struct Entry {
        var mac: UInt64 = .max
        var high: UInt64 = 0
        var low: UInt64 = 0
        var time: Int64 = 0
    }

    private let seed: UInt64
    private var entries = [Entry](repeating: Entry(), count: 4096)

    init(seed: UInt64) { self.seed = seed }

    /// Whether the sender of an IP packet was not seen lately; from now on it was.
    mutating func isNew(_ outline: Outline, _ octets: Span<UInt8>, at time: Int64) -> Bool {
        let mac = outline.source?.value ?? 0
        let high: UInt64
        let low: UInt64
        if outline.version == .v4 {
            (high, low) = (0, UInt64(octets.number32(at: outline.networkAt + 12)))
        } else {
            high = octets.number64(at: outline.networkAt + 8)
            low = octets.number64(at: outline.networkAt + 16)
        }
        let mixed = (mac ^ seed) &* 0x9e37_79b9_7f4a_7c15 ^ (high &+ low &* 0x2545_f491_4f6c_dd1d)
        let place = Int(truncatingIfNeeded: (mixed &* 0xd6e8_feb8_6659_fd93) >> 52)
        let entry = entries[place]
        if entry.mac == mac, entry.low == low, entry.high == high, isRecent(entry.time, time) { return false }
        entries[place] = Entry(mac: mac, high: high, low: low, time: time)
        return true
    }
}

/// The frames of interest that passed lately.
struct RecentFrames {
    private struct Entry {
        var mark: UInt64 = 0
        var time: Int64 = .min / 2
    }

    private let seed: UInt64
    private var entries = [Entry](repeating: Entry(), count: 16_384)

    init(seed: UInt64) { self.seed = seed }

    /// Whether the same frame did not pass lately; from now on it did.
    ///
    /// The same is what differs in the identification and checksum of IPv4 alone. Of ports that accept a
    /// connection only who and which port counts.
    mutating func isNew(_ outline: Outline, _ octets: Span<UInt8>, at time: Int64) -> Bool {
        var mark = Mix(seed)
        mark.add(outline.source?.value ?? 0)
        if outline.transport == .tcp, outline.handshake(octets) == .accepts {
            let length = outline.version == .v4 ? 4 : 16
            let source = outline.networkAt + (outline.version == .v4 ? 12 : 8)
            mark.add(octets, source..<source + length)
            mark.add(UInt64(octets.number16(at: outline.transportAt)) << 8 | 0x12)
        } else {
            mark.add(outline.destination?.value ?? 0)
            mark.add(UInt64(outline.etherType ?? 0))
            Self.add(outline, octets, to: &mark)
        }
        let place = Int(truncatingIfNeeded: mark.value >> 50)
        let entry = entries[place]
        if entry.mark == mark.value, isRecent(entry.time, time) { return false }
        entries[place] = Entry(mark: mark.value, time: time)
        return true
    }

    private static func add(_ outline: Outline, _ octets: Span<UInt8>, to mark: inout Mix) {
        let at = outline.networkAt
        switch outline.version {
        case .none: mark.add(octets, outline.payload)
        case .v6: mark.add(octets, at..<max(at, outline.payload.upperBound))
        case .v4:
            mark.add(UInt64(octets.number32(at: at)) << 32 | UInt64(octets.number32(at: at + 6)))
            mark.add(octets.number64(at: at + 12))
            mark.add(octets, at + 20..<max(at + 20, outline.payload.upperBound))
        }
    }
}

/// The TCP connections that began lately and whose first data is still to come.
struct BegunConnections {
    /// Segments with data that count as the first in each direction: an opening may need more than one.
    private static let dataLimit: UInt64 = 2

    private let seed: UInt64
    /// A mark of the connection; its four lowest bits count the segments with data in either direction.
    private var entries = [UInt64](repeating: 0, count: 32_768)

    init(seed: UInt64) { self.seed = seed }

    mutating func begin(_ outline: Outline, _ octets: Span<UInt8>) {
        let (mark, _) = mark(of: outline, octets)
        entries[Int(truncatingIfNeeded: mark >> 49)] = mark
    }

    /// Whether the connection was seen to begin and this is among its first data in this direction.
    mutating func isFirstData(_ outline: Outline, _ octets: Span<UInt8>) -> Bool {
        let (mark, shift) = mark(of: outline, octets)
        let place = Int(truncatingIfNeeded: mark >> 49)
        let entry = entries[place]
        guard entry & ~15 == mark, entry >> shift & 3 < Self.dataLimit else { return false }
        entries[place] = entry + 1 << shift
        return true
    }

    /// The same for both directions, and where the count of this direction is.
    private func mark(of outline: Outline, _ octets: Span<UInt8>) -> (UInt64, shift: UInt64) {
        let at = outline.networkAt
        let ports = octets.number32(at: outline.transportAt)
        let source: UInt64
        let destination: UInt64
        if outline.version == .v4 {
            source = UInt64(octets.number32(at: at + 12)) << 16 | UInt64(ports >> 16)
            destination = UInt64(octets.number32(at: at + 16)) << 16 | UInt64(ports & 0xffff)
        } else {
            source = octets.number64(at: at + 16) &+ octets.number64(at: at + 8) << 16 ^ UInt64(ports >> 16)
            destination =
                octets.number64(at: at + 32) &+ octets.number64(at: at + 24) << 16 ^ UInt64(ports & 0xffff)
        }
        var mix = Mix(seed)
        mix.add(min(source, destination))
        mix.add(max(source, destination))
        return (mix.value & ~15, source < destination ? 0 : 2)
    }
}
