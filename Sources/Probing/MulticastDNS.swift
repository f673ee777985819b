import Addresses
import Model
import Wire

extension Listener {
    /// Names and announced services by multicast DNS (RFC 6762, RFC 6763).
    static let mdns = Listener(id: "mdns", reads: [.udp(from: 5353)]) { packet in
        guard packet.udp?.source == 5353, let message = packet.message(DNSMessage.init(parsing:)),
            message.isResponse, message.opcode == 0, message.responseCode == 0,
            var hearing = Hearing(of: packet)
        else { return [] }
        hearing.open(5353)
        MulticastDNSAnswer(message, sender: hearing.sender).tell(&hearing)
        return hearing.sightings
    }
}

extension DatagramQuestion {
    /// To the group of either protocol: who offers what.
    static let mdnsGroups: [DatagramQuestion] = [
        mdnsGroup("ask-mdns", .v4(IPv4Address(0xe000_00fb))),
        mdnsGroup("ask-mdns6", .v6(IPv6Address(high: 0xff02_0000_0000_0000, low: 0xfb))),
    ]

    private static func mdnsGroup(_ id: String, _ group: IPAddress) -> DatagramQuestion {
        DatagramQuestion(
            id: id, family: "names",
            title: Text(
                ja: "mDNS：機器の名前と、提供しているものを聞く", en: "mDNS: which names and services are there"),
            destination: .group(group, port: 5353), sourcePort: 5353, listener: "mdns"
        ) { _, _ in
            // One message for all: the enumeration of types and the types of most interest (RFC 6762, 5.4: QU).
            DNSMessage(id: 0, questions: mdnsNames.map { DNSMessage.Question($0, .ptr, wantsUnicast: true) })
                .octets
        }
    }

    private static let mdnsNames: [DNSName] = [
        "_services._dns-sd._udp.local", "_workstation._tcp.local", "_smb._tcp.local", "_http._tcp.local",
        "_ipp._tcp.local", "_printer._tcp.local", "_pdl-datastream._tcp.local", "_uscan._tcp.local",
        "_rfb._tcp.local", "_ssh._tcp.local", "_sftp-ssh._tcp.local", "_airplay._tcp.local",
        "_googlecast._tcp.local", "_qdiscover._tcp.local", "_axis-video._tcp.local",
    ]

    /// To one device: the name of its own address (RFC 6762, 5.5).
    static let mdnsReverse = DatagramQuestion(
        id: "ask-mdns-name", family: "names",
        title: Text(ja: "mDNS：その住所の機器の名前を聞く", en: "mDNS: the name of this address"),
        destination: .device(port: 5353), listener: "mdns"
    ) { destination, token in
        let question = DNSMessage.Question(.reverse(of: destination), .ptr, wantsUnicast: true)
        return DNSMessage(id: UInt16(truncatingIfNeeded: token), questions: [question]).octets
    }
}

/// What an answer says of its sender, and of others it speaks for.
private struct MulticastDNSAnswer {
    let sender: Observation.Subject
    let records: [DNSMessage.Record]
    /// By host name.
    private var addresses: [DNSName: [IPAddress]] = [:]
    /// The device that an instance runs on, where the answer tells.
    private var owners: [DNSName: Observation.Subject] = [:]

    init(_ message: DNSMessage, sender: Observation.Subject) {
        self.sender = sender
        // A time to live of zero takes a record back (RFC 6762, 10.1).
        records = (message.answers + message.additionals).filter { $0.ttl > 0 && $0.network == 1 }
        for record in records {
            guard case .address(let address) = record.data, address.isUnicast else { continue }
            addresses[record.name, default: []].append(address)
        }
        for record in records {
            guard case .service(_, _, _, let target) = record.data else { continue }
            owners[record.name] = owner(of: target)
        }
    }

    /// The sender, unless this message puts the host at other addresses of the sender's protocol: a sleep proxy or
    /// reflector speaks for that host then.
    private func owner(of host: DNSName) -> Observation.Subject {
        guard let own = sender.address, let all = addresses[host], !all.contains(own) else { return sender }
        let rivals = all.filter { ($0.v4 == nil) == (own.v4 == nil) }
        return rivals.first.map { Observation.Subject(address: $0) } ?? sender
    }

    func tell(_ hearing: inout Hearing) {
        for record in records {
            switch record.data {
            case .address(let address) where address.isUnicast:
                hearing.name(record.name.hostText, .mdns, about: hearing.subject(at: address))
            case .name(let name):
                if let address = record.name.reversedAddress, address.isUnicast {
                    hearing.name(name.hostText, .mdns, about: hearing.subject(at: address))
                }
                tellWorkstation(name, &hearing)
            case .service: tellWorkstation(record.name, &hearing)
            case .text:
                guard let instance = ServiceInstance(record.name) else { continue }
                let facts = instance.attributes(record.attributes)
                hearing.attributes(facts, about: owners[record.name] ?? sender)
            default: break
            }
        }
        tellAnnounced(&hearing)
        // Last, because the others must not be crowded out.
        for record in records where record.kind == .txt { tellTexts(of: record, &hearing) }
    }

