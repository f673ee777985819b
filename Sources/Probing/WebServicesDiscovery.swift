import Addresses
import Model
import Wire

extension Listener {
    /// Windows computers, printers and cameras by WS-Discovery.
    static let wsd = Listener(
        id: "wsd",
        reads: [
            .udp(from: 3702), .udp(to: 3702), .udp(beginning: Array("<".utf8)),
            .udp(beginning: [0xef, 0xbb, 0xbf]),
        ]
    ) { packet in
        guard let udp = packet.udp, let message = packet.message(WSDiscoveryMessage.init(parsing:)),
            [.hello, .probeMatches, .resolveMatches].contains(message.action), !message.targets.isEmpty,
            var hearing = Hearing(of: packet)
        else { return [] }
        if udp.source == 3702 { hearing.open(3702) }
        let types = Set(message.targets.flatMap(\.localTypes))
        hearing.service(
            3702, "wsd",
            [
                .announced: types.sorted().joined(separator: ","),
                .location: message.targets.lazy.compactMap { hearing.metadata(of: $0) }.first,
            ])
        hearing.trait(.wsdTypes, types.sorted().joined(separator: " "))
        for scope in message.targets.flatMap(\.scopes) { hearing.onvif(scope) }
        return hearing.sightings
    }
}

extension DatagramQuestion {
    /// With and without a type: file servers answer to the one, cameras to the other only.
    static let wsd: [DatagramQuestion] = [
        wsd("ask-wsd", wsdGroup4, ofDevices: true), wsd("ask-wsd-any", wsdGroup4, ofDevices: false),
        wsd("ask-wsd6", wsdGroup6, ofDevices: true), wsd("ask-wsd6-any", wsdGroup6, ofDevices: false),
    ]

    private static let wsdGroup4 = IPAddress.v4(IPv4Address(0xefff_fffa))
    private static let wsdGroup6 = IPAddress.v6(IPv6Address(high: 0xff02_0000_0000_0000, low: 0xc))

    private static func wsd(_ id: String, _ group: IPAddress, ofDevices: Bool) -> DatagramQuestion {
        DatagramQuestion(
            id: id, family: "names",
            title: Text(
                ja: "WS-Discovery：パソコンやプリンターを呼ぶ", en: "WS-Discovery: which computers and printers are there"),
            destination: .group(group, port: 3702), listener: "wsd"
        ) { _, token in
            WSDiscoveryMessage.probe(token: token, ofDevices: ofDevices)
        }
    }
}

extension Hearing {
    /// Where the sender says its metadata can be read, with its endpoint as the fragment; where it says nothing, the
    /// registered port and the path that computers use.
    fileprivate func metadata(of target: WSDiscoveryMessage.Target) -> String? {
        guard DescriptionURL.isEndpoint(target.endpoint), let own = sender.address else { return nil }
        let usual = "http://\(own.v6 == nil ? "\(own)" : "[\(own)]"):5357/\(target.endpoint.dropFirst(9))"
        let addresses = target.addresses.isEmpty ? [usual] : target.addresses
        return addresses.first { DescriptionURL($0)?.address == own }.map { "\($0)#\(target.endpoint)" }
    }

    /// `onvif://www.onvif.org/hardware/NWC-1000`, `…/name/Entrance%20camera` (ONVIF Core Specification, 7.3.2.2).
    fileprivate mutating func onvif(_ scope: String) {
        let prefix = "onvif://www.onvif.org/"
        guard scope.lowercased().hasPrefix(prefix) else { return }
        let parts = scope.dropFirst(prefix.count).split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return }
        let value = percentDecoded(parts[1])
        switch parts[0].lowercased() {
        case "hardware":
            attribute(.model, value, .likely)
            trait(.wsdModel, value)
        case "name": name(value, .wsd)
        default: break
        }
    }
}

/// Text with `%20` and its like replaced; what is not such a code stays.
private func percentDecoded(_ text: Substring) -> String {
    var octets: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let octet = rest.popFirst() {
        let digits = rest.prefix(2)
        if octet == 0x25, digits.count == 2,
            let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        {
            octets.append(code)
            rest = rest.dropFirst(2)
        } else {
            octets.append(octet)
        }
    }
    return String(decoding: octets, as: UTF8.self)
}
