import Addresses
import Model
import Wire

extension HostSource {
    /// Whether a packet filter stands between this host and its network.
    static let firewall = HostSource(
        id: "host-firewall",
        files: LegacyTables.files + [
            HostFile("/etc/ufw/ufw.conf"), HostFile("/etc/nftables.conf"),
            HostFile("/etc/sysconfig/nftables.conf"),
        ]
    ) { snapshot in
        let firewall = HostFirewall(snapshot)
        return firewall.settings + [firewall.coverage]
    }
}

/// The tables of the packet filter before nf_tables, which only its own old interface shows.
enum LegacyTables {
    static let files = [HostFile("/proc/net/ip_tables_names"), HostFile("/proc/net/ip6_tables_names")]

    /// The names of those that are loaded: `filter`, `nat`.
    static func names(in snapshot: HostSnapshot) -> Set<Substring> {
        Set(files.flatMap { (snapshot.text($0.path).value ?? "").split(separator: "\n") })
    }
}

/// What this host's packet filter lets in from the networks it is part of.
struct HostFirewall {
    private let snapshot: HostSnapshot
    private let legacy: Set<Substring>
    /// Addresses of this host with the block and the interface of each.
    private let places: [Place]

    private struct Place {
        var interface: String
        var address: InterfaceAddress
    }

    init(_ snapshot: HostSnapshot) {
        self.snapshot = snapshot
        legacy = LegacyTables.names(in: snapshot)
        places = (snapshot.interfaces.value ?? []).filter(\.isUp).flatMap { interface in
            interface.addresses.filter { !$0.address.isLoopback }
                .map { Place(interface: interface.name, address: $0) }
        }
    }

    /// Whether a neighbour's first packet reaches this socket: false where none does; nil where that is not known, and
    /// for sockets that only this host itself reaches.
    func passes(_ socket: HostSnapshot.Socket) -> Bool? {
        guard !socket.address.isLoopback else { return nil }
        // A socket on `::` takes IPv4 as well, unless its program said otherwise.
        let takesAll = socket.address == IPAddress.v6(.any)
        let takesOld = socket.address == IPAddress.v4(.any)
        let reachable = places.filter { place in
            let address = place.address.address
            return (socket.interface ?? place.interface) == place.interface
                && (takesAll || (takesOld && address.v4 != nil) || socket.address == address)
        }
        return passes(socket.port, at: reachable)
    }

    private func passes(_ port: Port, at places: [Place]) -> Bool? {
        guard let filter = snapshot.packetFilter.value, !places.isEmpty else { return nil }
        let answers = places.map { place in
            let packet = FilteredPacket(
                port: port.number, isTCP: port.transport == .tcp, receiver: place.address.address,
                senders: place.address.prefix, interface: place.interface,
                number: snapshot.interfaceNumbers[place.interface])
            var walk = PacketFilterWalk(filter, packet)
            return walk.passes()
        }
        // Old tables can only refuse more, or lead elsewhere.
        if answers.contains(true) { return legacy.isEmpty ? true : nil }
        return answers.contains(nil) || legacy.contains("nat") ? nil : false
    }

    /// A port of TCP that no rule speaks of: what becomes of it is the rule of the house. Nil where every one is named.
    private var ordinaryPort: UInt16? {
        guard let filter = snapshot.packetFilter.value else { return nil }
        var ranges = filter.sets.filter { $0.keyLength == 2 }.flatMap(\.elements)
        for step in filter.rules.flatMap(\.expressions) {
            if case .compare(_, _, let value) = step { ranges.append(.init(value, value)) }
            if case .among(_, let elements, _) = step { ranges += elements }
        }
        let named = ranges.compactMap { range in
            Self.number(range.first).flatMap { first in Self.number(range.last).map { (first, $0) } }
        }
        let candidates: [UInt16] = [47_808, 61_001, 4_001, 40_117, 20_403, 7_011, 1_021, 977]
        return candidates.first { port in !named.contains { $0.0 <= port && port <= $0.1 } }
    }

