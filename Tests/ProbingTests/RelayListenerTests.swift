import Addresses
import Model
import Probing
import QUIC
import Testing
import Wire

@Suite struct RelayListenerTests {
    private var listener = RelayListener(RelayDirectory(relayProducts()))
    private let outside = IPAddress.v4(IPv4Address(0xcb00_7109))

    private func udp(_ payload: [UInt8], from source: UInt16, to destination: UInt16) -> Packet {
        SampleDatagram.packet(payload, from: source, to: destination, receiver: outside)
    }

    private func tcp(
        _ payload: some Collection<UInt8>, from source: UInt16 = 50_000, to destination: UInt16 = 443,
        sequence: UInt32 = 1000
    ) -> Packet {
        var packet = udp(Array(payload), from: source, to: destination)
        packet.transport = .tcp(
            TCPHeader(
                source: source, destination: destination, sequence: sequence, acknowledgment: 0, flags: .ack,
                window: 0))
        return packet
    }

    private func question(_ names: String..., id: UInt16 = 7, flags: UInt16 = 0x0100) throws -> [UInt8] {
        let names = try names.map {
            try #require(DNSName(labels: $0.split(separator: ".").map { Array($0.utf8) }))
        }
        return DNSMessage(id: id, flags: flags, questions: names.map { .init($0, .a) }).octets
    }

    private func hello(_ name: String?, _ protocols: [String] = ["h2"]) -> TLSClientHello {
        TLSClientHello(serverName: name, applicationProtocols: protocols, isWhole: true)
    }

    private func quic(_ message: ArraySlice<UInt8>, at offset: Int, number: UInt32 = 0) throws -> [UInt8] {
        var frame: [UInt8] = [6, 0x40 | UInt8(offset >> 8), UInt8(offset & 0xff)]
        frame += [0x40 | UInt8(message.count >> 8), UInt8(message.count & 0xff)] + message
        let padding = [UInt8](repeating: 0, count: max(0, 1170 - frame.count))
        var writer = ByteWriter()
        try InitialPacket(
            version: .one, destination: [1, 2, 3, 4, 5, 6, 7, 8], source: [9], number: number,
            payload: frame + padding
        ).write(to: &writer)
        return writer.octets
    }

    @Test mutating func `a question for a relay's name is heard, over either transport`() throws {
        let octets = try question("R7.Alpha.Example")
        let length: [UInt8] = [0, UInt8(octets.count)]
        for packet in [udp(octets, from: 40_000, to: 53), tcp(length + octets, to: 53)] {
            let signs = listener.hear(packet)
            #expect(signs.map(\.product) == ["alpha"] && signs.map(\.sign) == [.dns])
            #expect(signs.first?.device == SampleDatagram.sender)
            #expect(signs.first?.name == "r7.alpha.example" && signs.first?.peer == nil)
            #expect(signs.first?.grounds == .init(text: "r7.alpha.example"))
        }
    }

    @Test mutating func `other questions leave no trace`() throws {
        for name in ["www.example.com", "alpha.example", "pharmacy.local"] {
            #expect(listener.hear(udp(try question(name), from: 40_000, to: 53)).isEmpty)
        }
        #expect(listener.hear(udp(try question("a.alpha.example"), from: 40_000, to: 5300)).isEmpty)
    }

