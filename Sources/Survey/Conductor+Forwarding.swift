import Addresses
import Model
import Wire

/// Finding devices that route.
extension Conductor {
    static let forwardingProbe = "forward-test"

    /// What the kernel knows as the way out, which needs no test.
    mutating func learnGateways() throws {
        for link in scope.links {
            do {
                knownGateways.formUnion(try ports.gateways(link.index))
            } catch {
                try note(
                    Text(
                        ja: "このパソコンの通信の経路を読めませんでした（\(error)）。",
                        en: "The routes of this computer could not be read (\(error))."))
            }
        }
    }

    /// A router that a DHCP server names needs no test either.
    mutating func learnGateway(from observation: Observation) {
        guard case .attribute(let fact) = observation.fact, fact.key == .router, fact.value == "dhcp",
            let address = observation.subject.address, knownGateways.count < 256
        else { return }
        knownGateways.insert(address)
    }

    /// Hands the device the packet of this attempt, unless it is known to route or may not be tested.
    mutating func testForwarding(_ attempt: ForwardingTest.Attempt, of index: Int) throws {
        let device = devices[index]
        let link = scope.links[device.link]
        guard !device.routes, !device.addresses.contains(where: { isSpared($0) }),
            let held = device.addresses.first(where: { $0.v4 != nil }),
            let own = ownStation(on: link, facing: held), let ownAddress = own.address.v4
        else { return }
        let destination =
            attempt == .expiring ? otherAddress(than: device, on: device.link) ?? ownAddress : ownAddress
        let frame = forwarding.question(from: own, through: device.mac, to: destination, attempt)
        try transmit(frame, link: device.link, probe: Self.forwardingProbe, to: index)
        devices[index].wasForwardingTested = true
        guard let next = ForwardingTest.Attempt(rawValue: attempt.rawValue + 1) else { return }
        retries.append(
            Retry(due: ports.now() + .milliseconds(1000), device: index, work: .forwarding(next)))
    }

    private func isSpared(_ address: IPAddress) -> Bool {
        knownGateways.contains(address) || gate.isExcluded(address)
    }

    /// An address of the link that the device does not hold, of somebody who may be spoken to. The packet for it dies
    /// at the device.
    private func otherAddress(than device: Device, on link: Int) -> IPv4Address? {
        for other in devices where other.mac != device.mac && other.link == link && !other.isHandsOff {
            for address in other.addresses
            where !device.addresses.contains(address) && !gate.isExcluded(address) {
                if let v4 = address.v4 { return v4 }
            }
        }
        return nil
    }

    /// A device that gave back, declared dead or redirected what was handed to it.
    mutating func hearForwarding(_ packet: Packet, link: Scope.Link) throws {
        guard packet.destination == link.mac, let mac = packet.source, let index = deviceByMAC[mac],
            devices[index].wasForwardingTested,
            forwarding.isAnswer(packet, own: link.addresses.map(\.address))
        else { return }
        devices[index].routes = true
        try observe(
            .attribute(AttributeFact(.router, "forwards", .certain)),
            of: .init(mac: mac, address: devices[index].addresses.first { $0.v4 != nil }),
            source: Self.forwardingProbe, grounds: .init(octets: packet.octets.dropFirst(14)))
    }

    /// That a device was tested, which silence alone would not tell.
    mutating func recordForwardingCoverage(_ device: Device) throws {
        guard device.wasForwardingTested, ending == nil, device.liveness != .lost else { return }
        try observe(
            .coverage(CoverageFact("forwarding", .looked)),
            of: .init(mac: device.mac, address: device.addresses.first { $0.v4 != nil }),
            source: Self.forwardingProbe)
    }
}
