import Addresses
package import Model
import Probing

/// What a scan of a scope would send: every kind of packet, to whom, how many, for how long.
package struct Plan: Equatable, Sendable, Codable {
    /// One kind of packet or conversation.
    package struct Line: Equatable, Sendable, Codable {
        package enum Per: String, Sendable, Codable {
            /// In all, to the link.
            case link
            /// For each device found.
            case device
            /// For each port of a device that is found open.
            case openPort = "open-port"
            /// For each device that announces where it describes itself.
            case announcement
        }

        package var probe: String
        package var title: Text
        package var target: Text
        package var per: Per
        /// At most so many packets.
        package var packets: Int
    }

    package var scope: Scope
    package var lines: [Line]
    /// What is never sent, whatever is found.
    package var never: [Text]
    /// An upper bound for the given number of devices.
    package var duration: Duration
    package var assumedDevices: Int
}

extension Plan {
    /// `devices` is how many devices to reckon with.
    package init(_ scope: Scope, devices: Int) {
        self.scope = scope
        assumedDevices = devices
        never = Self.promises
        let intensity = scope.intensity
        guard intensity.packetsPerSecond > 0 else {
            lines = []
            duration = .seconds(intensity.listenSeconds)
            return
        }
        lines =
            Self.neighbourLines(scope) + Self.questionLines(scope) + Self.portLines(scope)
            + Self.announcementLines(scope)
        let perLink = lines.filter { $0.per == .link }.reduce(0) { $0 + $1.packets }
        let perDevice = lines.filter { $0.per == .device }.reduce(0) { $0 + $1.packets }
        // Eight conversations of a second each on a device are many.
        let link = Duration.seconds(1) * (perLink + perDevice * devices) / max(1, intensity.packetsPerSecond)
        let pace = max(1, intensity.packetsPerSecondPerDevice - Pacer.margin)
        let device = Duration.seconds(1) * perDevice / pace + .seconds(16)
        duration = max(.seconds(intensity.listenSeconds), link, device)
    }

    private static func neighbourLines(_ scope: Scope) -> [Line] {
        guard scope.intensity.families.contains("neighbours") else { return [] }
        let hosts = scope.links.flatMap(\.prefixes).reduce(0) { $0 + $1.hosts.count }
        let v6 = scope.links.reduce(0) { $0 + $1.addresses.count { $0.address.v6 != nil } }
        let blocks = scope.links.flatMap(\.prefixes).filter { $0.address.v4 != nil }.map(\.description)
        return [
            Line(
                probe: "arp-sweep",
                title: Text(ja: "ARP：その住所を使っている機器はいますか", en: "ARP: who holds this address"),
                target: Text(verbatim: blocks.joined(separator: ", ")), per: .link, packets: hosts * 3),
            Line(
                probe: "echo6, mld-query",
                title: Text(ja: "IPv6：機器はいますか", en: "IPv6: echo and listener query to all nodes"),
                target: Text(verbatim: "ff02::1"), per: .link,
                packets: v6 == 0 ? 0 : 2 * (v6 + scope.links.count)),
            Line(
                probe: "router-solicit",
                title: Text(
                    ja: "IPv6：外への出入口（ルーター）はいますか", en: "IPv6 router solicitation: which routers are there"),
                target: Text(verbatim: "ff02::2"), per: .link, packets: v6 == 0 ? 0 : 2 * scope.links.count),
            Line(
                probe: "nd-solicit",
                title: Text(ja: "IPv6：この機器の住所を確かめる", en: "IPv6 neighbour solicitation"),
                target: Text(ja: "見つかった機器", en: "each device"), per: .device, packets: v6 == 0 ? 0 : 1),
            Line(
                probe: Conductor.forwardingProbe,
                title: Text(
                    ja: "この機器は、ほかの機器あての通信を中継しますか（このLANの外には出ない合図）",
                    en: "Does it forward (echo requests that live for two stations at most)"),
                target: Text(ja: "見つかった機器", en: "each device"), per: .device,
                packets: blocks.isEmpty ? 0 : ForwardingTest.Attempt.allCases.count),
        ].filter { $0.packets > 0 }
    }

