package import Addresses

/// Keeps every device, and the link as a whole, below the intensity's ceilings.
///
/// A device's ceiling holds in every window of one second, whoever sent the packet: frames of our own, and those
/// that the kernel adds for our connections, which are only seen afterwards. Room for the latter is reserved when
/// a conversation begins and given back when it is over.
package struct Pacer: Sendable {
    /// Room kept free below a device's ceiling for what the kernel sends by itself: an ARP reply, a reset.
    static let margin = 2

    private let overallInterval: Duration
    private let deviceLimit: Int
    private var nextOverall: Duration = .zero
    private var sent: [MACAddress: [Duration]] = [:]
    private var reserved: [MACAddress: Int] = [:]

    package init(packetsPerSecond: Int, packetsPerSecondPerDevice: Int) {
        // A little slower than the ceiling, so that what a late wake-up catches up never passes it.
        overallInterval = .seconds(1) / max(1, packetsPerSecond) * 1.004
        deviceLimit = max(1, packetsPerSecondPerDevice - Self.margin)
    }

    /// The most packets one conversation can reserve.
    package var largestReservation: Int { deviceLimit }

    /// When a frame to a group may go: now or later.
    package func earliest(now: Duration) -> Duration { max(now, nextOverall) }

    /// When `packets` to this device may go: `now` or later.
    package mutating func earliest(to device: MACAddress, packets: Int, now: Duration) -> Duration {
        forget(before: now - .milliseconds(1020), of: device)
        let recent = sent[device] ?? []
        let excess = recent.count + (reserved[device] ?? 0) + packets - deviceLimit
        guard excess > 0 else { return earliest(now: now) }
        // Recent packets leave the window one by one; reservations only end with their conversation.
        guard excess <= recent.count else { return now + .milliseconds(50) }
        return max(recent[excess - 1] + .milliseconds(1021), earliest(now: now))
    }

    /// One packet went out; `device` is nil for groups.
    package mutating func record(to device: MACAddress?, at moment: Duration) {
        nextOverall = max(nextOverall, moment - .milliseconds(2)) + overallInterval
        guard let device else { return }
        sent[device, default: []].append(moment)
    }

    package mutating func reserve(_ packets: Int, for device: MACAddress) {
        reserved[device, default: 0] += packets
    }

    package mutating func release(_ packets: Int, for device: MACAddress) {
        reserved[device] = max(0, (reserved[device] ?? 0) - packets)
    }

    private mutating func forget(before moment: Duration, of device: MACAddress) {
        guard let first = sent[device]?.first, first < moment else { return }
        sent[device]?.removeAll { $0 < moment }
    }
}
