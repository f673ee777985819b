import Addresses
import Model

/// Which device each observation is about.
///
/// The rules: one hardware address is one device; a host that was inspected from inside owns the hardware addresses
/// of its interfaces; an address leads to the device that holds it. Where several devices held an address, an
/// observation that knows only the address goes to the holder seen last before it. Names decide nothing.
struct Identities {
    /// What a device is known by.
    enum Device: Hashable {
        case host(String)
        case mac(MACAddress)
        case address(IPAddress)
    }

    /// That a device held an address, and where that was first noted.
    private struct Holding {
        var line: Int
        var device: Device
    }

    /// The inspected host that owns a hardware address.
    private var owners: [MACAddress: String] = [:]
    /// By line.
    private var holdings: [IPAddress: [Holding]] = [:]

    /// Takes all observations, sorted by line.
    init(_ observations: [Recorded<Observation>]) {
        for observation in observations {
            guard let host = observation.value.subject.host else { continue }
            var macs = [observation.value.subject.mac]
            if case .interface(let interface) = observation.value.fact { macs.append(interface.mac) }
            for case let mac? in macs where mac.isStation { owners[mac] = owners[mac] ?? host }
        }
        for observation in observations { note(observation) }
    }

    /// The device an observation is about; nil for the site, groups and broadcasts.
    func device(of observation: Recorded<Observation>) -> Device? {
        let subject = observation.value.subject
        if let device = known(by: subject) { return device }
        guard let address = subject.address, address.isUnicast else { return nil }
        guard let holders = holdings[address], let first = holders.first else { return .address(address) }
        return (holders.last { $0.line <= observation.line } ?? first).device
    }

    /// The device by host name or hardware address.
    private func known(by subject: Observation.Subject) -> Device? {
        if let host = subject.host { return .host(host) }
        guard let mac = subject.mac, mac.isStation else { return nil }
        return owners[mac].map { .host($0) } ?? .mac(mac)
    }

    private mutating func note(_ observation: Recorded<Observation>) {
        guard let device = known(by: observation.value.subject) else { return }
        for address in observation.value.ownAddresses where holdings[address]?.last?.device != device {
            holdings[address, default: []].append(Holding(line: observation.line, device: device))
        }
    }
}

extension Observation {
    /// The addresses that the observation gives its subject.
    var ownAddresses: [IPAddress] {
        var addresses = [subject.address].compactMap { $0 }
        if case .interface(let interface) = fact { addresses += interface.addresses.map(\.address) }
        return addresses.filter(\.isUnicast)
    }

    /// The hardware addresses that the observation gives its subject.
    var ownMACs: [MACAddress] {
        var macs = [subject.mac].compactMap { $0 }
        if case .interface(let interface) = fact { macs += [interface.mac].compactMap { $0 } }
        return macs.filter(\.isStation)
    }
}

extension Observation {
    /// Whether the observation shows that its subject is there: being asked without an answer, a router that spoke
    /// for it, and a name or property that others tell of an address do not.
    var provesPresence: Bool {
        if subject.host != nil { return true }
        switch fact {
        case .neighbour, .service: return true
        case .port(let fact): return fact.state != .prohibited
        // Only a device that is there talks, also where a router's hardware address stands for it.
        case .talk: return origin != .imported
        case .trait(let fact) where fact.key == .wirelessModel: return false
        case .name, .attribute, .trait, .clock:
            return subject.mac != nil && origin != .imported
        // The air carries the neighbours' networks as well.
        default: return false
        }
    }
}

extension MACAddress {
    /// Whether this can be one station's own address: not nought, not a group.
    var isStation: Bool { self != .zero && !isGroup }
}
