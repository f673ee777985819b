import Addresses
import Model
import Wire

extension Listener {
    /// UPnP devices that announce themselves or answer a search (UPnP Device Architecture 2.0, 1).
    static let ssdp = Listener(id: "ssdp", reads: [.udp(to: 1900), .udp(beginning: Array("HTTP".utf8))]) {
        packet in
        guard let udp = packet.udp, let message = packet.message(SSDPMessage.init(parsing:)) else {
            return []
        }
        switch message.kind {
        case .search where udp.destination == 1900:
            guard var hearing = Hearing(of: packet) else { return [] }
            hearing.ssdpClient(message)
            return hearing.sightings
        case .notify where udp.destination == 1900 && message["NTS"] != "ssdp:byebye":
            guard message["NT"] != nil, var hearing = Hearing(of: packet) else { return [] }
            hearing.ssdpDevice(message, announced: message["NT"])
            return hearing.sightings
        case .response(200):
            // Some devices answer from another port than the one that was asked.
            guard message["ST"] != nil, message["USN"] != nil, var hearing = Hearing(of: packet) else {
                return []
            }
            if udp.source == 1900 { hearing.open(1900) }
            hearing.ssdpDevice(message, announced: message["ST"])
            return hearing.sightings
        default: return []
        }
    }
}

extension DatagramQuestion {
    static let ssdp: [DatagramQuestion] = [
        ssdp("ask-ssdp", group4, "239.255.255.250:1900", "ssdp:all"),
        ssdp("ask-ssdp-root", group4, "239.255.255.250:1900", "upnp:rootdevice"),
        ssdp("ask-ssdp6", group6, "[FF02::C]:1900", "ssdp:all"),
        ssdp("ask-ssdp6-root", group6, "[FF02::C]:1900", "upnp:rootdevice"),
    ]

    private static let group4 = IPAddress.v4(IPv4Address(0xefff_fffa))
    private static let group6 = IPAddress.v6(IPv6Address(high: 0xff02_0000_0000_0000, low: 0xc))

    private static func ssdp(
        _ id: String, _ group: IPAddress, _ host: String, _ target: String
    ) -> DatagramQuestion {
        DatagramQuestion(
            id: id, family: "names",
            title: Text(ja: "SSDP：ルーターや録画機などの機器を呼ぶ", en: "SSDP: which UPnP devices are there"),
            destination: .group(group, port: 1900), listener: "ssdp"
        ) { _, _ in
            SSDPMessage.search(host: host, target: target, wait: 2).octets
        }
    }
}

extension Hearing {
    /// A searching client may say what it is: `Google Chrome/120.0 Windows`, `Microsoft-Windows/10.0 UPnP/1.0`.
    fileprivate mutating func ssdpClient(_ message: SSDPMessage) {
        trait(.ssdpUserAgent, message["USER-AGENT"])
    }

    fileprivate mutating func ssdpDevice(_ message: SSDPMessage, announced: String?) {
        let server = ServerField(message["SERVER"] ?? "")
        var location: String?
        // Only a device's own description is worth a question to it.
        if let text = message["LOCATION"], let url = DescriptionURL(text), url.address == sender.address {
            location = text
        }
        service(
            1900, "ssdp", product: server.product, version: server.version,
            [.announced: announced, .location: location, .banner: message["SERVER"]])
        trait(.ssdpServer, message["SERVER"])
        if let announced, announced.contains(":device:") { trait(.upnpType, announced) }
    }
}

/// `Linux/3.10 UPnP/1.0 MiniUPnPd/1.9`: system, standard and product, each with its version; the product counts.
struct ServerField: Equatable, Sendable {
    var product: String?
    var version: String?

    init(_ text: String) {
        let words = text.split { $0 == " " || $0 == "," }.map { $0.split(separator: "/", maxSplits: 1) }
        guard let standard = words.firstIndex(where: { $0.first?.uppercased() == "UPNP" }) else { return }
        guard standard + 1 < words.count, let name = words[standard + 1].first else { return }
        product = String(name)
        version = words[standard + 1].count == 2 ? String(words[standard + 1][1]) : nil
    }
}
