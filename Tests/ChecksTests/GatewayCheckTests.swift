import Addresses
import Checks
import Model
import Testing

/// Ways out and ways in: who is known, and how grave a stranger is.
@Suite struct GatewayCheckTests {
    private func claims(_ values: [String], _ confidence: Confidence = .certain) -> [Asset.Claim] {
        values.map { Asset.Claim(value: $0, source: "sample", confidence: confidence, observations: [5]) }
    }

    private func host(leavingBy gateways: String...) -> Asset {
        var asset = Asset(id: "this-host")
        let routes = gateways.compactMap { text -> HostRoute? in
            guard let gateway = IPAddress(text) else { return nil }
            let everywhere = gateway.v4 == nil ? Prefix("::/0") : Prefix("0.0.0.0/0")
            return everywhere.map { HostRoute(destination: $0, gateway: gateway, interface: "eth0") }
        }
        asset.host = Asset.HostDetails(routes: routes)
        return asset
    }

    private func unknown(_ assets: [Asset], ledger rows: [[LedgerColumn: String]] = []) -> [Finding] {
        findings("remote.unknown-gateway", pharmacy(assets, site: Site(ledger: ledger(rows))))
    }

    @Test(arguments: [
        (["dhcp"], Severity.critical), (["ra", "nd"], .critical), (["redirect"], .critical),
        (["igd"], .critical), (["forwards"], .high),
    ])
    func `a stranger that offers a way out is graver than one that could`(signs: [String], grave: Severity) {
        let stranger = device(9).with { $0.routerClaims = claims(signs) }
        let failures = unknown([host(leavingBy: "192.0.2.1"), stranger]).filter(\.isFailure)
        #expect(failures.map(\.severity) == [grave])
        #expect(failures.allSatisfy { $0.asset == stranger.id && !$0.observations.isEmpty })
    }

    @Test func `the ledger's router is known, another device of the ledger is not a router`() {
        let stranger = device(9, row: "A-1").with { $0.routerClaims = claims(["dhcp"]) }
        for (role, failing) in [("VPNルータ", []), ("端末", [Severity.medium])] {
            let rows: [[LedgerColumn: String]] = [[.number: "A-1", .role: role]]
            let found = unknown([host(leavingBy: "192.0.2.1"), stranger], ledger: rows).filter(\.isFailure)
            #expect(found.map(\.severity) == failing)
        }
    }

    @Test func `a default route of IPv6 makes nobody known`() {
        let local = "fe80::200:5eff:fe00:5309"
        let stranger = device(9).with {
            $0.addresses.append(contentsOf: [IPAddress(local)].compactMap { $0 })
            $0.routerClaims = claims(["ra", "route"])
        }
        let failures = unknown([host(leavingBy: "192.0.2.1", local), stranger]).filter(\.isFailure)
        #expect(failures.map(\.asset) == [stranger.id])
    }

    @Test func `a hint is no sign, and without a reference nobody is blamed`() {
        let hint = device(9).with { $0.routerClaims = claims(["ra"], .hint) }
        #expect(unknown([host(leavingBy: "192.0.2.1"), hint]).filter(\.isFailure).isEmpty)
        let router = device(9).with { $0.routerClaims = claims(["dhcp"]) }
        #expect(unknown([router]).map(\.verdict) == ["not-assessed"])
    }

    @Test(
        arguments: [
            (3389, nil, Severity.critical), (8080, nil, .high), (3389, "198.51.100.7", .medium),
        ] as [(UInt16, String?, Severity)])
    func `a way in is as grave as what it leads to and who may use it`(
        port: UInt16, remote: String?, grave: Severity
    ) {
        let gateway = device(1, .router).with {
            $0.mappings = [
                Cited(
                    PortMappingFact(
                        outside: Port(.tcp, 40_000), client: .v4(IPv4Address(0xc000_0207)), clientPort: port,
                        isEnabled: true, remoteHost: remote), observation: 8)
            ]
        }
        let failures = findings("remote.port-mapping", pharmacy([gateway, device(7)])).filter(\.isFailure)
        #expect(failures.map(\.severity) == [grave])
        #expect(failures.allSatisfy { $0.reason.ja.contains("192.0.2.7") && $0.observations == [8] })
    }

    @Test func `a refusal to tell is no proof that nothing is open`() {
        let gateway = device(1, .router).with {
            $0.coverage = [
                .init(
                    source: "talk-igd",
                    fact: CoverageFact("port mappings", .couldNot(Text(ja: "断られました。", en: "refused"))),
                    observation: 8)
            ]
        }
        #expect(verdicts("remote.port-mapping", pharmacy([gateway])) == ["not-assessed"])
    }

    @Test func `two servers that the ledger has are asked about, not blamed`() {
        let servers = [device(1, row: "A-1"), device(9, row: "A-2")].map { asset in
            asset.with { $0.dhcpServerClaims = claims(["dhcp"]) }
        }
        let site = Site(ledger: ledger([[.number: "A-1"], [.number: "A-2"]]))
        #expect(verdicts("source.second-dhcp", pharmacy(servers, site: site)) == ["not-assessed"])
        #expect(verdicts("source.second-dhcp", pharmacy(servers + [device(7)])).contains("pass") == false)
    }
}