    private static func number(_ octets: [UInt8]) -> UInt16? {
        octets.count == 2 ? UInt16(octets[0]) << 8 | UInt16(octets[1]) : nil
    }
}

extension HostFirewall {
    /// Whether what no rule speaks of is kept out: as the kernel has it, else as configuration would have it.
    var settings: [HostSighting] {
        guard let filter = snapshot.packetFilter.value else {
            return configured.map { name, line in
                [HostSighting(.setting(HostSetting(.firewall, "on", of: name)), grounds: line)]
            } ?? []
        }
        guard let port = ordinaryPort.map({ Port(.tcp, $0) }) else { return [] }
        let chains = filter.chains.filter { $0.base != nil }.map { "\($0.table.name) \($0.name)" }
        let grounds = chains.isEmpty ? "no chains" : chains.joined(separator: ", ")
        let old = places.filter { $0.address.address.v4 != nil }
        let new = places.filter { $0.address.address.v4 == nil }
        let answers = [("IPv4", old), ("IPv6", new)].filter { !$0.1.isEmpty }.map {
            ($0.0, passes(port, at: $0.1))
        }
        // Rules for one of the two alone are a common mistake.
        let isSplit = Set(answers.map(\.1)).count > 1
        let settings = answers.compactMap { family, passes in
            passes.map {
                HostSetting(.firewall, $0 ? "off" : "on", of: isSplit ? "nftables \(family)" : "nftables")
            }
        }
        return (isSplit ? settings : Array(settings.prefix(1)))
            .map { HostSighting(.setting($0), grounds: grounds) }
    }

    /// What is set up or runs to keep others out, where the kernel itself could not be asked.
    private var configured: (name: String, line: String)? {
        if let line = snapshot.settings("/etc/ufw/ufw.conf").last(where: { $0.assignment?.key == "enabled" }),
            line.assignment?.value.lowercased() == "yes"
        {
            return ("ufw", String(line))
        }
        if let process = (snapshot.processes.value ?? []).first(where: { $0.name == "firewalld" }) {
            return ("firewalld", "pid \(process.pid) firewalld")
        }
        let isStarted = (snapshot.localUnits.value ?? []).contains { folder in
            folder.name.hasSuffix(".wants") && folder.links["nftables.service"] != nil
        }
        let lines = snapshot.settings("/etc/nftables.conf", "/etc/sysconfig/nftables.conf")
        let entrance = lines.first { $0.contains("hook input") && $0.contains("policy drop") }
        return isStarted ? entrance.map { ("nftables.conf", String($0)) } : nil
    }

    /// What was looked at, and what of it was not understood.
    var coverage: HostSighting {
        let what = Text(ja: "通信を止めるしくみ（ファイアウォール）", en: "The packet filter (firewall)")
        guard snapshot.packetFilter.value != nil else {
            return .coverage("packet filter", snapshot.packetFilter, what)
        }
        if !legacy.isEmpty {
            let names = legacy.sorted().joined(separator: ", ")
            return couldNot(
                Text(
                    ja: "古いしくみ（iptables）の規則も使われています（\(names)）。その中身は読めないため、何を止めるかは言い切れません。",
                    en:
                        "Tables of the old iptables are in use as well (\(names)); what they refuse was not read."
                ))
        }
        if places.isEmpty {
            return couldNot(
                Text(
                    ja: "このコンピュータのIPアドレスがわからないため、通信を止めるしくみが何を通すかは言えません。",
                    en: "Without this host's addresses nothing can be said of what the packet filter lets in."
                ))
        }
        guard settings.isEmpty else { return .coverage("packet filter", snapshot.packetFilter, what) }
        return couldNot(
            Text(
                ja: "通信を止めるしくみ（ファイアウォール）に読み取れない規則があり、何を通すかは言い切れません。",
                en: "The packet filter has rules that were not understood, so what it lets in cannot be told."
            ))
    }

    private func couldNot(_ why: Text) -> HostSighting {
        HostSighting(.coverage(CoverageFact("packet filter", .couldNot(why))))
    }
}