    @Test mutating func `an answer is about the device that asked, and names behind names count`() throws {
        let name = try #require(DNSName(labels: ["www", "shop", "example"].map { Array($0.utf8) }))
        let real = try #require(DNSName(labels: ["eu", "alpha", "example"].map { Array($0.utf8) }))
        let message = DNSMessage(
            id: 9, flags: 0x8180, questions: [.init(name, .a)], answers: [.init(name, .cname, .name(real))])
        let inside = IPAddress.v4(IPv4Address(0xc0a8_0117))
        let packet = SampleDatagram.packet(message.octets, from: 53, to: 41_000, receiver: inside)
        let signs = listener.hear(packet)
        #expect(signs.map(\.name) == ["eu.alpha.example"])
        #expect(signs.first?.device == Observation.Subject(address: inside))
        // An answer that leaves for elsewhere is nobody's of this network.
        #expect(
            listener.hear(SampleDatagram.packet(message.octets, from: 53, to: 41_000, receiver: outside))
                .isEmpty)
    }

    @Test mutating func `a question and its answer are one exchange`() throws {
        let inside = IPAddress.v4(IPv4Address(0xc0a8_0117))
        let router = IPAddress.v4(IPv4Address(0xc0a8_0101))
        let asked = SampleDatagram.packet(
            try question("a.alpha.example"), from: 41_000, to: 53, address: inside, receiver: router)
        let answered = SampleDatagram.packet(
            try question("a.alpha.example", flags: 0x8180), from: 53, to: 41_000, address: router,
            receiver: inside)
        #expect(listener.hear(asked).map(\.exchange) == listener.hear(answered).map(\.exchange))
    }

    @Test mutating func `the server's name and the protocol in a TLS opening are heard`() {
        let named = listener.hear(tcp(hello("x.alpha.example", ["beta/1"]).records()))
        #expect(named.map(\.product) == ["alpha", "beta"] && named.map(\.sign) == [.tls, .alpn])
        #expect(named.first?.peer == outside && named.first?.port == Port(.tcp, 443))
        let spoken = listener.hear(tcp(hello(nil, ["beta/6.0"]).records(), from: 50_001, to: 6568))
        #expect(spoken.map(\.name) == ["beta/6.0"])
        #expect(listener.hear(tcp(hello("mail.example.com").records(), from: 50_002)).isEmpty)
    }

    @Test(arguments: [6, 10, 60, 90])
    mutating func `an opening over two segments is put together`(length: Int) {
        let octets = hello("x.alpha.example", ["h2"]).records()
        let first = listener.hear(tcp(octets.prefix(length), sequence: .max - 3))
        let second = listener.hear(tcp(octets.dropFirst(length), sequence: .max &- 3 &+ UInt32(length)))
        #expect((first + second).contains { $0.name == "x.alpha.example" })
    }

    @Test mutating func `an opening in QUIC is heard, over two datagrams in any order as well`() throws {
        var message = ByteWriter()
        hello("x.alpha.example", ["h3"]).write(to: &message)
        let whole = listener.hear(udp(try quic(message.octets[...], at: 0), from: 50_000, to: 443))
        #expect(whole.map(\.name) == ["x.alpha.example"] && whole.map(\.sign) == [.quic])
        #expect(whole.first?.port == Port(.udp, 443))
        let halves = [
            try quic(message.octets[50...], at: 50), try quic(message.octets[..<50], at: 0, number: 1),
        ]
        let signs = halves.flatMap { listener.hear(udp($0, from: 50_001, to: 443)) }
        #expect(signs.map(\.name) == ["x.alpha.example"])
    }

    @Test mutating func `a shape is told of the device inside, with the service's port and no payload`() {
        let payload: [UInt8] = [0x17, 0x24, 0x0a, 0x20, 0x53, 0x45]
        let signs = listener.hear(tcp(payload, to: 5938))
        #expect(signs.map(\.sign) == [.octets] && signs.first?.device == SampleDatagram.sender)
        #expect(signs.first?.grounds == .init(octets: [0x17, 0x24]))
        let inside = IPAddress.v4(IPv4Address(0xc0a8_0117))
        var answer = tcp(payload, from: 5938, to: 50_000)
        answer.network = .init(source: outside, destination: inside, hops: 51, proto: 6)
        let answered = listener.hear(answer)
        #expect(answered.first?.device.address == inside && answered.first?.peer == outside)
        #expect(answered.first?.port == Port(.tcp, 5938))
        #expect(listener.hear(tcp(payload, to: 443)).isEmpty)
    }

    @Test mutating func `openings that never end are forgotten, the oldest first`() {
        let octets = hello("x.alpha.example").records()
        for port in 1...200 as ClosedRange<UInt16> { _ = listener.hear(tcp(octets.prefix(20), from: port)) }
        #expect(listener.hear(tcp(octets.dropFirst(20), from: 1, sequence: 1020)).isEmpty)
        #expect(!listener.hear(tcp(octets.dropFirst(20), from: 200, sequence: 1020)).isEmpty)
    }

    @Test mutating func `mutated packets of every kind do no harm`() throws {
        var message = ByteWriter()
        hello("x.alpha.example").write(to: &message)
        let samples = [
            udp(try question("a.alpha.example"), from: 40_000, to: 53),
            tcp(hello("x.alpha.example").records()),
            udp(try quic(message.octets[...], at: 0), from: 1, to: 443),
        ]
        for sample in samples {
            for index in 0..<min(sample.payload.count, 120) {
                for octet in [0x00, 0x7f, 0xff] as [UInt8] {
                    var octets = Array(sample.payload)
                    octets[index] = octet
                    var changed = sample
                    changed.payload = octets[...]
                    for sign in listener.hear(changed) { #expect((sign.name ?? "").utf8.count <= 253) }
                    changed.payload = octets[..<index]
                    _ = listener.hear(changed)
                }
            }
        }
    }
}
