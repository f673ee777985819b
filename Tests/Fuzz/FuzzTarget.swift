import Addresses
import Model
import Probing
import Survey
import Wire

/// One run of the fuzzer: the first octet chooses what the others are.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: start, count: count))
    guard octets.count > 3 else { return 0 }
    let choice = Int(octets[1])
    let rest = Array(octets.dropFirst(3))
    switch octets[0] % 5 {
    case 0: hear(Packet(dissecting: rest, linkType: linkTypes[choice % linkTypes.count]))
    case 1: hearDatagram(rest, port: datagramPorts[choice % datagramPorts.count], form: octets[2])
    case 2: talk(conversation(choice), answers: rest, form: octets[2])
    case 3: listen(rest, linkType: linkTypes[choice % linkTypes.count], piece: octets[2])
    default: reread(rest)
    }
    return 0
}

private let linkTypes: [LinkType] = [
    .ethernet, .rawIP, .loopback, .linuxCooked, .linuxCooked2, .wireless, .radiotap, .other(147),
]

/// The ports of every question, and those that are only listened to.
private let datagramPorts: [UInt16] = {
    let asked = Catalog.questions.map { question in
        switch question.destination {
        case .device(let port), .group(_, let port), .broadcast(let port): port
        }
    }
    return Set(asked + [67, 68, 137, 138, 546, 547, 5353, 5355]).sorted()
}()

/// A service whose relays are looked for by name and by shape.
private let relays = RelayDirectory([
    RemoteMaintenanceProduct(
        id: "alpha", name: Text(verbatim: "Alpha"), visibility: [.relay], ports: [Port(.tcp, 5938)],
        protocols: [], processes: [], domains: ["*.alpha.example"], applicationProtocols: ["alpha"],
        signatures: [
            WireSignature(transport: .tcp, octets: [0x17, 0x24]),
            WireSignature(transport: .udp, octets: [0x51], onAnyPort: true),
        ], severity: .high, source: "made up", asOf: CivilDate(daysSinceEpoch: 20_000))
])

/// The octets as frames of a capture, one after another, each begun by its length; a second apart.
private func listen(_ octets: [UInt8], linkType: LinkType, piece: UInt8) {
    var replay = Replay(relays: relays, vendor: { _ in nil })
    var rest = octets[...]
    var time: Int64 = 1_700_000_000_000_000
    while let length = rest.popFirst() {
        let frame = Array(rest.prefix(Int(length) + Int(piece)))
        rest = rest.dropFirst(frame.count)
        _ = replay.hear(frame.span, linkType: linkType, at: time)
        time += 1_000_000
    }
    _ = replay.finish(at: Timestamp(microseconds: time))
}

private func hear(_ packet: Packet) {
    for listener in Catalog.listeners { _ = listener.hear(packet) }
}

/// The octets as a datagram from, to, or between this port, over either Internet protocol.
private func hearDatagram(_ payload: [UInt8], port: UInt16, form: UInt8) {
    let mac = MACAddress(0x0000_5e00_5301)
    let link = IPv6Address(high: 0xfe80_0000_0000_0000, low: 1)
    let address: IPAddress = form & 1 == 0 ? .v4(IPv4Address(0xc000_0201)) : .v6(link)
    let station = Station(mac: mac, address: address)
    hear(
        Packet(
            dissecting: Frame.udp(
                from: station, to: station, sourcePort: form & 2 == 0 ? port : partner(of: port),
                destinationPort: form & 4 == 0 ? port : partner(of: port),
                payload: Array(payload.prefix(1400)))))
}

/// The other port of protocols that have two, else one of ours.
private func partner(of port: UInt16) -> UInt16 {
    switch port {
    case 67: 68
    case 68: 67
    case 546: 547
    case 547: 546
    default: 40000
    }
}

/// One of the catalogue's conversations, the silent one, or one that a device's announcement leads to.
private func conversation(_ choice: Int) -> (any Conversation)? {
    let address = IPAddress.v4(IPv4Address(0xc000_0201))
    let kinds = Catalog.conversations + [Catalog.greeting]
    let index = choice % (kinds.count + 1)
    guard index < kinds.count else {
        return Catalog.description(location: "http://192.0.2.1:8080/description.xml")?.conversation
    }
    return kinds[index].begin(address, kinds[index].ports.ports.first ?? 9000)
}

/// The octets as what a server says, in pieces, to a conversation and to those that follow it.
private func talk(_ first: (any Conversation)?, answers: [UInt8], form: UInt8) {
    var next = first
    var rest = answers[...]
    let piece = max(1, Int(form >> 2))
    for _ in 0..<8 {
        guard var conversation = next else { return }
        var step = conversation.start()
        while step.next != .finish {
            if case .startTLS(let offer) = step.next {
                step = conversation.secured(greeting(offer, leaf: answers))
            } else if rest.isEmpty {
                break
            } else {
                step = conversation.receive(Array(rest.prefix(piece)))
                rest = rest.dropFirst(piece)
            }
        }
        _ = conversation.end(step.next == .finish ? .finished : form & 1 == 0 ? .closedByPeer : .timedOut)
        next = conversation.followUp
        if form & 2 != 0 { rest = answers[...] }
    }
}

/// A finished handshake whose certificate holds the fuzzer's octets; times stay within the years of ASN.1.
private func greeting(_ offer: TLSOffer, leaf octets: [UInt8]) -> TLSGreeting {
    let text = String(decoding: octets.prefix(256), as: UTF8.self)
    let number = octets.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let time = Int64(number % 253_402_300_800)
    return TLSGreeting(
        version: offer.versions.upperBound, cipher: text,
        certificate: TLSGreeting.Certificate(
            subject: text, issuer: text, names: [text], notBefore: -time, notAfter: time, key: text,
            signatureAlgorithm: text, fingerprint: text))
}

/// The octets as each of the messages of the link: what can be read is written, and read again as the same.
private func reread(_ octets: [UInt8]) {
    let router = IPv6Address(high: 0xfe80_0000_0000_0000, low: 1)
    check(octets, EthernetHeader.init(parsing:)) { $0.write(to: &$1) }
    check(octets, ARPPacket.init(parsing:)) { $0.write(to: &$1) }
    check(octets, IPv4Header.init(parsing:)) { $0.write(to: &$1) }
    check(octets, IPv6Header.init(parsing:)) { $0.write(to: &$1) }
    check(octets, UDPHeader.init(parsing:)) { $0.write(to: &$1) }
    check(octets, ICMPv4Message.init(parsing:)) { $0.write(to: &$1) }
    check(octets, ICMPv6Message.init(parsing:)) { $0.write(to: &$1, from: router, to: .allNodes) }
    check(octets, DHCPv4Message.init(parsing:)) { $0.write(to: &$1) }
    check(octets, DHCPv6Message.init(parsing:)) { $0.write(to: &$1) }
}

private func check<Value: Equatable>(
    _ octets: [UInt8], _ parse: (inout ByteReader) throws(WireError) -> Value,
    _ write: (Value, inout ByteWriter) -> Void
) {
    var reader = ByteReader(octets)
    guard let value = try? parse(&reader) else { return }
    var writer = ByteWriter()
    write(value, &writer)
    var again = ByteReader(writer.octets)
    precondition((try? parse(&again)) == value, "\(Value.self) is not written as it was read")
}
