package import Addresses
package import Model
package import Probing
package import Wire

/// Listens to captured frames that are already there: a capture file, without sending and without a clock.
package struct Replay {
    private var sieve: Sieve
    private var ear = Ear(own: [])
    private var relays: RelayEar
    private var vendorsNamed: Set<MACAddress> = []
    private let vendor: (MACAddress) -> String?

    package init(relays: RelayDirectory = RelayDirectory([]), vendor: @escaping (MACAddress) -> String?) {
        sieve = Sieve(for: Catalog.listeners, relays: relays)
        self.relays = RelayEar(relays)
        self.vendor = vendor
    }

    /// What this frame, captured at a time in microseconds since 1970, tells that earlier ones did not.
    package mutating func hear(
        _ octets: Span<UInt8>, linkType: LinkType, at microseconds: Int64
    ) -> [Observation] {
        guard sieve.passes(octets, linkType: linkType, at: microseconds) else { return [] }
        return hear([UInt8](copying: octets), linkType: linkType, at: Timestamp(microseconds: microseconds))
    }

    private mutating func hear(
        _ octets: [UInt8], linkType: LinkType, at time: Timestamp
    ) -> [Observation] {
        let packet = Packet(dissecting: octets, linkType: linkType)
        let heard = ear.hear(packet, at: time, question: { _ in nil })
        let talks = relays.hear(packet, at: time) + relays.settle(at: time)
        return (heard + talks).flatMap { observation in
            guard let mac = observation.subject.mac, !mac.isLocallyAdministered,
                vendorsNamed.count < 16_384, vendorsNamed.insert(mac).inserted, let name = vendor(mac)
            else { return [observation] }
            return [
                observation,
                Observation(
                    time: time, source: "ieee-oui", origin: .imported, subject: .init(mac: mac),
                    fact: .attribute(AttributeFact(.vendor, name, .likely)),
                    grounds: .init(text: mac.description)),
            ]
        }
    }

    /// What is left to be told at the end: how often talk was repeated.
    package mutating func finish(at time: Timestamp) -> [Observation] { relays.finish(at: time) }

    /// What was not kept because a limit was reached, each a sentence; none when everything was.
    package var dropped: [Text] { [ear.droppedNote, relays.droppedNote].compactMap { $0 } }
}
