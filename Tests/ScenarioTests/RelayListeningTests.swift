import Addresses
import Foundation
import Model
import Policy
import Probing
import Testing

@testable import TenkenCLI

/// `tenken listen --read` of traffic in which few talk to remote-maintenance services and many to others.
@Suite struct RelayListeningTests {
    private static let others = [
        "www.pharmacist-news.example", "mail.patientlist.example", "teamviewer.com.lookalike.example",
        "notanydesk.example", "www.wholesaler.example", "teamviewer-fanpage.example",
        "islonline.fake.example",
    ]

    /// Words of these names that no relay has, as they would stand in text and in octets.
    private static let traces = [
        "pharmacist-news", "patientlist", "lookalike", "notanydesk", "wholesaler", "fanpage", "fake",
    ].flatMap { word in [word, word.utf8.map { String($0, radix: 16) }.joined()] }

    /// What reception and dispensary say within a quarter of an hour.
    private func traffic() throws -> RelayTraffic {
        var traffic = RelayTraffic()
        for (round, name) in Self.others.enumerated() {
            try traffic.ask(name, by: RelayTraffic.reception, at: round)
            traffic.open(name, ["h2", "http/1.1"], by: RelayTraffic.dispensary, at: round)
            try traffic.openQUIC(name, by: RelayTraffic.dispensary, at: round)
        }
        for minute in [2, 9, 15] {
            try traffic.ask("router3.teamviewer.com", by: RelayTraffic.reception, at: minute * 60)
        }
        traffic.open("router3.teamviewer.com", [], by: RelayTraffic.reception, at: 901)
        traffic.open(nil, ["anydesk/6.2.0/windows"], by: RelayTraffic.dispensary, at: 902)
        try traffic.openQUIC("relay.islonline.net", by: RelayTraffic.dispensary, at: 903)
        return traffic
    }

    private func capture(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("morning.pcap")
        try traffic().write(to: file)
        try body(file.path)
    }

    @Test func `exactly the relays are recorded, how often, and by whom`() throws {
        try capture { path in
            let run = try Lab.execute([
                Lab.tenken, "listen", "--json", "--site", "/nonexistent", "--profiles",
                Lab.packageRoot.appendingPathComponent("Profiles").path, "--read", path,
            ])
            let assessment = try JSONDecoder().decode(Assessment.self, from: Data(run.output.utf8))
            let talks = assessment.assets.flatMap { asset in
                asset.talks.map { talk in
                    "\(asset.macs.first?.description ?? "?") \(talk.value.product) \(talk.value.sign.rawValue) "
                        + "\(talk.value.name ?? "-") \(talk.value.times)"
                }
            }
            #expect(
                talks.sorted() == [
                    "00:00:5e:00:53:17 teamviewer dns router3.teamviewer.com 3",
                    "00:00:5e:00:53:17 teamviewer tls router3.teamviewer.com 1",
                    "00:00:5e:00:53:18 anydesk alpn anydesk/6.2.0/windows 1",
                    "00:00:5e:00:53:18 isl-online quic relay.islonline.net 1",
                ])
            let found = assessment.findings.filter { $0.check == "remote.relay-heard" }
            #expect(found.map(\.verdict) == ["fail", "fail", "fail"])
            for trace in Self.traces { #expect(!run.output.contains(trace), "\(trace)") }
        }
    }

    @Test func `no other name is anywhere in the journal`() throws {
        let folder = Lab.packageRoot.appendingPathComponent("Profiles")
        let products = try ProfileFolder.load(folder.path).profiles.knowledge.remoteMaintenance
        try capture { path in
            var octets: [UInt8] = []
            var replaying = Replaying(
                talk: Talking(language: .english, quiet: true), relays: RelayDirectory(products)
            ) { octets += $0 }
            try replaying.read(path)
            try replaying.finish()
            let journal = String(decoding: octets, as: UTF8.self)
            #expect(journal.contains("router3.teamviewer.com"))
            for trace in Self.traces { #expect(!journal.contains(trace), "\(trace)") }
        }
    }
}
