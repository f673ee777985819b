package import Addresses
package import Model

/// Every packet sent, by device and probe.
package struct Account: Sendable {
    private struct Key: Hashable {
        var mac: MACAddress?
        var address: IPAddress?
        var probe: String
    }

    private var open: [Key: (packets: Int, octets: Int)] = [:]
    /// All packets since the scan began.
    package private(set) var total = 0

    package init() {}

    package mutating func add(to mac: MACAddress?, address: IPAddress?, probe: String, octets: Int) {
        let key = Key(mac: mac.flatMap { $0.isGroup ? nil : $0 }, address: address, probe: probe)
        let before = open[key] ?? (0, 0)
        open[key] = (before.packets + 1, before.octets + octets)
        total += 1
    }

    /// What was added since this was last called, in a stable order.
    package mutating func settle() -> [PacketCount] {
        defer { open = [:] }
        return open.map {
            PacketCount(
                mac: $0.key.mac, address: $0.key.address, probe: $0.key.probe, packets: $0.value.packets,
                octets: $0.value.octets)
        }
        .sorted { $0.order < $1.order }
    }
}

extension PacketCount {
    fileprivate var order: (String, String, String) {
        (mac?.description ?? "", address?.description ?? "", probe)
    }
}