    /// Everything that the TXT record of an instance says, apart from what can only be of use to its clients.
    private func tellTexts(of record: DNSMessage.Record, _ hearing: inout Hearing) {
        guard let instance = ServiceInstance(record.name) else { return }
        let owner = owners[record.name] ?? sender
        let texts = record.attributes.filter { !Self.bookkeeping.contains($0.key) && !$0.value.isEmpty }
        for (key, value) in texts.sorted(by: { $0.key < $1.key }).prefix(Self.textLimit) {
            if instance.type == "_device-info._tcp" {
                hearing.trait(.mdnsDevice, "\(key)=\(value)", about: owner)
            } else {
                hearing.trait(.mdnsText, "\(instance.type) \(key)=\(value)", about: owner)
            }
        }
    }

    /// The most keys kept of one record.
    private static let textLimit = 24
    /// Keys of printing, casting and mirroring that name no product, or whose values change all the time.
    private static let bookkeeping: Set<String> = [
        "txtvers", "qtotal", "priority", "rp", "adminurl", "uuid", "note", "urf", "papermax", "tls", "kind",
        "printer-state", "printer-type", "pk", "pi", "psi", "gid", "gcgl", "igl", "id", "cd", "rm", "bs",
        "nf", "st", "rs", "ic", "path", "u", "duuid", "deviceid", "hash", "btaddr",
    ]

    /// `_workstation._tcp` instances are called `host [00:00:5e:00:53:01]`.
    private func tellWorkstation(_ name: DNSName, _ hearing: inout Hearing) {
        guard let instance = ServiceInstance(name), instance.type == "_workstation._tcp",
            let bracket = instance.name.lastIndex(of: "["), instance.name.hasSuffix("]"),
            let mac = MACAddress(String(instance.name[bracket...].dropFirst().dropLast()))
        else { return }
        let owner = owners[name] ?? sender
        let host = String(instance.name[..<bracket])
        hearing.name(host, .mdns, about: owner)
        guard !mac.isGroup, mac != .zero, mac != owner.mac else { return }
        // Another card of the same host, or the card of a host that somebody else speaks for.
        hearing.name(host, .mdns, about: Observation.Subject(mac: mac))
    }

    /// The types announced, by device, with the port where a record tells it: `_ipp._tcp:631`.
    private func tellAnnounced(_ hearing: inout Hearing) {
        var ports: [Observation.Subject: [String: Set<UInt16>]] = [sender: [:]]
        for record in records {
            if case .service(_, _, let port, _) = record.data, let instance = ServiceInstance(record.name) {
                ports[owners[record.name] ?? sender, default: [:]][instance.type, default: []].insert(port)
            } else if case .name(let name) = record.data {
                guard let type = ServiceInstance(name)?.type ?? name.serviceType else { continue }
                ports[owners[name] ?? sender, default: [:]][type, default: []].formUnion([])
            } else if case .text = record.data, let instance = ServiceInstance(record.name) {
                ports[owners[record.name] ?? sender, default: [:]][instance.type, default: []].formUnion([])
            }
        }
        for (subject, types) in ports.sorted(by: {
            ($0.key.address ?? .v4(.any)) < ($1.key.address ?? .v4(.any))
        }) {
            let words = types.flatMap { type, ports in
                ports.isEmpty ? [type] : ports.map { "\(type):\($0)" }
            }
            // Only the sender is known to speak the protocol itself.
            guard subject == sender || !words.isEmpty else { continue }
            hearing.service(5353, "mdns", [.announced: words.sorted().joined(separator: ",")], about: subject)
            for type in types.keys.sorted() { hearing.trait(.mdnsService, type, about: subject) }
        }
    }
}

/// `Front desk._ipp._tcp.local`: an instance of a service (RFC 6763, 4.1).
struct ServiceInstance: Equatable, Sendable {
    var name: String
    /// `_ipp._tcp`
    var type: String

    init(name: String, type: String) {
        self.name = name
        self.type = type
    }

    init?(_ name: DNSName) {
        guard let first = name.texts.first, !first.hasPrefix("_"), let type = name.dropping(1).serviceType
        else {
            return nil
        }
        self.init(name: first, type: type)
    }
}

extension DNSName {
    private static let local: DNSName = "local"

    /// A host's name without the domain that mDNS gives all hosts.
    var hostText: String {
        guard labels.count > 1, ends(in: Self.local) else { return description }
        return DNSName(labels: labels.dropLast())?.description ?? description
    }

    /// `_ipp._tcp` of `_ipp._tcp.local`.
    var serviceType: String? {
        let texts = texts.map { $0.lowercased() }
        guard texts.count == 3, texts[0].hasPrefix("_"), texts[1] == "_tcp" || texts[1] == "_udp",
            texts[2] == "local", texts[0] != "_services"
        else { return nil }
        return texts[0] + "." + texts[1]
    }
}
