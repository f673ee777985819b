import Addresses
import Model

extension WindowsSource {
    /// The computer's name, its network cards with their addresses, and the way out: `ipconfig /all`, or for the
    /// cards alone `getmac /v /fo csv`.
    static let interfaces = WindowsSource(id: "windows-interfaces") { snapshot in
        let ipconfig = Ipconfig(snapshot.lines("ipconfig.txt"))
        let cards = ipconfig.adapters.map(\.interface)
        let listed = getmac(snapshot).filter { card in !cards.contains { $0.mac == card.mac } }
        let name = ipconfig.hostname.map { HostSighting(.name(NameFact($0, .hostname))) }
        return [name].compactMap { $0 }
            + zip(cards, ipconfig.adapters).map { HostSighting(.interface($0), grounds: $1.grounds) }
            + listed.map { HostSighting(.interface($0)) } + ipconfig.routes.map { HostSighting(.route($0)) }
            + [
                .coverage(
                    "network interfaces", snapshot.text("ipconfig.txt"), cards.isEmpty ? .language : nil,
                    Text(ja: "ネットワークの差し込み口の一覧（ipconfig）", en: "The list of network interfaces (ipconfig)")),
                .coverage(
                    "routes", snapshot.text("ipconfig.txt"), ipconfig.knowsGateways ? nil : .language,
                    Text(ja: "ネットワークの出口（ipconfig）", en: "The way out of the network (ipconfig)")),
            ]
    }

    /// `"イーサネット","Intel(R) Ethernet","00-00-5E-00-53-21","\Device\Tcpip_{…}"`: the last column says something
    /// else for a card that has no connection.
    private static func getmac(_ snapshot: WindowsSnapshot) -> [HostInterface] {
        QuotedTable(snapshot.text("getmac.txt").value ?? "").rows.compactMap { row in
            guard row.count == 4, let mac = MACAddress(row[2]) else { return nil }
            return HostInterface(
                name: row[0], mac: mac, addresses: [], isUp: row[3].hasPrefix("\\Device\\"),
                isWireless: row[1].soundsWireless)
        }
    }
}

/// The output of `ipconfig /all`:
///
///     イーサネット アダプター イーサネット:
///
///        物理アドレス. . . . . . . . . . . . .: 00-00-5E-00-53-21
///        IPv4 アドレス . . . . . . . . . . . .: 192.0.2.21(優先)
///        サブネット マスク . . . . . . . . . .: 255.255.255.0
///        デフォルト ゲートウェイ . . . . . . .: fe80::1%12
///                                               192.0.2.1
///
/// What a value is shows in its form: an address of the card itself carries its state in brackets, a mask follows
/// its address. Only the gateway's label has to be known.
private struct Ipconfig {
    /// The first value of all.
    private(set) var hostname: String?
    private(set) var adapters: [Adapter] = []
    /// Whether the gateway's label was met.
    private(set) var knowsGateways = false

    struct Adapter {
        var heading: Substring
        var mac: MACAddress?
        var addresses: [InterfaceAddress] = []
        var gateways: [IPAddress] = []
        var isWireless = false
        /// An IPv4 address whose mask is yet to come.
        var pending: IPAddress?
    }

    private static let gatewayLabels: [Substring] = ["デフォルト ゲートウェイ", "Default Gateway"]

    init(_ lines: [Substring]) {
        var isGateway = false
        for line in lines where !line.isEmpty {
            if line.first != " " {
                // What ends in a colon names an adapter; the title of the whole does not.
                if line.last == ":" { adapters.append(Adapter(heading: line.dropLast())) }
                isGateway = false
                continue
            }
            guard let (label, value) = Self.entry(line) else { continue }
            if let label {
                isGateway = Self.gatewayLabels.contains { label.hasPrefix($0) }
                knowsGateways = knowsGateways || isGateway
            }
            guard !adapters.isEmpty else {
                hostname = hostname ?? (value.isEmpty ? nil : String(value))
                continue
            }
            adapters[adapters.count - 1].note(value, isGateway: isGateway)
        }
        adapters.removeAll { $0.mac == nil && $0.addresses.isEmpty }
    }

