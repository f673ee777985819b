package import Model
package import Probing
package import Wire

/// Turns captured frames into records of talk with remote-maintenance services.
///
/// Unlike ``Ear`` it does not pass over what it heard before: how often counts.
package struct RelayEar {
    private var listener: RelayListener
    private var tally = TalkTally()
    private var nextSettling: Timestamp?

    /// How often it is looked whether records are due, in microseconds.
    private static let settling: Int64 = 10_000_000

    package init(_ directory: RelayDirectory) {
        listener = RelayListener(directory)
    }

    /// Records of talk that this frame begins.
    ///
    /// `isOurs` says whether a device may be one of this network; signs of others are passed over.
    package mutating func hear(
        _ packet: Packet, at time: Timestamp, where isOurs: (Observation.Subject) -> Bool = { _ in true }
    ) -> [Observation] {
        listener.hear(packet).filter { isOurs($0.device) }.compactMap { tally.add($0, at: time) }
    }

    /// Records of talk that was repeated, when it is time for them.
    package mutating func settle(at time: Timestamp) -> [Observation] {
        if let nextSettling, time < nextSettling { return [] }
        let (next, overflow) = time.microseconds.addingReportingOverflow(Self.settling)
        nextSettling = Timestamp(microseconds: overflow ? .max : next)
        return tally.due(at: time)
    }

    /// Records of everything not written down yet.
    package mutating func finish(at time: Timestamp) -> [Observation] { tally.rest(at: time) }

    /// That talk was not counted because a limit was reached; nil when all was.
    package var droppedNote: Text? {
        guard tally.dropped > 0 else { return nil }
        return Text(
            ja: "遠隔操作のサービスとの通信が多すぎたため、\(tally.dropped)件は数えませんでした。",
            en: "\(tally.dropped) more talks with remote-maintenance services were not counted.")
    }
}
