import Addresses
import Model
import Probing
import Testing
import Wire

@Suite struct QuestionTests {
    private static func payload(_ id: String, token: UInt32 = 0x0102_0304) throws -> [UInt8] {
        let question = try #require(SampleDatagram.questions(id).first)
        return question.payload(SampleDatagram.address, token, from: SampleDatagram.own)
    }

    @Test func `every question has a listener, its own id and words in both languages`() {
        let listeners = Set(Catalog.listeners.map(\.id))
        for question in Catalog.questions {
            #expect(listeners.contains(question.listener))
            #expect(["names", "udp"].contains(question.family))
            #expect(!question.title.ja.isEmpty && !question.title.en.isEmpty)
        }
        #expect(Set(Catalog.questions.map(\.id)).count == Catalog.questions.count)
        #expect(Set(Catalog.listeners.map(\.id)).count == Catalog.listeners.count)
    }

    @Test func `groups are on the link only`() {
        for question in Catalog.questions {
            guard case .group(let group, _) = question.destination else { continue }
            #expect(
                [
                    "224.0.0.251", "ff02::fb", "239.255.255.250", "ff02::c", "255.255.255.255", "ff02::1:2",
                ].contains(group.description))
        }
    }

    @Test(arguments: [0, 1, 0x7fff_ffff, .max] as [UInt32])
    func `no question is taken for an answer, and each fits one packet`(token: UInt32) {
        for question in Catalog.questions {
            let payload = question.payload(SampleDatagram.address, token, from: SampleDatagram.own)
            #expect((1...1200).contains(payload.count), "\(question.id)")
            for listener in Catalog.datagramListeners {
                for port in [question.sourcePort ?? 40_000, 137, 500, 1701] {
                    let packet = SampleDatagram.packet(payload, from: port, to: 137)
                    #expect(listener.hear(packet).isEmpty, "\(question.id) by \(listener.id)")
                }
            }
        }
    }

    @Test func `multicast DNS asks for unicast answers, and a device for its own name`() throws {
        for id in ["ask-mdns", "ask-mdns6"] {
            var reader = ByteReader(try Self.payload(id))
            let message = try DNSMessage(parsing: &reader)
            #expect(message.id == 0)
            #expect(
                message.questions.first == .init("_services._dns-sd._udp.local", .ptr, wantsUnicast: true))
            #expect(message.questions.allSatisfy { $0.kind == .ptr && $0.wantsUnicast })
        }
        var reader = ByteReader(try Self.payload("ask-mdns-name"))
        #expect(try DNSMessage(parsing: &reader).questions.map(\.name) == ["9.2.0.192.in-addr.arpa"])
    }

    @Test func `LLMNR asks for one reverse name without flags`() throws {
        var reader = ByteReader(try Self.payload("ask-llmnr"))
        #expect(
            try DNSMessage(parsing: &reader)
                == DNSMessage(id: 0x0304, questions: [.init("9.2.0.192.in-addr.arpa", .ptr)]))
    }

    @Test func `the name server is asked for nothing that it would look up elsewhere`() throws {
        var reader = ByteReader(try Self.payload("ask-dns"))
        let message = try DNSMessage(parsing: &reader)
        #expect(message.flags == 0)
        #expect(message.questions == [.init("version.bind", .txt, network: 3)])
    }

    @Test(arguments: [("ask-snmp", .v2c), ("ask-snmp1", .v1)] as [(String, SNMPMessage.Version)])
    func `SNMP only reads three names with the public community`(id: String, version: SNMPMessage.Version)
        throws
    {
        var reader = ByteReader(try Self.payload(id, token: .max))
        let message = try SNMPMessage(parsing: &reader)
        #expect(message.version == version)
        #expect(message.operation == .get)
        #expect(message.community == Array("public".utf8))
        #expect(message.requestID == .max)
        #expect(message.variables.map(\.name) == [.sysDescr, .sysObjectID, .sysName])
        #expect(message.variables.allSatisfy { $0.value == .null })
    }

    @Test func `DHCP servers are asked for what takes no address, in our own name`() throws {
        var reader = ByteReader(try Self.payload("ask-dhcp"))
        let message = try DHCPv4Message(parsing: &reader)
        #expect(message.kind == .inform)
        #expect(message.mac == SampleDatagram.own.mac)
        #expect(.v4(message.client) == SampleDatagram.own.address)
        #expect(message.requestedAddress == nil && message.yours == .any && message.serverIdentifier == nil)
        #expect(Set(message.parameterList).isSuperset(of: [3, 121, 249]))
        #expect(try Self.payload("ask-dhcp").count >= 300)
        var reader6 = ByteReader(try Self.payload("ask-dhcp6"))
        let message6 = try DHCPv6Message(parsing: &reader6)
        #expect(message6.kind == .fromClient(11))
        #expect(message6.clientMAC == SampleDatagram.own.mac)
        // No identity association, so nothing can be assigned (RFC 8415, 21.4, 21.5 and 21.21).
        #expect(message6.options.map(\.code) == [1, 8, 6])
    }

    @Test func `time, SSDP and L2TP questions read back`() throws {
        var ntp = ByteReader(try Self.payload("ask-ntp"))
        #expect(try NTPMessage(parsing: &ntp).mode == .client)
        var ssdp = ByteReader(try Self.payload("ask-ssdp6-root"))
        let search = try SSDPMessage(parsing: &ssdp)
        #expect(search["HOST"] == "[FF02::C]:1900")
        #expect(search["ST"] == "upnp:rootdevice")
        #expect(search["MX"] == "2")
        for token in [0, 0xfffe, 0xffff, .max] as [UInt32] {
            var l2tp = ByteReader(try Self.payload("ask-l2tp", token: token))
            let tunnel = try L2TPPacket(parsing: &l2tp)[L2TPPacket.Attribute.assignedTunnel]
            #expect(tunnel?.contains { $0 != 0 } == true)
        }
    }
}
