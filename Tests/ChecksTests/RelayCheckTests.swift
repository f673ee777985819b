import Addresses
import Checks
import Model
import Testing

/// Talk with remote-maintenance services that was heard, against what was declared.
@Suite struct RelayCheckTests {
    private let morning = Timestamp(microseconds: 1_795_395_720_000_000)

    private func talk(
        _ product: String = "relayed", _ sign: TalkFact.Sign = .tls, _ name: String? = "r3.relay.example",
        times: Int = 1, after minutes: Int64 = 0, peer: IPAddress? = nil
    ) -> Cited<TalkFact> {
        let time = Timestamp(microseconds: morning.microseconds + minutes * 60_000_000)
        return Cited(
            TalkFact(
                product: product, sign: sign, name: name, peer: peer, port: Port(.tcp, 443), times: times,
                first: time, last: time),
            observation: Int(minutes) + 100)
    }

    private func talker(_ last: UInt8 = 9, _ talks: Cited<TalkFact>...) -> Asset {
        var asset = device(last)
        asset.talks = talks
        return asset
    }

    private func vendor(_ product: String, on device: String? = nil) -> Site {
        Site(
            vendors: [Vendor(name: "薬局システム社", remoteMaintenance: [.init(product: product, device: device)])])
    }

    @Test func `undeclared talk fails and says who, with what, how often and when`() throws {
        var situation = pharmacy([talker(9, talk(times: 2), talk(after: 13))])
        situation.utcOffset = 32_400
        let finding = try #require(findings("remote.relay-heard", situation).first)
        #expect(finding.isFailure && finding.severity == .high)
        for word in ["192.0.2.9", "r3.relay.example", "3回", "〜", "通信していました"] {
            #expect(finding.reason.ja.contains(word), "\(word) in \(finding.reason.ja)")
        }
        #expect(finding.reason.en.contains("3 times"))
        #expect(finding.observations == [100, 113])
        #expect(finding.advice != nil)
    }

    @Test func `a question for a name is not called a connection`() throws {
        let finding = try #require(
            findings("remote.relay-heard", pharmacy([talker(9, talk("relayed", .dns))])).first)
        #expect(finding.isFailure)
        #expect(finding.reason.ja.contains("調べていました") && !finding.reason.ja.contains("通信していました"))
    }

    @Test(arguments: [nil, "192.0.2.9", "192.0.2.7"])
    func `what a vendor declared passes, on the device or the one it talked with`(device: String?) {
        let caller = talker(9, talk("relayed", .octets, nil, peer: .v4(IPv4Address(0xc000_0207))))
        let other = ChecksTests.device(7)
        let situation = pharmacy([caller, other], site: vendor("relayed", on: device))
        #expect(verdicts("remote.relay-heard", situation) == ["pass"])
        #expect(findings("remote.relay-heard", situation).allSatisfy { $0.reason.ja.contains("薬局システム社") })
    }

    @Test func `a declaration for another device or product does not fit`() {
        for site in [vendor("relayed", on: "192.0.2.8"), vendor("vnc")] {
            #expect(verdicts("remote.relay-heard", pharmacy([talker(9, talk())], site: site)) == ["fail"])
        }
    }

    @Test func `looking at a maker's pages is not maintenance`() {
        let reader = talker(9, talk("relayed", .dns, "www.relay.example"))
        #expect(verdicts("remote.relay-heard", pharmacy([reader])) == ["not-assessed"])
        let user = talker(9, talk("relayed", .dns, "www.relay.example"), talk(after: 1))
        #expect(verdicts("remote.relay-heard", pharmacy([user])) == ["fail"])
    }

    @Test func `what could not be confirmed decides nothing`() {
        var knowledge = Knowledge.sample
        for index in knowledge.remoteMaintenance.indices {
            knowledge.remoteMaintenance[index].isUnverified = true
        }
        let situation = pharmacy([talker(9, talk())], knowledge: knowledge)
        #expect(verdicts("remote.relay-heard", situation) == ["not-assessed"])
    }

    @Test func `each product of each device is told once`() {
        let situation = pharmacy([
            talker(9, talk(), talk("vnc", .octets, nil), talk("relayed", .dns)), talker(10, talk()),
        ])
        #expect(
            findings("remote.relay-heard", situation).map(\.asset) == [
                "mac-00005e005309", "mac-00005e005309", "mac-00005e00530a",
            ])
    }

    @Test(arguments: [(45, false, "45秒"), (600, false, "10分"), (12_000, true, "3時間20分の通信の記録")])
    func `how long was listened is said, and that silence proves nothing`(
        seconds: Int, isRecorded: Bool, words: String
    ) throws {
        var situation = pharmacy()
        situation.listening = .init(seconds: seconds, isRecorded: isRecorded)
        let finding = try #require(findings("remote.relay-unseen", situation).first)
        #expect(finding.verdict == "not-assessed")
        #expect(finding.reason.ja.contains(words), "\(finding.reason.ja)")
        #expect(finding.reason.ja.contains("証明ではありません"))
        situation.listening = nil
        #expect(findings("remote.relay-unseen", situation).first?.reason.ja.contains("聞いていません") == true)
    }

    @Test func `a declared relay that was heard is not said to be unseen`() {
        let heard = pharmacy([talker(9, talk())], site: vendor("relayed"))
        #expect(!verdicts("remote.declared-not-seen", heard).contains("not-assessed"))
        #expect(
            verdicts("remote.declared-not-seen", pharmacy([], site: vendor("relayed"))) == ["not-assessed"])
    }

    @Test func `impossible counts and names made to do harm stay within bounds`() throws {
        let asset = talker(
            9, talk(times: .max), talk("relayed", .tls, "\u{1B}[31mx", times: .max, after: 1), talk(times: -5)
        )
        let finding = try #require(findings("remote.relay-heard", pharmacy([asset])).first)
        #expect(!finding.reason.ja.contains("\u{1B}"))
    }
}
