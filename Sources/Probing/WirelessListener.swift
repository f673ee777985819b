package import Addresses
import Model
import Wire

extension Listener {
    /// The wireless networks of the air around: how they announce themselves, whoever they belong to.
    package static let wireless = Listener(id: "wireless", reads: [.management]) { packet in
        guard packet.isManagement, let beacon = try? WirelessBeacon(parsing: packet.payload) else {
            return []
        }
        return beacon.sightings(grounds: packet.payload)
    }
}

/// What the kernel kept of a network from the last scan of a wireless card: nothing where it cannot be read whole.
///
/// `capabilities` and `elements` are those of its beacon (IEEE 802.11-2020, 9.3.3.2).
package func wirelessSightings(cell: MACAddress, capabilities: UInt16, elements: [UInt8]) -> [Sighting] {
    let beacon = try? WirelessBeacon(cell: cell, capabilities: capabilities, elements: elements[...])
    return beacon?.sightings(grounds: elements[...]) ?? []
}

extension WirelessBeacon {
    fileprivate func sightings(grounds octets: ArraySlice<UInt8>) -> [Sighting] {
        let security = security
        guard cell.isStation, !security.isEmpty else { return [] }
        let subject = Observation.Subject(mac: cell)
        let grounds = Observation.Grounds(octets: octets)
        let network = hidesName ? nil : bounded(String(printable: name, limit: 32))
        let fact = WirelessFact(
            network: network, security: security, channel: channel.map(Int.init),
            offersSetup: setup.map { !$0.isLocked } ?? false, allowsTKIP: allowsTKIP)
        let words = [setup?.manufacturer, setup?.model, setup?.modelNumber].compactMap { $0 }
        let model = words.isEmpty ? nil : Fact.trait(TraitFact(.wirelessModel, words.joined(separator: " ")))
        return ([.wireless(fact)] + [model].compactMap { $0 }).map { Sighting(subject, $0, grounds: grounds) }
    }

    /// Everything a station may choose, weakest first; empty where only what this reader does not know is offered.
    private var security: [WirelessFact.Security] {
        var found: Set<WirelessFact.Security> = []
        if first != nil { found.insert(.wpa) }
        if let robust { found.formUnion(robust.security) }
        if first == nil, robust == nil { found.insert(isPrivate ? .wep : .open) }
        return WirelessFact.Security.allCases.filter(found.contains)
    }

    private var allowsTKIP: Bool {
        [first, robust].contains { $0?.ciphers.contains(WirelessSuites.tkip) ?? false }
    }
}

extension WirelessSuites {
    /// What the key management types come to (IEEE 802.11-2020, table 9-151; WPA3 Specification 3.1, 2 and 3).
    ///
    /// Without a list the default is the one of companies: a server decides who may join.
    fileprivate var security: Set<WirelessFact.Security> {
        guard !keyManagement.isEmpty else { return [.wpa2Enterprise] }
        return Set(keyManagement.compactMap { level(of: $0) })
    }

    private func level(of type: UInt8) -> WirelessFact.Security? {
        switch type {
        case 2, 4, 6: .wpa2Personal
        case 8, 9, 24, 25: .wpa3Personal
        case 18: .owe
        case 11, 12, 13: .wpa3Enterprise
        // With SHA-256 and management frames that must be protected it is the third WPA's.
        case 5: capabilities & 0x0040 != 0 ? .wpa3Enterprise : .wpa2Enterprise
        case 1, 3: .wpa2Enterprise
        default: nil
        }
    }
}
