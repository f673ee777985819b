import Addresses
import Model
import Probing
import Testing

/// Port mappings read out of an Internet gateway, answer by answer.
@Suite struct GatewayConversationTests {
    private static let location = "http://192.0.2.1:5000/desc/root.xml"

    /// By hand from WANIPConnection:1, 2.4.14, and UPnP Device Architecture 1.0, 3.2.
    private static func mapping(
        outside: String = "3389", inside: String = "3389", client: String = "192.0.2.10",
        proto: String = "TCP", enabled: String = "1", remote: String = "", lease: String = "0"
    ) -> String {
        answer(
            "200 OK",
            """
            <u:GetGenericPortMappingEntryResponse xmlns:u="urn:schemas-upnp-org:service:WANIPConnection:1">
            <NewRemoteHost>\(remote)</NewRemoteHost><NewExternalPort>\(outside)</NewExternalPort>
            <NewProtocol>\(proto)</NewProtocol><NewInternalPort>\(inside)</NewInternalPort>
            <NewInternalClient>\(client)</NewInternalClient><NewEnabled>\(enabled)</NewEnabled>
            <NewPortMappingDescription>rdp &amp; more</NewPortMappingDescription>
            <NewLeaseDuration>\(lease)</NewLeaseDuration></u:GetGenericPortMappingEntryResponse>
            """)
    }

    private static func fault(_ code: Int) -> String {
        answer(
            "500 Internal Server Error",
            """
            <s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>
            <UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>\(code)</errorCode>
            <errorDescription>x</errorDescription></UPnPError></detail></s:Fault>
            """)
    }

    private static func answer(_ status: String, _ body: String) -> String {
        let text = "<?xml version=\"1.0\"?><s:Envelope><s:Body>\(body)</s:Body></s:Envelope>"
        return "HTTP/1.1 \(status)\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
    }

    private static func description(
        _ services: [(type: String, control: String)], base: String? = nil
    ) -> String {
        let list = services.map {
            "<service><serviceType>\($0.type)</serviceType><controlURL>\($0.control)</controlURL></service>"
        }
        let text =
            "<root>" + (base.map { "<URLBase>\($0)</URLBase>" } ?? "")
            + "<device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>"
            + "<serviceList>\(list.joined())</serviceList></device></root>"
        return "HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
    }

    private static let wanIP = "urn:schemas-upnp-org:service:WANIPConnection:1"
    private static let wanPPP = "urn:schemas-upnp-org:service:WANPPPConnection:1"

    /// Everything that is said and learnt while the answers last, the description first; then silence.
    private static func run(_ answers: [String]) throws -> (sent: [String], facts: [ConversationFact]) {
        var next: (any Conversation)? = try #require(Catalog.description(location: location)).conversation
        var answers = answers[...]
        var sent: [String] = []
        var facts: [ConversationFact] = []
        while var conversation = next {
            sent.append(String(decoding: conversation.start().send, as: UTF8.self))
            for octet in Array((answers.popFirst() ?? "").utf8) {
                if conversation.receive([octet]).next == .finish { break }
            }
            facts += conversation.end(.closedByPeer)
            next = conversation.followUp
        }
        return (sent, facts)
    }

    private static func mappings(_ facts: [ConversationFact]) -> [PortMappingFact] {
        facts.compactMap { if case .mapping(let fact) = $0.fact { fact } else { nil } }
    }

    private static func coverage(_ facts: [ConversationFact]) -> [Bool] {
        facts.compactMap { if case .coverage(let fact) = $0.fact { fact.outcome == .looked } else { nil } }
    }

