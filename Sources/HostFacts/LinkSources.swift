import Addresses
import Model

extension HostSource {
    /// The network interfaces with their addresses.
    static let interfaces = HostSource(id: "host-interfaces") { snapshot in
        (snapshot.interfaces.value ?? []).map { HostSighting(.interface($0)) } + [
            .coverage(
                "network interfaces", snapshot.interfaces,
                Text(ja: "ネットワークの差し込み口の一覧", en: "The list of network interfaces"))
        ]
    }

    /// The routes, and that the gateway of a default route is a router.
    static let routes = HostSource(id: "host-routes") { snapshot in
        let routes = snapshot.routes.value ?? []
        let gateways = Set(routes.filter { $0.destination.length == 0 }.compactMap(\.gateway)).sorted()
        return routes.map { HostSighting(.route($0)) }
            + gateways.map { gateway in
                HostSighting(
                    .attribute(AttributeFact(.router, "route", .certain)), about: .init(address: gateway))
            } + [.coverage("routes", snapshot.routes, Text(ja: "通信の経路の一覧", en: "The list of routes"))]
    }

    /// The devices the kernel has spoken with on the link.
    static let neighbours = HostSource(id: "host-neighbours") { snapshot in
        (snapshot.neighbours.value ?? []).map { neighbour in
            HostSighting(
                .neighbour, about: .init(mac: neighbour.mac, address: neighbour.address),
                grounds: "\(neighbour.address) dev \(neighbour.interface) lladdr \(neighbour.mac)")
        } + [
            .coverage(
                "kernel neighbour table", snapshot.neighbours,
                Text(ja: "最近通信した近くの機器の一覧", en: "The list of devices lately spoken with"))
        ]
    }
}
