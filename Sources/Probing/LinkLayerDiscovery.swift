import Addresses
import Model
import Wire

extension Listener {
    /// Switches, access points and phones that introduce themselves to what is plugged into them (IEEE 802.1AB).
    package static let lldp = Listener(id: "lldp", reads: [.etherType(LLDPFrame.etherType)]) { packet in
        guard packet.etherType == LLDPFrame.etherType, let source = packet.source,
            let frame = packet.message(LLDPFrame.init(parsing:)), frame.lifetime > 0
        else { return [] }
        // The ports of a bridge have hardware addresses of their own; the bridge is known by its chassis'.
        let isBridge = !frame.enabled.isDisjoint(with: [.bridge, .accessPoint])
        let chassis = isBridge ? frame.chassis.flatMap { $0.isStation ? $0 : nil } : nil
        let introduction = Introduction(
            mac: chassis ?? source, name: frame.systemName.map { NameFact($0, .lldp) },
            addresses: frame.managementAddresses, facts: frame.facts)
        return introduction.sightings(grounds: Observation.Grounds(octets: packet.payload))
    }

    /// The same in Cisco's own protocol.
    package static let cdp = Listener(id: "cdp", reads: [.destination(CDPFrame.group)]) { packet in
        guard packet.etherType == nil, packet.payload.starts(with: CDPFrame.header),
            let source = packet.source
        else { return [] }
        var reader = ByteReader(packet.payload.dropFirst(CDPFrame.header.count))
        guard let frame = try? CDPFrame(parsing: &reader) else { return [] }
        let introduction = Introduction(
            mac: source, name: frame.deviceID.map { NameFact($0, .cdp) }, addresses: frame.addresses,
            facts: frame.facts)
        return introduction.sightings(grounds: Observation.Grounds(octets: packet.payload))
    }
}

/// A device that introduces itself below IP: by hardware address, and by the addresses that it says it has.
///
/// A management address may be on another of its cards, so the two are not tied to each other.
private struct Introduction {
    var mac: MACAddress
    var name: NameFact?
    var addresses: [IPAddress]
    var facts: [Fact]

    func sightings(grounds: Observation.Grounds) -> [Sighting] {
        guard mac.isStation else { return [] }
        let named = name.flatMap { name in bounded(name.value).map { Fact.name(NameFact($0, name.kind)) } }
        let all = [named].compactMap(\.self) + facts
        let subjects =
            [Observation.Subject(mac: mac)]
            + addresses.prefix(2).filter(\.isUnicast).map { Observation.Subject(address: $0) }
        return subjects.flatMap { subject in all.map { Sighting(subject, $0, grounds: grounds) } }
    }
}

extension LLDPFrame {
    fileprivate var facts: [Fact] {
        let texts: [(TraitFact.Key, String?)] = [
            (.lldpDescription, systemDescription), (.lldpManufacturer, inventory[.manufacturer]),
            (.lldpModel, inventory[.model]),
        ]
        let attributes: [(AttributeFact.Key, String?)] = [
            (.firmware, inventory[.firmware] ?? inventory[.software]), (.serial, inventory[.serial]),
        ]
        return (texts.compactMap { TraitFact($0, saying: $1) } + capabilities).map(Fact.trait)
            + attributes.compactMap { key, text in
                bounded(text).map { .attribute(AttributeFact(key, $0, .likely)) }
            }
    }

    private var capabilities: [TraitFact] {
        let names: [(Capabilities, String)] = [
            (.bridge, "bridge"), (.router, "router"), (.accessPoint, "wlan-ap"), (.telephone, "telephone"),
            (.modem, "docsis-modem"), (.repeater, "repeater"), (.station, "station"), (.other, "other"),
        ]
        return names.filter { enabled.contains($0.0) }.map { TraitFact(.lldpCapability, $0.1) }
    }
}

extension CDPFrame {
    fileprivate var facts: [Fact] {
        let texts: [(TraitFact.Key, String?)] = [(.cdpPlatform, platform), (.cdpSoftware, software)]
        let names: [(Capabilities, String)] = [
            (.router, "router"), ([.bridge], "bridge"), ([.switch], "switch"), (.telephone, "telephone"),
            (.host, "host"), (.repeater, "repeater"),
        ]
        let roles = names.filter { capabilities.contains($0.0) }.map { TraitFact(.cdpCapability, $0.1) }
        return (texts.compactMap { TraitFact($0, saying: $1) } + roles).map(Fact.trait)
    }
}