    @Test func `reads each mapping until the gateway says that there are no more`() throws {
        let (sent, facts) = try Self.run([
            Self.description([
                ("urn:schemas-upnp-org:service:Layer3Forwarding:1", "/l3"), (Self.wanIP, "ctl"),
            ]),
            Self.mapping(),
            Self.mapping(outside: "0", client: "192.0.2.11", proto: "UDP", enabled: "0", lease: "3600"),
            Self.fault(713),
        ])
        #expect(
            Self.mappings(facts) == [
                PortMappingFact(
                    outside: Port(.tcp, 3389), client: .v4(IPv4Address(0xc000_020a)), clientPort: 3389,
                    isEnabled: true, label: "rdp & more"),
                PortMappingFact(
                    outside: Port(.udp, 0), client: .v4(IPv4Address(0xc000_020b)), clientPort: 3389,
                    isEnabled: false, label: "rdp & more", leaseSeconds: 3600),
            ])
        #expect(Self.coverage(facts) == [true])
        #expect(facts.contains { $0.fact == .attribute(AttributeFact(.router, "igd", .certain)) })
        #expect(facts.allSatisfy { if case .mapping = $0.fact { $0.grounds != nil } else { true } })
        #expect(sent.count == 4)
        for (index, text) in sent.dropFirst().enumerated() {
            #expect(text.hasPrefix("POST /desc/ctl HTTP/1.1\r\nHost: 192.0.2.1:5000\r\n"))
            #expect(text.contains("SOAPAction: \"\(Self.wanIP)#GetGenericPortMappingEntry\"\r\n"))
            #expect(text.contains("<NewPortMappingIndex>\(index)</NewPortMappingIndex>"))
        }
    }

    @Test func `no action that changes anything is ever sent`() throws {
        let (sent, _) = try Self.run(
            [Self.description([(Self.wanIP, "/a"), (Self.wanPPP, "/b")])]
                + Array(repeating: Self.mapping(), count: 200))
        // 64 mappings and the description.
        #expect(sent.count == 65)
        let actions = sent.dropFirst().map { text in
            String(text[text.firstRange(of: "SOAPAction: ")!.upperBound...].prefix { $0 != "\r\n" })
        }
        #expect(Set(actions) == ["\"\(Self.wanIP)#GetGenericPortMappingEntry\""])
    }

    @Test(arguments: [401, 501, 606, 402]) func `a refusal is told as such`(code: Int) throws {
        let (_, facts) = try Self.run([Self.description([(Self.wanIP, "/a")]), Self.fault(code)])
        #expect(Self.coverage(facts) == [false])
        #expect(Self.mappings(facts).isEmpty)
    }

    @Test func `where one kind of connection refuses, the other is asked`() throws {
        let (sent, facts) = try Self.run([
            Self.description([(Self.wanPPP, "/ppp"), (Self.wanIP, "/ip")]), Self.fault(501), Self.mapping(),
            Self.fault(714),
        ])
        #expect(sent.dropFirst().map { $0.prefix(8) } == ["POST /pp", "POST /ip", "POST /ip"])
        #expect(Self.mappings(facts).count == 1)
    }

    @Test(arguments: [
        ("urn:schemas-upnp-org:service:WANIPConnection:1", "http://192.0.2.9:5000/a"),
        ("urn:schemas-upnp-org:service:WANIPConnection:1", "http://192.0.2.1:9100/a"),
        ("urn:schemas-upnp-org:service:WANIPConnection:1", "//192.0.2.9/a"),
        ("urn:schemas-upnp-org:service:WANIPConnection:1", "/a b"),
        ("urn:schemas-upnp-org:service:WANIPConnection:1&quot;&#13;&#10;X: y", "/a"),
        ("urn:schemas-upnp-org:service:WANIPv6FirewallControl:1", "/a"),
        ("urn:example:service:WANIPConnection:1", "/a"),
    ])
    func `no other service and no other place is asked`(type: String, control: String) throws {
        let (sent, _) = try Self.run([Self.description([(type, control)])])
        #expect(sent.count == 1)
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n<NewEnabled>1</NewEnabled>",
        mapping(outside: "70000"), mapping(client: "router.example"), mapping(client: "255.255.255.255"),
        mapping(proto: "ICMP"), mapping(inside: "-1"),
    ])
    func `an unreadable answer is no mapping and no end of the list`(text: String) throws {
        let (sent, facts) = try Self.run([Self.description([(Self.wanIP, "/a")]), text])
        #expect(sent.count == 2)
        #expect(Self.mappings(facts).isEmpty)
        #expect(Self.coverage(facts) == [false])
    }

    @Test func `every truncation of an answer is survived`() throws {
        let whole = Self.mapping()
        for length in 0..<whole.utf8.count {
            let (_, facts) = try Self.run([
                Self.description([(Self.wanIP, "/a")]),
                String(decoding: whole.utf8.prefix(length), as: UTF8.self),
            ])
            #expect(Self.coverage(facts).allSatisfy { !$0 })
        }
    }
}
