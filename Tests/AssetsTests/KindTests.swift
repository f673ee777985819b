import Addresses
import Assets
import Model
import Testing

struct KindTests {
    @Test(arguments: [
        ("VPNルータ", Asset.Kind.vpnGateway), ("無線ルータ", .router), ("無線AP", .wirelessAccessPoint),
        ("オンライン資格確認端末", .eligibilityTerminal), ("レセコンサーバ", .server), ("レセコン", .terminal),
        ("ＮＡＳ", .nas), ("錠剤分包機", .dispensing), ("レシートプリンタ", .receiptPrinter), ("複合機", .printer),
        ("受付PC", .terminal), ("L2スイッチ", .networkSwitch), ("防犯カメラ", .camera), ("IP電話機", .phone),
        ("vpn-gateway", .vpnGateway),
    ])
    func `a person's word for a device means a kind`(role: String, kind: Asset.Kind) {
        #expect(Asset.Kind(role: role) == kind)
    }

    @Test func `a word nobody knows means no kind`() { #expect(Asset.Kind(role: "その他") == nil) }

    @Test func `what a person wrote counts more than what a device says`() throws {
        var story = Story()
        try story.neighbour(first, "192.0.2.1")
        try story.note(first, nil, .attribute(AttributeFact(.kind, "router", .certain)))
        #expect(story.folded()[0].kind == .router)
        #expect(story.folded(site: site(row(2, [.mac: first, .role: "サーバ"])))[0].kind == .server)
    }

    @Test func `a hint alone decides nothing`() throws {
        var story = Story()
        try story.note(first, nil, .attribute(AttributeFact(.kind, "printer", .hint)))
        #expect(story.folded()[0].kind == .unknown)
        try story.note(first, nil, .port(PortFact(Port(.tcp, 9100), .open)))
        #expect(story.folded()[0].kind == .printer)
    }

    @Test func `what only says that it is something else is that, unless it says more`() throws {
        var story = Story()
        try story.note(first, nil, .attribute(AttributeFact(.kind, "other", .certain)))
        #expect(story.folded()[0].kind == .other)
        try story.note(first, nil, .attribute(AttributeFact(.kind, "camera", .likely)))
        #expect(story.folded()[0].kind == .camera)
    }

    @Test func `a default gateway is a router`() throws {
        var story = Story()
        try story.neighbour(first, "192.0.2.1")
        try story.note(nil, "192.0.2.1", .attribute(AttributeFact(.router, "route", .certain)))
        #expect(story.folded()[0].kind == .router)
    }

    @Test(arguments: [
        ("Windows 10 21H2", Asset.Kind.terminal), ("Windows Server 2019", .server), ("Windows", .unknown),
    ])
    func `a Windows is a terminal or a server only where its name says so`(os: String, kind: Asset.Kind)
        throws
    {
        var story = Story()
        try story.note(first, nil, .attribute(AttributeFact(.os, os, .likely)))
        #expect(story.folded()[0].kind == kind)
    }

    @Test func `a storage maker's device that shares files is a NAS`() throws {
        var story = Story()
        try story.neighbour(first, "192.0.2.1")
        try story.note(first, nil, .attribute(AttributeFact(.kind, "nas", .hint)))
        try story.open("192.0.2.1", 80)
        #expect(story.folded()[0].kind == .unknown)
        try story.open("192.0.2.1", 445)
        #expect(story.folded()[0].kind == .nas)
    }

    @Test func `a hidden hardware address with Apple's mobile protocol is a phone`() throws {
        for (mac, kind) in [("02:00:5e:00:53:01", Asset.Kind.phone), (first, .unknown)] {
            var story = Story()
            let fact = ServiceFact(
                Port(.udp, 5353), proto: "mdns", facts: [.announced: "_apple-mobdev2._tcp:32498,_x._udp"])
            try story.note(mac, nil, .service(fact))
            #expect(story.folded()[0].kind == kind)
        }
    }
}
