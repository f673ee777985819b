import Addresses
import Checks
import Model
import Testing

/// The words about admission, clocks and the air claim no more than was seen.
@Suite struct NetworkWordsTests {
    private func admitted(_ addressing: AdmissionFact.Addressing, answered: Int, _ assets: [Asset] = [])
        -> Situation
    {
        var situation = pharmacy(
            assets, site: Site(ledger: ledger([[.number: "A-1", .mac: "00:00:5e:00:53:01"]])))
        situation.admissions = [
            Cited(
                AdmissionFact(
                    interface: "eth0", mac: MACAddress(0x0000_5e00_53fe), addresses: [],
                    addressing: addressing, answered: answered), observation: 9)
        ]
        return situation
    }

    @Test(arguments: [
        (AdmissionFact.Addressing.dhcp, 0, true, false), (.unknown, 3, false, true), (.dhcp, 3, true, true),
    ])
    func `being let in is told by what happened`(
        addressing: AdmissionFact.Addressing, answered: Int, isGiven: Bool, isAnswered: Bool
    ) throws {
        let found = findings("source.scanner-admitted", admitted(addressing, answered: answered))
        let reason = try #require(found.first).reason
        #expect(reason.ja.contains("渡され") == isGiven && reason.ja.contains("答えました") == isAnswered)
        #expect(
            reason.en.contains("given an address") == isGiven && reason.en.contains("answered") == isAnswered)
        #expect(reason.ja.contains("この差し込み口で、この日"))
    }

    @Test func `an administration port that only its number names is called likely, its password untried`()
        throws
    {
        let router = device(1, .router, services: [tcp(22, nil), tcp(443, "tls")])
        let found = findings("source.management-open", admitted(.unknown, answered: 3, [router]))
        let reason = try #require(found.first).reason
        #expect(reason.ja.contains("SSH tcp/22 と思われるもの、HTTPS tcp/443"), "\(reason.ja)")
        #expect(reason.en.contains("perhaps SSH tcp/22, HTTPS tcp/443"), "\(reason.en)")
        #expect(reason.ja.contains("調べていません") && reason.en.contains("not tried"))
    }

    @Test(arguments: [(Int64(1), "約1分以内"), (60_000_000, "2分以内"), (.max, "1441分以内")])
    func `a clock is within what it was read to`(resolution: Int64, words: String) throws {
        let clock = device(7).with {
            $0.clocks = [
                Asset.ClockReading(
                    source: "x", offset: 0, resolution: resolution, port: Port(.udp, 123), observation: 7)
            ]
        }
        let finding = try #require(findings("log.clock-skew", pharmacy([clock])).first)
        #expect(finding.verdict == "pass" && finding.reason.ja.contains(words), "\(finding.reason.ja)")
    }

    @Test func `English words about the air hold no Japanese`() {
        for security in [WirelessFact.Security.open, .wep, .wpa2Personal] {
            for cell: UInt64 in [0x0000_5e00_5307, 0x0000_5e00_9999] {
                var air = pharmacy([device(7)])
                air.wireless = [
                    .init(
                        cell: MACAddress(cell),
                        fact: WirelessFact(
                            network: cell == 0x0000_5e00_5307 ? "example" : nil, security: [security],
                            channel: 6,
                            offersSetup: false, allowsTKIP: false), observation: 9)
                ]
                for finding in findings("source.wireless-weak", air) {
                    #expect(
                        !finding.reason.en.unicodeScalars.contains { $0.value > 0x2fff },
                        "\(finding.reason.en)")
                }
            }
        }
    }
}
