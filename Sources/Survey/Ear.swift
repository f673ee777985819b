package import Addresses
package import Model
package import Probing
package import Wire

/// Turns captured frames into observations, each new fact once, within bounds that no flood can pass.
package struct Ear {
    /// Distinct facts kept per sending station, and in all.
    static let limitPerStation = 600
    static let limitInAll = 40_000
    /// Stations whose facts are kept; a link of a pharmacy has some dozens.
    static let stationLimit = 4096

    /// This host's own stations, whose frames are not heard as others'.
    private let own: Set<MACAddress>
    private let listeners: ListenerIndex
    private var known: Set<Heard> = []
    private var perStation: [MACAddress: Int] = [:]
    /// Facts that were not kept because a limit was reached.
    package private(set) var dropped = 0

    package init(own: Set<MACAddress>, listeners: [Listener] = Catalog.listeners) {
        self.own = own
        self.listeners = ListenerIndex(listeners)
    }

    private struct Heard: Hashable {
        var source: String
        var subject: Observation.Subject
        var fact: Fact
    }

    /// That facts were not kept because a limit was reached; nil when all were.
    package var droppedNote: Text? {
        guard dropped > 0 else { return nil }
        return Text(
            ja: "大量の情報が流れたため、\(dropped)件は記録しませんでした。この検査の結果は、すべてを見たものではありません。",
            en:
                "\(dropped) facts were not kept because too many came: not everything heard is in this result."
        )
    }

    /// What this frame tells that was not known before.
    ///
    /// `question` gives the probe id, when the packet answers a question of ours that this listener reads.
    package mutating func hear(
        _ packet: Packet, at time: Timestamp, question: (_ listener: String) -> String?
    ) -> [Observation] {
        if let source = packet.source, own.contains(source) { return [] }
        var observations: [Observation] = []
        for listener in listeners.listeners(for: packet) {
            for sighting in listener.hear(packet) where isPlausible(sighting) {
                let asked = question(listener.id)
                let observation = Observation(
                    time: time, source: asked ?? "heard-\(listener.id)",
                    origin: asked == nil ? .heard : .asked,
                    subject: sighting.subject, fact: sighting.fact, grounds: sighting.grounds)
                if isNew(observation, from: packet.source) { observations.append(observation) }
            }
        }
        return observations
    }

    /// Whether this fact, from this source, of this subject, was not recorded before; remembers it.
    package mutating func isNew(_ observation: Observation, from station: MACAddress?) -> Bool {
        let heard = Heard(source: observation.source, subject: observation.subject, fact: observation.fact)
        guard !known.contains(heard) else { return false }
        let before = perStation[station ?? .zero]
        let count = before ?? 0
        guard known.count < Self.limitInAll, count < Self.limitPerStation,
            before != nil || station == nil || perStation.count < Self.stationLimit
        else {
            dropped += 1
            return false
        }
        known.insert(heard)
        perStation[station ?? .zero] = count + 1
        return true
    }

    /// Groups, broadcast and this host itself are no devices of others.
    private func isPlausible(_ sighting: Sighting) -> Bool {
        if let mac = sighting.subject.mac, mac.isGroup || mac == .zero || own.contains(mac) { return false }
        if let address = sighting.subject.address, !address.isUnicast { return false }
        return true
    }
}