    /// The label, where the line has one, and the value behind it.
    private static func entry(_ line: Substring) -> (label: Substring?, value: Substring)? {
        let blanks = line.prefix { $0 == " " }.count
        guard blanks < 20 else { return (nil, line.trimmingSpaces) }
        let colon = line.indices.first { index in
            line[index] == ":" && line[line.index(after: index)...].first.map { $0 == " " } ?? true
        }
        guard let colon else { return nil }
        return (line[..<colon].trimmingSpaces, line[line.index(after: colon)...].trimmingSpaces)
    }

    /// The way out of each card that has an address and a gateway.
    var routes: [HostRoute] {
        adapters.flatMap { adapter in
            adapter.gateways.compactMap { gateway in
                let all: IPAddress = if case .v4 = gateway { .v4(.any) } else { .v6(.any) }
                return Prefix(all, length: 0).map {
                    HostRoute(destination: $0, gateway: gateway, interface: adapter.name)
                }
            }
        }
    }
}

extension Ipconfig.Adapter {
    fileprivate mutating func note(_ value: Substring, isGateway: Bool) {
        if let mac = MACAddress(String(value)) { self.mac = mac }
        if value.soundsWireless { isWireless = true }
        let text = value.prefix { $0 != "%" && $0 != "(" }
        guard let address = IPAddress(String(text)) else { return pending = nil }
        if isGateway { return gateways.append(address) }
        if value.last == ")", !["(重複)", "(Duplicate)"].appear(in: value) {
            note(own: address)
        } else if let own = pending, case .v4(let mask) = address {
            pending = nil
            guard let length = mask.maskLength, let prefix = Prefix(own, length: length) else { return }
            addresses.append(InterfaceAddress(address: own, prefix: prefix))
        }
    }

    private mutating func note(own address: IPAddress) {
        pending = nil
        switch address {
        case .v4: pending = address
        case .v6(let v6):
            // Windows prints no length. Link-local addresses have 64 bits in common (RFC 4291, 2.5.6); of others
            // nothing is known but the address.
            let length = v6.high >> 54 == 0x3fa ? 64 : 128
            guard let prefix = Prefix(address, length: length) else { return }
            addresses.append(InterfaceAddress(address: address, prefix: prefix))
        }
    }

    /// The card's own name, without the kind of card before it.
    var name: String {
        let kinds: [Substring] = [
            "イーサネット アダプター ", "Ethernet adapter ", "Wireless LAN adapter ", "PPP アダプター ", "PPP adapter ",
            "不明なアダプター ", "Unknown adapter ", "Tunnel adapter ", "トンネル アダプター ",
        ]
        let kind = kinds.first { heading.hasPrefix($0) }
        return String(heading.dropFirst(kind?.count ?? 0))
    }

    /// A card without a connection shows no address.
    var interface: HostInterface {
        HostInterface(
            name: name, mac: mac, addresses: addresses, isUp: !addresses.isEmpty,
            isWireless: isWireless || heading.soundsWireless)
    }

    var grounds: String {
        ([String(heading)] + [mac.map { "\($0)" }].compactMap { $0 } + addresses.map { "\($0.address)" })
            .joined(separator: " ")
    }
}

extension IPv4Address {
    /// The number of leading ones of a mask; nil where others follow.
    fileprivate var maskLength: Int? {
        let length = (~value).leadingZeroBitCount
        return length == 32 || value << UInt32(length) == 0 ? length : nil
    }
}

extension StringProtocol {
    /// Whether a card's name or description is that of a wireless one.
    fileprivate var soundsWireless: Bool {
        let words = lowercased()
        return ["wi-fi", "wireless", "wlan", "802.11", "ワイヤレス"].contains { words.contains($0) }
    }
}
