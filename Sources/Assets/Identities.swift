import Addresses
import Model

/// Which observations are about the same device.
///
/// A hardware address is a device. An inspected host is a device with all its hardware addresses. An address belongs
/// to whoever holds it on the link; two that hold the same one stay two devices. Names never identify.
struct Identities {
    enum Key: Hashable, Comparable {
        case host(String)
        case mac(MACAddress)
        case address(IPAddress)
    }

    private var hostOfMAC: [MACAddress: String] = [:]
    private var hostOfAddress: [IPAddress: String] = [:]
    private var holders: [IPAddress: Set<MACAddress>] = [:]
    private(set) var keys: Set<Key> = []

    init(_ observations: [Recorded<Observation>]) {
        for observation in observations { learnHost(observation.value) }
        for observation in observations { learnHolder(observation.value) }
        for observation in observations where Self.provesPresence(observation.value) {
            if let key = key(of: observation.value.subject) { keys.insert(key) }
        }
    }

    private mutating func learnHost(_ observation: Observation) {
        guard let host = observation.subject.host else { return }
        keys.insert(.host(host))
        guard case .interface(let interface) = observation.fact else { return }
        if let mac = interface.mac, Self.isStation(mac) {
            hostOfMAC[mac] = hostOfMAC[mac].map { min($0, host) } ?? host
        }
        for address in interface.addresses.map(\.address) where address.isUnicast {
            hostOfAddress[address] = hostOfAddress[address].map { min($0, host) } ?? host
        }
    }

    /// A binding on the link, or talk that came from both at once, says who holds an address.
    private mutating func learnHolder(_ observation: Observation) {
        guard Self.provesPresence(observation), let mac = observation.subject.mac, Self.isStation(mac),
            let address = observation.subject.address, address.isUnicast
        else { return }
        holders[address, default: []].insert(mac)
    }

    static func isStation(_ mac: MACAddress) -> Bool { !mac.isGroup && mac != .zero }

    /// A name that others tell, or a vendor looked up in a file, does not make a device.
    private static func provesPresence(_ observation: Observation) -> Bool {
        switch observation.fact {
        case .neighbour: true
        case .port, .service: observation.origin != .host
        case .name, .attribute: observation.subject.mac != nil && observation.origin != .imported
        case .listener, .unit, .system, .interface, .route, .coverage: false
        }
    }

    /// The device a subject means; nil for the site, for groups, and for nobody known.
    func key(of subject: Observation.Subject) -> Key? {
        if let host = subject.host { return .host(host) }
        if let mac = subject.mac {
            guard Self.isStation(mac) else { return nil }
            return hostOfMAC[mac].map { .host($0) } ?? .mac(mac)
        }
        guard let address = subject.address, address.isUnicast else { return nil }
        if let host = hostOfAddress[address] { return .host(host) }
        guard let mac = holders[address]?.min() else { return .address(address) }
        return hostOfMAC[mac].map { .host($0) } ?? .mac(mac)
    }

    func macs(of key: Key) -> [MACAddress] {
        switch key {
        case .mac(let mac): [mac]
        case .host(let host): hostOfMAC.filter { $0.value == host }.keys.sorted()
        case .address: []
        }
    }

    func addresses(of key: Key) -> [IPAddress] {
        switch key {
        case .mac(let mac): holders.filter { $0.value.contains(mac) }.keys.sorted()
        case .host(let host): hostOfAddress.filter { $0.value == host }.keys.sorted()
        case .address(let address): [address]
        }
    }
}