    private static func questionLines(_ scope: Scope) -> [Line] {
        Catalog.questions.filter { scope.intensity.families.contains($0.family) }.compactMap { question in
            switch question.destination {
            case .device(let port):
                guard question.family == "names" || scope.intensity.udpPorts.contains(port) else {
                    return nil
                }
                let isFollowing = question.follows != nil
                return Line(
                    probe: question.id, title: question.title,
                    target: isFollowing
                        ? Text(ja: "答えた機器の udp/\(port)", en: "each device that answered, udp/\(port)")
                        : Text(ja: "見つかった機器の udp/\(port)", en: "each device, udp/\(port)"),
                    per: .device, packets: isFollowing ? 1 : 2)
            case .group(let address, let port):
                return Line(
                    probe: question.id, title: question.title,
                    target: Text(verbatim: "\(address) udp/\(port)"),
                    per: .link, packets: 2 * scope.links.count)
            case .broadcast(let port):
                return Line(
                    probe: question.id, title: question.title,
                    target: Text(ja: "範囲の全員 udp/\(port)", en: "broadcast, udp/\(port)"), per: .link,
                    packets: 2 * scope.links.count)
            }
        }
    }

    private static func portLines(_ scope: Scope) -> [Line] {
        let intensity = scope.intensity
        guard intensity.families.contains("tcp") else { return [] }
        var lines = [
            Line(
                probe: "tcp-syn",
                title: Text(
                    ja: "TCP：この窓口は開いていますか（中身のない合図だけ。つながりません）",
                    en: "TCP: is this port open (a bare SYN, no connection, no data)"),
                target: Text(
                    ja: "見つかった機器の tcp/\(intensity.tcpPorts)", en: "each device, tcp/\(intensity.tcpPorts)"),
                per: .device, packets: intensity.tcpPorts.count * 3)
        ]
        guard intensity.families.contains("identify") else { return lines }
        for kind in Catalog.conversations where !kind.needsPermission || intensity.connectsToUnregistered {
            let ports = PortSet(kind.ports.ports.filter { intensity.tcpPorts.contains($0) })
            guard !ports.isEmpty else { continue }
            lines.append(
                Line(
                    probe: kind.id, title: kind.title,
                    target: Text(ja: "開いていた tcp/\(ports)", en: "open tcp/\(ports)"), per: .openPort,
                    packets: kind.cost.packets))
        }
        if intensity.connectsToUnregistered {
            let kind = Catalog.greeting
            lines.append(
                Line(
                    probe: kind.id, title: kind.title,
                    target: Text(ja: "そのほかの開いていた口", en: "other open ports"), per: .openPort,
                    packets: kind.cost.packets))
        }
        return lines
    }

    /// Descriptions are asked for where a device was heard to announce one.
    private static func announcementLines(_ scope: Scope) -> [Line] {
        guard scope.intensity.families.contains("identify") else { return [] }
        return Catalog.announcedConversations.map {
            Line(
                probe: $0.id, title: $0.title,
                target: Text(ja: "それを知らせてきた機器", en: "devices that announce it"), per: .announcement,
                packets: $0.packets)
        }
    }

    private static let promises: [Text] = [
        Text(
            ja: "印刷の口（tcp 9100～9109、9112～9116、515）には、1文字も送りません。",
            en: "No octet is ever sent into printing ports (tcp 9100-9109, 9112-9116, 515)."),
        Text(
            ja: "IDやパスワードを試すことは、ありません。", en: "No login and no password is ever tried."),
        Text(
            ja: "ルータの先やインターネットには、何も送りません。",
            en: "Nothing goes through a router or to the Internet."),
        Text(
            ja: "「触らない」機器には、存在の確認（ARP）だけをします。",
            en: "Devices marked hands-off get ARP or neighbour solicitation only."),
    ]
}
