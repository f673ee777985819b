import Addresses
import Assets
import Model
import Testing

struct MergingTests {
    @Test func `claims are sorted by confidence, then number of sources, then value`() throws {
        var story = Story()
        let said: [(String, Confidence, String)] = [
            ("B", .hint, "a"), ("B", .hint, "b"), ("A", .hint, "a"), ("C", .certain, "c"), ("D", .hint, "a"),
        ]
        for (value, confidence, source) in said {
            try story.note(first, nil, .attribute(AttributeFact(.model, value, confidence)), from: source)
        }
        let model = story.folded()[0].model
        #expect(model.map(\.value) == ["C", "B", "A", "D"])
        #expect(model[1] == Asset.Claim(value: "B", source: "a, b", confidence: .hint, observations: [2, 3]))
    }

    @Test func `a port's facts become one service`() throws {
        var story = Story()
        let port = Port(.tcp, 443)
        try story.open("192.0.2.7", 443, 8080)
        let facts = [
            ServiceFact(port, proto: "tls", facts: [.tlsVersions: "1.3,1.2", .tlsCipher: "X"]),
            ServiceFact(port, proto: "tls", facts: [.tlsVersions: "1.0,1.2", .tlsCipher: "Y"]),
            ServiceFact(port, proto: "http", product: "nginx", facts: [.httpStatus: "200"]),
            ServiceFact(port, proto: "http", product: "other", version: "9"),
            ServiceFact(port, proto: "http", product: "nginx", version: "1.2"),
        ]
        for fact in facts { try story.note(nil, "192.0.2.7", .service(fact)) }
        #expect(
            story.folded()[0].services == [
                Service(
                    transport: .tcp, port: 443, proto: "tls", product: "nginx", version: "1.2",
                    facts: ["tls.versions": "1.0,1.2,1.3", "tls.cipher": "X", "http.status": "200"],
                    layers: ["http"], seenBy: [2, 4, 5, 6, 7, 8]),
                Service(transport: .tcp, port: 8080, seenBy: [3]),
            ])
    }

    @Test func `dialects are listed from the oldest`() throws {
        var story = Story()
        for dialect in ["3.1.1", "2.0.2", "nt-lm-0.12", "2.1"] {
            let fact = ServiceFact(Port(.tcp, 445), proto: "smb", facts: [.smbDialects: dialect])
            try story.note(first, nil, .service(fact))
        }
        #expect(story.folded()[0].services[0][.smbDialects] == "nt-lm-0.12,2.0.2,2.1,3.1.1")
    }

    @Test func `a greeting nobody could read gives way to what was recognised`() throws {
        var story = Story()
        for proto in ["unknown", "ssh"] {
            try story.note(first, nil, .service(ServiceFact(Port(.tcp, 22), proto: proto)))
        }
        #expect(story.folded()[0].services.map { [$0.proto] + $0.layers } == [["ssh"]])
    }

    @Test func `a port that was seen open is not closed`() throws {
        var story = Story()
        for (port, state) in [(22, PortFact.State.closed), (22, .open), (80, .closed), (23, .closed)] {
            try story.note(first, nil, .port(PortFact(Port(.tcp, UInt16(port)), state)))
        }
        #expect(story.folded()[0].closedPorts == [Port(.tcp, 23), Port(.tcp, 80)])
    }

    @Test func `what was read inside a host is kept with its lines`() throws {
        var story = Story()
        let listener = HostListener(port: Port(.tcp, 22), address: .v4(.any), process: "sshd")
        try story.note(host: "this-host", .listener(listener), from: "host-listeners")
        let system = HostSystem(
            hostname: "srv", id: "debian", version: "12", prettyName: "Debian GNU/Linux 12")
        try story.note(host: "this-host", .system(system), from: "host-system")
        try story.note(host: "this-host", .coverage(CoverageFact("units", .couldNot(Text(ja: "―", en: "-")))))
        let asset = story.folded()[0]
        #expect(asset.host?.listeners == [Cited(listener, observation: 2)])
        #expect(asset.os.map(\.value) == ["Debian GNU/Linux 12"])
        #expect(asset.coverage.map(\.observation) == [4])
    }

    @Test func `a computer's own name comes before the names it is called by`() throws {
        var story = Story()
        for (name, kind) in [("cert", NameFact.Kind.certificate), ("a.local", .mdns), ("PC1", .ntlm)] {
            try story.note(first, nil, .name(NameFact(name, kind)))
        }
        #expect(story.folded()[0].names.map(\.value) == ["PC1", "a.local", "cert"])
        #expect(story.folded()[0].displayName == "PC1")
    }
}
